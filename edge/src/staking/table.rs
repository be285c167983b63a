//! `/staking`

use wire::scope::Scope;

use crate::{
    error::Code,
    route::{Route, Schemas, handler, route, schema},
};

use super::routes;

/// What a change of a stake may be refused with, and more.
macro_rules! change_codes {
    ($($more:ident),*) => { &[
        Code::SessionRequired, Code::MembershipRequired, Code::ScopeMissing, Code::OriginRefused,
        Code::IdempotencyKeyInvalid, Code::IdempotencyConflict, Code::Busy,
        $(Code::$more),*
    ] };
}

/// The routes.
pub const ROUTES: &[Route] = &[
    route(
        ("GET", "/staking"),
        "getStaking",
        handler!(call => routes::get_staking(call)),
        "Your stake, its tier, and what it earned so far",
        (None, 200, Some("StakingOverview")),
        &[Code::SessionRequired, Code::MembershipRequired, Code::ScopeMissing],
    )
    .needing(Scope::LedgerRead),
    route(
        ("GET", "/staking/history"),
        "listStakingEvents",
        handler!(call => routes::list_events(call)),
        "What happened to your stake, newest first",
        (None, 200, Some("StakeEventPage")),
        &[Code::SessionRequired, Code::MembershipRequired, Code::ScopeMissing, Code::QueryInvalid],
    )
    .needing(Scope::LedgerRead)
    .paged(),
    route(
        ("GET", "/staking/tiers"),
        "listTiers",
        handler!(call => routes::list_tiers(call)),
        "The tiers of a stake, lowest first",
        (None, 200, Some("TierList")),
        &[],
    ),
    route(
        ("POST", "/staking/stake"),
        "stake",
        handler!(call => routes::stake(call)),
        "Stake ANM; what was earned so far is settled first",
        (Some("StakeAmount"), 200, Some("StakeChange")),
        change_codes!(
            InsufficientFunds,
            AmountInvalid,
            AmountDecimals,
            AmountTooLarge,
            BodyMalformed,
            BodyTooLarge,
            ContentTypeUnsupported
        ),
    )
    .needing(Scope::Stake),
    route(
        ("POST", "/staking/unstake"),
        "unstake",
        handler!(call => routes::unstake(call)),
        "Take ANM out of the stake, with what it earned",
        (Some("StakeAmount"), 200, Some("StakeChange")),
        change_codes!(
            StakeTooSmall,
            AmountInvalid,
            AmountDecimals,
            AmountTooLarge,
            BodyMalformed,
            BodyTooLarge,
            ContentTypeUnsupported
        ),
    )
    .needing(Scope::Stake),
    route(
        ("POST", "/staking/claim"),
        "claimRewards",
        handler!(call => routes::claim(call)),
        "Have what was earned paid out",
        (None, 200, Some("StakeChange")),
        change_codes!(NothingToClaim, TreasuryEmpty),
    )
    .needing(Scope::Stake),
    route(
        ("POST", "/staking/compound"),
        "compoundRewards",
        handler!(call => routes::compound(call)),
        "Have what was earned paid out and staked in one step",
        (None, 200, Some("StakeChange")),
        change_codes!(NothingToClaim, TreasuryEmpty),
    )
    .needing(Scope::Stake),
];

/// The types.
pub fn schemas(list: &mut Schemas) {
    schema::<wire::staking::StakeAmount>(list);
    schema::<wire::staking::StakeChange>(list);
    schema::<wire::staking::StakeEventPage>(list);
    schema::<wire::staking::StakingOverview>(list);
    schema::<wire::staking::TierList>(list);
}
