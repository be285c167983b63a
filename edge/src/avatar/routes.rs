//! `/api/v1/avatars`

use wire::avatar::{AvatarExport, AvatarPage, AvatarPatch, EXPORT_SIZES, NewAvatar};
use worker::{Response, ResponseBuilder};

use crate::{
    answer,
    call::{BODY_BYTES_MAX, Call, SMALL_BODY_BYTES_MAX},
    error::{Code, Failure, Refusal},
    idempotency::{Change, Claim, Outcome},
    identity, object,
    quota::{self, Kind},
    session,
    store::database,
    upload::{check, square, strip},
};

use super::{
    PAGE_DEFAULT, PAGE_MAX,
    parse::{self, Draft},
    store::{self, Row},
};

/// How often a patch without `If-Match` is tried again when somebody else was faster.
const PATCH_TRIES: usize = 3;

/// `POST /api/v1/avatars`
pub async fn create_avatar(call: &mut Call) -> Result<Response, Failure> {
    let principal = session::principal_or_guest(call).await?;
    let body = call.body(BODY_BYTES_MAX).await?;
    let draft = match body.form()? {
        Some(parts) => parse::draft_from_form(&parts)?,
        None => parse::draft_from_json(body.json::<NewAvatar>()?)?,
    };
    drop(body);
    let claim = Claim::new(call, &principal, fingerprint(&draft))?;
    if let Some(response) = claim.replay(call).await? {
        return Ok(response);
    }
    quota::spend(&call.env, &principal, Kind::Avatars, call.now).await?;
    let header = check::inspect(&draft.image, draft.image_type.as_deref())?;
    let opened = check::open(&draft.image, header)?;
    let file = strip::strip(header.kind, &draft.image, opened.orientation.to_exif())?;
    drop(opened);
    let key = object::key(&file, header.kind);
    let size = file.len();
    object::store(call, &key, file, header).await?;
    let row = Row::new(call.fresh_id(), &principal, key, &draft, (header, size)).born(call.now);
    let database = database(&call.env)?;
    let change = Change {
        statement: store::insert(&database, &row)?,
        then: vec![object::settle(&database, &row.object_key, call.now)?],
        status: 201,
        body: serde_json::to_string(&row.show())?,
        etag: Some(row.etag()),
    };
    match claim.apply(call, change).await? {
        Outcome::Answer(response) => {
            let location = format!("/api/v1/avatars/{}", row.id);
            response.headers().set("location", &location)?;
            Ok(response)
        }
        Outcome::Nothing => Err(Failure::Fault("an insertion touched no row".to_owned())),
    }
}

/// Everything that makes a creation what it is.
fn fingerprint(draft: &Draft) -> String {
    identity::sha256_parts(&[
        b"POST avatars",
        &draft.image,
        draft.name.as_bytes(),
        draft.style.as_bytes(),
        &[draft.is_public.into()],
        draft.sprite_library.as_bytes(),
        draft.customizations.as_bytes(),
        draft.metadata.as_bytes(),
    ])
}

/// `GET /api/v1/avatars`: one's own; nobody has none.
pub async fn list_avatars(call: &Call) -> Result<Response, Failure> {
    let limit = match call.query("limit") {
        None => PAGE_DEFAULT,
        Some(text) => text
            .parse()
            .ok()
            .filter(|limit| (1..=PAGE_MAX).contains(limit))
            .ok_or_else(|| Refusal::of(Code::QueryInvalid, "limit"))?,
    };
    let cursor = call.query("cursor");
    if cursor.as_deref().is_some_and(|cursor| !is_id(cursor)) {
        return Err(Refusal::of(Code::QueryInvalid, "cursor").into());
    }
    let (mut rows, total) = match session::principal(call).await? {
        Some(principal) => store::list(&call.env, &principal, cursor.as_deref(), limit + 1).await?,
        None => (Vec::new(), 0),
    };
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next_cursor = if more { rows.last().map(|row| row.id.clone()) } else { None };
    let items = rows.iter().map(Row::show).collect();
    answer::json(200, &AvatarPage { items, next_cursor, total })
}

/// `GET /api/v1/avatars/:id`
pub async fn get_avatar(call: &Call, id: &str) -> Result<Response, Failure> {
    let (row, _) = visible(call, id).await?;
    let response = answer::json(200, &row.show())?;
    response.headers().set("etag", &row.etag())?;
    Ok(response)
}

/// `PATCH /api/v1/avatars/:id`
pub async fn patch_avatar(call: &mut Call, id: &str) -> Result<Response, Failure> {
    let principal = session::known_principal(call).await?;
    let body = call.body(SMALL_BODY_BYTES_MAX).await?;
    let patch = body.json::<AvatarPatch>()?;
    let request = identity::sha256_parts(&[
        b"PATCH avatars",
        id.as_bytes(),
        serde_json::to_string(&patch)?.as_bytes(),
    ]);
    let claim = Claim::new(call, &principal, request)?;
    if let Some(response) = claim.replay(call).await? {
        return Ok(response);
    }
    let expected = call.header("if-match");
    for _ in 0..PATCH_TRIES {
        let row = owned(call, id, &principal).await?;
        expect_version(&row, expected.as_deref())?;
        let row = row.patched(parse::patch(patch.clone())?, call.now);
        let change = Change {
            statement: store::update(&database(&call.env)?, &row)?,
            then: Vec::new(),
            status: 200,
            body: serde_json::to_string(&row.show())?,
            etag: Some(row.etag()),
        };
        if let Outcome::Answer(response) = claim.apply(call, change).await? {
            return Ok(response);
        }
    }
    Err(Code::VersionConflict.into())
}

