//! Stakes: the amount lies in the books, what it has earned lies here.

pub mod routes;
pub mod show;
pub mod store;
pub mod table;

use crate::{
    call::Call,
    error::{Code, Failure, Refusal},
};

/// How often a change is decided anew when somebody else was faster.
pub const TRIES: usize = 8;
/// Events on a page when nothing is said.
pub const PAGE_DEFAULT: u32 = 20;
/// Most events on a page.
pub const PAGE_MAX: u32 = 100;

/// How many a page of a list is to have, as the query says.
pub fn page_limit(call: &Call) -> Result<u32, Failure> {
    let Some(text) = call.query("limit") else { return Ok(PAGE_DEFAULT) };
    let limit = text.parse().ok().filter(|limit| (1..=PAGE_MAX).contains(limit));
    limit.ok_or_else(|| Refusal::of(Code::QueryInvalid, "limit").into())
}

/// A cursor that is a number, as the query says.
pub fn page_cursor(call: &Call) -> Result<Option<u64>, Failure> {
    let Some(text) = call.query("cursor") else { return Ok(None) };
    let plain = (1..=10).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = plain.then(|| text.parse().ok()).flatten();
    number.map(Some).ok_or_else(|| Refusal::of(Code::QueryInvalid, "cursor").into())
}

/// Whether a batch failed because somebody else was faster: what was read no longer holds, so it
/// is to be read and decided again.
pub fn lost_race(failure: &Failure) -> bool {
    match failure {
        Failure::Refused(refusal) => refusal.code == Code::InsufficientFunds,
        Failure::Fault(reason) => {
            let words = ["DEMAND_FAILED", "INSUFFICIENT_FUNDS", "STAKE_BACKWARD", "TIME_GOES_BACK"];
            words.iter().any(|word| reason.contains(word))
        }
    }
}
