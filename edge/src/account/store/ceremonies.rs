//! Ceremonies that were begun.

use serde::{Deserialize, Serialize};
use worker::Env;

use crate::{
    error::Failure,
    store::{database, number, statement, text, text_or_null},
};

/// What a ceremony is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// A first passkey, and the account with it.
    SignUp,
    /// A proof.
    SignIn,
    /// A further passkey.
    Add,
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Self::SignUp => "sign_up",
            Self::SignIn => "sign_in",
            Self::Add => "add",
        }
    }
}

/// A ceremony that was begun.
#[derive(Clone, Debug, Deserialize)]
pub struct Ceremony {
    /// Random.
    pub id: String,
    /// What it is for.
    pub purpose: Purpose,
    /// base64url
    pub challenge: String,
    /// Whom it is for, if that is known.
    pub principal_id: Option<String>,
    /// base64url
    pub user_handle: Option<String>,
    /// The name to be.
    pub username: Option<String>,
    /// The name to be shown.
    pub display_name: Option<String>,
    /// Milliseconds since 1970.
    pub expires_at: u64,
}

/// Keeps a ceremony.
pub async fn insert(env: &Env, ceremony: &Ceremony) -> Result<(), Failure> {
    let sql = "INSERT INTO ceremonies (id, purpose, challenge, principal_id, user_handle, username, \
               display_name, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let values = [
        text(&ceremony.id),
        text(ceremony.purpose.name()),
        text(&ceremony.challenge),
        text_or_null(ceremony.principal_id.as_deref()),
        text_or_null(ceremony.user_handle.as_deref()),
        text_or_null(ceremony.username.as_deref()),
        text_or_null(ceremony.display_name.as_deref()),
        number(ceremony.expires_at),
    ];
    statement(&database(env)?, sql, &values)?.run().await?;
    Ok(())
}

/// Takes a ceremony out; nobody finds it again.
pub async fn take(
    env: &Env,
    id: &str,
    purpose: Purpose,
    now: u64,
) -> Result<Option<Ceremony>, Failure> {
    let sql = "DELETE FROM ceremonies WHERE id = ?1 AND purpose = ?2 AND expires_at > ?3 \
               RETURNING id, purpose, challenge, principal_id, user_handle, username, \
               display_name, expires_at";
    let values = [text(id), text(purpose.name()), number(now)];
    Ok(statement(&database(env)?, sql, &values)?.first::<Ceremony>(None).await?)
}
