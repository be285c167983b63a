//! How often one may do what: a count for each subject and hour.

use worker::Env;

use crate::{
    call::Call,
    error::{Code, Failure, Refusal},
    identity,
    store::{database, number, statement, text},
};

/// The window in which is counted.
pub const WINDOW_MS: u64 = 3600 * 1000;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Sessions opened from one address.
    Sessions,
    /// Avatars saved by one principal.
    Avatars,
    /// Exports by one principal or address.
    Exports,
    /// Drawings on the edge by one principal or address.
    Generations,
    /// Changes of a stake by one member.
    Stakes,
    /// Productions ordered by one member.
    Jobs,
}

impl Kind {
    /// How often within [`WINDOW_MS`].
    pub fn most(self) -> u64 {
        match self {
            Self::Sessions => 240,
            Self::Avatars => 240,
            Self::Exports => 600,
            Self::Generations => 60,
            Self::Stakes => 240,
            Self::Jobs => 240,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Sessions => "sessions",
            Self::Avatars => "avatars",
            Self::Exports => "exports",
            Self::Generations => "generations",
            Self::Stakes => "stakes",
            Self::Jobs => "jobs",
        }
    }
}

/// The subject of somebody without a session: their address, hashed; or everybody, where there is
/// none (on one's own machine).
pub fn address(call: &Call) -> String {
    let address = call.header("cf-connecting-ip").unwrap_or_default();
    format!("address:{}", &identity::sha256(address.as_bytes())[..32])
}

/// Counts one more for the caller's address.
pub async fn spend_by_address(call: &Call, kind: Kind) -> Result<(), Failure> {
    spend(&call.env, &address(call), kind, call.now).await
}

/// Counts one more, or refuses.
pub async fn spend(env: &Env, subject: &str, kind: Kind, now: u64) -> Result<(), Failure> {
    let sql = "INSERT INTO quotas (subject, kind, window, used) VALUES (?1, ?2, ?3, 1) \
               ON CONFLICT (subject, kind, window) DO UPDATE SET used = used + 1 RETURNING used";
    let window = now / WINDOW_MS;
    let values = [text(subject), text(kind.name()), number(window)];
    let used = statement(&database(env)?, sql, &values)?.first::<u64>(Some("used")).await?;
    if used.unwrap_or(0) <= kind.most() {
        return Ok(());
    }
    let retry_after = ((window + 1) * WINDOW_MS - now).div_ceil(1000);
    let details = serde_json::json!({
        "limit": kind.most(), "windowSeconds": WINDOW_MS / 1000, "retryAfterSeconds": retry_after,
    });
    Err(Refusal::with(Code::RateLimited, details).into())
}
