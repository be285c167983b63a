//! Whether the books balance: asked often, summed up now and then.

use ledger::audit::Findings;

use crate::{call::Call, error::Failure};

use super::store::integrity as store;

/// An audit reads the whole journal; a deployment takes one at most this often.
const AUDIT_EVERY_MS: u64 = 60_000;

/// What an audit finds; in a deployment the last one may be up to a minute old.
pub async fn findings(call: &Call) -> Result<Findings, Failure> {
    if !call.development()
        && let Some(known) = store::last(&call.env, call.now.saturating_sub(AUDIT_EVERY_MS)).await?
    {
        return Ok(known);
    }
    store::audit(&call.env, call.now).await
}
