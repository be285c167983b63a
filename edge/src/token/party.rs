//! Who stands on a side of a movement.

use ledger::{Account, Holder};
use wire::token::Party;

use crate::error::Failure;

/// From the name of an account, with the username when there is one.
pub fn of_account(name: &str, username: Option<String>) -> Result<Party, Failure> {
    let broken = |_| Failure::Fault(format!("an account that cannot be named: {name}"));
    let account = Account::parse(name).map_err(broken)?;
    let purpose = account.purpose().name().to_owned();
    let (kind, id, purpose) = match account.holder() {
        Holder::Member(id) => ("member", id.clone(), Some(purpose)),
        Holder::System(system) => ("system", system.name().to_owned(), None),
        Holder::Hold { id } => ("hold", id.clone(), None),
    };
    Ok(Party { kind: kind.to_owned(), id, username, purpose })
}

/// A member or agent, whatever the account.
pub fn member(id: &str, username: Option<String>) -> Party {
    Party { kind: "member".to_owned(), id: id.to_owned(), username, purpose: None }
}
