//! Typed views: what each part of the system reads.

use money::{Amount, Rate};

use crate::{Policies, Resolution, Tier, TierId, table};

/// Fees and smallest amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fees {
    /// On top of the cost of a production; round up.
    pub usage_rate: Rate,
    /// The part of that fee that is burned; round down.
    pub burn_share: Rate,
    /// On top of a transfer of AVT; round up.
    pub avt_transfer_rate: Rate,
    /// The smallest transfer of AVT.
    pub avt_transfer_minimum: Amount,
}

/// What a production costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prices {
    /// ANM.
    pub base: Amount,
    /// In the order of [`Resolution::ALL`].
    pub resolutions: [Rate; 4],
    /// Frames a second with the factor one.
    pub usual_fps: u64,
    /// Milliseconds with the factor one.
    pub usual_duration_ms: u64,
    /// Agents with the factor one.
    pub usual_agents: u64,
}

impl Prices {
    /// The factor of a resolution.
    pub fn resolution(&self, resolution: Resolution) -> Rate {
        match resolution {
            Resolution::Hd720 => self.resolutions[0],
            Resolution::Hd1080 => self.resolutions[1],
            Resolution::Uhd4k => self.resolutions[2],
            Resolution::Uhd8k => self.resolutions[3],
        }
    }
}

/// Production jobs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jobs {
    /// The part of the cost that comes back from the treasury; round down.
    pub bonus: Rate,
    /// Points of priority for an hour of waiting.
    pub ageing_per_hour: Rate,
    /// Milliseconds.
    pub run_timeout_ms: u64,
    /// Milliseconds.
    pub estimate_ms: u64,
    /// Jobs that may wait, of all together.
    pub queue_limit: u64,
    /// Jobs that may wait, of one member.
    pub queue_limit_own: u64,
}

/// Proposals and votes. A proposal keeps the ones that held when it was activated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Governance {
    /// Milliseconds.
    pub voting_period_ms: u64,
    /// The part of all stake that has to take part.
    pub quorum: Rate,
    /// The part of for and against that has to be for.
    pub approval: Rate,
    /// ANM staked.
    pub proposer_stake: Amount,
    /// Milliseconds.
    pub time_lock_ms: u64,
    /// Milliseconds.
    pub grace_ms: u64,
    /// Milliseconds.
    pub late_window_ms: u64,
    /// Milliseconds.
    pub late_extension_ms: u64,
    /// Active proposals of one proposer.
    pub live_proposals: u64,
    /// Drafts of one proposer.
    pub drafts: u64,
}

impl Policies {
    /// The four tiers, lowest first.
    pub fn tiers(&self) -> [Tier; 4] {
        TierId::ALL.map(|id| self.tier(id))
    }

    /// One tier.
    pub fn tier(&self, id: TierId) -> Tier {
        let keys = match id {
            TierId::Basic => &table::TIERS[0],
            TierId::Advanced => &table::TIERS[1],
            TierId::Pro => &table::TIERS[2],
            TierId::Studio => &table::TIERS[3],
        };
        Tier {
            id,
            min_stake: self.get(&keys.min_stake),
            max_agents: self.get(&keys.max_agents),
            resolution: self.get(&keys.resolution),
            fps: self.get(&keys.fps),
            sequence_seconds: self.get(&keys.sequence_seconds),
            style_packs: self.get(&keys.style_packs),
            priority_multiplier: self.get(&keys.priority_multiplier),
            apy: self.get(&keys.apy),
            priority_rendering: self.get(&keys.priority_rendering),
            custom_agents: self.get(&keys.custom_agents),
        }
    }

    /// The tier of a stake; lower bounds are inclusive.
    pub fn tier_of(&self, staked: Amount) -> Tier {
        let reached = |id: &TierId| self.tier(*id).min_stake <= staked;
        let highest = TierId::ALL.into_iter().rev().find(reached);
        self.tier(highest.unwrap_or(TierId::Basic))
    }

    /// Fees and smallest amounts.
    pub fn fees(&self) -> Fees {
        Fees {
            usage_rate: self.get(&table::USAGE_RATE),
            burn_share: self.get(&table::BURN_SHARE),
            avt_transfer_rate: self.get(&table::AVT_TRANSFER_RATE),
            avt_transfer_minimum: self.get(&table::AVT_TRANSFER_MINIMUM),
        }
    }

