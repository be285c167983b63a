//! What a production costs.

use money::Asset;

use super::{HOUR_MS, ONE, anm};
use crate::{Amounts, Described, Durations, Integers, Key, Rates};

const SOURCE: &str = "ANIMA, Cost Calculation";
const FACTOR: Rates = Rates { least: ONE / 100, most: 1000 * ONE };

/// What everything is multiplied with.
pub const PRICE_BASE: Key<Amounts> = Key::new(
    "price.base",
    Amounts { asset: Asset::Anm, least: 1, most: anm(100_000) },
    anm(10),
    "The cost of a production at 720p with the usual frames, length and agents.",
    SOURCE,
);

/// The factor of 720p.
pub const PRICE_720P: Key<Rates> =
    Key::new("price.resolution.720p", FACTOR, ONE, "The factor for 720p in the cost.", SOURCE);

/// The factor of 1080p.
pub const PRICE_1080P: Key<Rates> = Key::new(
    "price.resolution.1080p",
    FACTOR,
    2 * ONE,
    "The factor for 1080p in the cost.",
    SOURCE,
);

/// The factor of 4K.
pub const PRICE_4K: Key<Rates> =
    Key::new("price.resolution.4k", FACTOR, 5 * ONE, "The factor for 4K in the cost.", SOURCE);

/// The factor of 8K.
pub const PRICE_8K: Key<Rates> =
    Key::new("price.resolution.8k", FACTOR, 10 * ONE, "The factor for 8K in the cost.", SOURCE);

/// How many frames a second cost once the base.
pub const PRICE_FPS: Key<Integers> = Key::new(
    "price.usual_fps",
    Integers { unit: "frames a second", least: 1, most: 240 },
    30,
    "The frames a second whose factor in the cost is one.",
    SOURCE,
);

/// How long a production costs once the base.
pub const PRICE_DURATION: Key<Durations> = Key::new(
    "price.usual_duration",
    Durations { least: 1000, most: 10 * HOUR_MS },
    5 * 60_000,
    "The length whose factor in the cost is one.",
    SOURCE,
);

/// How many agents cost once the base.
pub const PRICE_AGENTS: Key<Integers> = Key::new(
    "price.usual_agents",
    Integers { unit: "agents", least: 1, most: 1000 },
    5,
    "The number of agents whose factor in the cost is one.",
    SOURCE,
);

/// In the order in which people read them.
pub(super) const LIST: &[&dyn Described] = &[
    &PRICE_BASE,
    &PRICE_720P,
    &PRICE_1080P,
    &PRICE_4K,
    &PRICE_8K,
    &PRICE_FPS,
    &PRICE_DURATION,
    &PRICE_AGENTS,
];
