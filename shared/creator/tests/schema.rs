//! The tables of stakes and jobs keep their order by themselves, whatever a program writes.

use creator::{
    priority::{POINT, Score, aged, rank},
    queue::{Queue, Waiting},
};
use money::Rate;
use rusqlite::{Connection, params};

/// The real migrations, on a table of principals that is just enough.
fn database() -> Connection {
    let database = Connection::open_in_memory().expect("opens");
    let migrations = [
        "CREATE TABLE principals (id TEXT PRIMARY KEY) STRICT; \
         INSERT INTO principals VALUES ('somebody');",
        include_str!("../../../edge/migrations/0002_live.sql"),
        include_str!("../../../edge/migrations/0003_ledger.sql"),
        include_str!("../../../edge/migrations/0006_staking_jobs.sql"),
    ];
    for migration in migrations {
        database.execute_batch(migration).expect("a migration");
    }
    database
}

fn id(number: i64) -> String {
    format!("{number:036}")
}

/// Orders a job with this score at this moment.
fn order(
    database: &Connection,
    number: i64,
    score: Score,
    queued_at: u64,
) -> rusqlite::Result<usize> {
    let six = Rate::parts(6_000_000_000);
    database.execute(
        "INSERT INTO jobs (id, number, principal_id, title, production, clips, state, tier, \
         score, aged, rank, ranked_with, agents, work_ms, cost, fee, burned, bonus, held_by, \
         queued_at) VALUES (?1, ?2, 'somebody', 't', '{}', '[]', 'queued', 'basic', ?3, ?4, ?5, \
         'r', 5, 120000, 80000000, 400000, 240000, 80000, 'p', ?6)",
        params![
            id(number),
            number,
            score.0 as i64,
            aged(queued_at, six),
            rank(score, queued_at, six),
            queued_at as i64
        ],
    )
}

/// What the edge does to take the next job.
const TAKE: &str = "UPDATE jobs SET state = 'running', started_at = queued_at WHERE number = \
     (SELECT number FROM jobs WHERE state = 'queued' ORDER BY rank DESC, number LIMIT 1) \
     RETURNING number";

#[test]
fn the_table_gives_jobs_in_the_order_of_the_heap() {
    let (database, mut heap) = (database(), Queue::default());
    let mut seed = 3_u64;
    let mut below = |most: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % most
    };
    let mut at = 1_800_000_000_000;
    for number in 1..=600 {
        // Many at the same moment, and few scores, so that many ranks are equal.
        at += below(3) * 600_000;
        let score = Score(POINT * (1 + below(8)));
        order(&database, number, score, at).expect("inserts");
        heap.push(Waiting::new(rank(score, at, Rate::parts(6_000_000_000)), number as u64));
        if below(4) == 0 {
            let taken: i64 = database.query_row(TAKE, [], |row| row.get(0)).expect("one waits");
            assert_eq!(heap.pop().map(|job| job.number.0), Some(taken as u64));
        }
    }
    while let Some(job) = heap.pop() {
        let taken: i64 = database.query_row(TAKE, [], |row| row.get(0)).expect("one waits");
        assert_eq!(job.number.0, taken as u64);
    }
    assert!(database.query_row(TAKE, [], |_| Ok(())).is_err(), "none is left");
}

#[test]
fn the_order_is_read_from_an_index_and_never_sorted() {
    let database = database();
    let plan: String = database
        .prepare("EXPLAIN QUERY PLAN SELECT number FROM jobs WHERE state = 'queued' ORDER BY rank DESC, number LIMIT 1")
        .expect("prepares")
        .query_map([], |row| row.get::<_, String>(3))
        .expect("explains")
        .map(|line| line.expect("a line"))
        .collect();
    assert!(plan.contains("jobs_by_rank") && !plan.contains("TEMP B-TREE"), "{plan}");
}

