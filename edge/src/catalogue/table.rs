//! `/catalogue`

use crate::route::{Route, Schemas, handler, route, schema};

use super::routes;

/// The routes.
pub const ROUTES: &[Route] = &[route(
    ("GET", "/catalogue"),
    "getCatalogue",
    handler!(call => routes::get_catalogue(call)),
    "Agents, style packs and features, as votes have switched them",
    (None, 200, Some("Catalogue")),
    &[],
)];

/// The types.
pub fn schemas(list: &mut Schemas) {
    schema::<wire::catalogue::Catalogue>(list);
}