/// `DELETE /api/v1/avatars/:id`
pub async fn delete_avatar(call: &Call, id: &str) -> Result<Response, Failure> {
    let principal = session::known_principal(call).await?;
    let request = identity::sha256_parts(&[b"DELETE avatars", id.as_bytes()]);
    let claim = Claim::new(call, &principal, request)?;
    if let Some(response) = claim.replay(call).await? {
        return Ok(response);
    }
    let expected = call.header("if-match");
    for _ in 0..PATCH_TRIES {
        let row = owned(call, id, &principal).await?;
        expect_version(&row, expected.as_deref())?;
        let change = Change {
            statement: store::delete(&database(&call.env)?, &row)?,
            then: Vec::new(),
            status: 204,
            body: String::new(),
            etag: None,
        };
        if let Outcome::Answer(response) = claim.apply(call, change).await? {
            object::sweep_later(&call.env, &row.object_key).await;
            return Ok(response);
        }
    }
    Err(Code::VersionConflict.into())
}

/// `GET /api/v1/avatars/:id/image`
pub async fn get_image(call: &Call, id: &str) -> Result<Response, Failure> {
    let (row, own) = visible(call, id).await?;
    let etag = format!("\"{}\"", row.sha256());
    // The file never changes. Whether others may see it does, so they are to ask again soon.
    let caching = if own { "private, max-age=31536000, immutable" } else { "public, max-age=300" };
    let builder = ResponseBuilder::new()
        .with_header("etag", &etag)?
        .with_header("cache-control", caching)?
        .with_header("vary", "cookie, authorization")?;
    let known = call.header("if-none-match").unwrap_or_default();
    if known == "*" || known.split(',').any(|tag| tag.trim().trim_start_matches("W/") == etag) {
        return Ok(builder.with_status(304).empty());
    }
    let bytes = object::read(&call.env, &row.object_key).await?;
    Ok(builder.with_header("content-type", &row.content_type)?.fixed(bytes))
}

/// `POST /api/v1/avatars/:id/export`
pub async fn export_avatar(call: &mut Call, id: &str) -> Result<Response, Failure> {
    session::guard_origin(call)?;
    let body = call.body(SMALL_BODY_BYTES_MAX).await?;
    let wanted = body.json::<AvatarExport>()?;
    if !EXPORT_SIZES.contains(&wanted.size) {
        return Err(Refusal::of(Code::ExportSizeUnsupported, "size").into());
    }
    let (row, own) = visible(call, id).await?;
    let subject = if own { row.principal_id.clone() } else { quota::address(call) };
    quota::spend(&call.env, &subject, Kind::Exports, call.now).await?;
    let stored = object::read(&call.env, &row.object_key).await?;
    let header = check::inspect(&stored, None)?;
    let square = square::cut(&check::open(&stored, header)?, wanted.size as usize);
    let bytes = square::encode(&square, wanted.format)
        .map_err(|error| Failure::Fault(format!("export: {error}")))?;
    let media_type = square::media_type(wanted.format);
    let ending = media_type.trim_start_matches("image/");
    let response = answer::file(bytes, media_type)?;
    let name = format!("attachment; filename=\"avatar-{}.{ending}\"", wanted.size);
    response.headers().set("content-disposition", &name)?;
    Ok(response)
}

/// An avatar that the caller may see, and whether it is their own.
async fn visible(call: &Call, id: &str) -> Result<(Row, bool), Failure> {
    let row = known(call, id).await?;
    let own = session::principal(call).await?.is_some_and(|p| p == row.principal_id);
    if own || row.is_public == 1 { Ok((row, own)) } else { Err(Code::AvatarNotFound.into()) }
}

/// An avatar of the principal's own; that of somebody else does not exist for them.
async fn owned(call: &Call, id: &str, principal: &str) -> Result<Row, Failure> {
    let row = known(call, id).await?;
    if row.principal_id == principal { Ok(row) } else { Err(Code::AvatarNotFound.into()) }
}

async fn known(call: &Call, id: &str) -> Result<Row, Failure> {
    if !is_id(id) {
        return Err(Code::AvatarNotFound.into());
    }
    store::find(&call.env, id).await?.ok_or(Code::AvatarNotFound.into())
}

fn expect_version(row: &Row, expected: Option<&str>) -> Result<(), Failure> {
    match expected {
        None | Some("*") => Ok(()),
        Some(tag) if tag == row.etag() => Ok(()),
        Some(_) => Err(Code::VersionConflict.into()),
    }
}

fn is_id(text: &str) -> bool {
    text.len() == 36 && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}