    /// What a production costs.
    pub fn prices(&self) -> Prices {
        Prices {
            base: self.get(&table::PRICE_BASE),
            resolutions: [
                self.get(&table::PRICE_720P),
                self.get(&table::PRICE_1080P),
                self.get(&table::PRICE_4K),
                self.get(&table::PRICE_8K),
            ],
            usual_fps: self.get(&table::PRICE_FPS),
            usual_duration_ms: self.get(&table::PRICE_DURATION),
            usual_agents: self.get(&table::PRICE_AGENTS),
        }
    }

    /// Production jobs.
    pub fn jobs(&self) -> Jobs {
        Jobs {
            bonus: self.get(&table::JOB_BONUS),
            ageing_per_hour: self.get(&table::JOB_AGEING),
            run_timeout_ms: self.get(&table::JOB_RUN_TIMEOUT),
            estimate_ms: self.get(&table::JOB_ESTIMATE),
            queue_limit: self.get(&table::JOB_QUEUE_LIMIT),
            queue_limit_own: self.get(&table::JOB_QUEUE_LIMIT_OWN),
        }
    }

    /// Proposals and votes.
    pub fn governance(&self) -> Governance {
        Governance {
            voting_period_ms: self.get(&table::VOTING_PERIOD),
            quorum: self.get(&table::QUORUM),
            approval: self.get(&table::APPROVAL),
            proposer_stake: self.get(&table::PROPOSER_STAKE),
            time_lock_ms: self.get(&table::TIME_LOCK),
            grace_ms: self.get(&table::GRACE),
            late_window_ms: self.get(&table::LATE_WINDOW),
            late_extension_ms: self.get(&table::LATE_EXTENSION),
            live_proposals: self.get(&table::LIVE_PROPOSALS),
            drafts: self.get(&table::DRAFTS),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use money::Asset;

    #[test]
    fn a_stake_reaches_a_tier_at_exactly_its_lower_bound() {
        let tier = |stake: &str| {
            let staked = Amount::parse(stake, Asset::Anm).expect("an amount");
            Policies::default().tier_of(staked).id.name()
        };
        for (stake, expected) in [
            ("0", "basic"),
            ("99.99999999", "basic"),
            ("100", "advanced"),
            ("999", "advanced"),
            ("1000", "pro"),
            ("9999.99", "pro"),
            ("10000", "studio"),
        ] {
            assert_eq!(tier(stake), expected, "{stake}");
        }
    }

    #[test]
    fn the_defaults_are_those_of_the_specification() {
        let policies = Policies::default();
        let [basic, advanced, pro, studio] = policies.tiers();
        let row = |tier: &Tier| {
            let (fps, apy) = (tier.fps, tier.apy.to_string());
            (tier.max_agents, tier.resolution.name(), fps, tier.sequence_seconds, apy)
        };
        assert_eq!(row(&basic), (Some(2), "720p", 24, Some(30), "0.05".to_owned()));
        assert_eq!(row(&advanced), (Some(5), "1080p", 30, Some(120), "0.1".to_owned()));
        assert_eq!(row(&pro), (Some(10), "4K", 60, Some(600), "0.15".to_owned()));
        assert_eq!(row(&studio), (None, "8K", 120, None, "0.25".to_owned()));
        let factors = policies.tiers().map(|tier| tier.priority_multiplier.to_string());
        assert_eq!(factors, ["1", "2", "5", "10"]);
        assert_eq!(policies.fees().usage_rate.to_string(), "0.005");
        assert_eq!(policies.fees().burn_share.to_string(), "0.6");
        let governance = policies.governance();
        assert_eq!(governance.voting_period_ms, 7 * 24 * 3_600_000);
        assert_eq!(
            (governance.quorum.to_string(), governance.approval.to_string()),
            ("0.1".to_owned(), "0.66".to_owned())
        );
        assert_eq!(policies.jobs().bonus.to_string(), "0.001");
    }

    #[test]
    fn all_packs_are_all_but_ones_own() {
        let policies = Policies::default();
        let allows = |id, pack, own| policies.tier(id).allows_pack(pack, own);
        assert!(allows(TierId::Basic, "basic", false) && !allows(TierId::Basic, "anime", false));
        assert!(allows(TierId::Pro, "manga", false) && !allows(TierId::Pro, "mine", true));
        assert!(!allows(TierId::Pro, "custom", false) && allows(TierId::Studio, "custom", false));
        assert!(!allows(TierId::Basic, "all", false) && allows(TierId::Studio, "mine", true));
    }
}
