//! The only way from one state of the page to the next. Pure.

use money::Amount;
use wire::staking::StakeChange;

use super::state::{Act, Asking, Effect, Form, History, Message, State, Way};
use crate::api::Failure;
use crate::terms::{anm, tier_name};

/// The id of the form's amount, for the keyboard.
pub(super) const AMOUNT: &str = "stake-amount";

pub(super) fn update(state: &mut State, message: Message) -> Vec<Effect> {
    match message {
        Message::Refresh => {
            return vec![Effect::LoadOverview, Effect::LoadRules, Effect::LoadHistory(None)];
        }
        Message::Visit => {
            *state = State { rules: state.rules.take(), ..State::default() };
            return vec![Effect::LoadRules];
        }
        Message::Overview(Ok(known)) => {
            state.known = Some(*known);
            state.trouble = None;
        }
        Message::Overview(Err(words)) | Message::Rules(Err(words)) => state.trouble = Some(words),
        Message::Rules(Ok(rules)) => state.rules = Some(rules),
        Message::History { page, is_first } => hear_history(&mut state.history, page, is_first),
        Message::More => {
            let history = &mut state.history;
            if !history.is_busy && history.next.is_some() {
                history.is_busy = true;
                return vec![Effect::LoadHistory(history.next.clone())];
            }
        }
        Message::Turn(way) => {
            if state.form.way != way {
                state.form.way = way;
                state.form.amount.clear();
            }
        }
        Message::Type(typing) => {
            state.form.amount = typing;
            state.receipt = None;
        }
        Message::Fill(typing) => {
            state.form = Form { way: Way::In, amount: typing };
            state.receipt = None;
            return vec![Effect::Focus(AMOUNT)];
        }
        Message::Guess(guess) => state.guess = guess,
        Message::Ask(act) => {
            state.wish += 1;
            state.receipt = None;
            state.asking = Some(Asking { act, is_busy: false, trouble: None });
        }
        Message::Leave => state.asking = None,
        Message::Confirm => return confirm(state),
        Message::Done(Ok(change)) => return done(state, &change),
        Message::Done(Err(failure)) => fail(state, failure),
    }
    vec![]
}

fn confirm(state: &mut State) -> Vec<Effect> {
    let wish = state.wish;
    match &mut state.asking {
        Some(asking) if !asking.is_busy => {
            asking.is_busy = true;
            asking.trouble = None;
            vec![Effect::Send { act: asking.act.clone(), wish }]
        }
        _ => vec![],
    }
}

fn done(state: &mut State, change: &StakeChange) -> Vec<Effect> {
    state.asking = None;
    state.form.amount.clear();
    state.receipt = Some(receipt(change));
    vec![Effect::LoadOverview, Effect::LoadHistory(None)]
}

fn fail(state: &mut State, failure: Failure) {
    if failure.is_refused {
        // Nothing happened: the next press is a new wish.
        state.wish += 1;
    }
    if let Some(asking) = &mut state.asking {
        asking.is_busy = false;
        asking.trouble = Some(failure.words);
    }
}

/// What was done, in the past tense and with every decimal.
fn receipt(change: &StakeChange) -> String {
    let event = &change.event;
    let reward = anm(&event.reward);
    let mut words = match event.kind.as_str() {
        "staked" => format!("{} ANM staked.", event.amount),
        "unstaked" if reward > Amount::ZERO => {
            format!("{} ANM taken out, and {} ANM earned paid.", event.amount, event.reward)
        }
        "unstaked" => format!("{} ANM taken out.", event.amount),
        "compounded" => format!("{} ANM claimed and staked again.", event.reward),
        _ => format!("{} ANM claimed.", event.reward),
    };
    if change.reward_kept {
        words.push_str(" What you earned is kept until the treasury can pay it.");
    }
    if event.tier_before != event.tier_after {
        words.push_str(&format!(" Your tier is {} now.", tier_name(&event.tier_after)));
    }
    match change.jobs_reranked {
        0 => {}
        1 => words.push_str(" One production that waits has a new rank."),
        n => words.push_str(&format!(" {n} productions that wait have a new rank.")),
    }
    words
}

fn hear_history(
    history: &mut History,
    page: Result<wire::staking::StakeEventPage, String>,
    is_first: bool,
) {
    history.is_busy = false;
    history.is_known = true;
    match page {
        Ok(page) => {
            if is_first {
                history.items = page.items;
            } else {
                history.items.extend(page.items);
            }
            history.next = page.next_cursor;
            history.trouble = None;
        }
        Err(words) => history.trouble = Some(words),
    }
}

/// What an act moves, for the confirmation: the amount, or what is earned by now.
pub(super) fn total(act: &Act, earned: Amount) -> Amount {
    match act {
        Act::Stake(amount) | Act::Unstake(amount) => *amount,
        Act::Claim | Act::Compound => earned,
    }
}

#[cfg(test)]
#[path = "update_tests.rs"]
mod tests;
