//! Group commit: commands that come at the same time share one transaction of the database.
//!
//! The database takes one transaction at a time, and each costs a way there, a way back and a sync of
//! the disk. Commands are small and each is atomic by itself (one INSERT, DESIGN §7), so the ones that
//! arrive while a transaction is on its way wait for it and then go together. A lone command goes at
//! once. When a group is refused, its commands go one by one, so that nobody pays for another's
//! mistake; an answer is only given when the database has committed.

mod object;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use worker::{Env, Method, Request, RequestInit};

use crate::{
    error::{Code, Failure},
    store::Planned,
};

/// The one object that groups: there is one database.
const NAME: &str = "books";

/// What the database says to one command.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Said {
    /// The rows of each statement.
    Rows(Vec<Vec<Value>>),
    /// Nothing was applied, for this reason.
    Refused(String),
    /// Too many wait; nothing was tried.
    Busy,
}

/// The rows of each statement of a command.
#[derive(Debug)]
pub struct Rows(Vec<Vec<Value>>);

impl Rows {
    /// The first row of a statement, if it gave one.
    pub fn first<T: DeserializeOwned>(&mut self, statement: usize) -> Result<Option<T>, Failure> {
        let rows = self.0.get_mut(statement).map(std::mem::take).unwrap_or_default();
        let row = rows.into_iter().next().map(serde_json::from_value).transpose();
        row.map_err(|error| Failure::Fault(format!("an unexpected row: {error}")))
    }

    /// Whether a statement gave no row.
    pub fn is_empty(&self, statement: usize) -> bool {
        self.0.get(statement).is_none_or(Vec::is_empty)
    }
}

/// Applies the statements of one command, all or none, in one transaction with whatever else is on
/// its way. The outer failure is a fault or [`Code::Busy`]; the inner one is the database's refusal.
pub async fn commit(
    env: &Env,
    statements: &[Planned],
) -> Result<Result<Rows, worker::Error>, Failure> {
    let body = serde_json::to_string(statements)?;
    let mut init = RequestInit::new();
    init.with_method(Method::Post).with_body(Some(body.into()));
    let request = Request::new_with_init("https://books.invalid/", &init)?;
    let object = env.durable_object("GROUP_COMMIT")?.get_by_name(NAME)?;
    let mut response = object.fetch_with_request(request).await?;
    let text = response.text().await?;
    match serde_json::from_str(&text) {
        Ok(Said::Rows(rows)) => Ok(Ok(Rows(rows))),
        Ok(Said::Refused(reason)) => Ok(Err(worker::Error::RustError(reason))),
        Ok(Said::Busy) => Err(Code::Busy.into()),
        Err(_) => Err(Failure::Fault(format!("the group commit said: {text}"))),
    }
}
