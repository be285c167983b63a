//! `/sessions`, `/account/sessions`

use wire::scope::Scope;

use crate::{
    error::Code,
    route::{Route, Schemas, handler, route, schema},
};

use super::routes;

/// The routes.
pub const ROUTES: &[Route] = &[
    route(
        ("POST", "/sessions"),
        "openSession",
        handler!(call => routes::open_session(call)),
        "Open a guest session and get its token",
        (None, 201, Some("SessionOpened")),
        &[],
    ),
    route(
        ("GET", "/account/sessions"),
        "listSessions",
        handler!(call => routes::list_sessions(call)),
        "The devices that are signed in",
        (None, 200, Some("DeviceSessionList")),
        &[Code::SessionRequired, Code::MembershipRequired],
    )
    .needing(Scope::AccountRead),
    route(
        ("DELETE", "/account/sessions/:id"),
        "endSession",
        handler!(call, at => routes::end_session(call, at.first())),
        "Sign a device out",
        (None, 204, None),
        &[
            Code::SessionRequired,
            Code::MembershipRequired,
            Code::OriginRefused,
            Code::SessionNotFound,
        ],
    )
    .needing(Scope::AccountWrite),
    route(
        ("DELETE", "/account/sessions"),
        "endOtherSessions",
        handler!(call => routes::end_other_sessions(call)),
        "Sign all other devices out",
        (None, 200, Some("SessionsRevoked")),
        &[Code::SessionRequired, Code::MembershipRequired, Code::OriginRefused],
    )
    .needing(Scope::AccountWrite),
    route(
        ("POST", "/account/sign-out"),
        "signOut",
        handler!(call => routes::sign_out(call)),
        "End this session",
        (None, 204, None),
        &[Code::OriginRefused],
    ),
];

/// The types.
pub fn schemas(list: &mut Schemas) {
    schema::<wire::session::SessionOpened>(list);
    schema::<wire::session::DeviceSessionList>(list);
    schema::<wire::session::SessionsRevoked>(list);
}
