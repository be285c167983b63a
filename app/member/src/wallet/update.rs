//! The wallet's only way from one state to the next. Pure.

use money::{Asset, Rate};
use wire::account::Person;
use wire::staking::StakingOverview;
use wire::token::{Balances, HistoryPage, TransferReceipt};

use super::state::{Draft, Filter, History, Order, Sheet, State, order};
use crate::amount::Writing;
use crate::api::Trouble;

#[derive(Clone, Debug)]
pub(super) enum Message {
    /// The page is shown, or something happened.
    Refresh,
    Balances(Result<Balances, Trouble>),
    Staking(Box<Result<StakingOverview, Trouble>>),
    Page(u32, Result<HistoryPage, Trouble>),
    More,
    Choose(Asset),
    Filter(Filter),
    Show(Sheet),
    Close,
    Draft(Write),
    /// From the form to the last question; with the sender's own name and how numbers are written.
    Ask {
        own_name: String,
        writing: Writing,
    },
    Back,
    Send,
    Sent(Result<TransferReceipt, Trouble>),
    /// Claims, or claims and restakes; or draws an amount from the faucet.
    Do(Deed),
    Done(Deed, Result<(), Trouble>),
    FaucetKnown(bool),
}

/// What is written into a draft.
#[derive(Clone, Debug)]
pub(super) enum Write {
    To(String),
    Found(u32, Result<Vec<Person>, Trouble>),
    Pick(Person),
    Amount(String),
    All,
    Memo(String),
    AvtRate(Option<Rate>),
}

/// Something that is done with one press.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    Claim { restake: bool },
    Draw(String),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Effect {
    FetchBalances,
    FetchPage {
        number: u32,
        asset: Asset,
        filter: Filter,
        cursor: Option<String>,
        is_typed: bool,
    },
    FetchPeople {
        number: u32,
        name: String,
    },
    FetchAvtRate,
    /// The next sending is a new wish, and gets a new key.
    NewWish,
    Send(Order),
    Do(Deed),
    Say(String),
}

pub(super) fn update(state: &mut State, message: Message) -> Vec<Effect> {
    match message {
        Message::Refresh => return vec![Effect::FetchBalances, page(state, false, false)],
        Message::Balances(Ok(balances)) => (state.balances, state.lost) = (Some(balances), None),
        // What was there is better than nothing.
        Message::Balances(Err(trouble)) => {
            if state.balances.is_none() {
                state.lost = Some(trouble.words());
            }
        }
        Message::Staking(answer) => state.staking = answer.ok().or(state.staking.take()),
        Message::Page(number, answer) => arrive(&mut state.history, number, answer),
        Message::More => {
            if state.history.next.is_some() && !state.history.is_coming {
                return vec![page(state, true, false)];
            }
        }
        Message::Choose(asset) => {
            (state.asset, state.history.items) = (asset, vec![]);
            state.history.has_come = false;
            return vec![page(state, false, false)];
        }
        Message::Filter(filter) => {
            let is_typed = filter.words != state.history.filter.words;
            state.history.filter = filter;
            return vec![page(state, false, is_typed)];
        }
        Message::Show(sheet) => return show(state, sheet),
        Message::Close => (state.sheet, state.wrong) = (None, None),
        Message::Draft(write) => return written(state, write),
        Message::Ask { own_name, writing } => return ask(state, &own_name, &writing),
        Message::Back => (state.draft.order, state.draft.wrong) = (None, None),
        Message::Send => {
            if let (Some(order), false) = (state.draft.order.clone(), state.draft.is_busy) {
                (state.draft.is_busy, state.draft.wrong) = (true, None);
                return vec![Effect::Send(order)];
            }
        }
        Message::Sent(answer) => return sent(state, answer),
        Message::Do(deed) => {
            if !state.is_busy {
                (state.is_busy, state.wrong) = (true, None);
                return vec![Effect::Do(deed)];
            }
        }
        Message::Done(deed, result) => return done(state, &deed, result),
        Message::FaucetKnown(has) => state.has_faucet = has,
    }
    vec![]
}

/// Asks for a page of the history: the first, or the next one.
fn page(state: &mut State, more: bool, is_typed: bool) -> Effect {
    let history = &mut state.history;
    history.asked += 1;
    history.is_coming = true;
    let cursor = if more { history.next.clone() } else { None };
    Effect::FetchPage {
        number: history.asked,
        asset: state.asset,
        filter: history.filter.clone(),
        cursor,
        is_typed,
    }
}

