//! Whatever is tried against the tables of votes and policies themselves is refused: the schema
//! keeps the order of a proposal's life even if the program is wrong.

use governance::{ACTIONS_MAX, BODY_BYTES_MAX, TITLE_CHARS_MAX};
use rusqlite::{Connection, params};

const SCHEMA: &str = include_str!("../../../edge/migrations/0005_policies_governance.sql");

fn id(number: u32) -> String {
    format!("{number:036}")
}

fn run(tables: &Connection, sql: &str) -> Result<usize, String> {
    tables.execute(sql, []).map_err(|error| error.to_string())
}

fn refused(tables: &Connection, sql: &str, word: &str) {
    let error = run(tables, sql).expect_err(sql);
    assert!(error.contains(word), "{sql}: {error}");
}

fn draft(tables: &Connection, number: u32) {
    let sql = "INSERT INTO proposals (number, id, proposer, kind, title, body, actions, status, \
               created_at) VALUES (?1, ?2, ?3, 'parameter', 'A title', '', '[{}]', 'draft', 1)";
    tables.execute(sql, params![number, id(number), id(900)]).expect("a draft");
}

const OPEN: &str = "UPDATE proposals SET status = 'active', opened_at = 10, ends_at = 20, \
     quorum = 100000000, approval = 660000000, time_lock_ms = 5, grace_ms = 5, \
     late_window_ms = 3, late_extension_ms = 3, snapshot_xfer = 7, total = 1000 WHERE number = ";

fn vote(number: u32, voter: u32, choice: &str, weight: u32, at: u32) -> String {
    format!(
        "INSERT INTO votes (proposal, voter, choice, weight, at) \
         VALUES ({number}, '{}', '{choice}', {weight}, {at})",
        id(voter)
    )
}

/// Proposal 1 is a draft, 2 is active with a vote, 3 is executed and set a policy and a switch.
fn played() -> Connection {
    let tables = Connection::open_in_memory().expect("memory");
    tables.pragma_update(None, "foreign_keys", true).expect("as on D1");
    tables.execute_batch(SCHEMA).expect("the schema applies");
    for number in 1..=3 {
        draft(&tables, number);
    }
    for number in 2..=3 {
        run(&tables, &format!("{OPEN}{number}")).expect("opened");
        run(&tables, &vote(number, 5, "for", 300, 20)).expect("the last moment counts");
    }
    let executor = id(901);
    for sql in [
        "UPDATE proposals SET status = 'passed', closed_at = 20 WHERE number = 3",
        &format!("INSERT INTO executions (proposal, at, executor) VALUES (3, 25, '{executor}')"),
        "INSERT INTO policies VALUES ('fee.usage.rate', 1, '0.01', 25, 3)",
        "INSERT INTO switches VALUES (1, 'feature', 'productions', 0, NULL, 25, 3)",
        "INSERT INTO proposal_payments VALUES (3, 0, 'a posting')",
    ] {
        run(&tables, sql).expect(sql);
    }
    tables
}

/// Everything in the tables, row by row.
fn everything(tables: &Connection) -> Vec<String> {
    let mut rows = Vec::new();
    for table in ["proposals", "votes", "vote_history", "executions", "policies", "switches"] {
        let mut statement = tables.prepare(&format!("SELECT * FROM {table}")).expect("SQL");
        let columns = statement.column_count();
        let mut found = statement.query([]).expect("rows");
        while let Some(row) = found.next().expect("a row") {
            let cells = (0..columns).map(|it| format!("{:?}", row.get_ref_unwrap(it)));
            rows.push(format!("{table}: {}", cells.collect::<Vec<_>>().join(" ")));
        }
    }
    rows
}

