use super::*;
use crate::accrual::YEAR_MS;
use money::Asset;

const DAY_MS: u64 = 24 * 3_600_000;

fn units(units: u128) -> Amount {
    Amount::checked(units).expect("in range")
}

/// A million.
fn rich() -> Amount {
    units(100_000_000_000_000)
}

fn anm(text: &str) -> Amount {
    Amount::parse(text, Asset::Anm).expect("an amount")
}

fn staked(amount: &str) -> Stake {
    Stake { staked: anm(amount), ..Stake::default() }
}

/// A small generator, so that a failure can be found again.
fn next(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

#[test]
fn topping_up_earns_nothing_backwards() {
    let versions = Versions::default();
    let before = staked("50").settled(&versions, 364 * DAY_MS).expect("settles").accrued;
    let change = staked("50").stake(anm("9950"), rich(), &versions, 364 * DAY_MS).expect("stakes");
    assert_eq!(change.after.staked, anm("10000"));
    assert_eq!(change.after.accrued, before);
    // The specification's reference would have paid 2,491.44421629 for it.
    assert_eq!(before, anm("2.49144421"));
    let later = change.after.settled(&versions, 364 * DAY_MS).expect("settles");
    assert_eq!(later.accrued, before);
}

#[test]
fn a_stake_out_of_nothing_and_out_of_too_little() {
    let versions = Versions::default();
    let refused = Stake::default().stake(Amount::ZERO, rich(), &versions, 0);
    assert_eq!(refused.map_err(|it| it.code()), Err("amount_zero"));
    let refused = Stake::default().stake(anm("10"), anm("9.99999999"), &versions, 0);
    let numbers = Refusal::InsufficientFunds { available: anm("9.99999999"), needed: anm("10") };
    assert_eq!(refused, Err(numbers));
    let refused = staked("5").unstake(anm("6"), rich(), &versions, 0);
    assert_eq!(refused, Err(Refusal::StakeTooSmall { staked: anm("5"), needed: anm("6") }));
}

#[test]
fn unstaking_pays_what_was_earned_at_the_old_amount() {
    let versions = Versions::default();
    let change = staked("1000").unstake(anm("400"), rich(), &versions, 30 * DAY_MS).expect("goes");
    assert_eq!((change.reward, change.after.accrued), (anm("12.32032854"), Amount::ZERO));
    assert_eq!((change.after.staked, change.after.claimed), (anm("600"), anm("12.32032854")));
    assert_eq!(change.moves.len(), 2);
}

#[test]
fn an_empty_treasury_refuses_a_claim_and_never_holds_a_stake_back() {
    let versions = Versions::default();
    let at = 30 * DAY_MS;
    let poor = anm("12.32032853");
    let due = anm("12.32032854");
    let refused = staked("1000").claim(poor, &versions, at);
    assert_eq!(refused, Err(Refusal::TreasuryEmpty { treasury: poor, due }));
    assert_eq!(
        staked("1000").compound(poor, &versions, at),
        Err(Refusal::TreasuryEmpty { treasury: poor, due }),
    );
    let change = staked("1000").unstake(anm("1000"), poor, &versions, at).expect("goes");
    assert!(change.reward_kept && change.moves.len() == 1);
    assert_eq!((change.reward, change.after.accrued), (Amount::ZERO, due));
    let paid = change.after.claim(due, &versions, at + YEAR_MS).expect("pays later");
    assert_eq!((paid.reward, paid.after.accrued), (due, Amount::ZERO));
}

#[test]
fn compounding_is_a_claim_and_a_stake_in_one_step() {
    let versions = Versions::default();
    let change = staked("1000").compound(rich(), &versions, YEAR_MS).expect("compounds");
    assert_eq!((change.amount, change.reward), (anm("150"), anm("150")));
    assert_eq!(change.after.staked, anm("1150"));
    let twice = change.after.compound(rich(), &versions, YEAR_MS);
    assert_eq!(twice, Err(Refusal::NothingToClaim));
    let year_two = change.after.settled(&versions, 2 * YEAR_MS).expect("settles");
    assert_eq!(year_two.accrued, anm("172.5"), "interest on interest, by choice");
}

#[test]
fn a_clock_that_goes_back_takes_nothing_and_gives_nothing() {
    let versions = Versions::default();
    let settled = staked("1000").settled(&versions, DAY_MS).expect("settles");
    assert_eq!(settled.settled(&versions, 0), Ok(settled));
}

#[test]
fn settling_more_often_never_pays_more() {
    let versions = Versions::default();
    let mut seed = 42;
    for _ in 0..500 {
        let stake = Stake { staked: units(u128::from(next(&mut seed))), ..Stake::default() };
        let once = stake.settled(&versions, YEAR_MS).expect("settles").accrued;
        let mut often = stake;
        let mut at = 0;
        let cuts = 1 + next(&mut seed) % 40;
        for _ in 0..cuts {
            at += next(&mut seed) % (YEAR_MS / cuts);
            often = often.settled(&versions, at).expect("settles");
        }
        often = often.settled(&versions, YEAR_MS).expect("settles");
        assert!(
            often.accrued <= once,
            "{stake:?}: {} pays more than {}",
            often.accrued.as_units(),
            once.as_units()
        );
        assert!(
            once.as_units() - often.accrued.as_units() <= u128::from(cuts) + 1,
            "at most a unit for each cut"
        );
    }
}

/// What moved is what the stake and the claims say, whatever happens in whatever order.
#[test]
fn every_unit_is_accounted_for() {
    let versions = Versions::default();
    let mut seed = 7;
    let (mut stake, mut available, mut treasury) = (Stake::default(), rich(), anm("20"));
    let total = rich().as_units() + treasury.as_units();
    let mut now = 0;
    for _ in 0..20_000 {
        now += next(&mut seed) % DAY_MS;
        let amount = units(u128::from(next(&mut seed)) * 300);
        let change = match next(&mut seed) % 4 {
            0 => stake.stake(amount, available, &versions, now),
            1 => stake.unstake(amount, treasury, &versions, now),
            2 => stake.claim(treasury, &versions, now),
            _ => stake.compound(treasury, &versions, now),
        };
        let Ok(change) = change else { continue };
        let mut places = [treasury.as_units(), available.as_units(), stake.staked.as_units()];
        for step in &change.moves {
            assert!(step.amount.as_units() > 0);
            places[step.from as usize] =
                places[step.from as usize].checked_sub(step.amount.as_units()).expect("covered");
            places[step.to as usize] += step.amount.as_units();
        }
        (treasury, available, stake) = (units(places[0]), units(places[1]), change.after);
        assert_eq!(places[2], stake.staked.as_units());
        assert_eq!(places.iter().sum::<u128>(), total);
        // Somebody pays into the treasury now and then.
        if next(&mut seed).is_multiple_of(50) {
            let gift = available.as_units().min(1_000_000_000);
            (treasury, available) =
                (units(treasury.as_units() + gift), units(available.as_units() - gift));
        }
    }
    assert!(stake.claimed.as_units() > 0, "rewards were paid on the way");
}
