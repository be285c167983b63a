//! The edge: one Cloudflare Worker that answers with the page's files, the API and the WebSocket.
//!
//! Knows the platform's bindings; what can be decided without them stands in pure modules
//! (`upload`, `generate::frames`, `openapi`) that are tested natively.
//! Entry points: [`fetch`], [`queue`], [`scheduled`]; every route stands in its feature's `table.rs`,
//! see [`router::TABLES`].

pub mod access;
pub mod account;
pub mod admin;
pub mod agent;
pub mod answer;
pub mod assets;
pub mod avatar;
pub mod background;
pub mod call;
pub mod catalogue;
pub mod clock;
pub mod code;
pub mod development;
pub mod error;
pub mod generate;
pub mod governance;
pub mod group_commit;
pub mod health;
pub mod idempotency;
pub mod identity;
pub mod job;
pub mod key;
pub mod ledger;
pub mod live;
pub mod object;
pub mod openapi;
pub mod outbox;
pub mod person;
pub mod policy;
pub mod quota;
pub mod route;
pub mod router;
pub mod security;
pub mod session;
pub mod staking;
pub mod store;
pub mod style;
pub mod token;
pub mod treasury;
pub mod upload;
pub mod webhook;

use serde_json::json;
use worker::{
    Context, Env, MessageBatch, Method, Request, Response, ScheduleContext, ScheduledEvent, event,
};

use call::Call;
use error::{Code, Failure};
use router::Found;

/// Answers a request.
#[event(fetch)]
pub async fn fetch(request: Request, env: Env, context: Context) -> worker::Result<Response> {
    let started = clock::now_ms();
    let id = identity::request_id();
    let (method, path) = (request.method(), request.path());
    let origin = request.url().map(|url| url.origin().ascii_serialization()).unwrap_or_default();
    let development = call::in_development(&env);
    let tells_all = !env.var("REQUEST_LOG").is_ok_and(|value| value.to_string() == "faults");
    let api = !matches!(router::find(method.as_ref(), &path, development), Found::Outside);
    let asked = security::Asked { path: path.clone(), origin, request_id: id.clone(), api };
    let head = method == Method::Head;
    let (result, cookie) = match Call::new(request, env, context, id.clone()).await {
        Ok(mut call) => {
            let result = respond(&mut call, &path, development).await;
            if call.is_mutation() && result.is_ok() && api {
                live::poke_later(&call);
            }
            (result, call.take_cookie())
        }
        Err(failure) => (Err(failure), None),
    };
    let fault = match &result {
        Err(Failure::Fault(reason)) => Some(reason.clone()),
        _ => None,
    };
    let code = result.as_ref().err().map(Failure::code);
    let response = result.or_else(|failure| refuse(&failure, &id));
    let response = response.and_then(|r| security::finish(r, &asked, cookie.as_deref()));
    let response = match response {
        Ok(response) if head => Ok(response.with_body_dropped()),
        Ok(response) => Ok(response),
        Err(failure) => Err(worker::Error::RustError(format!("{failure:?}"))),
    };
    let line = json!({
        "level": if fault.is_some() { "error" } else { "info" },
        "requestId": id,
        "method": method.as_ref(),
        "path": path,
        "status": response.as_ref().map_or(500, Response::status_code),
        "code": code,
        "fault": fault,
        "durationMs": clock::now_ms().saturating_sub(started),
    });
    // Files are the platform's to count; faults are always logged.
    if (api && tells_all) || fault.is_some() {
        worker::console_log!("{line}");
    }
    response
}

async fn respond(call: &mut Call, path: &str, development: bool) -> Result<Response, Failure> {
    match router::find(call.request.method().as_ref(), path, development) {
        Found::Outside => assets::serve(call).await,
        Found::Unknown => Err(Code::NotFound.into()),
        Found::OtherMethods(_) if call.request.method() == Method::Options => security::preflight(),
        Found::OtherMethods(others) => {
            let response = refuse(&Code::MethodNotAllowed.into(), &call.id)?;
            response.headers().set("allow", &others.join(", "))?;
            Ok(response)
        }
        Found::Route(route, parameters) => {
            security::admit(call).await?;
            session::prepare(call).await?;
            router::answer(call, route, parameters).await
        }
    }
}

fn refuse(failure: &Failure, id: &str) -> Result<Response, Failure> {
    let response = answer::json(failure.status(), &failure.body(id))?;
    if let Failure::Refused(refusal) = failure {
        let wait =
            refusal.details.as_ref().and_then(|details| details["retryAfterSeconds"].as_u64());
        let wait = wait.or((refusal.code == Code::Busy).then_some(1));
        if let Some(wait) = wait {
            response.headers().set("retry-after", &wait.to_string())?;
        }
    }
    Ok(response)
}

/// Drops the body of an answer to `HEAD`.
trait WithBodyDropped {
    fn with_body_dropped(self) -> Self;
}

impl WithBodyDropped for Response {
    fn with_body_dropped(self) -> Self {
        let (builder, _) = self.into_parts();
        builder.empty()
    }
}

/// Works a batch of background messages off.
#[event(queue)]
pub async fn queue(
    batch: MessageBatch<object::Message>,
    env: Env,
    _context: Context,
) -> worker::Result<()> {
    background::work_off(&batch, &env)
        .await
        .map_err(|failure| worker::Error::RustError(format!("{failure:?}")))
}

/// Makes the round that the clock asks for.
#[event(scheduled)]
pub async fn scheduled(event: ScheduledEvent, env: Env, _context: ScheduleContext) {
    let round = match event.cron().as_str() {
        background::NIGHTLY => background::nightly(&env).await,
        _ => background::frequent(&env).await,
    };
    if let Err(failure) = round {
        worker::console_error!("the round of `{}` failed: {failure:?}", event.cron());
    }
}
