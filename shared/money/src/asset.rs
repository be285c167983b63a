//! What is counted.

use crate::Amount;

/// An asset of the ledger (DESIGN §4, tokens).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asset {
    /// ANIMA, the platform's token: 8 decimals, at most 10,000,000.
    Anm,
    /// The trust layer's token: 18 decimals, 36 digits.
    Avt,
    /// Platform credit, 1 DIGI = 1 USD: 2 decimals.
    Digi,
    /// US dollars through the payment gateway: 2 decimals (cents).
    Usd,
}

impl Asset {
    /// All of them, in the order of the wallet.
    pub const ALL: [Self; 4] = [Self::Anm, Self::Avt, Self::Digi, Self::Usd];

    /// As it is written: `ANM`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Anm => "ANM",
            Self::Avt => "AVT",
            Self::Digi => "DIGI",
            Self::Usd => "USD",
        }
    }

    /// Its name in full.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Anm => "ANIMA",
            Self::Avt => "AgentVault Token",
            Self::Digi => "Digigami credit",
            Self::Usd => "US dollar",
        }
    }

    /// How many decimals it has.
    pub const fn decimals(self) -> u32 {
        match self {
            Self::Anm => 8,
            Self::Avt => 18,
            Self::Digi | Self::Usd => 2,
        }
    }

    /// Smallest units in one whole.
    pub const fn whole(self) -> u128 {
        10_u128.pow(self.decimals())
    }

    /// As many wholes; at most what an [`Amount`] holds.
    pub const fn wholes(self, n: u64) -> Amount {
        Amount::units(n as u128 * self.whole())
    }

    /// The asset with this code, written exactly so.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|asset| asset.code() == code)
    }
}

impl std::fmt::Display for Asset {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.code())
    }
}
