//! What a key or an agent may do in somebody's name.

use serde::{Deserialize, Serialize};

macro_rules! scopes {
    ($($(#[$doc:meta])* $name:ident $text:literal;)*) => {
        /// What a key or an agent may do in somebody's name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        pub enum Scope { $($(#[$doc])* #[serde(rename = $text)] $name,)* }

        impl Scope {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// As it is written.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

scopes! {
    /// Read the profile and the list of sessions, passkeys and agents.
    AccountRead "account:read";
    /// Change the profile.
    AccountWrite "account:write";
    /// Read balances, history and statements.
    LedgerRead "ledger:read";
    /// Move tokens.
    LedgerWrite "ledger:write";
    /// Stake, unstake, claim.
    Stake "stake";
    /// Order productions and give them up.
    Jobs "jobs";
    /// Write proposals and bring them to a vote.
    Propose "gov:propose";
    /// Vote and execute.
    Vote "gov:vote";
    /// Make and revoke keys.
    Keys "keys";
    /// Make and change webhooks.
    Webhooks "webhooks";
    /// Register and remove agents.
    Agents "agents";
    /// What a role allows; the role is asked for as well.
    Admin "admin";
}

impl Scope {
    /// The scope of this name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|scope| scope.name() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::Scope;

    #[test]
    fn names_are_what_json_has() {
        for scope in Scope::ALL {
            let json = serde_json::to_string(scope).expect("a scope writes");
            assert_eq!(json, format!("\"{}\"", scope.name()));
            assert_eq!(Scope::parse(scope.name()), Some(*scope));
        }
        assert_eq!(Scope::parse("everything"), None);
    }
}
