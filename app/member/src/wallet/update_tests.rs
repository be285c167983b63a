use wire::token::{AssetBalance, HistoryItem, Party};

use super::*;

fn party(kind: &str) -> Party {
    Party { kind: kind.into(), id: "x".into(), username: None, purpose: None }
}

fn item(entry: u64) -> HistoryItem {
    HistoryItem {
        transaction_id: format!("t{entry}"),
        entry,
        kind: "transfer".into(),
        direction: "in".into(),
        asset: "ANM".into(),
        amount: "1.00000000".into(),
        from: party("member"),
        to: party("member"),
        memo: None,
        reference: None,
        balance_after: "1.00000000".into(),
        at: "2026-01-01T00:00:00Z".into(),
    }
}

fn rich() -> State {
    let zero = || "0.00000000".to_owned();
    let balance = AssetBalance {
        asset: "ANM".into(),
        decimals: 8,
        total: "50.00000000".into(),
        available: "50.00000000".into(),
        staked: zero(),
        escrowed: zero(),
        pending: zero(),
    };
    let balances = Balances { items: vec![balance], entry: 1, at: String::new(), holds: vec![] };
    State { balances: Some(balances), ..State::default() }
}

fn answered(state: &mut State, entries: &[u64], next: Option<&str>) {
    let number = state.history.asked;
    let items = entries.iter().map(|entry| item(*entry)).collect();
    let page = HistoryPage { items, next_cursor: next.map(str::to_owned) };
    update(state, Message::Page(number, Ok(page)));
}

fn entries(state: &State) -> Vec<u64> {
    state.history.items.iter().map(|item| item.entry).collect()
}

#[test]
fn pages_follow_each_other_and_news_begins_anew() {
    let mut state = State::default();
    update(&mut state, Message::Refresh);
    answered(&mut state, &[9, 8], Some("c"));
    update(&mut state, Message::More);
    assert!(update(&mut state, Message::More).is_empty(), "one page at a time");
    answered(&mut state, &[7, 6], None);
    assert_eq!(entries(&state), [9, 8, 7, 6]);
    assert!(update(&mut state, Message::More).is_empty(), "there is no more");
    update(&mut state, Message::Refresh);
    answered(&mut state, &[10, 9], Some("d"));
    assert_eq!(entries(&state), [10, 9]);
}

#[test]
fn an_answer_to_an_older_question_is_not_looked_at() {
    let mut state = State::default();
    update(&mut state, Message::Refresh);
    let old = state.history.asked;
    update(&mut state, Message::Choose(Asset::Avt));
    let page = HistoryPage { items: vec![item(1)], next_cursor: None };
    update(&mut state, Message::Page(old, Ok(page)));
    assert!(state.history.items.is_empty() && state.history.is_coming);
}

#[test]
fn nothing_is_sent_without_the_last_question() {
    let mut state = rich();
    update(&mut state, Message::Show(Sheet::Send));
    assert!(update(&mut state, Message::Send).is_empty());
    update(&mut state, Message::Draft(Write::To("sora".into())));
    update(&mut state, Message::Draft(Write::All));
    let ask = Message::Ask { own_name: "noa".into(), writing: Writing::default() };
    assert_eq!(update(&mut state, ask), [Effect::NewWish]);
    let sending = update(&mut state, Message::Send);
    assert!(matches!(&sending[..], [Effect::Send(order)] if order.to == "@sora"));
    assert!(update(&mut state, Message::Send).is_empty(), "a second press is no second transfer");
    update(&mut state, Message::Sent(Err(Trouble::Offline)));
    assert!(state.draft.wrong.is_some() && state.draft.order.is_some());
    let again = update(&mut state, Message::Send);
    assert_eq!(again, sending, "the same wish, with the same key");
}

#[test]
fn who_is_picked_is_who_gets_it_however_late_a_search_answers() {
    let mut state = rich();
    update(&mut state, Message::Draft(Write::To("so".into())));
    let number = state.draft.asked;
    let person = Person {
        id: "1".into(),
        kind: wire::account::AccountKind::Member,
        username: Some("sora".into()),
        display_name: "Sora".into(),
        address: "@sora".into(),
        picture_url: None,
        member_since: String::new(),
    };
    update(&mut state, Message::Draft(Write::Pick(person.clone())));
    update(&mut state, Message::Draft(Write::Found(number, Ok(vec![person]))));
    assert!(state.draft.found.is_empty());
    assert_eq!(state.draft.to, "@sora");
}

#[test]
fn what_was_known_stays_when_the_network_goes() {
    let mut state = rich();
    update(&mut state, Message::Balances(Err(Trouble::Offline)));
    assert!(state.balances.is_some() && state.lost.is_none());
}
