//! `/api/v1/account`: how it looks, and changing that.

use serde_json::json;
use wire::{
    account::{Account, AccountKind, AccountPatch, DiscordLink},
    scope::Scope,
};
use worker::Response;

use crate::{
    answer,
    call::{Call, SMALL_BODY_BYTES_MAX},
    clock,
    error::{Code, Failure},
    outbox,
    person::picture_path,
    quota::{self, Kind},
    session::{self, Caller, FRESH_MS, device},
    store::{database, demand_failed},
};

use super::{
    discord,
    sign_up::{name, refusal_of},
    store::members::{self, Patch, Standing},
};

/// What of an account depends on who asks.
struct View {
    scopes: Vec<Scope>,
    fresh_until: u64,
    recovering: bool,
}

/// `GET /api/v1/account`: whom the session, key or token stands for; guests as well.
pub async fn get_account(call: &Call) -> Result<Response, Failure> {
    session::principal(call).await?.ok_or(Code::SessionRequired)?;
    let caller = session::caller(call).await?.ok_or(Code::SessionRequired)?;
    answer::json(200, &of_caller(call, &caller).await?)
}

/// `PATCH /api/v1/account`
pub async fn patch_account(call: &mut Call) -> Result<Response, Failure> {
    let sent: AccountPatch = call.body(SMALL_BODY_BYTES_MAX).await?.json()?;
    let caller = session::member(call, Scope::AccountWrite).await?;
    quota::spend(&call.env, &caller.principal, Kind::Makings, call.now).await?;
    let username = sent.username.as_deref().map(name).transpose()?;
    let patch = Patch {
        username: username.map(|it| (it.name, it.skeleton)),
        display_name: sent
            .display_name
            .as_deref()
            .map(|sent| device::given(sent, "displayName"))
            .transpose()?,
        picture: sent.picture_avatar_id,
    };
    let mut batch = members::patch(call, &caller.principal, &patch)?;
    let database = database(&call.env)?;
    let body = json!({"what": "profile"});
    batch.push(outbox::event(&database, call.now, "account.changed", &caller.principal, &body)?);
    database.batch(batch).await.map_err(|error| {
        if demand_failed(&error) { Code::AvatarNotFound.into() } else { refusal_of(&error) }
    })?;
    answer::json(200, &of_caller(call, &caller).await?)
}

/// The account as a session sees it that was just opened.
pub async fn after_sign_in(
    call: &Call,
    principal: &str,
    fresh: bool,
    recovering: bool,
) -> Result<Account, Failure> {
    let standing = standing(call, principal).await?;
    let scopes = session::scopes_of_session(recovering, &standing.roles());
    let fresh_until = if fresh { call.now + FRESH_MS } else { 0 };
    Ok(show(call, standing, &View { scopes, fresh_until, recovering }))
}

/// The account as a caller sees it.
pub async fn of_caller(call: &Call, caller: &Caller) -> Result<Account, Failure> {
    let fresh_until = caller.session.as_ref().map_or(0, |session| session.fresh_until);
    let (scopes, recovering) = (caller.scopes.clone(), caller.is_recovering());
    let standing = standing(call, &caller.principal).await?;
    Ok(show(call, standing, &View { scopes, fresh_until, recovering }))
}

async fn standing(call: &Call, principal: &str) -> Result<Standing, Failure> {
    let found = members::standing(&call.env, principal, call.now).await?;
    found.ok_or(Code::SessionRequired.into())
}

fn show(call: &Call, standing: Standing, view: &View) -> Account {
    let kind = match (&standing.username, &standing.did) {
        (_, Some(_)) => AccountKind::Agent,
        (Some(_), _) => AccountKind::Member,
        _ => AccountKind::Guest,
    };
    let address = standing.username.as_ref().map(|name| format!("@{name}"));
    let picture = standing.picture_avatar_id.as_ref().zip(standing.username.as_ref());
    let discord = standing.discord_name.clone().zip(standing.discord_linked_at);
    Account {
        kind,
        picture_url: picture.map(|(_, name)| picture_path(name)),
        address: address.or_else(|| standing.did.clone()),
        created_at: clock::iso(standing.created_at),
        member_since: standing.member_since.map(clock::iso),
        roles: standing.roles().iter().map(|role| role.name().to_owned()).collect(),
        scopes: view.scopes.iter().map(|scope| scope.name().to_owned()).collect(),
        passkeys: standing.passkeys,
        recovery_codes_left: standing.codes,
        must_add_passkey: view.recovering,
        fresh_until: (view.fresh_until > call.now).then(|| clock::iso(view.fresh_until)),
        discord: discord.map(|(name, at)| DiscordLink { name, linked_at: clock::iso(at) }),
        discord_available: discord::settings::read(&call.env).is_some(),
        picture_avatar_id: standing.picture_avatar_id,
        display_name: standing.display_name.or(standing.agent_name),
        username: standing.username,
        id: standing.id,
    }
}
