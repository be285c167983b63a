//! What a posting is for.

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $text:literal;)*) => {
        /// What a posting is for; stable names, shown in histories and flows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Kind { $($(#[$doc])* $name,)* }

        impl Kind {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// As it is written.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

kinds! {
    /// The first posting: all ANM into reserve and treasury.
    Genesis "genesis";
    /// From one member to another, or to several.
    Transfer "transfer";
    /// A member burned what was theirs.
    Burn "burn";
    /// Play money of local development.
    Faucet "faucet";
    /// Out of the reserve, by a role and for a reason.
    Issue "issue";
    /// An earlier posting turned round.
    Reversal "reversal";
    /// Set aside for somebody.
    Hold "hold";
    /// What was set aside was paid, in part or whole.
    HoldPosted "hold_posted";
    /// What was set aside was given back.
    HoldVoided "hold_voided";
    /// What was set aside was given back because its time ran out.
    HoldExpired "hold_expired";
    /// Into a stake.
    Stake "stake";
    /// Out of a stake.
    Unstake "unstake";
    /// Rewards of a stake.
    Reward "reward";
    /// Rewards of a stake, staked at once.
    Compound "compound";
    /// The cost and the fee of a production, set aside.
    JobHeld "job_held";
    /// A production was completed and paid.
    JobPaid "job_paid";
    /// A production failed or was given up; what was set aside went back.
    JobRefunded "job_refunded";
    /// A vote paid from the treasury.
    Grant "grant";
    /// Left to the treasury by a member whose account was deleted.
    Forfeit "forfeit";
}

impl Kind {
    /// The kind of this name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn kinds_read_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.name()), Some(*kind));
        }
    }
}
