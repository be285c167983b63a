//! Events on their way out: written in the batch that they tell of, delivered by the feed.

use serde_json::Value;
use wire::webhook::EVENTS;
use worker::{D1Database, D1PreparedStatement};

use crate::{
    error::Failure,
    store::{number, statement, text},
};

/// Everybody.
pub const PUBLIC: &str = "*";

/// An event, to be put into the batch of what it tells. `audience` is a principal, or [`PUBLIC`].
pub fn event(
    database: &D1Database,
    now: u64,
    topic: &str,
    audience: &str,
    body: &Value,
) -> Result<D1PreparedStatement, Failure> {
    debug_assert!(EVENTS.contains(&topic), "a topic that nobody can ask for");
    statement(
        database,
        "INSERT INTO outbox (at, topic, audience, body) VALUES (?1, ?2, ?3, ?4)",
        &[number(now), text(topic), text(audience), text(&body.to_string())],
    )
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use super::EVENTS;

    /// What stands between quotes and looks like a topic, in the files below a folder.
    fn topics(folder: &Path, found: &mut BTreeSet<String>) {
        let entries = fs::read_dir(folder).expect("a folder of ours");
        for path in entries.map(|entry| entry.expect("an entry").path()) {
            if path.is_dir() {
                topics(&path, found);
                continue;
            }
            let text = fs::read_to_string(&path).expect("a text");
            let is_topic = |word: &&str| {
                let parts = word.split_once('.');
                let letters = |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase());
                parts.is_some_and(|(noun, verb)| {
                    letters(noun) && !noun.is_empty() && ["changed", "posted"].contains(&verb)
                })
            };
            found.extend(text.split(['"', '\'']).filter(is_topic).map(str::to_owned));
        }
    }

    #[test]
    fn every_topic_that_is_written_can_be_asked_for_and_stands_in_api_md() {
        let edge = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut written = BTreeSet::new();
        topics(&edge.join("src"), &mut written);
        topics(&edge.join("migrations"), &mut written);
        assert_eq!(written, EVENTS.map(str::to_owned).into());
        let page = include_str!("../../API.md");
        let (_, after) = page.split_once("| topic |").expect("the table");
        let (table, _) = after.split_once("\n\n").expect("its end");
        let rows = table.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
        let listed: Vec<_> = rows.map(|(topic, _)| topic).collect();
        assert_eq!(listed, EVENTS);
    }
}
