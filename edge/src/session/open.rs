//! Sessions that begin: a guest's on the spot, a member's after a proof.

use worker::D1PreparedStatement;

use crate::{
    call::Call,
    error::Failure,
    identity,
    store::{database, statement, text},
};

use super::{
    device, origin,
    proof::{self, COOKIE},
    store::{self, NewSession},
};

/// How long a guest's session lasts: as long as browsers keep a cookie.
pub const SESSION_MS: u64 = 400 * 24 * 3600 * 1000;
/// How long a member's session lasts at most.
pub const MEMBER_SESSION_MS: u64 = 30 * 24 * 3600 * 1000;
/// How long a member's session lasts without being used.
pub const MEMBER_IDLE_MS: u64 = 12 * 3600 * 1000;

/// A session that was just opened.
pub struct Opened {
    /// Shown once.
    pub token: String,
    /// The new guest.
    pub principal_id: String,
}

/// Makes a guest and a session, and has the cookie set.
pub async fn open(call: &Call) -> Result<Opened, Failure> {
    let opened = Opened { token: identity::token(), principal_id: call.fresh_id() };
    let session = NewSession {
        token_hash: identity::sha256(opened.token.as_bytes()),
        principal: opened.principal_id.clone(),
        device: device::name(call),
        opened_by: "guest",
        expires_at: call.now + SESSION_MS,
        idle_ms: None,
        fresh_at: None,
        recovering: false,
    };
    store::open_guest(call, &session).await?;
    if origin::same_origin(call) {
        set_cookie(call, &opened.token, SESSION_MS);
    }
    Ok(opened)
}

/// How a member's session came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenedBy {
    /// A passkey that was just made.
    SignUp,
    /// A passkey.
    Passkey,
    /// A recovery code; a passkey is to be added before anything else.
    Recovery,
    /// Discord.
    Discord,
}

impl OpenedBy {
    fn name(self) -> &'static str {
        match self {
            Self::SignUp => "sign_up",
            Self::Passkey => "passkey",
            Self::Recovery => "recovery",
            Self::Discord => "discord",
        }
    }
}

/// A member's session that is about to be, in place of the one that the request came in.
pub struct Prepared {
    /// Shown once, and only to programs.
    pub token: String,
    /// Milliseconds since 1970.
    pub expires_at: u64,
    /// Its name in the list.
    pub session: NewSession,
}

impl Prepared {
    /// A session for a member. Its device is named by the caller, or after the browser.
    pub fn new(call: &Call, principal: &str, by: OpenedBy, device: Option<String>) -> Self {
        let token = identity::token();
        let expires_at = call.now + MEMBER_SESSION_MS;
        let proven = matches!(by, OpenedBy::SignUp | OpenedBy::Passkey);
        let session = NewSession {
            token_hash: identity::sha256(token.as_bytes()),
            principal: principal.to_owned(),
            device: device.unwrap_or_else(|| device::name(call)),
            opened_by: by.name(),
            expires_at,
            idle_ms: Some(MEMBER_IDLE_MS),
            fresh_at: proven.then_some(call.now),
            recovering: by == OpenedBy::Recovery,
        };
        Self { token, expires_at, session }
    }

    /// What opens it, and ends the one that the request came in: a token from before a sign-in is
    /// of no use after it.
    pub fn statements(&self, call: &Call) -> Result<Vec<D1PreparedStatement>, Failure> {
        let mut list = vec![store::insert(call, &self.session)?];
        list.push(store::end_oldest(call, &self.session.principal)?);
        if let Some(hash) = proof::session_hash(call) {
            let sql = "DELETE FROM sessions WHERE token_hash = ?1";
            list.push(statement(&database(&call.env)?, sql, &[text(&hash)])?);
        }
        Ok(list)
    }

    /// Hands the token over: to a page as a cookie that its scripts cannot read, to a program in
    /// the answer. Gives what may stand in the answer.
    pub fn hand_over(&self, call: &Call) -> Option<String> {
        if origin::same_origin(call) {
            set_cookie(call, &self.token, MEMBER_SESSION_MS);
        }
        // Browsers say where a request comes from, programs do not.
        call.header("sec-fetch-site").is_none().then(|| self.token.clone())
    }
}

/// Takes the cookie away.
pub fn clear_cookie(call: &Call) {
    call.set_cookie(format!("{COOKIE}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax"));
}

fn set_cookie(call: &Call, token: &str, life_ms: u64) {
    let seconds = life_ms / 1000;
    call.set_cookie(format!(
        "{COOKIE}={token}; Path=/; Max-Age={seconds}; Secure; HttpOnly; SameSite=Lax"
    ));
}
