//! Postings: 1 to 64 legs that happen together or not at all.

use money::{Amount, Asset, Limbs};
use serde_json::{Value, json};
use thiserror::Error;

use crate::{Account, AccountError, HoldChange, Holder, Kind, System};

/// The most legs of a posting.
pub const LEGS_MAX: usize = 64;
/// The longest memo, in characters.
pub const MEMO_MAX: usize = 200;
/// The longest reference, in characters.
pub const REFERENCE_MAX: usize = 100;
/// The longest scope and the longest key, in bytes.
pub const KEY_MAX: usize = 200;

/// Why a posting is refused before the database is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// An amount is zero.
    #[error("the amount must be more than zero")]
    AmountZero,
    /// An amount, or a sum of amounts, has more than 36 digits.
    #[error("the amount is too large")]
    AmountTooLarge,
    /// From and to are the same account.
    #[error("this would go to where it comes from")]
    SelfTransfer,
    /// From and to are of different assets.
    #[error("a leg is of one asset")]
    AssetMismatch,
    /// No leg, or more than [`LEGS_MAX`].
    #[error("a posting has 1 to 64 legs")]
    LegsCount,
    /// The memo is too long or has control characters.
    #[error("a memo has at most 200 characters")]
    MemoMalformed,
    /// A reference is too long.
    #[error("a reference has at most 100 characters")]
    ReferenceMalformed,
    /// More than is held.
    #[error("this is more than is held")]
    HoldExceeded,
    /// Something that cannot be turned round: a reversal, a hold's change, or a burn.
    #[error("this posting cannot be reversed")]
    NotReversible,
    /// An id in it is malformed.
    #[error(transparent)]
    Account(#[from] AccountError),
}

/// One movement from an account to another of the same asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leg {
    /// Where it comes from.
    pub from: Account,
    /// Where it goes.
    pub to: Account,
    /// How much; more than zero.
    pub amount: Amount,
}

impl Leg {
    /// Checks what a leg must be: more than zero, between two accounts, of one asset.
    pub fn new(from: Account, to: Account, amount: Amount) -> Result<Self, Refusal> {
        if amount.is_zero() {
            return Err(Refusal::AmountZero);
        }
        if from == to {
            return Err(Refusal::SelfTransfer);
        }
        if from.asset() != to.asset() {
            return Err(Refusal::AssetMismatch);
        }
        Ok(Self { from, to, amount })
    }

    /// What moves.
    pub const fn asset(&self) -> Asset {
        self.from.asset()
    }

    /// The same amount the other way.
    pub fn turned(&self) -> Self {
        Self { from: self.to.clone(), to: self.from.clone(), amount: self.amount }
    }
}

/// One command to the books. What it says is applied by one INSERT, or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    /// UUID under which everybody finds it.
    pub id: String,
    /// Whose keys `key` is one of: the id of a principal, or a name of the system's own.
    pub scope: String,
    /// Unique within the scope, for good: the idempotency key.
    pub key: String,
    /// SHA-256 of the request in lowercase hexadecimal.
    pub request_hash: String,
    /// What it is for.
    pub kind: Kind,
    /// Milliseconds since 1970. The database never lets time go back.
    pub at: u64,
    /// What moves, in this order.
    pub legs: Vec<Leg>,
    /// Words of the one who asked for it.
    pub memo: Option<String>,
    /// What it belongs to: an order, a job, a proposal.
    pub reference: Option<String>,
    /// The UUID of the posting that this one turns round.
    pub reverses: Option<String>,
    /// What it does to a hold.
    pub hold: Option<HoldChange>,
}

