//! The only way from one state of the page to the next. Pure.

use wire::job::{Job, JobPage, JobState};

use super::state::{Act, Asking, Edit, Effect, List, Message, Opened, State};
use crate::api::Failure;

pub(super) fn update(state: &mut State, message: Message) -> Vec<Effect> {
    match message {
        Message::Refresh => return refresh(state),
        Message::Visit => {
            let draft = std::mem::take(&mut state.draft);
            *state = State { rules: state.rules.take(), draft, ..State::default() };
            return vec![Effect::LoadRules, Effect::LoadCatalogue];
        }
        Message::Means(Ok(means)) => {
            state.means = Some(means);
            state.trouble = None;
        }
        Message::Rules(Ok(rules)) => state.rules = Some(rules),
        Message::Means(Err(words)) | Message::Rules(Err(words)) => state.trouble = Some(words),
        Message::Catalogue(catalogue) => state.catalogue = *catalogue,
        Message::Queue(queue) => state.queue = Some(queue),
        Message::List { page, is_first } => hear_list(state, page, is_first),
        Message::More => {
            if !state.list.is_busy && state.list.next.is_some() {
                state.list.is_busy = true;
                return vec![Effect::LoadList(state.list.next.clone())];
            }
        }
        Message::Edit(edit) => return draw_up(state, edit),
        Message::Open(id) => return open(state, id),
        Message::Job(id, job) => return hear_job(state, &id, job),
        Message::Manifest(id, manifest) => {
            if let Some(opened) = state.opened.as_mut().filter(|opened| opened.id == id) {
                opened.manifest = Some(*manifest);
            }
        }
        Message::Ask(act) => {
            state.wish += 1;
            state.asking = Some(Asking { act, is_busy: false, trouble: None });
        }
        Message::Leave => state.asking = None,
        Message::Confirm => return confirm(state),
        Message::Done(Ok(job)) => return done(state, *job),
        Message::Done(Err(failure)) => fail(state, failure),
    }
    vec![]
}

fn refresh(state: &State) -> Vec<Effect> {
    let mut effects = vec![
        Effect::LoadMeans,
        Effect::LoadRules,
        Effect::LoadCatalogue,
        Effect::LoadQueue,
        Effect::LoadList(None),
    ];
    effects.extend(state.opened.as_ref().map(|opened| Effect::LoadJob(opened.id.clone())));
    effects
}

fn draw_up(state: &mut State, edit: Edit) -> Vec<Effect> {
    state.receipt = None;
    let adds = edit == Edit::AddClip;
    let removes = matches!(edit, Edit::RemoveClip(_));
    state.draft.edit(edit);
    match state.draft.clips.last() {
        // The keyboard stays in the list: on the new clip, or where one can go on.
        Some(last) if adds => vec![Effect::Focus(format!("clip-{}", last.key))],
        Some(_) if removes => vec![Effect::Focus("add-clip".into())],
        _ => vec![],
    }
}

fn open(state: &mut State, id: Option<String>) -> Vec<Effect> {
    state.receipt = None;
    let Some(id) = id else {
        state.opened = None;
        return vec![];
    };
    let known = state.list.items.iter().find(|job| job.id == id).cloned();
    state.opened = Some(Opened { id: id.clone(), job: known, ..Opened::default() });
    vec![Effect::LoadJob(id)]
}

fn hear_job(state: &mut State, id: &str, job: Result<Box<Job>, String>) -> Vec<Effect> {
    let Some(opened) = state.opened.as_mut().filter(|opened| opened.id == id) else {
        return vec![];
    };
    match job {
        Ok(job) => {
            let wants = job.state == JobState::Completed && opened.manifest.is_none();
            opened.job = Some(*job);
            opened.trouble = None;
            if wants { vec![Effect::LoadManifest(id.to_owned())] } else { vec![] }
        }
        Err(words) => {
            opened.trouble = Some(words);
            vec![]
        }
    }
}

fn hear_list(state: &mut State, page: Result<JobPage, String>, is_first: bool) {
    let list: &mut List = &mut state.list;
    list.is_busy = false;
    list.is_known = true;
    match page {
        Ok(page) if is_first => {
            list.items = page.items;
            list.next = page.next_cursor;
        }
        Ok(page) => {
            list.items.extend(page.items);
            list.next = page.next_cursor;
        }
        Err(words) => state.trouble = Some(words),
    }
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

fn done(state: &mut State, job: Job) -> Vec<Effect> {
    let was = state.asking.take();
    let words = match was.map(|asking| asking.act) {
        Some(Act::Cancel(_)) => {
            format!("{} is taken back. {} ANM is yours to spend again.", job.name, job.total)
        }
        _ => {
            state.draft.title.clear();
            format!("{} is ordered. {} ANM is held for it.", job.name, job.total)
        }
    };
    state.receipt = Some((words, job.id.clone()));
    if let Some(opened) = state.opened.as_mut().filter(|opened| opened.id == job.id) {
        opened.job = Some(job);
    }
    vec![Effect::LoadMeans, Effect::LoadQueue, Effect::LoadList(None)]
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

#[cfg(test)]
#[path = "update_tests.rs"]
mod tests;