#[test]
fn nothing_changes_what_was_ordered_and_nothing_goes_back() {
    let database = database();
    order(&database, 1, Score(POINT), 5).expect("inserts");
    let refused = |sql: &str| {
        let error = database.execute(sql, []).expect_err(sql).to_string();
        error
            .split([' ', ':'])
            .find(|word| word.chars().all(|it| it.is_ascii_uppercase() || it == '_'))
            .map(str::to_owned)
    };
    let immutable = Some("IMMUTABLE".to_owned());
    for change in
        ["cost = 1", "fee = 0", "bonus = 9", "principal_id = 'x'", "clips = '[1]'", "number = 2"]
    {
        assert_eq!(refused(&format!("UPDATE jobs SET {change}")), immutable, "{change}");
    }
    assert_eq!(refused("DELETE FROM jobs"), immutable);
    let state = Some("JOB_STATE".to_owned());
    let ended = "ended_at = 9, settled_by = 's'";
    for step in ["'completed'", "'failed'"] {
        assert_eq!(refused(&format!("UPDATE jobs SET state = {step}, {ended}")), state);
    }
    assert_eq!(refused("INSERT OR REPLACE INTO jobs SELECT * FROM jobs"), state);
    // A completed job has a manifest, a failed one a reason; a rank is what it is made of.
    database.execute("UPDATE jobs SET state = 'running', started_at = 6", []).expect("begins");
    assert!(
        database.execute(&format!("UPDATE jobs SET state = 'completed', {ended}"), []).is_err()
    );
    assert!(database.execute(&format!("UPDATE jobs SET state = 'failed', {ended}"), []).is_err());
    assert_eq!(refused("UPDATE jobs SET state = 'queued'"), state);
    let failed = format!("UPDATE jobs SET state = 'failed', failure_code = 'c', {ended}");
    database.execute(&failed, []).expect("fails");
    for step in ["'queued'", "'running'", "'completed'", "'cancelled'", "'failed'"] {
        assert_eq!(refused(&format!("UPDATE jobs SET state = {step}")), state);
    }
    order(&database, 2, Score(POINT), 5).expect("inserts");
    assert!(database.execute("UPDATE jobs SET rank = rank + 1 WHERE number = 2", []).is_err());
    let told: i64 = database
        .query_row("SELECT count(*) FROM outbox WHERE topic = 'job.changed'", [], |row| row.get(0))
        .expect("counts");
    assert_eq!(told, 4, "ordered, begun, failed, ordered");
}

#[test]
fn a_stake_only_goes_forward() {
    let database = database();
    let run = |sql: &str| database.execute(sql, []).map_err(|error| error.to_string());
    run("INSERT INTO stakes VALUES ('somebody', 5, 0, 100, 1)").expect("inserts");
    run("UPDATE stakes SET accrued = 0, claimed = 5, settled_at = 200, version = 2").expect("pays");
    for change in
        ["settled_at = 199, version = 3", "claimed = 4, version = 3", "accrued = 9", "version = 4"]
    {
        let refused = run(&format!("UPDATE stakes SET {change}"));
        assert!(refused.is_err_and(|it| it.contains("STAKE_BACKWARD")), "{change}");
    }
    assert!(run("DELETE FROM stakes").is_err_and(|it| it.contains("IMMUTABLE")));
    let event = format!(
        "INSERT INTO staking_events VALUES ('{}', 'somebody', 'claimed', 0, 5, 0, 0, 'basic', \
         'basic', 't', 2, 200)",
        id(7)
    );
    run(&event).expect("inserts");
    assert!(run(&event).is_err(), "one event for each version");
    assert!(run("UPDATE staking_events SET reward = 6").is_err_and(|it| it.contains("IMMUTABLE")));
    assert!(run("DELETE FROM staking_events").is_err_and(|it| it.contains("IMMUTABLE")));
}

#[test]
fn what_is_staked_moves_only_with_its_settlement() {
    let database = database();
    let member = format!("user:{}:ANM", id(1));
    let post = |number: i64, kind: &str, from: &str, to: &str| {
        let legs = format!("[[\"{from}\",\"{to}\",0,5]]");
        let sql = "INSERT INTO tx (public_id, scope, idempotency_key, request_hash, kind, at, legs) \
                   VALUES (?1, 'test', ?1, printf('%064d', 0), ?2, 1900000000000, ?3)";
        database.execute(sql, params![id(number), kind, legs]).map_err(|error| error.to_string())
    };
    let (available, staked) = (format!("{member}:available"), format!("{member}:staked"));
    post(100, "faucet", "system:ANM:reserve", &available).expect("draws");
    post(101, "stake", &available, &staked).expect("stakes");
    for kind in ["transfer", "reversal", "reward", "grant"] {
        let refused = post(102, kind, &staked, &available);
        assert!(refused.is_err_and(|it| it.contains("STAKED_ONLY_BY_STAKING")), "{kind}");
    }
    post(103, "unstake", &staked, &available).expect("unstakes");
}
