//! The object in which commands wait for each other.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};

use futures_channel::oneshot;
use worker::{D1Database, DurableObject, Env, Request, Response, State, durable_object};

use crate::{
    error::Failure,
    store::{Planned, database},
};

use super::Said;

/// Most commands of one transaction: few enough that a refused group is tried again quickly.
const GROUP_MAX: usize = 64;
/// Most commands that wait; more are told to come back.
const WAITING_MAX: usize = 1024;

#[durable_object]
pub struct GroupCommit {
    queue: Rc<Queue>,
    env: Env,
}

/// Whoever waits, and whether somebody is at work.
#[derive(Default)]
struct Queue {
    waiting: RefCell<VecDeque<Waiting>>,
    is_working: Cell<bool>,
}

struct Waiting {
    statements: Vec<Planned>,
    answer: oneshot::Sender<Said>,
}

impl DurableObject for GroupCommit {
    fn new(_: State, env: Env) -> Self {
        Self { queue: Rc::default(), env }
    }

    async fn fetch(&self, mut request: Request) -> worker::Result<Response> {
        let statements: Vec<Planned> = serde_json::from_str(&request.text().await?)?;
        if self.queue.waiting.borrow().len() >= WAITING_MAX {
            return Response::from_json(&Said::Busy);
        }
        let (answer, said) = oneshot::channel();
        self.queue.waiting.borrow_mut().push_back(Waiting { statements, answer });
        if !self.queue.is_working.replace(true) {
            let (queue, env) = (self.queue.clone(), self.env.clone());
            worker::wasm_bindgen_futures::spawn_local(async move { queue.work(&env).await });
        }
        match said.await {
            Ok(said) => Response::ok(serde_json::to_string(&said)?),
            Err(_) => Err(worker::Error::RustError("the group was dropped".to_owned())),
        }
    }
}

impl Queue {
    /// Commits group after group until nobody waits.
    async fn work(&self, env: &Env) {
        loop {
            let group: Vec<Waiting> = {
                let mut waiting = self.waiting.borrow_mut();
                let n = waiting.len().min(GROUP_MAX);
                waiting.drain(..n).collect()
            };
            if group.is_empty() {
                // Between this look and the next command nothing else runs.
                self.is_working.set(false);
                return;
            }
            let (plans, answers): (Vec<_>, Vec<_>) =
                group.into_iter().map(|it| (it.statements, it.answer)).unzip();
            for (answer, said) in answers.into_iter().zip(commit(env, &plans).await) {
                // Somebody who went away meanwhile asks again under the same key.
                drop(answer.send(said));
            }
        }
    }
}

/// What the database says to each command of a group.
async fn commit(env: &Env, group: &[Vec<Planned>]) -> Vec<Said> {
    let database = match database(env) {
        Ok(database) => database,
        Err(failure) => {
            return group.iter().map(|_| Said::Refused(format!("{failure:?}"))).collect();
        }
    };
    match together(&database, group).await {
        Ok(said) => said,
        Err(_) if group.len() > 1 => {
            let mut said = Vec::with_capacity(group.len());
            for one in group {
                let alone = together(&database, std::slice::from_ref(one)).await;
                said.extend(alone.unwrap_or_else(|reason| vec![Said::Refused(reason)]));
            }
            said
        }
        Err(reason) => vec![Said::Refused(reason)],
    }
}

/// All statements in one transaction; the reason if the database refuses it.
async fn together(database: &D1Database, group: &[Vec<Planned>]) -> Result<Vec<Said>, String> {
    let prepared: Result<Vec<_>, Failure> =
        group.iter().flatten().map(|planned| planned.prepare(database)).collect();
    let prepared = prepared.map_err(|failure| format!("{failure:?}"))?;
    let results = database.batch(prepared).await.map_err(|error| format!("{error:?} {error}"))?;
    let mut results = results.iter().map(|result| result.results::<serde_json::Value>());
    group
        .iter()
        .map(|statements| {
            let rows = results.by_ref().take(statements.len()).collect::<worker::Result<Vec<_>>>();
            rows.map(Said::Rows).map_err(|error| error.to_string())
        })
        .collect()
}
