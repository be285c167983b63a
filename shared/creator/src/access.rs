//! What a tier allows. Everything that is not known is denied.

use money::Amount;
use policy::{Catalogue, Policies, Resolution, Section, Tier, TierId};
use wire::access::Production;

use crate::{
    production,
    upgrade::{Upgrade, upgrade_to},
};

/// One reason why access is denied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Stable, snake_case.
    pub code: &'static str,
    /// The feature that is meant.
    pub feature: String,
    /// What was asked.
    pub asked: String,
    /// What the tier allows; `None` where no tier allows anything.
    pub allowed: Option<String>,
}

/// Whether something may be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The tier of the stake.
    pub tier: Tier,
    /// Every reason against it; none when it is allowed.
    pub violations: Vec<Violation>,
    /// The lowest tier that allows all of it; `None` when it is allowed or no tier would.
    pub upgrade: Option<Upgrade>,
}

impl Decision {
    /// Whether there is no reason against it.
    pub fn allowed(&self) -> bool {
        self.violations.is_empty()
    }
}

/// What holds at a moment: the policies, and what votes have switched on or off.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'r> {
    /// Bounds and what each tier brings.
    pub policies: &'r Policies,
    /// Agents and style packs.
    pub catalogue: &'r Catalogue,
}

/// Checks one feature with a value (specification of ANIMA, "Feature Checks").
pub fn check(feature: &str, value: &str, staked: Amount, rules: Rules<'_>) -> Decision {
    let catalogue = rules.catalogue;
    let found = |tier: &Tier| violation(feature, value, tier, catalogue).into_iter().collect();
    decide(staked, rules.policies, found)
}

/// Checks a whole production and lists every violation.
///
/// The number of agents is no violation: a tier limits how many work at once, not how many a
/// production needs. An agent that a vote has switched off is one.
pub fn validate(asked: &Production, staked: Amount, rules: Rules<'_>) -> Decision {
    let features = [
        ("resolution", asked.resolution.clone()),
        ("fps", asked.fps.to_string()),
        ("duration", asked.duration_seconds.to_string()),
        ("style_pack", asked.style_pack.clone()),
    ];
    let catalogue = rules.catalogue;
    let off = |agent: &&str| !catalogue.enabled(Section::Agents, agent);
    let off: Vec<Violation> = production::agent_names(asked)
        .filter(off)
        .map(|agent| Violation {
            code: "agent_off",
            feature: "agents".to_owned(),
            asked: agent.to_owned(),
            allowed: None,
        })
        .collect();
    decide(staked, rules.policies, |tier| {
        let found = features.iter().filter_map(|it| violation(it.0, &it.1, tier, catalogue));
        found.chain(off.iter().cloned()).collect()
    })
}

fn decide(
    staked: Amount,
    policies: &Policies,
    violations: impl Fn(&Tier) -> Vec<Violation>,
) -> Decision {
    let tier = policies.tier_of(staked);
    let found = violations(&tier);
    let mut upgrade = None;
    if !found.is_empty() {
        let above = TierId::ALL.into_iter().filter(|id| *id > tier.id);
        let enough = |id: &TierId| violations(&policies.tier(*id)).is_empty();
        upgrade = { above }.find(enough).map(|id| upgrade_to(id, staked, policies));
    }
    Decision { tier, violations: found, upgrade }
}

/// The reason why a tier does not allow a feature with a value, if it does not.
fn violation(feature: &str, value: &str, tier: &Tier, catalogue: &Catalogue) -> Option<Violation> {
    let deny = |code, allowed: Option<String>| {
        let (feature, asked) = (feature.to_owned(), value.to_owned());
        Some(Violation { code, feature, asked, allowed })
    };
    let within = |limit: Option<u64>, code| match (whole(value), limit) {
        (None | Some(0), _) => deny("value_invalid", None),
        (Some(number), Some(limit)) if number > limit => deny(code, Some(limit.to_string())),
        _ => None,
    };
    match feature {
        // The specification's example calls it `high_resolution`.
        "resolution" | "high_resolution" => match Resolution::named(value) {
            None => deny("resolution_unknown", Some(tier.resolution.name().to_owned())),
            Some(asked) if asked > tier.resolution => {
                deny("resolution_exceeded", Some(tier.resolution.name().to_owned()))
            }
            Some(_) => None,
        },
        "fps" => within(Some(tier.fps), "fps_exceeded"),
        "duration" => within(tier.sequence_seconds, "duration_exceeded"),
        "agents" => within(tier.max_agents, "agents_exceeded"),
        "style_pack" if !production::is_pack_name(value) => deny("value_invalid", None),
        "style_pack" if !is_known_pack(value, catalogue) => deny("style_pack_unknown", None),
        "style_pack" if !tier.allows_pack(value, false) => {
            deny("style_pack_locked", Some(tier.style_packs.join(",")))
        }
        "style_pack" => None,
        "priority_rendering" if !tier.priority_rendering => {
            deny("priority_rendering_locked", Some("no".to_owned()))
        }
        "custom_agents" if !tier.custom_agents => {
            deny("custom_agents_locked", Some("no".to_owned()))
        }
        "priority_rendering" | "custom_agents" => None,
        _ => deny("feature_unknown", None),
    }
}

/// Whether there is such a style pack; those of one's own are asked for together.
fn is_known_pack(name: &str, catalogue: &Catalogue) -> bool {
    name == Tier::CUSTOM_PACKS || catalogue.enabled(Section::StylePacks, name)
}

