//! `/api/v1/account/discord…`: OAuth with code, PKCE, state and issuer, for the scope `identify`.
//!
//! An account is linked by the provider's user id, never by a name or an address.

pub mod provider;
pub mod settings;

use wire::scope::Scope;
use worker::{Response, ResponseBuilder, Url};

use crate::{
    answer,
    call::Call,
    error::{Code, Failure, Refusal},
    identity,
    quota::{self, Kind},
    session::{
        self,
        open::{OpenedBy, Prepared},
        proof,
    },
};

use super::{
    sign_in,
    store::discord::{self as store, Visit},
};

/// Binds a visit to the browser that began it.
const BROWSER_COOKIE: &str = "__Host-digigami-visit";
/// How long a visit may take.
const VISIT_MS: u64 = 10 * 60 * 1000;
/// Where the page shows how it went.
const PAGE: &str = "/account";

/// `GET /api/v1/account/discord/start?intent=link|sign_in`: sends the browser to Discord.
pub async fn start(call: &Call) -> Result<Response, Failure> {
    let settings = settings::read(&call.env).ok_or(Code::DiscordUnavailable)?;
    quota::spend_by_address(call, Kind::Ceremonies).await?;
    let (purpose, principal_id) = match call.query("intent").as_deref() {
        Some("link") => {
            let caller = session::member(call, Scope::AccountWrite).await?;
            ("link", Some(caller.principal))
        }
        None | Some("sign_in") => ("sign_in", None),
        Some(_) => return Err(Refusal::of(Code::QueryInvalid, "intent").into()),
    };
    let (state, browser, verifier) = (identity::nonce(), identity::nonce(), identity::nonce());
    let to = provider::authorize_url(&settings, &redirect_uri(call), &state, &verifier)?;
    let visit = Visit { purpose: purpose.to_owned(), principal_id, verifier };
    let hash = identity::sha256(browser.as_bytes());
    store::begin(&call.env, &state, &visit, &hash, call.now + VISIT_MS).await?;
    call.set_cookie(format!(
        "{BROWSER_COOKIE}={browser}; Path=/; Max-Age={}; Secure; HttpOnly; SameSite=Lax",
        VISIT_MS / 1000
    ));
    redirect(&to)
}

/// `GET /api/v1/account/discord/callback`: where Discord sends the browser back to. How it went
/// is shown by the page, so a refusal leads there as well.
pub async fn callback(call: &Call) -> Result<Response, Failure> {
    let outcome = match finish(call).await {
        Ok(outcome) => ("discord", outcome),
        Err(Failure::Refused(refusal)) => ("refused", refusal.code.name()),
        Err(fault) => return Err(fault),
    };
    redirect(&format!("{PAGE}?{}={}", outcome.0, outcome.1))
}

/// `DELETE /api/v1/account/discord`
pub async fn unlink(call: &Call) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::AccountWrite).await?;
    if store::unlink(&call.env, &caller.principal).await? {
        return Ok(answer::none());
    }
    let linked = store::is_linked(&call.env, &caller.principal).await?;
    Err(if linked { Code::LastWayIn } else { Code::DiscordUnlinked }.into())
}

async fn finish(call: &Call) -> Result<&'static str, Failure> {
    let settings = settings::read(&call.env).ok_or(Code::DiscordUnavailable)?;
    let browser = proof::cookie(call, BROWSER_COOKIE).ok_or(Code::DiscordRefused)?;
    let state = call.query("state").ok_or(Code::DiscordRefused)?;
    let hash = identity::sha256(browser.as_bytes());
    let visit = store::take(&call.env, &state, &hash, call.now).await?;
    let visit = visit.ok_or(Code::DiscordRefused)?;
    // RFC 9207: an answer of another provider's is not to be taken for this one's.
    if call.query("iss").as_deref() != Some(settings.issuer.as_str()) {
        return Err(Code::DiscordRefused.into());
    }
    let code = call.query("code").ok_or(Code::DiscordRefused)?;
    let user = provider::user(&settings, &redirect_uri(call), &code, &visit.verifier).await?;
    if visit.purpose == "link" {
        // The session that comes back has to be the one that went.
        let caller = session::member(call, Scope::AccountWrite).await?;
        if visit.principal_id.as_deref() != Some(&caller.principal) {
            return Err(Code::DiscordRefused.into());
        }
        let id = &caller.principal;
        if !store::link(&call.env, id, &user.id, &user.username, call.now).await? {
            return Err(Code::DiscordTaken.into());
        }
        return Ok("linked");
    }
    let principal = store::linked(&call.env, &user.id).await?.ok_or(Code::DiscordUnlinked)?;
    let prepared = Prepared::new(call, &principal, OpenedBy::Discord, None);
    sign_in::open(call, &principal, prepared.statements(call)?).await?;
    prepared.hand_over(call);
    Ok("signed_in")
}

fn redirect_uri(call: &Call) -> String {
    format!("{}/api/v1/account/discord/callback", call.origin())
}

fn redirect(to: &str) -> Result<Response, Failure> {
    // A referrer would carry code and state on.
    let builder = ResponseBuilder::new()
        .with_status(302)
        .with_header("location", to)?
        .with_header("referrer-policy", "no-referrer")?;
    Ok(builder.empty())
}

/// An address of the provider's with parameters.
fn with_query(address: &str, pairs: &[(&str, &str)]) -> Result<String, Failure> {
    let mut url =
        Url::parse(address).map_err(|_| Failure::Fault(format!("not a URL: {address}")))?;
    url.query_pairs_mut().extend_pairs(pairs);
    Ok(url.to_string())
}
