//! Fees, and the smallest amounts.

use money::Asset;

use super::{ONE, avt_cents, percent};
use crate::{Amounts, Described, Key, Rates};

/// Added to the cost of a production.
pub const USAGE_RATE: Key<Rates> = Key::new(
    "fee.usage.rate",
    Rates { least: 0, most: percent(10) },
    5_000_000,
    "The fee on top of the cost of a production, rounded up to the smallest unit.",
    "ANIMA, Fee Structure: USAGE_FEE",
);

/// The part of the usage fee that is burned.
pub const BURN_SHARE: Key<Rates> = Key::new(
    "fee.usage.burn_share",
    Rates { least: 0, most: ONE },
    percent(60),
    "The part of the usage fee that is burned, rounded down; the rest goes to the treasury.",
    "ANIMA, Fee Structure: BURN_PERCENTAGE",
);

/// Taken from a transfer of AVT on top.
pub const AVT_TRANSFER_RATE: Key<Rates> = Key::new(
    "fee.transfer.avt.rate",
    Rates { least: 0, most: percent(5) },
    0,
    "The fee on top of a transfer of AVT, rounded down; transfers of ANM are free.",
    "TEG, Environment: DEFAULT_TRANSFER_FEE",
);

/// The smallest transfer of AVT.
pub const AVT_TRANSFER_MINIMUM: Key<Amounts> = Key::new(
    "transfer.avt.minimum",
    Amounts { asset: Asset::Avt, least: 1, most: avt_cents(10_000) },
    avt_cents(1),
    "The smallest transfer of AVT.",
    "TEG, Environment: MIN_TRANSFER_AMOUNT",
);

/// In the order in which people read them.
pub(super) const LIST: &[&dyn Described] =
    &[&USAGE_RATE, &BURN_SHARE, &AVT_TRANSFER_RATE, &AVT_TRANSFER_MINIMUM];
