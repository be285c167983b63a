//! `/keys`

use wire::scope::Scope;

use crate::{
    error::Code,
    route::{Route, Schemas, handler, route, schema},
};

use super::routes;

/// The routes.
pub const ROUTES: &[Route] = &[
    route(
        ("POST", "/keys"),
        "createKey",
        handler!(call => routes::create_key(call)),
        "Make an API key; its secret is shown this once",
        (Some("NewKey"), 201, Some("KeyCreated")),
        &[
            Code::SessionRequired,
            Code::MembershipRequired,
            Code::SignInAgain,
            Code::OriginRefused,
            Code::BodyMalformed,
            Code::BodyTooLarge,
            Code::ContentTypeUnsupported,
            Code::FieldInvalid,
            Code::KeysFull,
        ],
    )
    .needing(Scope::Keys),
    route(
        ("GET", "/keys"),
        "listKeys",
        handler!(call => routes::list_keys(call)),
        "Your API keys, without their secrets",
        (None, 200, Some("KeyList")),
        &[Code::SessionRequired, Code::MembershipRequired],
    )
    .needing(Scope::Keys),
    route(
        ("DELETE", "/keys/:id"),
        "revokeKey",
        handler!(call, at => routes::revoke_key(call, at.first())),
        "Revoke an API key",
        (None, 204, None),
        &[Code::SessionRequired, Code::MembershipRequired, Code::OriginRefused, Code::KeyNotFound],
    )
    .needing(Scope::Keys),
];

/// The types.
pub fn schemas(list: &mut Schemas) {
    schema::<wire::key::NewKey>(list);
    schema::<wire::key::KeyCreated>(list);
    schema::<wire::key::KeyList>(list);
}
