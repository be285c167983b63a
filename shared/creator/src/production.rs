//! What a production is made of: the agents it needs, and what may be asked at all.

use wire::access::Production;

/// Most frames a second that may be asked.
pub const FPS_MAX: u32 = 240;
/// Most seconds that may be asked.
pub const DURATION_SECONDS_MAX: u32 = 86_400;
/// Most characters of the name of a style pack.
pub const STYLE_PACK_CHARS_MAX: usize = 40;

/// The field of a production that has a value nobody could ask for, if there is one.
///
/// Whether a tier allows it is another question; see [`crate::access`].
pub fn malformed_field(production: &Production) -> Option<&'static str> {
    if !(1..=FPS_MAX).contains(&production.fps) {
        return Some("fps");
    }
    if !(1..=DURATION_SECONDS_MAX).contains(&production.duration_seconds) {
        return Some("durationSeconds");
    }
    if !is_pack_name(&production.style_pack) {
        return Some("stylePack");
    }
    None
}

/// Whether a text could be the name of a style pack: small letters, digits and hyphens.
pub fn is_pack_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=STYLE_PACK_CHARS_MAX).contains(&name.len()) && name.bytes().all(plain)
}

/// The agents that a production needs, by their names in the catalogue: four always, and one for
/// each part that is asked.
pub fn agent_names(production: &Production) -> impl Iterator<Item = &'static str> {
    let parts = [
        (true, "writer"),
        (true, "director"),
        (true, "animator"),
        (true, "editor"),
        (production.characters, "character-generator"),
        (production.style_preferences, "graphics"),
        (production.voice, "voice"),
        (production.special_effects, "special-effects"),
        (production.scenes, "scene-composer"),
    ];
    parts.into_iter().filter(|part| part.0).map(|part| part.1)
}

/// How many agents a production needs, 4 to 9.
pub fn agents(production: &Production) -> u32 {
    agent_names(production).map(|_| 1).sum()
}

/// How many of a production's agents work at once under a tier's limit, at least one.
pub fn agents_at_once(agents: u32, limit: Option<u64>) -> u32 {
    let limit = limit.map_or(u32::MAX, |limit| u32::try_from(limit).unwrap_or(u32::MAX));
    agents.min(limit).max(1)
}

/// How long a production works, in milliseconds: `estimate_ms` when all its agents work at once,
/// and as much again for each further turn that a tier's limit makes them take.
pub fn work_ms(agents: u32, limit: Option<u64>, estimate_ms: u64) -> u64 {
    let turns = agents.div_ceil(agents_at_once(agents, limit)).max(1);
    estimate_ms.saturating_mul(turns.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_one_more_agent() {
        let plain = Production { voice: false, ..Production::default() };
        assert_eq!(agents(&plain), 4);
        assert_eq!(agents(&Production::default()), 5);
        let all = Production {
            characters: true,
            style_preferences: true,
            special_effects: true,
            scenes: true,
            ..Production::default()
        };
        assert_eq!(agents(&all), 9);
        assert!(agent_names(&all).all(|agent| policy::catalogue::AGENTS.contains(&agent)));
    }

    #[test]
    fn few_agents_at_once_take_longer_and_never_for_ever() {
        assert_eq!(work_ms(5, Some(2), 120_000), 360_000);
        assert_eq!(work_ms(5, Some(5), 120_000), 120_000);
        assert_eq!(work_ms(9, None, 120_000), 120_000);
        assert_eq!(work_ms(9, Some(0), 120_000), 9 * 120_000);
        assert_eq!(agents_at_once(9, Some(u64::MAX)), 9);
    }

    #[test]
    fn values_that_nobody_could_ask_for() {
        let ok = Production::default();
        assert_eq!(malformed_field(&ok), None);
        assert_eq!(malformed_field(&Production { fps: 0, ..ok.clone() }), Some("fps"));
        assert_eq!(malformed_field(&Production { fps: 241, ..ok.clone() }), Some("fps"));
        let none = Production { duration_seconds: 0, ..ok.clone() };
        assert_eq!(malformed_field(&none), Some("durationSeconds"));
        for name in ["", "Anime", "a b", &"x".repeat(41)] {
            let bad = Production { style_pack: name.to_owned(), ..ok.clone() };
            assert_eq!(malformed_field(&bad), Some("stylePack"), "{name}");
        }
    }
}