impl Posting {
    /// A posting of these legs, without memo, reference or hold. `claim` is (scope, key, request
    /// hash).
    pub fn new(
        id: String,
        claim: (&str, &str, &str),
        kind: Kind,
        at: u64,
        legs: Vec<Leg>,
    ) -> Result<Self, Refusal> {
        if legs.is_empty() || legs.len() > LEGS_MAX {
            return Err(Refusal::LegsCount);
        }
        for asset in Asset::ALL {
            let amounts = legs.iter().filter(|leg| leg.asset() == asset).map(|leg| leg.amount);
            Amount::sum(amounts).ok_or(Refusal::AmountTooLarge)?;
        }
        let (scope, key, request_hash) = claim;
        Ok(Self {
            id,
            scope: scope.to_owned(),
            key: key.to_owned(),
            request_hash: request_hash.to_owned(),
            kind,
            at,
            legs,
            memo: None,
            reference: None,
            reverses: None,
            hold: None,
        })
    }

    /// Adds words; none when there are none. They are one line of at most [`MEMO_MAX`] characters.
    pub fn with_memo(mut self, memo: Option<&str>) -> Result<Self, Refusal> {
        let memo = memo.map(str::trim).filter(|memo| !memo.is_empty());
        if memo.is_some_and(|it| it.chars().count() > MEMO_MAX || it.contains(char::is_control)) {
            return Err(Refusal::MemoMalformed);
        }
        self.memo = memo.map(str::to_owned);
        Ok(self)
    }

    /// Says what it belongs to, in at most [`REFERENCE_MAX`] characters.
    pub fn with_reference(mut self, reference: Option<&str>) -> Result<Self, Refusal> {
        let malformed =
            |it: &str| it.chars().count() > REFERENCE_MAX || it.contains(char::is_control);
        if reference.is_some_and(malformed) {
            return Err(Refusal::ReferenceMalformed);
        }
        self.reference = reference.map(str::to_owned);
        Ok(self)
    }

    /// Says what it does to a hold.
    pub fn with_hold(mut self, change: HoldChange) -> Self {
        self.hold = Some(change);
        self
    }

    /// The posting that turns this one round: the same legs, turned, last first. A reversal, a
    /// change of a hold and what was burned stay as they are.
    pub fn reversal(
        &self,
        id: String,
        claim: (&str, &str, &str),
        at: u64,
    ) -> Result<Self, Refusal> {
        let burned = |leg: &Leg| leg.to.holder() == &Holder::System(System::Burned);
        if self.reverses.is_some() || self.hold.is_some() || self.legs.iter().any(burned) {
            return Err(Refusal::NotReversible);
        }
        let legs = self.legs.iter().rev().map(Leg::turned).collect();
        let mut reversal = Self::new(id, claim, Kind::Reversal, at, legs)?;
        reversal.reverses = Some(self.id.clone());
        reversal.reference = Some(self.id.clone());
        Ok(reversal)
    }

    /// The legs as the database takes them: `[["from","to",hi,lo],…]`, numbers exact.
    pub fn legs_json(&self) -> String {
        let leg = |leg: &Leg| {
            let Limbs { hi, lo } = Limbs::of(leg.amount);
            json!([leg.from.name(), leg.to.name(), hi, lo])
        };
        Value::Array(self.legs.iter().map(leg).collect()).to_string()
    }
}

