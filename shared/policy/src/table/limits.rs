//! How often somebody may do what within an hour. Tries of recovery codes and admin keys are not
//! among them: no vote weakens the locks.

use crate::{Described, Integers, Key};

const OURS: &str = "a choice of ours";

macro_rules! hourly {
    ($($name:ident $id:literal $default:literal $what:literal;)*) => {
        $(
            #[doc = $what]
            pub const $name: Key<Integers> = Key::new(
                concat!("limit.hourly.", $id),
                Integers { unit: "an hour", least: 1, most: 1_000_000 },
                $default,
                $what,
                OURS,
            );
        )*

        /// In the order in which people read them.
        pub(super) const LIST: &[&dyn Described] = &[$(&$name,)*];
    };
}

hourly! {
    HOURLY_SESSIONS "sessions" 240 "Sessions opened from one address within an hour.";
    HOURLY_CEREMONIES "ceremonies" 600 "Sign-ups and sign-ins begun from one address within an hour.";
    HOURLY_AVATARS "avatars" 240 "Avatars saved by one member or guest within an hour.";
    HOURLY_EXPORTS "exports" 600 "Exports of avatars by one member or address within an hour.";
    HOURLY_GENERATIONS "generations" 60 "Drawings on the edge by one member or address within an hour.";
    HOURLY_STAKES "stakes" 240 "Changes of one member's stake within an hour.";
    HOURLY_JOBS "jobs" 240 "Productions ordered by one member within an hour.";
    HOURLY_PROPOSALS "proposals" 60 "Changes of proposals by one member within an hour.";
    HOURLY_VOTES "votes" 600 "Votes of one member within an hour.";
    HOURLY_TRANSFERS "transfers" 1000 "Transfers, burns and holds of one member within an hour.";
    HOURLY_MAKINGS "makings" 120 "Passkeys, keys, agents and webhooks that one member makes within an hour.";
    HOURLY_AGENT_REQUESTS "agent_requests" 3600 "Requests of one agent within an hour.";
    HOURLY_DATA_EXPORTS "data_exports" 12 "Exports of an account's data within an hour.";
    HOURLY_LOOKUPS "lookups" 1200 "Look-ups of people by one member within an hour.";
}
