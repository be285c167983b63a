//! Every route of the API, in one table; the OpenAPI document is written from the same table.

use worker::Response;

use crate::{
    answer, avatar,
    call::Call,
    error::{Code, Failure},
    generate, health, openapi, session, style,
};

/// Where the API lives. Paths without the version are aliases.
pub const BASE: &str = "/api/v1";

/// What a route does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each stands in the table below with a summary")]
pub enum Action {
    GetHealth,
    OpenSession,
    ListStyles,
    GetStyle,
    CreateAvatar,
    ListAvatars,
    GetAvatar,
    PatchAvatar,
    DeleteAvatar,
    GetImage,
    ExportAvatar,
    Generate,
    GetGeneration,
    GetGeneratedImage,
    CancelGeneration,
    OpenSocket,
    OpenNamedSocket,
    GetDocument,
    GetDocumentPage,
}

/// One route.
#[derive(Debug)]
pub struct Route {
    /// HTTP method.
    pub method: &'static str,
    /// Below [`BASE`]; `:name` stands for one part.
    pub path: &'static str,
    /// What it does.
    pub action: Action,
    /// One line for the OpenAPI document.
    pub summary: &'static str,
    /// Name of the schema of the request's body.
    pub takes: Option<&'static str>,
    /// Status and, for JSON, the name of the schema of the answer.
    pub gives: (u16, Option<&'static str>),
    /// The refusals that are its own; see [`COMMON`] for those of every route.
    pub refuses: &'static [Code],
}

/// Refusals that any route may answer with.
pub const COMMON: &[Code] = &[Code::SessionUnknown, Code::RateLimited];

const fn route(
    at: (&'static str, &'static str),
    action: Action,
    summary: &'static str,
    body: (Option<&'static str>, u16, Option<&'static str>),
    refuses: &'static [Code],
) -> Route {
    let (method, path) = at;
    let (takes, status, gives) = body;
    Route { method, path, action, summary, takes, gives: (status, gives), refuses }
}

/// Refusals of a picture.
macro_rules! picture_codes {
    ($($more:ident),*) => { &[
        Code::ImageMissing, Code::ImageEmpty, Code::ImageTooLarge, Code::ImageTypeUnsupported,
        Code::ImageTypeMismatch, Code::ImageSidesTooLarge, Code::ImageAnimated,
        Code::ImageCorrupt, Code::BodyTooLarge, Code::BodyMalformed, Code::ContentTypeUnsupported,
        Code::FieldMissing, Code::FieldInvalid, Code::StyleUnknown, Code::OriginRefused,
        Code::IdempotencyKeyInvalid, Code::IdempotencyConflict, Code::Busy, $(Code::$more),*
    ] };
}

/// The table.
pub const ROUTES: &[Route] = &[
    route(
        ("GET", "/health"),
        Action::GetHealth,
        "Whether database, storage and queue work",
        (None, 200, Some("Health")),
        &[],
    ),
    route(
        ("POST", "/sessions"),
        Action::OpenSession,
        "Open a guest session and get its token",
        (None, 201, Some("SessionOpened")),
        &[],
    ),
    route(
        ("GET", "/styles"),
        Action::ListStyles,
        "The styles",
        (None, 200, Some("StyleList")),
        &[],
    ),
    route(
        ("GET", "/styles/:id"),
        Action::GetStyle,
        "One style",
        (None, 200, Some("StyleCard")),
        &[Code::StyleNotFound],
    ),
    route(
        ("POST", "/avatars"),
        Action::CreateAvatar,
        "Save an avatar",
        (Some("NewAvatar"), 201, Some("Avatar")),
        picture_codes!(AvatarsFull),
    ),
    route(
        ("GET", "/avatars"),
        Action::ListAvatars,
        "Your avatars, newest first",
        (None, 200, Some("AvatarPage")),
        &[Code::QueryInvalid],
    ),
    route(
        ("GET", "/avatars/:id"),
        Action::GetAvatar,
        "One avatar, yours or public",
        (None, 200, Some("Avatar")),
        &[Code::AvatarNotFound],
    ),
    route(
        ("PATCH", "/avatars/:id"),
        Action::PatchAvatar,
        "Change an avatar",
        (Some("AvatarPatch"), 200, Some("Avatar")),
        &[
            Code::SessionRequired,
            Code::OriginRefused,
            Code::AvatarNotFound,
            Code::FieldInvalid,
            Code::BodyMalformed,
            Code::BodyTooLarge,
            Code::ContentTypeUnsupported,
            Code::VersionConflict,
            Code::IdempotencyKeyInvalid,
            Code::IdempotencyConflict,
        ],
    ),
    route(
        ("DELETE", "/avatars/:id"),
        Action::DeleteAvatar,
        "Delete an avatar and its file",
        (None, 204, None),
        &[
            Code::SessionRequired,
            Code::OriginRefused,
            Code::AvatarNotFound,
            Code::VersionConflict,
            Code::IdempotencyKeyInvalid,
            Code::IdempotencyConflict,
        ],
    ),
    route(
        ("GET", "/avatars/:id/image"),
        Action::GetImage,
        "The picture of an avatar",
        (None, 200, None),
        &[Code::AvatarNotFound],
    ),
    route(
        ("POST", "/avatars/:id/export"),
        Action::ExportAvatar,
        "The picture as PNG, JPEG or WebP in a given size",
        (Some("AvatarExport"), 200, None),
        &[
            Code::AvatarNotFound,
            Code::ExportSizeUnsupported,
            Code::BodyMalformed,
            Code::ContentTypeUnsupported,
            Code::OriginRefused,
        ],
    ),
    route(
        ("POST", "/generate"),
        Action::Generate,
        "Draw a photo on the edge, and wait for it",
        (Some("GenerateRequest"), 200, Some("Generated")),
        picture_codes!(
            ExportSizeUnsupported,
            NotAvailableHere,
            PackMissing,
            PackBroken,
            GenerationInProgress,
            Cancelled
        ),
    ),
    route(
        ("GET", "/generate/:session"),
        Action::GetGeneration,
        "Where a drawing stands",
        (None, 200, Some("GenerationState")),
        &[Code::GenerationSessionMalformed, Code::GenerationSessionForeign],
    ),
    route(
        ("DELETE", "/generate/:session"),
        Action::CancelGeneration,
        "Give a drawing up",
        (None, 204, None),
        &[
            Code::GenerationSessionMalformed,
            Code::GenerationSessionForeign,
            Code::NothingToCancel,
            Code::OriginRefused,
        ],
    ),
    route(
        ("GET", "/generate/:session/image"),
        Action::GetGeneratedImage,
        "The finished picture, while it is kept",
        (None, 200, None),
        &[
            Code::GenerationSessionMalformed,
            Code::GenerationSessionForeign,
            Code::GenerationNotFound,
        ],
    ),
    route(
        ("GET", "/ws"),
        Action::OpenSocket,
        "Draw over a WebSocket, in a new session",
        (Some("ClientFrame"), 101, Some("ServerFrame")),
        &[
            Code::UpgradeRequired,
            Code::OriginRefused,
            Code::GenerationSessionMalformed,
            Code::FrameMalformed,
            Code::FrameUnknown,
            Code::FrameTooLarge,
            Code::ProtocolUnsupported,
            Code::NothingToCancel,
            Code::GenerationInterrupted,
        ],
    ),
    route(
        ("GET", "/ws/:session"),
        Action::OpenNamedSocket,
        "Draw over a WebSocket, or come back to a session",
        (Some("ClientFrame"), 101, Some("ServerFrame")),
        &[
            Code::UpgradeRequired,
            Code::OriginRefused,
            Code::GenerationSessionMalformed,
            Code::GenerationSessionForeign,
        ],
    ),
    route(("GET", "/openapi.json"), Action::GetDocument, "This document", (None, 200, None), &[]),
    route(
        ("GET", "/docs"),
        Action::GetDocumentPage,
        "This document for people",
        (None, 200, None),
        &[],
    ),
];

/// What a path comes to.
#[derive(Debug)]
pub enum Found<'p> {
    /// A route, and what stands at its `:name`.
    Route(&'static Route, Option<&'p str>),
    /// The path exists, the method does not; these do.
    OtherMethods(Vec<&'static str>),
    /// The API has no such path.
    Unknown,
    /// The path is not one of the API.
    Outside,
}

/// Looks a path up. `HEAD` counts as `GET`.
pub fn find<'p>(method: &str, path: &'p str) -> Found<'p> {
    let Some(below) = below(path) else { return Found::Outside };
    let method = if method == "HEAD" { "GET" } else { method };
    let mut others = Vec::new();
    for route in ROUTES {
        let Some(parameter) = fits(route.path, below) else { continue };
        if route.method == method {
            return Found::Route(route, parameter);
        }
        others.push(route.method);
    }
    if others.is_empty() { Found::Unknown } else { Found::OtherMethods(others) }
}