/// Digits only: no sign, no blanks.
fn whole(text: &str) -> Option<u64> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use money::Asset;

    fn anm(text: &str) -> Amount {
        Amount::parse(text, Asset::Anm).expect("an amount")
    }

    const STAKES: [&str; 4] = ["0", "100", "1000", "10000"];

    /// Which of the four tiers allow it, lowest first.
    fn tiers(feature: &str, value: &str) -> [bool; 4] {
        STAKES.map(|staked| ruled(|rules| check(feature, value, anm(staked), rules)).allowed())
    }

    fn ruled(decide: impl Fn(Rules<'_>) -> Decision) -> Decision {
        let (policies, mut catalogue) = (Policies::default(), Catalogue::default());
        catalogue.set(Section::StylePacks, "manga", true, None);
        decide(Rules { policies: &policies, catalogue: &catalogue })
    }

    #[test]
    fn four_tiers_by_every_feature() {
        for (feature, value, allowed) in [
            ("resolution", "720p", [true; 4]),
            ("resolution", "1080p", [false, true, true, true]),
            ("resolution", "4K", [false, false, true, true]),
            ("high_resolution", "4k", [false, false, true, true]),
            ("resolution", "8K", [false, false, false, true]),
            ("fps", "24", [true; 4]),
            ("fps", "25", [false, true, true, true]),
            ("fps", "60", [false, false, true, true]),
            ("fps", "120", [false, false, false, true]),
            ("fps", "121", [false; 4]),
            ("duration", "30", [true; 4]),
            ("duration", "31", [false, true, true, true]),
            ("duration", "600", [false, false, true, true]),
            ("duration", "601", [false, false, false, true]),
            ("agents", "2", [true; 4]),
            ("agents", "3", [false, true, true, true]),
            ("agents", "11", [false, false, false, true]),
            ("style_pack", "basic", [true; 4]),
            ("style_pack", "anime", [false, true, true, true]),
            ("style_pack", "manga", [false, false, true, true]),
            ("style_pack", "custom", [false, false, false, true]),
            ("priority_rendering", "", [false, true, true, true]),
            ("custom_agents", "", [false, false, false, true]),
        ] {
            assert_eq!(tiers(feature, value), allowed, "{feature} {value}");
        }
    }

    #[test]
    fn what_is_not_known_is_denied_in_every_tier() {
        for (feature, value) in [
            ("teleport", "1"),
            ("", ""),
            ("resolution", "1440p"),
            ("fps", "-5"),
            ("fps", "0"),
            ("fps", "99999999999999999999"),
            ("duration", "1.5"),
            ("agents", ""),
            ("style_pack", "../secret"),
            ("style_pack", "nobody-made-it"),
            ("style_pack", "all"),
        ] {
            assert_eq!(tiers(feature, value), [false; 4], "{feature} {value}");
            let decision = ruled(|rules| check(feature, value, anm("0"), rules));
            assert_eq!(decision.upgrade, None, "no tier helps with {feature} {value}");
        }
    }

    #[test]
    fn every_violation_and_the_smallest_tier_that_mends_them_all() {
        let asked = Production {
            resolution: "8K".to_owned(),
            fps: 60,
            duration_seconds: 45,
            ..Production::default()
        };
        let decision = ruled(|rules| validate(&asked, anm("0"), rules));
        let codes: Vec<_> = decision.violations.iter().map(|it| it.code).collect();
        assert_eq!(codes, ["resolution_exceeded", "fps_exceeded", "duration_exceeded"]);
        // The specification's reference would recommend Advanced, which would still fail.
        let upgrade = decision.upgrade.expect("Studio allows it");
        assert_eq!((upgrade.tier.id, upgrade.missing), (TierId::Studio, anm("10000")));
        let decision = ruled(|rules| validate(&asked, anm("9999.5"), rules));
        assert_eq!(decision.upgrade.map(|it| it.missing), Some(anm("0.5")));
    }

    #[test]
    fn the_golden_productions() {
        let allowed = |asked: &Production| {
            STAKES.map(|staked| ruled(|rules| validate(asked, anm(staked), rules)).allowed())
        };
        assert_eq!(allowed(&Production::default()), [false, false, true, true]);
        let long = Production {
            resolution: "4K".into(),
            fps: 60,
            duration_seconds: 600,
            ..Production::default()
        };
        assert_eq!(allowed(&long), [false, false, true, true]);
        let short = Production { duration_seconds: 120, ..Production::default() };
        assert_eq!(allowed(&short), [false, true, true, true]);
        let most = Production {
            resolution: "8K".into(),
            fps: 120,
            duration_seconds: 1800,
            characters: true,
            style_preferences: true,
            special_effects: true,
            scenes: true,
            ..Production::default()
        };
        assert_eq!(allowed(&most), [false, false, false, true]);
        // Nine agents are no violation; they take turns.
        let basic =
            Production { resolution: "720p".into(), fps: 24, duration_seconds: 30, ..most.clone() };
        assert_eq!(allowed(&basic), [true; 4], "Basic can run a production");
    }

    #[test]
    fn what_a_vote_switched_off_is_denied_and_no_tier_helps() {
        let (policies, mut catalogue) = (Policies::default(), Catalogue::default());
        catalogue.set(Section::Agents, "voice", false, None);
        catalogue.set(Section::StylePacks, "anime", false, None);
        let rules = Rules { policies: &policies, catalogue: &catalogue };
        let spoken = Production { style_pack: "anime".to_owned(), ..Production::default() };
        let decision = validate(&spoken, anm("10000"), rules);
        let codes: Vec<_> = decision.violations.iter().map(|it| it.code).collect();
        assert_eq!(codes, ["style_pack_unknown", "agent_off"]);
        assert_eq!(decision.upgrade, None);
        let silent = Production { voice: false, ..Production::default() };
        assert!(validate(&silent, anm("10000"), rules).allowed());
    }
}
