//! Holds: set aside for somebody, then paid in part or whole, given back, or run out.

use money::{Amount, Asset};

use crate::{Account, AccountError, Leg, Refusal};

/// The shortest time that something may be held: a second.
pub const HOLD_MS_MIN: u64 = 1000;
/// The longest time that something may be held: 90 days.
pub const HOLD_MS_MAX: u64 = 90 * 24 * 3600 * 1000;

/// What a posting does to a hold. The database allows each hold one opening and one end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HoldChange {
    /// Opens it, with a single leg from the owner's free balance.
    Open {
        /// UUID of the hold.
        id: String,
        /// From this moment on it can no longer be paid, in milliseconds since 1970.
        expires_at: u64,
        /// Who it is for, by the id of the principal; none for the system's own holds.
        payee: Option<String>,
    },
    /// Pays it, in part or whole; what is left goes back to the owner. Before it runs out only.
    Post(String),
    /// Gives all of it back.
    Void(String),
    /// Gives all of it back because its time ran out. Not before.
    Expire(String),
}

impl HoldChange {
    /// The hold.
    pub fn id(&self) -> &str {
        match self {
            Self::Open { id, .. } | Self::Post(id) | Self::Void(id) | Self::Expire(id) => id,
        }
    }

    /// As the database knows the change.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Open { .. } => "open",
            Self::Post(_) => "post",
            Self::Void(_) => "void",
            Self::Expire(_) => "expire",
        }
    }
}

/// What is known of a hold when it is to be moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// UUID.
    pub id: String,
    /// Whose it is, by the id of the principal.
    pub owner: String,
    /// What is held.
    pub asset: Asset,
    /// How much.
    pub amount: Amount,
}

impl Hold {
    /// The account in which it lies.
    pub fn account(&self) -> Result<Account, AccountError> {
        Account::hold(&self.id, self.asset)
    }

    /// The account that it came from and goes back to.
    pub fn origin(&self) -> Result<Account, AccountError> {
        Account::available(&self.owner, self.asset)
    }

    /// The leg that fills it.
    pub fn fill(&self) -> Result<Leg, Refusal> {
        Leg::new(self.origin()?, self.account()?, self.amount)
    }

    /// The legs that pay `amount` of it to `payee` and give the rest back. Refused with
    /// [`Refusal::HoldExceeded`] above what is held.
    pub fn pay(&self, payee: Account, amount: Amount) -> Result<Vec<Leg>, Refusal> {
        let rest = self.amount.checked_sub(amount).ok_or(Refusal::HoldExceeded)?;
        let mut legs = vec![Leg::new(self.account()?, payee, amount)?];
        if !rest.is_zero() {
            legs.push(Leg::new(self.account()?, self.origin()?, rest)?);
        }
        Ok(legs)
    }

    /// The leg that gives all of it back.
    pub fn give_back(&self) -> Result<Leg, Refusal> {
        Leg::new(self.account()?, self.origin()?, self.amount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "0192f0c1-2a3b-7c4d-8e5f-00000000000a";
    const B: &str = "0192f0c1-2a3b-7c4d-8e5f-00000000000b";
    const H: &str = "0192f0c1-2a3b-7c4d-8e5f-0000000000f0";

    #[test]
    fn a_part_is_paid_and_the_rest_goes_back() {
        let units = Amount::units;
        let hold = Hold { id: H.into(), owner: A.into(), asset: Asset::Anm, amount: units(100) };
        let payee = Account::available(B, Asset::Anm).expect("id");
        let legs = hold.pay(payee.clone(), units(30)).expect("in bounds");
        assert_eq!(legs.iter().map(|leg| leg.amount.as_units()).collect::<Vec<_>>(), [30, 70]);
        assert_eq!(legs[1].to, hold.origin().expect("id"));
        assert_eq!(hold.pay(payee.clone(), units(100)).expect("whole").len(), 1);
        assert_eq!(hold.pay(payee.clone(), units(101)), Err(Refusal::HoldExceeded));
        assert_eq!(hold.pay(payee, units(0)), Err(Refusal::AmountZero));
    }
}