/// The path below the base, for the versioned paths and their aliases.
fn below(path: &str) -> Option<&str> {
    let path = if path.len() > 1 { path.trim_end_matches('/') } else { path };
    for base in [BASE, "/api"] {
        if let Some(rest) = path.strip_prefix(base)
            && (rest.is_empty() || rest.starts_with('/'))
        {
            return Some(rest);
        }
    }
    (path == "/ws" || path.starts_with("/ws/")).then_some(path)
}

fn fits<'p>(pattern: &str, path: &'p str) -> Option<Option<&'p str>> {
    let mut parameter = None;
    let mut parts = path.split('/');
    for wanted in pattern.split('/') {
        let part = parts.next()?;
        if wanted.starts_with(':') && !part.is_empty() {
            parameter = Some(part);
        } else if wanted != part {
            return None;
        }
    }
    parts.next().is_none().then_some(parameter)
}

/// Has a route answer.
pub async fn answer(
    call: &mut Call,
    action: Action,
    parameter: Option<&str>,
) -> Result<Response, Failure> {
    let id = parameter.unwrap_or("");
    match action {
        Action::GetHealth => health::get_health(call).await,
        Action::OpenSession => session::routes::open_session(call).await,
        Action::ListStyles => style::list_styles(call).await,
        Action::GetStyle => style::get_style(call, id).await,
        Action::CreateAvatar => avatar::routes::create_avatar(call).await,
        Action::ListAvatars => avatar::routes::list_avatars(call).await,
        Action::GetAvatar => avatar::routes::get_avatar(call, id).await,
        Action::PatchAvatar => avatar::routes::patch_avatar(call, id).await,
        Action::DeleteAvatar => avatar::routes::delete_avatar(call, id).await,
        Action::GetImage => avatar::routes::get_image(call, id).await,
        Action::ExportAvatar => avatar::routes::export_avatar(call, id).await,
        Action::Generate => generate::routes::generate(call).await,
        Action::GetGeneration => generate::routes::get_generation(call, id).await,
        Action::GetGeneratedImage => generate::routes::get_generated_image(call, id).await,
        Action::CancelGeneration => generate::routes::cancel_generation(call, id).await,
        Action::OpenSocket => generate::routes::open_socket(call, None).await,
        Action::OpenNamedSocket => generate::routes::open_socket(call, parameter).await,
        Action::GetDocument => answer::json(200, &openapi::document()),
        Action::GetDocumentPage => openapi::page(call),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn action(method: &str, path: &str) -> Option<(Action, Option<String>)> {
        match find(method, path) {
            Found::Route(route, parameter) => Some((route.action, parameter.map(str::to_owned))),
            _ => None,
        }
    }

    #[test]
    fn versioned_and_unversioned_paths_are_the_same() {
        let id = Some("42".to_owned());
        assert_eq!(action("PATCH", "/api/v1/avatars/42"), Some((Action::PatchAvatar, id.clone())));
        assert_eq!(action("PATCH", "/api/avatars/42"), Some((Action::PatchAvatar, id)));
        assert_eq!(action("GET", "/api/health"), Some((Action::GetHealth, None)));
        assert_eq!(action("HEAD", "/api/v1/health/"), Some((Action::GetHealth, None)));
        assert_eq!(action("GET", "/ws"), Some((Action::OpenSocket, None)));
        let named = Some((Action::OpenNamedSocket, Some("digi_1".to_owned())));
        assert_eq!(action("GET", "/ws/digi_1"), named);
    }

    #[test]
    fn unknown_paths_and_methods_are_told_apart() {
        assert!(matches!(find("GET", "/api/v1/nothing"), Found::Unknown));
        assert!(matches!(find("GET", "/api"), Found::Unknown));
        assert!(matches!(find("GET", "/apiary"), Found::Outside));
        assert!(matches!(find("GET", "/gallery"), Found::Outside));
        assert!(matches!(find("PUT", "/api/avatars"), Found::OtherMethods(m) if m.len() == 2));
    }
}
