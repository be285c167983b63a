//! How often one may do what: a count for each subject and hour.

use worker::Env;

use crate::{
    call::{Call, in_development},
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
    /// Ceremonies begun from one address.
    Ceremonies,
    /// Recovery codes tried from one address, and for one username.
    Recoveries,
    /// What one member makes: passkeys, keys, agents, webhooks, grants.
    Makings,
    /// Requests of one agent.
    AgentRequests,
    /// Wrong admin keys from one address.
    AdminKeys,
    /// Exports of an account's data.
    DataExports,
    /// Lookups of people by one member.
    Lookups,
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
            Self::Ceremonies => 600,
            Self::Recoveries => 10,
            Self::Makings => 120,
            Self::AgentRequests => 3600,
            Self::AdminKeys => 10,
            Self::DataExports => 12,
            Self::Lookups => 1200,
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
            Self::Ceremonies => "ceremonies",
            Self::Recoveries => "recoveries",
            Self::Makings => "makings",
            Self::AgentRequests => "agent_requests",
            Self::AdminKeys => "admin_keys",
            Self::DataExports => "data_exports",
            Self::Lookups => "lookups",
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
    count(env, subject, (kind.name(), kind.most()), now).await
}

/// Counts one more of what has a limit of its own, as an API key has.
pub async fn spend_of(call: &Call, subject: &str, kind: &str, most: u64) -> Result<(), Failure> {
    count(&call.env, subject, (kind, most), call.now).await
}

async fn count(env: &Env, subject: &str, kind: (&str, u64), now: u64) -> Result<(), Failure> {
    if unlimited(env) {
        return Ok(());
    }
    let (name, most) = kind;
    let sql = "INSERT INTO quotas (subject, kind, window, used) VALUES (?1, ?2, ?3, 1) \
               ON CONFLICT (subject, kind, window) DO UPDATE SET used = used + 1 RETURNING used";
    let window = now / WINDOW_MS;
    let values = [text(subject), text(name), number(window)];
    let used = statement(&database(env)?, sql, &values)?.first::<u64>(Some("used")).await?;
    if used.unwrap_or(0) <= most {
        return Ok(());
    }
    Err(too_often(most, WINDOW_MS / 1000, ((window + 1) * WINDOW_MS - now).div_ceil(1000)))
}

/// The refusal of what came too often: at most `limit` within `window_s`, again in `retry_s`.
pub fn too_often(limit: u64, window_s: u64, retry_s: u64) -> Failure {
    let details = serde_json::json!({
        "limit": limit, "windowSeconds": window_s, "retryAfterSeconds": retry_s,
    });
    Refusal::with(Code::RateLimited, details).into()
}

/// Whether a test has turned the limits off; a deployment cannot.
fn unlimited(env: &Env) -> bool {
    in_development(env) && env.var("RATE_LIMITS").is_ok_and(|value| value.to_string() == "off")
}
