//! Whether balances are what the journal says they are.
//!
//! The question is put to the database as one query ([`QUERY`]), so that the edge and the tests
//! ask the same; [`Findings`] is what comes back.

/// What an audit found; all zero when the books balance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// Accounts whose balance is not the sum of their movements.
    pub accounts: u64,
    /// Accounts whose latest entry is not their balance.
    pub entries: u64,
    /// Assets whose balances do not add up to zero.
    pub assets: u64,
    /// Transactions whose movements are not all there.
    pub transactions: u64,
}

impl Findings {
    /// Whether nothing was found.
    pub fn clean(&self) -> bool {
        *self == Self::default()
    }
}

/// One row: `accounts`, `entries`, `assets`, `transactions`, the fields of [`Findings`].
///
/// Sums go by four limbs to the base 10^9, for a sum of `lo` alone would overflow after nine rows;
/// carries are put together at the end, so that every number is exact. What was taken out, less
/// what was put in, plus the balance has to be nothing.
pub const QUERY: &str = include_str!("audit.sql");
