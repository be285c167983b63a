use policy::Versions;

use super::super::fixture::job;
use super::super::state::Means;
use super::*;

fn page(items: Vec<Job>, next: Option<&str>) -> Result<JobPage, String> {
    Ok(JobPage { items, next_cursor: next.map(Into::into) })
}

#[test]
fn an_order_is_one_wish_until_the_edge_has_answered() {
    let mut state = State::default();
    state.draft.edit(Edit::Title("Rain".into()));
    update(&mut state, Message::Ask(Act::Cancel(Box::new(job("a", JobState::Queued)))));
    let first = update(&mut state, Message::Confirm);
    assert_eq!(update(&mut state, Message::Confirm), []);
    let lost = Failure { words: "offline".into(), is_refused: false };
    update(&mut state, Message::Done(Err(lost)));
    assert_eq!(update(&mut state, Message::Confirm), first);
    let no = Failure { words: "too late".into(), is_refused: true };
    update(&mut state, Message::Done(Err(no)));
    assert_ne!(update(&mut state, Message::Confirm), first);
}

#[test]
fn what_was_done_is_said_with_the_total() {
    let mut state = State::default();
    let waiting = job("a", JobState::Queued);
    update(&mut state, Message::Open(Some("a".into())));
    update(&mut state, Message::Ask(Act::Cancel(Box::new(waiting))));
    update(&mut state, Message::Confirm);
    let effects = update(&mut state, Message::Done(Ok(Box::new(job("a", JobState::Cancelled)))));
    assert_eq!(effects, [Effect::LoadMeans, Effect::LoadQueue, Effect::LoadList(None)]);
    let (words, id) = state.receipt.clone().expect("a receipt");
    assert_eq!(words, "JOB-000007 is taken back. 8.04000000 ANM is yours to spend again.");
    assert_eq!(id, "a");
    let opened = state.opened.expect("still open").job.expect("known");
    assert_eq!(opened.state, JobState::Cancelled);
}

#[test]
fn a_production_that_is_looked_at_is_read_again_and_its_manifest_once() {
    let mut state = State::default();
    let waiting = vec![job("a", JobState::Queued)];
    update(&mut state, Message::List { page: page(waiting, None), is_first: true });
    assert_eq!(update(&mut state, Message::Open(Some("a".into()))), [Effect::LoadJob("a".into())]);
    let shown = state.opened.clone().and_then(|opened| opened.job);
    assert!(shown.is_some(), "what the list knows stands there at once");
    assert!(update(&mut state, Message::Refresh).contains(&Effect::LoadJob("a".into())));
    let finished = || Ok(Box::new(job("a", JobState::Completed)));
    let effects = update(&mut state, Message::Job("a".into(), finished()));
    assert_eq!(effects, [Effect::LoadManifest("a".into())]);
    assert_eq!(update(&mut state, Message::Job("b".into(), finished())), [], "another one");
    update(&mut state, Message::Open(None));
    assert_eq!(state.opened, None);
}

#[test]
fn the_list_grows_by_pages() {
    let mut state = State::default();
    let one = |id| vec![job(id, JobState::Queued)];
    update(&mut state, Message::List { page: page(one("b"), Some("x")), is_first: true });
    assert_eq!(update(&mut state, Message::More), [Effect::LoadList(Some("x".into()))]);
    assert_eq!(update(&mut state, Message::More), []);
    update(&mut state, Message::List { page: page(one("a"), None), is_first: false });
    assert_eq!(state.list.items.len(), 2);
}

#[test]
fn the_keyboard_stays_in_the_list_of_clips() {
    let mut state = State::default();
    let effects = update(&mut state, Message::Edit(Edit::AddClip));
    assert_eq!(effects, [Effect::Focus("clip-2".into())]);
    let effects = update(&mut state, Message::Edit(Edit::RemoveClip(2)));
    assert_eq!(effects, [Effect::Focus("add-clip".into())]);
    assert_eq!(update(&mut state, Message::Edit(Edit::Fps(30))), []);
}

#[test]
fn a_guest_keeps_the_draft_and_nothing_else() {
    let mut state = State {
        means: Some(Means::default()),
        rules: Some(Versions::default()),
        ..State::default()
    };
    state.draft.edit(Edit::Title("Rain".into()));
    update(&mut state, Message::Visit);
    assert_eq!((state.means, state.draft.title.as_str()), (None, "Rain"));
}
