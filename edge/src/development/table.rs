//! `/dev/…`, in local development only

use crate::{
    error::Code,
    route::{Route, Schemas, handler, route, schema},
};

use super::routes;

/// The routes.
pub const ROUTES: &[Route] = &[
    route(
        ("GET", "/dev/clock"),
        "getClock",
        handler!(call => routes::get_clock(call)),
        "How far the clock is ahead",
        (None, 200, Some("DevelopmentClock")),
        &[],
    )
    .in_development(),
    route(
        ("PUT", "/dev/clock"),
        "putClock",
        handler!(call => routes::put_clock(call)),
        "Set the clock forward",
        (Some("DevelopmentClock"), 200, Some("DevelopmentClock")),
        &[
            Code::FieldInvalid,
            Code::BodyMalformed,
            Code::BodyTooLarge,
            Code::ContentTypeUnsupported,
        ],
    )
    .in_development(),
    route(
        ("POST", "/dev/members"),
        "postMember",
        handler!(call => routes::post_member(call)),
        "A member without a passkey",
        (Some("DevelopmentMember"), 201, Some("SessionOpened")),
        &[
            Code::FieldInvalid,
            Code::BodyMalformed,
            Code::BodyTooLarge,
            Code::ContentTypeUnsupported,
            Code::UsernameInvalid,
            Code::UsernameReserved,
            Code::UsernameTaken,
        ],
    )
    .in_development(),
];

/// The types.
pub fn schemas(list: &mut Schemas) {
    schema::<wire::development::DevelopmentClock>(list);
    schema::<wire::development::DevelopmentMember>(list);
}