fn arrive(history: &mut History, number: u32, answer: Result<HistoryPage, Trouble>) {
    if number != history.asked {
        return;
    }
    (history.is_coming, history.has_come) = (false, true);
    match answer {
        Ok(page) => {
            let oldest = history.items.last().map(|item| item.entry);
            let follows = page.items.first().is_some_and(|item| oldest > Some(item.entry));
            // The first page replaces what is there; a next one goes on below it.
            let is_next = follows && history.next.is_some();
            if !is_next {
                history.items.clear();
            }
            history.items.extend(page.items);
            (history.next, history.lost) = (page.next_cursor, None);
        }
        Err(trouble) => history.lost = Some(trouble.words()),
    }
}

fn show(state: &mut State, sheet: Sheet) -> Vec<Effect> {
    state.wrong = None;
    let mut effects = vec![];
    if sheet == Sheet::Send {
        state.draft = Draft { avt_rate: state.draft.avt_rate, ..Draft::default() };
        if state.asset == Asset::Avt {
            effects.push(Effect::FetchAvtRate);
        }
    }
    state.sheet = Some(sheet);
    effects
}

fn written(state: &mut State, write: Write) -> Vec<Effect> {
    let available = state.available();
    let draft = &mut state.draft;
    match write {
        Write::To(text) => {
            (draft.person, draft.to_wrong) = (None, None);
            draft.asked += 1;
            let name = text.trim().trim_start_matches('@').to_lowercase();
            draft.to = text;
            if name.is_empty() || name.contains(':') {
                draft.found.clear();
                return vec![];
            }
            return vec![Effect::FetchPeople { number: draft.asked, name }];
        }
        Write::Found(number, answer) => {
            if number == draft.asked && draft.person.is_none() {
                draft.found = answer.unwrap_or_default();
            }
        }
        Write::Pick(person) => {
            draft.to = person.address.clone();
            (draft.person, draft.to_wrong) = (Some(person), None);
            draft.found.clear();
            draft.asked += 1;
        }
        Write::Amount(text) => (draft.amount, draft.amount_wrong) = (text, None),
        Write::All => {
            (draft.amount, draft.amount_wrong) = (available.format(state.asset), None);
        }
        Write::Memo(text) => draft.memo = text,
        Write::AvtRate(rate) => draft.avt_rate = rate,
    }
    vec![]
}

fn ask(state: &mut State, own_name: &str, writing: &Writing) -> Vec<Effect> {
    let made = order(&state.draft, state.asset, state.available(), own_name, writing);
    let draft = &mut state.draft;
    match made {
        Ok(order) => {
            draft.order = Some(order);
            draft.found.clear();
            vec![Effect::NewWish]
        }
        Err(objection) => {
            (draft.to_wrong, draft.amount_wrong) = (objection.to, objection.amount);
            vec![]
        }
    }
}

fn sent(state: &mut State, answer: Result<TransferReceipt, Trouble>) -> Vec<Effect> {
    state.draft.is_busy = false;
    match answer {
        Ok(receipt) => {
            state.draft.receipt = Some(receipt);
            vec![Effect::FetchBalances, page(state, false, false)]
        }
        // The recipient is in the form: that is where it can be mended.
        Err(trouble) if trouble.field() == Some("to") => {
            state.draft.order = None;
            state.draft.to_wrong = Some(trouble.words());
            vec![]
        }
        Err(trouble) => {
            state.draft.wrong = Some(trouble.words());
            vec![]
        }
    }
}

fn done(state: &mut State, deed: &Deed, result: Result<(), Trouble>) -> Vec<Effect> {
    state.is_busy = false;
    if let Err(trouble) = result {
        state.wrong = Some(trouble.words());
        return vec![];
    }
    state.sheet = None;
    let words = match deed {
        Deed::Claim { restake: false } => "Claimed. It is in your available balance.",
        Deed::Claim { restake: true } => "Claimed and staked.",
        Deed::Draw(_) => "Drawn from the faucet.",
    };
    vec![Effect::FetchBalances, page(state, false, false), Effect::Say(words.into())]
}

#[cfg(test)]
#[path = "update_tests.rs"]
mod tests;
