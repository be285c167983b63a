//! The books behind the tokens: one INSERT for each posting, refusals of the database, balances.
//!
//! Decides nothing: `shared/ledger` makes postings, the schema (migration 0003) holds them to it.

pub mod chain;
pub mod integrity;
pub mod store;

use ledger::{AccountError, Refusal as Refused};
use money::Amount;

use crate::error::{Code, Failure, Refusal};

/// What somebody owns of one asset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// Free to be spent.
    pub available: Amount,
    /// Staked.
    pub staked: Amount,
    /// Held for somebody else until a condition is met.
    pub escrowed: Amount,
    /// Set aside in holds, and on its way.
    pub pending: Amount,
}

impl Balance {
    /// All of it together. Parts of one supply cannot sum up to more than an amount holds.
    pub fn total(self) -> Amount {
        Amount::sum([self.available, self.staked, self.escrowed, self.pending])
            .unwrap_or(Amount::MAX)
    }
}

/// The words of the database, and the refusals that they are.
const WORDS: &[(&str, Code)] = &[
    ("INSUFFICIENT_FUNDS", Code::InsufficientFunds),
    ("HI_RANGE", Code::AmountTooLarge),
    ("SELF_TRANSFER", Code::SelfTransfer),
    ("AMOUNT_ZERO", Code::AmountInvalid),
    ("BURNED_IS_GONE", Code::NotReversible),
    ("REVERSAL_MISMATCH", Code::NotReversible),
    ("tx.reverses", Code::AlreadyReversed),
    ("HOLD_UNKNOWN", Code::HoldNotFound),
    ("HOLD_SETTLED", Code::HoldSettled),
    ("HOLD_EXPIRED", Code::HoldExpired),
    ("HOLD_NOT_EXPIRED", Code::HoldSettled),
    ("HOLD_FOREIGN", Code::NotReversible),
    ("ACCOUNT_CLOSED", Code::RecipientUnknown),
    ("tx.scope", Code::IdempotencyConflict),
];

/// The refusal that the books answered with, if they did.
pub fn refusal_of(error: &worker::Error) -> Option<Code> {
    let reason = format!("{error:?} {error}");
    WORDS.iter().find(|(word, _)| reason.contains(word)).map(|(_, code)| *code)
}

/// What `shared/ledger` refuses, as the API says it.
pub fn refused(refusal: Refused) -> Failure {
    let code = match refusal {
        Refused::AmountZero => return Refusal::of(Code::AmountInvalid, "amount").into(),
        Refused::AmountTooLarge => return Refusal::of(Code::AmountTooLarge, "amount").into(),
        Refused::HoldExceeded => return Refusal::of(Code::HoldExceeded, "amount").into(),
        Refused::MemoMalformed => return Refusal::of(Code::FieldInvalid, "memo").into(),
        Refused::ReferenceMalformed => return Refusal::of(Code::FieldInvalid, "reference").into(),
        Refused::SelfTransfer => return Refusal::of(Code::SelfTransfer, "to").into(),
        Refused::LegsCount => return Refusal::of(Code::FieldInvalid, "transfers").into(),
        Refused::NotReversible => Code::NotReversible,
        Refused::AssetMismatch => Code::AssetUnknown,
        Refused::Account(AccountError::IdMalformed | AccountError::NameMalformed) => {
            Code::RecipientUnknown
        }
    };
    code.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_schema_are_told_apart() {
        let schema = concat!(
            include_str!("../../migrations/0003_ledger.sql"),
            include_str!("../../migrations/0008_closed_accounts.sql"),
        );
        for (word, code) in WORDS {
            let known = schema.contains(word) || word.contains('.');
            assert!(known, "the schema does not say {word}");
            let error = worker::Error::RustError(format!("D1_ERROR: {word}: SQLITE_CONSTRAINT"));
            assert_eq!(refusal_of(&error), Some(*code), "{word}");
        }
        assert_eq!(refusal_of(&worker::Error::RustError("no such table".into())), None);
    }
}
