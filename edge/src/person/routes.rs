//! `/api/v1/people`

use wire::{
    account::{AccountKind, Person, PersonList},
    scope::Scope,
};
use worker::{Response, ResponseBuilder};

use crate::{
    answer,
    call::Call,
    clock,
    error::{Code, Failure, Refusal},
    object,
    quota::{self, Kind},
    session,
};

use super::{
    picture_path,
    store::{self, Row},
};

/// Fewest letters of a lookup; fewer would list everybody.
const LETTERS_MIN: usize = 2;
/// Most letters of a lookup.
const LETTERS_MAX: usize = 32;

/// `GET /api/v1/people?q=`: members by the beginning of their username.
pub async fn find_people(call: &Call) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::LedgerRead).await?;
    let sent = call.query("q").unwrap_or_default();
    let prefix = sent.trim().trim_start_matches('@').to_ascii_lowercase();
    let letter =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte);
    let fits = (LETTERS_MIN..=LETTERS_MAX).contains(&prefix.len()) && prefix.bytes().all(letter);
    if !fits {
        return Err(Refusal::of(Code::QueryInvalid, "q").into());
    }
    quota::spend(&call.env, &caller.principal, Kind::Lookups, call.now).await?;
    let rows = store::beginning(&call.env, &prefix).await?;
    answer::json(200, &PersonList { items: rows.iter().map(show).collect() })
}

/// `GET /api/v1/people/:username`: by username, did or id.
pub async fn get_person(call: &Call, address: &str) -> Result<Response, Failure> {
    let row = known(call, address).await?;
    answer::json(200, &show(&row))
}

/// `GET /api/v1/people/:username/picture`: for everybody, because its owner chose it to be seen.
pub async fn get_picture(call: &Call, address: &str) -> Result<Response, Failure> {
    let row = known(call, address).await?;
    let key = row.picture_key.ok_or(Code::PersonNotFound)?;
    let etag = format!("\"{}\"", identity_of(&key));
    let builder = ResponseBuilder::new()
        .with_header("etag", &etag)?
        .with_header("cache-control", "public, max-age=300")?;
    if call.header("if-none-match").is_some_and(|known| known == etag) {
        return Ok(builder.with_status(304).empty());
    }
    let bytes = object::read(&call.env, &key).await?;
    let media_type = match key.rsplit('.').next() {
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        _ => "image/png",
    };
    Ok(builder.with_header("content-type", media_type)?.fixed(bytes))
}

async fn known(call: &Call, address: &str) -> Result<Row, Failure> {
    // A did stands percent-encoded in a path, or not.
    let address = address.replace("%3A", ":").replace("%3a", ":").replace("%40", "@");
    store::find(&call.env, &address).await?.ok_or(Code::PersonNotFound.into())
}

/// The content's name in an object's key.
fn identity_of(key: &str) -> &str {
    let name = key.rsplit('/').next().unwrap_or("");
    name.split('.').next().unwrap_or("")
}

/// A person as others see them.
pub fn show(row: &Row) -> Person {
    let kind = if row.did.is_some() { AccountKind::Agent } else { AccountKind::Member };
    let address = row.username.as_ref().map(|name| format!("@{name}"));
    let picture = row.picture_key.as_ref().and(row.username.as_ref());
    Person {
        id: row.id.clone(),
        kind,
        username: row.username.clone(),
        display_name: row.name.clone(),
        address: address.or_else(|| row.did.clone()).unwrap_or_else(|| row.id.clone()),
        picture_url: picture.map(|name| picture_path(name)),
        member_since: clock::iso(row.since),
    }
}