#[test]
fn every_way_around_a_vote_is_refused() {
    let tables = played();
    let before = everything(&tables);
    let executor = id(901);
    let execute = |number: u32, at: u32| {
        format!(
            "INSERT INTO executions (proposal, at, executor) VALUES ({number}, {at}, '{executor}')"
        )
    };
    for (sql, word) in [
        // words and rules of what is open
        ("UPDATE proposals SET title = 'x' WHERE number = 2", "PROPOSAL_FROZEN"),
        ("UPDATE proposals SET actions = '[1]' WHERE number = 3", "PROPOSAL_FROZEN"),
        ("UPDATE proposals SET proposer = id WHERE number = 1", "PROPOSAL_FROZEN"),
        ("UPDATE proposals SET quorum = 0 WHERE number = 2", "PROPOSAL_FROZEN"),
        ("UPDATE proposals SET total = 1 WHERE number = 2", "PROPOSAL_FROZEN"),
        ("UPDATE proposals SET snapshot_xfer = 8 WHERE number = 2", "PROPOSAL_FROZEN"),
        ("UPDATE proposals SET ends_at = 15 WHERE number = 2", "PROPOSAL_FROZEN"),
        ("UPDATE proposals SET ends_at = 15, extended_at = 12 WHERE number = 2", "PROPOSAL_FROZEN"),
        ("UPDATE proposals SET ends_at = 99, extended_at = 12 WHERE number = 3", "PROPOSAL_FROZEN"),
        // steps of a life that there are not
        ("UPDATE proposals SET status = 'passed' WHERE number = 1", "PROPOSAL_FORWARD_ONLY"),
        ("UPDATE proposals SET status = 'draft' WHERE number = 2", "PROPOSAL_FORWARD_ONLY"),
        ("UPDATE proposals SET status = 'executed' WHERE number = 2", "NOT_EXECUTABLE"),
        ("UPDATE proposals SET status = 'passed' WHERE number = 3", "PROPOSAL_FORWARD_ONLY"),
        ("UPDATE proposals SET status = 'active' WHERE number = 1", "OPENED_WHOLE"),
        ("DELETE FROM proposals WHERE number = 1", "PROPOSAL_STAYS"),
        ("REPLACE INTO proposals SELECT * FROM proposals WHERE number = 2", "PROPOSAL_FROZEN"),
        // votes
        (&vote(1, 5, "for", 1, 15), "VOTING_CLOSED"),
        (&vote(3, 6, "for", 1, 15), "VOTING_CLOSED"),
        (&vote(2, 6, "for", 1, 9), "VOTING_CLOSED"),
        (&vote(2, 6, "for", 1, 21), "VOTING_CLOSED"),
        (&vote(2, 6, "for", 701, 15), "VOTES_WITHIN_STAKE"),
        (&vote(2, 6, "for", 0, 15), "CHECK"),
        (&vote(2, 5, "against", 300, 15), "VOTE_KNOWN"),
        (&vote(2, 5, "for", 600, 15).replace("INSERT", "REPLACE"), "VOTE_KNOWN"),
        ("UPDATE votes SET weight = 600 WHERE proposal = 2", "VOTE_WEIGHT_FIXED"),
        ("UPDATE votes SET voter = 'x' WHERE proposal = 2", "VOTE_WEIGHT_FIXED"),
        ("UPDATE votes SET choice = 'against' WHERE proposal = 3", "VOTING_CLOSED"),
        ("UPDATE votes SET choice = 'against', at = 21 WHERE proposal = 2", "VOTING_CLOSED"),
        ("DELETE FROM votes", "VOTE_STAYS"),
        ("DELETE FROM vote_history", "VOTE_STAYS"),
        ("UPDATE vote_history SET choice = 'against'", "VOTE_STAYS"),
        ("REPLACE INTO vote_history SELECT * FROM vote_history", "VOTE_STAYS"),
        // executions
        (&execute(1, 30), "NOT_EXECUTABLE"),
        (&execute(2, 30), "NOT_EXECUTABLE"),
        (&execute(3, 25), "NOT_EXECUTABLE"),
        ("DELETE FROM executions", "EXECUTION_STAYS"),
        ("UPDATE executions SET at = 1", "EXECUTION_STAYS"),
        // what executions change
        ("INSERT INTO policies VALUES ('fee.usage.rate', 3, '0', 30, 3)", "POLICY_OUT_OF_ORDER"),
        ("INSERT INTO policies VALUES ('fee.usage.rate', 2, '0', 24, 3)", "POLICY_OUT_OF_ORDER"),
        ("INSERT INTO policies VALUES ('fee.usage.rate', 2, '0', 30, 2)", "FOREIGN KEY"),
        ("REPLACE INTO policies VALUES ('fee.usage.rate', 1, '0', 25, 3)", "POLICY_OUT_OF_ORDER"),
        ("UPDATE policies SET value = '0'", "POLICY_STAYS"),
        ("DELETE FROM policies", "POLICY_STAYS"),
        ("INSERT INTO switches VALUES (2, 'feature', 'x', 1, NULL, 30, 2)", "FOREIGN KEY"),
        ("REPLACE INTO switches VALUES (1, 'feature', 'x', 1, NULL, 30, 3)", "SWITCH_STAYS"),
        ("UPDATE switches SET enabled = 1", "SWITCH_STAYS"),
        ("DELETE FROM switches", "SWITCH_STAYS"),
        ("INSERT INTO proposal_payments VALUES (3, 0, 'another')", "UNIQUE"),
        ("INSERT INTO proposal_payments VALUES (2, 0, 'another')", "FOREIGN KEY"),
    ] {
        refused(&tables, sql, word);
    }
    assert_eq!(everything(&tables), before, "a refusal leaves everything as it was");
}

#[test]
fn an_execution_waits_for_the_lock_and_not_for_ever() {
    for (at, taken) in [(24, false), (25, true), (30, true), (31, false)] {
        let tables = played();
        run(&tables, "UPDATE proposals SET status = 'passed' WHERE number = 2").expect("passed");
        let sql = format!("INSERT INTO executions VALUES (2, {at}, '{}')", id(901));
        assert_eq!(run(&tables, &sql).is_ok(), taken, "at {at}");
    }
}

#[test]
fn votes_are_counted_by_the_tables() {
    let tables = played();
    run(&tables, &vote(2, 6, "against", 200, 12)).expect("open");
    run(
        &tables,
        "UPDATE votes SET choice = 'abstain', at = 13 WHERE proposal = 2 AND weight = 300",
    )
    .expect("open");
    let tally = "SELECT in_favour, against, abstained, voters FROM proposals WHERE number = 2";
    let counted: (u32, u32, u32, u32) = tables
        .query_row(tally, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .expect("a row");
    assert_eq!(counted, (0, 200, 300, 2));
    let history = "SELECT count(*) FROM vote_history WHERE proposal = 2";
    assert_eq!(tables.query_row(history, [], |row| row.get(0)), Ok(3));
}

#[test]
fn the_tables_have_the_limits_of_the_program() {
    assert!(SCHEMA.contains(&format!("length(title) BETWEEN 1 AND {TITLE_CHARS_MAX}")));
    assert!(SCHEMA.contains(&format!("length(CAST(body AS BLOB)) <= {BODY_BYTES_MAX}")));
    assert!(SCHEMA.contains(&format!("json_array_length(actions) BETWEEN 1 AND {ACTIONS_MAX}")));
    for word in ["CASE ", " REAL", "\r"] {
        assert!(!SCHEMA.contains(word), "{word:?} does not survive every way of migrating");
    }
}