/// Reads legs as the database keeps them; `None` when they were not written by
/// [`Posting::legs_json`].
pub fn legs_from_json(text: &str) -> Option<Vec<Leg>> {
    let rows: Vec<(String, String, i64, i64)> = serde_json::from_str(text).ok()?;
    let leg = |(from, to, hi, lo): (String, String, i64, i64)| {
        let amount = Limbs { hi, lo }.amount()?;
        Leg::new(Account::parse(&from).ok()?, Account::parse(&to).ok()?, amount).ok()
    };
    rows.into_iter().map(leg).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "0192f0c1-2a3b-7c4d-8e5f-00000000000a";
    const B: &str = "0192f0c1-2a3b-7c4d-8e5f-00000000000b";

    fn account(id: &str, asset: Asset) -> Account {
        Account::available(id, asset).expect("id")
    }

    fn units(units: u128) -> Amount {
        Amount::units(units)
    }

    fn posting(legs: Vec<Leg>) -> Result<Posting, Refusal> {
        Posting::new(B.to_owned(), (A, "key", "hash"), Kind::Transfer, 1, legs)
    }

    #[test]
    fn a_leg_is_more_than_zero_between_two_accounts_of_one_asset() {
        let (a, b) = (account(A, Asset::Anm), account(B, Asset::Anm));
        assert_eq!(Leg::new(a.clone(), b.clone(), Amount::ZERO), Err(Refusal::AmountZero));
        assert_eq!(Leg::new(a.clone(), a.clone(), units(1)), Err(Refusal::SelfTransfer));
        let other = account(B, Asset::Usd);
        assert_eq!(Leg::new(a.clone(), other, units(1)), Err(Refusal::AssetMismatch));
        assert!(Leg::new(a, b, Amount::MAX).is_ok());
    }

    #[test]
    fn a_posting_has_one_to_sixty_four_legs_that_sum_up() {
        let leg = Leg::new(account(A, Asset::Avt), account(B, Asset::Avt), units(1)).expect("leg");
        assert_eq!(posting(vec![]), Err(Refusal::LegsCount));
        assert_eq!(posting(vec![leg.clone(); 65]), Err(Refusal::LegsCount));
        assert!(posting(vec![leg.clone(); 64]).is_ok());
        let most = Leg { amount: Amount::MAX, ..leg.clone() };
        assert_eq!(posting(vec![most, leg]), Err(Refusal::AmountTooLarge));
    }

    #[test]
    fn legs_read_back_from_what_the_database_keeps() {
        let (a, b) = (account(A, Asset::Avt), account(B, Asset::Avt));
        let legs = [
            Leg::new(a.clone(), b.clone(), Amount::MAX).expect("leg"),
            Leg::new(b, a, units(1)).expect("leg"),
        ];
        let Ok(mine) = posting(vec![legs[0].clone()]) else { panic!("one leg") };
        let text = mine.legs_json();
        assert!(text.ends_with("999999999999999999,999999999999999999]]"), "{text}");
        assert_eq!(legs_from_json(&text), Some(vec![legs[0].clone()]));
        for broken in ["", "{}", "[[1]]", "[[\"a\",\"b\",0,1]]"] {
            assert_eq!(legs_from_json(broken), None);
        }
    }

    #[test]
    fn a_reversal_turns_all_legs_round() {
        let (a, b) = (account(A, Asset::Anm), account(B, Asset::Anm));
        let fees = Account::system(System::Fees, Asset::Anm);
        let legs = vec![
            Leg::new(a.clone(), b.clone(), units(10)).expect("leg"),
            Leg::new(a.clone(), fees.clone(), units(1)).expect("leg"),
        ];
        let original = posting(legs).expect("posting");
        let turned = original.reversal(A.into(), ("admin", "k", "h"), 2).expect("turned");
        assert_eq!(turned.legs[0], Leg::new(fees, a.clone(), units(1)).expect("leg"));
        assert_eq!(turned.legs[1], Leg::new(b, a.clone(), units(10)).expect("leg"));
        assert_eq!(turned.reverses.as_deref(), Some(B));
        let again = turned.reversal(A.into(), ("admin", "k2", "h"), 3);
        assert_eq!(again, Err(Refusal::NotReversible));
        let burned = Account::system(System::Burned, Asset::Anm);
        let gone = posting(vec![Leg::new(a, burned, units(1)).expect("leg")]).expect("posting");
        assert_eq!(gone.reversal(A.into(), ("x", "k", "h"), 2), Err(Refusal::NotReversible));
    }

    #[test]
    fn words_are_one_short_line() {
        let leg = Leg::new(account(A, Asset::Anm), account(B, Asset::Anm), units(1)).expect("leg");
        let plain = || posting(vec![leg.clone()]).expect("posting");
        assert_eq!(plain().with_memo(Some("  ")).map(|it| it.memo), Ok(None));
        assert!(plain().with_memo(Some(&"é".repeat(200))).is_ok());
        assert_eq!(plain().with_memo(Some(&"é".repeat(201))), Err(Refusal::MemoMalformed));
        assert_eq!(plain().with_memo(Some("a\nb")), Err(Refusal::MemoMalformed));
    }
}
