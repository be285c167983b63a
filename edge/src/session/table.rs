//! `/sessions`

use crate::route::{Route, Schemas, handler, route, schema};

/// The routes.
pub const ROUTES: &[Route] = &[route(
    ("POST", "/sessions"),
    "openSession",
    handler!(call => super::routes::open_session(call)),
    "Open a guest session and get its token",
    (None, 201, Some("SessionOpened")),
    &[],
)];

/// The types.
pub fn schemas(list: &mut Schemas) {
    schema::<wire::session::SessionOpened>(list);
}
