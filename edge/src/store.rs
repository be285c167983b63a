//! Values on their way into the database and mutations on their way into one atomic batch.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use worker::{D1Database, D1PreparedStatement, Env, wasm_bindgen::JsValue};

use crate::error::Failure;

/// The database.
pub fn database(env: &Env) -> Result<D1Database, Failure> {
    Ok(env.d1("DATABASE")?)
}

/// A statement with its values.
pub fn statement(
    database: &D1Database,
    sql: &str,
    values: &[JsValue],
) -> Result<D1PreparedStatement, Failure> {
    Ok(database.prepare(sql).bind(values)?)
}

/// A statement with its values as data, for a transaction that is put together elsewhere.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Planned {
    sql: String,
    values: Vec<Value>,
}

impl Planned {
    /// A statement with its values: texts, numbers below 2^53, or nothing.
    pub fn new(sql: impl Into<String>, values: impl IntoIterator<Item = Value>) -> Self {
        Self { sql: sql.into(), values: values.into_iter().collect() }
    }

    /// See [`demand`].
    pub fn demand(condition: &str, values: impl IntoIterator<Item = Value>) -> Self {
        Self::new(format!("INSERT INTO demand (holds) VALUES (({condition}))"), values)
    }

    /// As the database takes it.
    pub fn prepare(&self, database: &D1Database) -> Result<D1PreparedStatement, Failure> {
        let values: Vec<JsValue> = self.values.iter().map(bound).collect();
        statement(database, &self.sql, &values)
    }
}

fn bound(value: &Value) -> JsValue {
    match value {
        Value::Null => JsValue::NULL,
        Value::String(value) => text(value),
        Value::Number(value) => value.as_u64().map_or(JsValue::NULL, number),
        // Everything else would be bound as text of JSON, which no column of ours has.
        other => text(&other.to_string()),
    }
}

/// A text value.
pub fn text(value: &str) -> JsValue {
    JsValue::from_str(value)
}

/// A number; all of ours stay below 2^53, where a JavaScript number is exact.
pub fn number(value: u64) -> JsValue {
    debug_assert!(value < 1 << 53, "a number that JavaScript would round");
    JsValue::from_f64(value as f64)
}

/// A text value, or nothing.
pub fn text_or_null(value: Option<&str>) -> JsValue {
    value.map_or(JsValue::NULL, JsValue::from_str)
}

/// A number of any size, as digits; bind it into `CAST(?n AS INTEGER)`. JavaScript would round.
pub fn digits(value: impl std::fmt::Display) -> JsValue {
    JsValue::from_str(&value.to_string())
}

/// A precondition inside a batch: the whole batch fails unless `condition`, an SQL expression,
/// is 1. See [`demand_failed`].
pub fn demand(
    database: &D1Database,
    condition: &str,
    values: &[JsValue],
) -> Result<D1PreparedStatement, Failure> {
    statement(database, &format!("INSERT INTO demand (holds) VALUES (({condition}))"), values)
}

/// Whether a batch failed because a precondition did not hold.
pub fn demand_failed(error: &worker::Error) -> bool {
    raised(error, "DEMAND_FAILED")
}

/// Whether a failure that was an error of the database says this word.
pub fn raised_in(failure: &Failure, word: &str) -> bool {
    matches!(failure, Failure::Fault(reason) if reason.contains(word))
}

/// Whether the database refused with this word: a RAISE of a trigger, or the name of a constraint.
pub fn raised(error: &worker::Error, word: &str) -> bool {
    format!("{error:?} {error}").contains(word)
}
