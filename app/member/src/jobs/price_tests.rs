use policy::Versions;

use super::super::state::{Edit, State};
use super::*;
use crate::terms::anm;

fn state(staked: &str, available: &str) -> State {
    let means = Means { staked: anm(staked), available: anm(available) };
    let mut state =
        State { means: Some(means), rules: Some(Versions::default()), ..State::default() };
    state.draft.edit(Edit::Title("Rain".into()));
    state
}

fn priced(state: &State) -> Offer {
    offer(state, &Writing::default()).expect("rules are known")
}

#[test]
fn the_price_is_the_edges_to_the_last_digit() {
    let mut state = state("100", "50");
    for (key, seconds) in [(0, "20"), (1, "100")] {
        state.draft.edit(Edit::ClipSeconds(key, seconds.into()));
    }
    state.draft.edit(Edit::Resolution("1080p"));
    state.draft.edit(Edit::Fps(30));
    let offer = priced(&state);
    assert_eq!((text(offer.cost), text(offer.fee)), ("8.00000000".into(), "0.04000000".into()));
    assert_eq!((text(offer.total), text(offer.bonus)), ("8.04000000".into(), "0.00800000".into()));
    assert_eq!(offer.left.map(text).as_deref(), Some("41.96000000"));
    assert_eq!(offer.agents, (5, 5));
    assert_eq!(offer.obstacle, None);
    let order = offer.order.expect("complete");
    assert_eq!((order.max_total.as_str(), order.clips.len()), ("8.04000000", 2));
    let factors: Vec<_> = offer.lines.iter().map(|line| line.factor.as_str()).collect();
    assert_eq!(factors, ["× 2", "× 1", "× 2/5", "× 1"]);
}

#[test]
fn every_violation_is_listed_with_the_smallest_stake_that_helps() {
    let mut state = state("0", "500");
    state.draft.edit(Edit::Resolution("4K"));
    state.draft.edit(Edit::Fps(60));
    state.draft.edit(Edit::ClipSeconds(1, "60".into()));
    let offer = priced(&state);
    let codes: Vec<_> = offer.violations.iter().map(|it| it.code).collect();
    assert_eq!(codes, ["resolution_exceeded", "fps_exceeded", "duration_exceeded"]);
    assert_eq!(offer.upgrade, Some((TierId::Pro, anm("1000"))));
    assert_eq!(offer.obstacle, Some(Obstacle::Access));
    assert_eq!(violation_words(&offer.violations[0]), "Picture: 4K. Your tier goes up to 720p.");
}

#[test]
fn too_little_to_spend_is_said_with_both_numbers() {
    let offer = priced(&state("0", "0.1"));
    let needed = offer.total;
    assert_eq!(offer.obstacle, Some(Obstacle::Funds { available: anm("0.1"), needed }));
    assert_eq!(offer.left, None);
}

#[test]
fn a_guest_sees_a_price_without_a_purse() {
    let mut state = state("0", "0");
    state.means = None;
    let offer = priced(&state);
    assert_eq!((offer.obstacle, offer.left), (None, None));
    state.rules = None;
    assert_eq!(super::offer(&state, &Writing::default()), None, "no rules, no price");
}

#[test]
fn a_draft_that_is_not_complete_says_so_last() {
    let mut state = state("0", "500");
    state.draft.edit(Edit::Title(String::new()));
    let offer = priced(&state);
    assert!(matches!(offer.obstacle, Some(Obstacle::Draft(_))));
}

#[test]
fn what_a_vote_switched_off_cannot_be_ordered() {
    let mut state = state("0", "500");
    state.catalogue.set(policy::Section::Agents, "voice", false, None);
    let offer = priced(&state);
    assert_eq!(offer.obstacle, Some(Obstacle::Access));
    assert_eq!(violation_words(&offer.violations[0]), "Voice is switched off by a vote.");
    state.catalogue.set(policy::Section::Features, PRODUCTIONS, false, None);
    assert_eq!(priced(&state).obstacle, Some(Obstacle::Off));
}
