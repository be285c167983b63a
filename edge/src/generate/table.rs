//! `/generate` and `/ws`

use crate::{
    error::Code,
    route::{Route, Schemas, handler, route, schema},
    upload::picture_codes,
};

use super::routes;

/// The routes.
pub const ROUTES: &[Route] = &[
    route(
        ("POST", "/generate"),
        "generate",
        handler!(call => routes::generate(call)),
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
        "getGeneration",
        handler!(call, at => routes::get_generation(call, at.first())),
        "Where a drawing stands",
        (None, 200, Some("GenerationState")),
        &[Code::GenerationSessionMalformed, Code::GenerationSessionForeign],
    ),
    route(
        ("DELETE", "/generate/:session"),
        "cancelGeneration",
        handler!(call, at => routes::cancel_generation(call, at.first())),
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
        "getGeneratedImage",
        handler!(call, at => routes::get_generated_image(call, at.first())),
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
        "openSocket",
        handler!(call => routes::open_socket(call, None)),
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
        "openNamedSocket",
        handler!(call, at => routes::open_socket(call, Some(at.first()))),
        "Draw over a WebSocket, or come back to a session",
        (Some("ClientFrame"), 101, Some("ServerFrame")),
        &[
            Code::UpgradeRequired,
            Code::OriginRefused,
            Code::GenerationSessionMalformed,
            Code::GenerationSessionForeign,
        ],
    ),
];

/// The types.
pub fn schemas(list: &mut Schemas) {
    schema::<wire::generate::GenerateRequest>(list);
    schema::<wire::generate::Generated>(list);
    schema::<wire::generate::GenerationState>(list);
    schema::<wire::generate::ClientFrame>(list);
    schema::<wire::generate::ServerFrame>(list);
}
