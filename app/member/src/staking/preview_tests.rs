use policy::Versions;

use super::super::fixture::{THEN_MS, known};
use super::*;

fn ask(act: &Act) -> Result<Preview, Problem> {
    preview(act, &known(), &Versions::default(), THEN_MS, |amount| format!("{} ANM", text(amount)))
}

#[test]
fn staking_the_missing_part_reaches_pro() {
    let preview = ask(&Act::Stake(anm("150"))).expect("it can be staked");
    assert_eq!((preview.tier_before, preview.tier), (TierId::Advanced, TierId::Pro));
    assert_eq!(text(preview.staked), "1000.00000000");
    assert_eq!(text(preview.reward_per_year), "150.00000000");
    assert_eq!(text(preview.available), "262.73518204");
}

#[test]
fn taking_out_pays_what_was_earned() {
    let preview = ask(&Act::Unstake(anm("800"))).expect("it can be taken out");
    assert_eq!(preview.tier, TierId::Basic);
    assert_eq!(text(preview.available), "1213.73518204");
    assert_eq!((text(preview.reward), preview.kept), ("1.00000000".into(), Amount::ZERO));
}

#[test]
fn an_empty_treasury_keeps_what_was_earned() {
    let mut poor = known();
    poor.overview.runway.treasury = "0.50000000".into();
    let ask = |act: Act| preview(&act, &poor, &Versions::default(), THEN_MS, text);
    let out = ask(Act::Unstake(anm("800"))).expect("a stake is always free");
    assert_eq!(
        (text(out.available), text(out.kept)),
        ("1212.73518204".into(), "1.00000000".into())
    );
    let claim = ask(Act::Claim).expect_err("nothing to pay with");
    assert!(claim.contains("What you earned is kept"), "{claim}");
}

#[test]
fn claiming_and_restaking_move_what_was_earned() {
    assert_eq!(text(ask(&Act::Claim).expect("paid").available), "413.73518204");
    let again = ask(&Act::Compound).expect("paid");
    let (staked, available) = (text(again.staked), text(again.available));
    assert_eq!((staked.as_str(), available.as_str()), ("851.00000000", "412.73518204"));
}

#[test]
fn too_much_is_said_with_both_numbers() {
    let words = |act| ask(&act).expect_err("too much");
    assert_eq!(
        words(Act::Stake(anm("412.73518205"))),
        "You have 412.73518204 ANM to spend; this needs 412.73518205 ANM."
    );
    assert_eq!(
        words(Act::Unstake(anm("900"))),
        "850.00000000 ANM is staked; this needs 900.00000000 ANM."
    );
}

#[test]
fn what_is_typed_is_an_amount_or_a_sentence() {
    let read = |typing| amount(typing, &Writing::default());
    assert_eq!(read("  "), None);
    assert_eq!(read("1,000.5"), Some(Ok(anm("1000.5"))));
    for wrong in ["0", "0.000000000", "-1", "x", "0.123456789", "1e3"] {
        assert!(matches!(read(wrong), Some(Err(_))), "{wrong}");
    }
}

#[test]
fn one_press_is_all_there_is() {
    assert_eq!(all(&known(), Way::In), "412.73518204");
    assert_eq!(all(&known(), Way::Out), "850.00000000");
}
