//! What the kinds of postings are called, and who is on the other side. Pure.

use wire::token::{HistoryItem, Party};

/// Kinds that the history can be narrowed to: the API's name and ours.
pub(super) const KINDS: [(&str, &str); 12] = [
    ("transfer", "Transfers"),
    ("stake", "Staked"),
    ("unstake", "Unstaked"),
    ("reward", "Rewards"),
    ("compound", "Rewards, restaked"),
    ("job_held", "Productions, set aside"),
    ("job_refunded", "Productions, given back"),
    ("hold", "Holds"),
    ("burn", "Burned"),
    ("faucet", "Faucet"),
    ("issue", "Issued"),
    ("reversal", "Reversals"),
];

/// What happened, in a few words: `To @sora`, `Reward, staking`.
pub(super) fn title(item: &HistoryItem) -> String {
    let words = match item.kind.as_str() {
        "transfer" if item.direction == "in" => return format!("From {}", name(&item.from)),
        "transfer" => return format!("To {}", name(&item.to)),
        "faucet" => "From the faucet",
        "burn" => "Burned",
        "issue" => "Issued to you",
        "reversal" => "Reversal",
        "stake" => "Staked",
        "unstake" => "Taken out of the stake",
        "reward" => "Reward, staking",
        "compound" => "Reward, staked at once",
        "hold" => "Set aside",
        "hold_posted" => "Paid from what was set aside",
        "hold_voided" => "Given back",
        "hold_expired" => "Given back, its time ran out",
        "job_held" => "Production, set aside",
        "job_paid" => "Production, paid",
        "job_refunded" => "Production, given back",
        "grant" => "Granted by a vote",
        "forfeit" => "Left to the treasury",
        other => return capital(&other.replace('_', " ")),
    };
    words.to_owned()
}

/// A side of a movement, for people.
pub(super) fn name(party: &Party) -> String {
    match (&party.username, party.kind.as_str(), party.id.as_str()) {
        (Some(username), _, _) => format!("@{username}"),
        (None, "hold", _) => "a hold".into(),
        (None, "system", "treasury") => "the treasury".into(),
        (None, "system", "reserve") => "the reserve".into(),
        (None, "system", "burned") => "burned, for good".into(),
        (None, "system", id) => id.to_owned(),
        (None, _, id) => format!("{}…", id.chars().take(8).collect::<String>()),
    }
}

/// `+`, `−` or nothing, as it stands before an amount.
pub(super) fn sign(item: &HistoryItem) -> &'static str {
    match item.direction.as_str() {
        "in" => "+",
        "out" => "\u{2212}",
        _ => "",
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party(kind: &str, id: &str, username: Option<&str>) -> Party {
        Party {
            kind: kind.into(),
            id: id.into(),
            username: username.map(str::to_owned),
            purpose: None,
        }
    }

    #[test]
    fn every_kind_of_posting_has_words() {
        for kind in ledger::Kind::ALL {
            let item = HistoryItem {
                transaction_id: String::new(),
                entry: 1,
                kind: kind.name().into(),
                direction: "in".into(),
                asset: "ANM".into(),
                amount: "1".into(),
                from: party("member", "1", Some("sora")),
                to: party("member", "2", None),
                memo: None,
                reference: None,
                balance_after: "1".into(),
                at: String::new(),
            };
            assert!(!title(&item).contains('_'), "{}", kind.name());
        }
        for (kind, _) in KINDS {
            assert!(ledger::Kind::ALL.iter().any(|known| known.name() == kind), "{kind}");
        }
    }

    #[test]
    fn people_have_names_and_accounts_of_the_system_have_words() {
        assert_eq!(name(&party("member", "1", Some("sora"))), "@sora");
        assert_eq!(name(&party("system", "treasury", None)), "the treasury");
        assert_eq!(name(&party("member", "123456789abc", None)), "12345678…");
    }
}
