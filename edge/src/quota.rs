//! How often one may do what: a count for each subject and hour.

use policy::{Integers, Key, table};
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
    /// Changes of proposals by one member.
    Proposals,
    /// Votes of one member.
    Votes,
}

impl Kind {
    /// The policy that says how often within [`WINDOW_MS`]; none where a vote has no say.
    fn policy(self) -> Option<&'static Key<Integers>> {
        Some(match self {
            Self::Sessions => &table::HOURLY_SESSIONS,
            Self::Avatars => &table::HOURLY_AVATARS,
            Self::Exports => &table::HOURLY_EXPORTS,
            Self::Generations => &table::HOURLY_GENERATIONS,
            Self::Ceremonies => &table::HOURLY_CEREMONIES,
            Self::Makings => &table::HOURLY_MAKINGS,
            Self::AgentRequests => &table::HOURLY_AGENT_REQUESTS,
            Self::DataExports => &table::HOURLY_DATA_EXPORTS,
            Self::Lookups => &table::HOURLY_LOOKUPS,
            Self::Stakes => &table::HOURLY_STAKES,
            Self::Jobs => &table::HOURLY_JOBS,
            Self::Proposals => &table::HOURLY_PROPOSALS,
            Self::Votes => &table::HOURLY_VOTES,
            // These guard accounts; nobody may open them wider.
            Self::Recoveries | Self::AdminKeys => return None,
        })
    }

    /// How often within [`WINDOW_MS`] as long as no vote says otherwise.
    pub fn most(self) -> u64 {
        self.policy().map_or(10, Key::default_value)
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
            Self::Proposals => "proposals",
            Self::Votes => "votes",
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
    let policy = kind.policy();
    count(env, subject, Counted { name: kind.name(), most: kind.most(), policy }, now).await
}

/// Counts one more of what has a limit of its own, as an API key has.
pub async fn spend_of(call: &Call, subject: &str, kind: &str, most: u64) -> Result<(), Failure> {
    count(&call.env, subject, Counted { name: kind, most, policy: None }, call.now).await
}

/// What is counted, and how often it may be.
struct Counted<'a> {
    name: &'a str,
    most: u64,
    policy: Option<&'static Key<Integers>>,
}

async fn count(env: &Env, subject: &str, kind: Counted<'_>, now: u64) -> Result<(), Failure> {
    if unlimited(env) {
        return Ok(());
    }
    // The policy comes along with the count: one visit to the database.
    let sql = "INSERT INTO quotas (subject, kind, window, used) VALUES (?1, ?2, ?3, 1) \
               ON CONFLICT (subject, kind, window) DO UPDATE SET used = used + 1 \
               RETURNING used, (SELECT value FROM policies WHERE key = ?4 AND effective_at <= ?5 \
               ORDER BY version DESC LIMIT 1) AS most";
    #[derive(serde::Deserialize)]
    struct Row {
        used: u64,
        most: Option<String>,
    }
    let window = now / WINDOW_MS;
    let key = kind.policy.map_or("", |key| key.name);
    let values = [text(subject), text(kind.name), number(window), text(key), number(now)];
    let row = statement(&database(env)?, sql, &values)?.first::<Row>(None).await?;
    let (used, voted) = row.map_or((0, None), |row| (row.used, row.most));
    let voted = voted.zip(kind.policy).and_then(|(text, key)| key.read(&text).ok());
    let most = voted.unwrap_or(kind.most);
    if used <= most {
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
