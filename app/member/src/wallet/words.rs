//! What the kinds of postings are called, and who is on the other side. Pure.

use wire::token::{HistoryItem, Party};

/// Kinds that the history can be narrowed to: the API's name and ours.
pub(super) const KINDS: [(&str, &str); 9] = [
    ("transfer", "Transfers"),
    ("stake", "Staked"),
    ("unstake", "Unstaked"),
    ("reward", "Rewards"),
    ("hold", "Holds"),
    ("burn", "Burned"),
    ("faucet", "Faucet"),
    ("issue", "Issued"),
    ("reversal", "Reversals"),
];

/// What happened, in a few words: `To @sora`, `Reward, staking`.
pub(super) fn title(item: &HistoryItem) -> String {
    let is_in = item.direction == "in";
    match item.kind.as_str() {
        "transfer" if is_in => format!("From {}", name(&item.from)),
        "transfer" => format!("To {}", name(&item.to)),
        "faucet" => "From the faucet".into(),
        "burn" => "Burned".into(),
        "issue" => "Issued to you".into(),
        "reversal" => "Reversal".into(),
        "stake" => "Staked".into(),
        "unstake" => "Taken out of the stake".into(),
        "reward" | "claim" => "Reward, staking".into(),
        "compound" if is_in => "Reward, staking".into(),
        "compound" => "Reward, staked again".into(),
        "hold" => "Set aside".into(),
        kind if kind.starts_with("hold_") || kind.starts_with("job_") => {
            capital(&kind.replace('_', " "))
        }
        kind if is_in => format!("{}, from {}", capital(&kind.replace('_', " ")), name(&item.from)),
        kind => capital(&kind.replace('_', " ")),
    }
}

/// A side of a movement, for people.
pub(super) fn name(party: &Party) -> String {
    match (&party.username, party.kind.as_str(), party.id.as_str()) {
        (Some(username), _, _) => format!("@{username}"),
        (None, "hold", _) => "a hold".into(),
        (None, "system", "treasury") => "the treasury".into(),
        (None, "system", "reserve") => "the reserve".into(),
        (None, "system", "burned") => "the fire".into(),
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
    fn people_have_names_and_accounts_of_the_system_have_words() {
        assert_eq!(name(&party("member", "1", Some("sora"))), "@sora");
        assert_eq!(name(&party("system", "treasury", None)), "the treasury");
        assert_eq!(name(&party("member", "123456789abc", None)), "12345678…");
    }
}
