//! The heap and the table sort alike, and nobody starves.

use creator::{
    priority::{POINT, Score, overtaken_for_ms, rank},
    queue::{Queue, Waiting},
};
use money::Rate;
use rusqlite::{Connection, params};

/// A small generator, so that a failure can be found again.
struct Seed(u64);

impl Seed {
    fn below(&mut self, most: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

fn table() -> Connection {
    let database = Connection::open_in_memory().expect("opens");
    // The index and the order are those of the edge's migration and store.
    database
        .execute_batch(
            "CREATE TABLE jobs (number INTEGER PRIMARY KEY, rank INTEGER NOT NULL) STRICT;
             CREATE INDEX jobs_by_rank ON jobs (rank DESC, number);",
        )
        .expect("a table");
    database
}

#[test]
fn the_heap_gives_the_same_order_as_sql() {
    let mut seed = Seed(11);
    let (database, mut heap) = (table(), Queue::default());
    let mut number = 0;
    for _ in 0..4_000 {
        if seed.below(3) > 0 {
            number += 1;
            // Few different ranks, so that many are equal.
            let rank = -5_000_000_000_000 + seed.below(40) as i64;
            let id = number as i64;
            heap.push(Waiting::new(rank, number));
            let sql = "INSERT INTO jobs (number, rank) VALUES (?1, ?2)";
            database.execute(sql, params![id, rank]).expect("inserts");
            let ahead: i64 = database
                .query_row(
                    "SELECT count(*) FROM jobs WHERE rank > ?1 OR (rank = ?1 AND number < ?2)",
                    params![rank, id],
                    |row| row.get(0),
                )
                .expect("counts");
            assert_eq!(heap.position(Waiting::new(rank, number)) as i64, ahead + 1);
        } else {
            let sql = "DELETE FROM jobs WHERE number = \
                       (SELECT number FROM jobs ORDER BY rank DESC, number LIMIT 1) RETURNING number";
            let first: Option<i64> = database.query_row(sql, [], |row| row.get(0)).ok();
            assert_eq!(heap.pop().map(|job| job.number.0 as i64), first);
        }
    }
    assert!(heap.len() > 500, "the heap was never trivial");
}

/// A queue at 95 % load in which most who come have a higher score than the one we watch.
#[test]
fn the_least_job_waits_no_longer_than_the_bound() {
    const SERVICE_MS: u64 = 120_000;
    let ageing = Rate::parts(6_000_000_000);
    let (least, best) = (Score(POINT), Score(162 * POINT));
    let window = overtaken_for_ms(least, best, ageing).expect("ageing is on");
    let mut seed = Seed(5);
    let mut queue = Queue::default();
    let mut arrivals = Vec::new();
    let (mut now, mut next_arrival, mut longest) = (1_800_000_000_000_u64, 0, 0);
    let mut most_waiting = 0;
    let start = now;
    for _ in 0..20_000 {
        while next_arrival <= now {
            let at = next_arrival.max(start);
            let score =
                if seed.below(10) == 0 { least } else { Score(POINT + seed.below(161 * POINT)) };
            arrivals.push((at, score));
            queue.push(Waiting::new(rank(score, at, ageing), arrivals.len() as u64 - 1));
            // Between 0 and twice the mean: a load of 95 %.
            next_arrival = at + 1 + seed.below(2 * SERVICE_MS * 100 / 95);
        }
        most_waiting = most_waiting.max(queue.len() as u64);
        match queue.pop() {
            Some(job) => {
                let (at, score) = arrivals[job.number.0 as usize];
                if score == least {
                    longest = longest.max(now - at);
                }
                now += SERVICE_MS;
            }
            None => now = next_arrival,
        }
    }
    // After its window a job is overtaken no more: only those before it are left.
    let bound = window + most_waiting * SERVICE_MS;
    assert!(longest <= bound, "{longest} ms waited, at most {bound}");
    assert!(longest > SERVICE_MS, "the queue was busy");
}

#[test]
fn without_ageing_it_would_starve() {
    let none = Rate::parts(0);
    let day = 86_400_000;
    assert!(rank(Score(POINT), 0, none) < rank(Score(2 * POINT), 1000 * day, none));
}

#[test]
fn the_tiers_go_in_their_order_and_equals_in_that_of_arrival() {
    let six = Rate::parts(6_000_000_000);
    let at = 1_800_000_000_000;
    let mut queue = Queue::default();
    for (number, points) in [(1, 9), (2, 92), (3, 34), (4, 92), (5, 9)] {
        queue.push(Waiting::new(rank(Score(points * POINT), at, six), number));
    }
    let order: Vec<u64> = std::iter::from_fn(|| queue.pop()).map(|job| job.number.0).collect();
    assert_eq!(order, [2, 4, 3, 1, 5]);
}
