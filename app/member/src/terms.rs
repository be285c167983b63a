//! The rules that hold now, as votes left them: so that a preview on the page is decided by the same
//! crates as the truth at the edge. Pure.

use money::{Amount, Asset};
use policy::{Catalogue, Section, Version, Versions};
use wire::policy::PolicyList;

/// What holds now, as a history that began with it.
pub(crate) fn versions(list: &PolicyList) -> Versions {
    let changed = list.items.iter().filter(|policy| policy.version > 0);
    Versions::new(changed.map(|policy| Version {
        key: policy.key.clone(),
        version: policy.version,
        value: policy.value.clone(),
        effective_at_ms: 0,
        set_by: policy.proposal_id.clone().unwrap_or_default(),
    }))
}

/// Agents, style packs and features as votes have switched them.
pub(crate) fn catalogue(list: &wire::catalogue::Catalogue) -> Catalogue {
    let mut catalogue = Catalogue::default();
    let sections = [
        (Section::Agents, &list.agents),
        (Section::StylePacks, &list.style_packs),
        (Section::Features, &list.features),
    ];
    for (section, items) in sections {
        for item in items {
            catalogue.set(section, &item.id, item.enabled, item.version.as_deref());
        }
    }
    catalogue
}

/// ANM out of the API's text; nothing where it is no amount.
pub(crate) fn anm(text: &str) -> Amount {
    Amount::parse(text, Asset::Anm).unwrap_or_default()
}

/// ANM as the API writes it: all eight decimals.
pub(crate) fn text(amount: Amount) -> String {
    amount.format(Asset::Anm)
}

/// ANM without the zeros at the end: for round numbers that nobody pays, such as a tier's bound.
pub(crate) fn short(amount: &str) -> String {
    let Some((whole, decimals)) = amount.split_once('.') else { return amount.to_owned() };
    match decimals.trim_end_matches('0') {
        "" => whole.to_owned(),
        rest => format!("{whole}.{rest}"),
    }
}

/// `0.15` is `15 %`, exactly.
pub(crate) fn percent(rate: &str) -> String {
    let (whole, decimals) = rate.split_once('.').unwrap_or((rate, ""));
    let padded = format!("{decimals:0<2}");
    let (hundredths, rest) = padded.split_at(2);
    let digits = format!("{whole}{hundredths}");
    let whole = match digits.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    format!("{} %", short(&format!("{whole}.{rest}")))
}

/// A tier's name, as people say it.
pub(crate) fn tier_name(id: &str) -> &'static str {
    match id {
        "advanced" => "Advanced",
        "pro" => "Pro",
        "studio" => "Studio",
        _ => "Basic",
    }
}

/// A feature's name, and what a tier allows of it, as people say them.
pub(crate) fn feature(id: &str, value: &str) -> (&'static str, String) {
    let number = |unit: &str| match value {
        "unlimited" => "No limit".to_owned(),
        number => format!("{number}{unit}"),
    };
    let flag = || if value == "yes" { "Yes" } else { "No" }.to_owned();
    match id {
        "apy" => ("Yearly reward", percent(value)),
        "agents" => ("Agents at once", number("")),
        "resolution" => ("Picture", value.to_owned()),
        "fps" => ("Frames a second", value.to_owned()),
        "duration" => ("Length", number(" s")),
        "style_pack" | "style_packs" => ("Style packs", packs(value)),
        "priority" => ("Queue factor", format!("× {value}")),
        "priority_rendering" => ("Renders first", flag()),
        "custom_agents" => ("Agents of your own", flag()),
        _ => ("This", value.to_owned()),
    }
}

fn packs(names: &str) -> String {
    let words: Vec<String> = names
        .split(',')
        .map(|name| match name {
            "all" => "every pack".to_owned(),
            "custom" => "your own".to_owned(),
            name => pack_name(name),
        })
        .collect();
    capital(&words.join(", "))
}

/// A style pack's name: its id with a capital and blanks.
pub(crate) fn pack_name(id: &str) -> String {
    capital(&id.replace('-', " "))
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().map(|it| it.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use policy::TierId;
    use wire::policy::Policy;

    fn policy(key: &str, value: &str, version: u64) -> Policy {
        Policy {
            key: key.into(),
            kind: "amount".into(),
            unit: "ANM".into(),
            value: value.into(),
            default: "1000".into(),
            least: None,
            most: None,
            options: vec![],
            sentence: String::new(),
            source: String::new(),
            version,
            effective_at: None,
            proposal_id: None,
        }
    }

    #[test]
    fn what_a_vote_changed_holds_on_the_page_too() {
        let items = vec![policy("tier.pro.min_stake", "500", 1), policy("price.base", "7", 0)];
        let versions = versions(&PolicyList { items, at: String::new() });
        let now = versions.at(1);
        assert_eq!(now.tier_of(anm("500")).id, TierId::Pro);
        assert_eq!(text(now.prices().base), "10.00000000", "the default is not a change");
    }

    #[test]
    fn rates_are_exact_percentages() {
        let rates = ["0.15", "0.1", "0.005", "0.125", "1", "0", "2.5", "0.000000001"];
        let shown = rates.map(percent);
        let wanted = ["15 %", "10 %", "0.5 %", "12.5 %", "100 %", "0 %", "250 %", "0.0000001 %"];
        assert_eq!(shown, wanted);
    }

    #[test]
    fn round_bounds_lose_their_zeros_and_nothing_else() {
        assert_eq!(short("1000.00000000"), "1000");
        assert_eq!(short("0.50000000"), "0.5");
        assert_eq!(short("7"), "7");
    }

    #[test]
    fn features_have_words() {
        assert_eq!(feature("duration", "unlimited"), ("Length", "No limit".into()));
        assert_eq!(feature("style_packs", "all,custom").1, "Every pack, your own");
        assert_eq!(feature("style_pack", "cel-shade").1, "Cel shade");
        assert_eq!(feature("custom_agents", "yes").1, "Yes");
        assert_eq!(tier_name("studio"), "Studio");
    }
}
