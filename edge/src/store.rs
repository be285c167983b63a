//! Values on their way into the database and mutations on their way into one atomic batch.

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
