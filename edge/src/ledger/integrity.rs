//! Whether the books balance: asked often, summed up now and then.

use ledger::audit::Findings;

use worker::Env;

use crate::{call::Call, error::Failure};

use super::store::integrity as store;

/// An audit that is older than this was missed by the round that takes it.
const AUDIT_OLD_MS: u64 = 30 * 60_000;

/// What the last audit found; none when it is too old. An audit reads the whole journal, so a
/// deployment takes it in a round of the background and never for a caller; in development it is
/// taken at once.
pub async fn findings(call: &Call) -> Result<Option<Findings>, Failure> {
    if call.development() {
        return store::audit(&call.env, call.now).await.map(Some);
    }
    store::last(&call.env, call.now.saturating_sub(AUDIT_OLD_MS)).await
}

/// Takes an audit, in a round of the background.
pub async fn audit(env: &Env, now: u64) -> Result<(), Failure> {
    store::audit(env, now).await.map(|_| ())
}
