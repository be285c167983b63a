//! A hundred thousand random commands against the real schema and a map of numbers.

use crate::{books, model};

/// Commands in an ordinary run; `cargo xtask bench ledger --model` plays a million.
const COMMANDS: u64 = 100_000;
/// Each seed is a history of its own.
const SEEDS: [u64; 4] = [1, 0xdead_beef, 20_260_131, 0x5eed_5eed_5eed];

#[test]
fn the_books_agree_with_a_map_of_numbers() {
    let mut tally = model::Tally::default();
    std::thread::scope(|scope| {
        let histories = SEEDS.map(|seed| {
            scope.spawn(move || model::play(&books::open(), seed, COMMANDS / SEEDS.len() as u64))
        });
        for history in histories {
            let it = history.join().expect("the history agrees");
            tally.posted += it.posted;
            tally.replayed += it.replayed;
            tally.legs += it.legs;
            for (word, count) in it.refused {
                *tally.refused.entry(word).or_default() += count;
            }
        }
    });
    // The dice reach what they are for.
    assert!(tally.posted > COMMANDS / 5 && tally.replayed > COMMANDS / 20, "{tally:?}");
    for word in [
        "INSUFFICIENT_FUNDS",
        "BURNED_IS_GONE",
        "HOLD_SETTLED",
        "HOLD_EXPIRED",
        "HOLD_NOT_EXPIRED",
        "HI_RANGE",
        "UNIQUE constraint failed: tx.reverses",
    ] {
        assert!(tally.refused.contains_key(word), "no {word} in {tally:?}");
    }
}
