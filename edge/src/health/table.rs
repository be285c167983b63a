//! `/health`

use crate::route::{Route, Schemas, handler, route, schema};

/// The routes.
pub const ROUTES: &[Route] = &[route(
    ("GET", "/health"),
    "getHealth",
    handler!(call => super::get_health(call)),
    "Whether database, storage and queue work",
    (None, 200, Some("Health")),
    &[],
)];

/// The types.
pub fn schemas(list: &mut Schemas) {
    schema::<wire::health::Health>(list);
}
