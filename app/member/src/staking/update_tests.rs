use policy::Versions;
use wire::staking::StakeEventPage;

use super::super::fixture::{THEN_MS, change, known};
use super::*;
use crate::terms::text;

fn opened() -> State {
    let mut state = State::default();
    update(&mut state, Message::Overview(Ok(Box::new(known()))));
    update(&mut state, Message::Rules(Ok(Versions::default())));
    state
}

#[test]
fn one_press_fills_the_form_with_what_is_missing() {
    let mut state = opened();
    update(&mut state, Message::Turn(Way::Out));
    let effects = update(&mut state, Message::Fill("150.00000000".into()));
    assert_eq!((state.form.way, state.form.amount.as_str()), (Way::In, "150.00000000"));
    assert_eq!(effects, [Effect::Focus(AMOUNT)]);
    update(&mut state, Message::Turn(Way::Out));
    assert_eq!(state.form.amount, "", "an amount for one way is none for the other");
}

#[test]
fn a_press_that_is_sent_twice_is_one_wish() {
    let mut state = opened();
    update(&mut state, Message::Ask(Act::Claim));
    let first = update(&mut state, Message::Confirm);
    assert_eq!(update(&mut state, Message::Confirm), [], "it is on its way");
    let lost = Failure { words: "offline".into(), is_refused: false };
    update(&mut state, Message::Done(Err(lost)));
    assert_eq!(update(&mut state, Message::Confirm), first, "the same wish again");
}

#[test]
fn a_refusal_stays_in_the_dialog_and_the_next_press_is_a_new_wish() {
    let mut state = opened();
    update(&mut state, Message::Ask(Act::Claim));
    update(&mut state, Message::Confirm);
    let no = Failure { words: "The treasury is empty.".into(), is_refused: true };
    update(&mut state, Message::Done(Err(no)));
    let asking = state.asking.clone().expect("still asking");
    assert_eq!(
        (asking.is_busy, asking.trouble.as_deref()),
        (false, Some("The treasury is empty."))
    );
    assert_eq!(update(&mut state, Message::Confirm), [Effect::Send { act: Act::Claim, wish: 2 }]);
}

#[test]
fn what_was_done_is_said_and_everything_is_read_again() {
    let mut state = opened();
    update(&mut state, Message::Type("150".into()));
    update(&mut state, Message::Ask(Act::Stake(anm("150"))));
    update(&mut state, Message::Confirm);
    let effects = update(&mut state, Message::Done(Ok(Box::new(change("staked")))));
    assert_eq!(effects, [Effect::LoadOverview, Effect::LoadHistory(None)]);
    assert_eq!((state.asking, state.form.amount.as_str()), (None, ""));
    assert_eq!(
        state.receipt.as_deref(),
        Some(
            "150.00000000 ANM staked. Your tier is Pro now. \
             2 productions that wait have a new rank."
        )
    );
}

#[test]
fn history_grows_by_pages_and_begins_anew() {
    let page = |id: &str, next: Option<&str>| {
        let items = vec![change(id).event];
        Ok(StakeEventPage { items, next_cursor: next.map(Into::into) })
    };
    let mut state = opened();
    update(&mut state, Message::History { page: page("staked", Some("a")), is_first: true });
    assert_eq!(update(&mut state, Message::More), [Effect::LoadHistory(Some("a".into()))]);
    assert_eq!(update(&mut state, Message::More), [], "one at a time");
    update(&mut state, Message::History { page: page("claimed", None), is_first: false });
    assert_eq!((state.history.items.len(), state.history.next.clone()), (2, None));
    assert_eq!(update(&mut state, Message::More), []);
    update(&mut state, Message::History { page: Err("gone".into()), is_first: true });
    assert_eq!((state.history.items.len(), state.history.trouble.as_deref()), (2, Some("gone")));
}

#[test]
fn the_earned_figure_counts_by_the_edges_rule_whatever_the_wall_clock_says() {
    let known = known();
    let hour = 3_600_000;
    let earned = |passed| known.earned(&Versions::default(), known.heard_ms + passed);
    assert_eq!(text(earned(0)), "1.00000000");
    // 850 × 0.1 × 3 ÷ 8,766, rounded down.
    assert_eq!(text(earned(3 * hour)), "1.02908966");
    assert_eq!(known.earned(&Versions::default(), 0), anm("1"), "never backwards");
    assert_eq!(known.now_ms(known.heard_ms + 7), THEN_MS + 7);
}

#[test]
fn a_guest_keeps_the_rules_and_nothing_of_the_member() {
    let mut state = opened();
    assert_eq!(update(&mut state, Message::Visit), [Effect::LoadRules]);
    assert!(state.known.is_none() && state.rules.is_some());
    assert!(state.staked().is_zero());
}
