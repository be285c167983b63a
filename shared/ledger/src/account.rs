//! Who owns what for which purpose; the names under which the database knows it.

use std::fmt;

use money::Asset;
use thiserror::Error;

/// Accounts that no user can name (DESIGN §4, "tokens"). Each exists once for each asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum System {
    /// What everything was issued from; its balance is what exists, negative. For ANM its floor
    /// is −10,000,000: the cap.
    Issue,
    /// Issued, and not yet in anybody's hands.
    Reserve,
    /// Pays rewards and what votes decide; takes costs and its share of fees.
    Treasury,
    /// What was burned. Nothing ever leaves it.
    Burned,
    /// Fees of transfers.
    Fees,
    /// Money outside: what came in through the payment gateway, negative.
    Gateway,
}

impl System {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Issue, Self::Reserve, Self::Treasury, Self::Burned, Self::Fees, Self::Gateway];

    /// As it is written in names.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Issue => "issue",
            Self::Reserve => "reserve",
            Self::Treasury => "treasury",
            Self::Burned => "burned",
            Self::Fees => "fees",
            Self::Gateway => "gateway",
        }
    }
}

/// What a member's account is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// Free to be spent.
    Available,
    /// Staked.
    Staked,
    /// Held for somebody else until a condition is met.
    Escrowed,
    /// On its way; holds lie here, each in an account of its own.
    Pending,
}

impl Purpose {
    /// All of them, in the order in which balances are shown.
    pub const ALL: [Self; 4] = [Self::Available, Self::Staked, Self::Escrowed, Self::Pending];

    /// As it is written in names.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Available => "available",
            Self::Staked => "staked",
            Self::Escrowed => "escrowed",
            Self::Pending => "pending",
        }
    }

    /// The purpose of this name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.name() == text)
    }
}

/// Who holds an account.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holder {
    /// A member or an agent, by the id of the principal.
    Member(String),
    /// Nobody in particular.
    System(System),
    /// A hold: an account of its own, filled once and emptied once.
    Hold {
        /// UUID of the hold.
        id: String,
    },
}

/// One account: (holder, asset, purpose).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Account {
    holder: Holder,
    asset: Asset,
    purpose: Purpose,
}

/// Why there can be no such account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AccountError {
    /// An id is not a UUID in lowercase.
    #[error("an id is a UUID in lowercase")]
    IdMalformed,
    /// The text is no name of an account.
    #[error("this is no name of an account")]
    NameMalformed,
}

impl Account {
    /// A member's account.
    pub fn member(principal: &str, asset: Asset, purpose: Purpose) -> Result<Self, AccountError> {
        let holder = Holder::Member(checked(principal)?);
        Ok(Self { holder, asset, purpose })
    }

    /// A member's free balance.
    pub fn available(principal: &str, asset: Asset) -> Result<Self, AccountError> {
        Self::member(principal, asset, Purpose::Available)
    }

    /// The account of a hold.
    pub fn hold(id: &str, asset: Asset) -> Result<Self, AccountError> {
        let holder = Holder::Hold { id: checked(id)? };
        Ok(Self { holder, asset, purpose: Purpose::Pending })
    }

    /// An account of the system.
    pub const fn system(system: System, asset: Asset) -> Self {
        Self { holder: Holder::System(system), asset, purpose: Purpose::Available }
    }

    /// Who holds it.
    pub const fn holder(&self) -> &Holder {
        &self.holder
    }

    /// What lies in it.
    pub const fn asset(&self) -> Asset {
        self.asset
    }

    /// What it is for; of no meaning for accounts of the system.
    pub const fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// The name under which the database knows it; reads back with [`Account::parse`].
    pub fn name(&self) -> String {
        self.to_string()
    }

    /// Reads a name: `user:UUID:ANM:available`, `system:ANM:treasury`, `hold:UUID:ANM`.
    pub fn parse(name: &str) -> Result<Self, AccountError> {
        let malformed = AccountError::NameMalformed;
        let asset = |code| Asset::parse(code).ok_or(malformed);
        match name.split(':').collect::<Vec<_>>()[..] {
            ["user", id, code, purpose] => {
                Self::member(id, asset(code)?, Purpose::parse(purpose).ok_or(malformed)?)
            }
            ["hold", id, code] => Self::hold(id, asset(code)?),
            ["system", code, name] => {
                let system = System::ALL.into_iter().find(|system| system.name() == name);
                Ok(Self::system(system.ok_or(malformed)?, asset(code)?))
            }
            _ => Err(malformed),
        }
    }
}

impl fmt::Display for Account {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let asset = self.asset.code();
        match &self.holder {
            Holder::Member(id) => write!(out, "user:{id}:{asset}:{}", self.purpose.name()),
            Holder::System(system) => write!(out, "system:{asset}:{}", system.name()),
            Holder::Hold { id } => write!(out, "hold:{id}:{asset}"),
        }
    }
}

/// Whether a text is a UUID in lowercase, as ids of principals, holds and transactions are.
pub fn is_id(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
        })
}

fn checked(id: &str) -> Result<String, AccountError> {
    if is_id(id) { Ok(id.to_owned()) } else { Err(AccountError::IdMalformed) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0192f0c1-2a3b-7c4d-8e5f-000000000001";

    #[test]
    fn names_read_back() {
        let mut accounts = vec![Account::hold(ID, Asset::Avt).expect("id")];
        for asset in Asset::ALL {
            accounts.extend(System::ALL.map(|system| Account::system(system, asset)));
            accounts.extend(Purpose::ALL.map(|it| Account::member(ID, asset, it).expect("id")));
        }
        for account in accounts {
            assert_eq!(Account::parse(&account.name()), Ok(account));
        }
        let member = Account::available(ID, Asset::Anm).expect("id");
        assert_eq!(member.name(), format!("user:{ID}:ANM:available"));
        assert_eq!(Account::system(System::Treasury, Asset::Anm).name(), "system:ANM:treasury");
    }

    #[test]
    fn what_is_no_name_is_refused() {
        let upper = format!("user:{}:ANM:available", ID.to_uppercase());
        let long = format!("user:{ID}:ANM:available:x");
        for name in ["", "user", "system:ANM:mint", "system:ANX:issue", &upper, &long] {
            assert!(Account::parse(name).is_err(), "{name}");
        }
        assert_eq!(Account::available("treasury", Asset::Anm), Err(AccountError::IdMalformed));
    }
}
