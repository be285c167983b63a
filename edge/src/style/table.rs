//! `/styles`

use crate::{
    error::Code,
    route::{Route, Schemas, handler, route, schema},
};

/// The routes.
pub const ROUTES: &[Route] = &[
    route(
        ("GET", "/styles"),
        "listStyles",
        handler!(call => super::list_styles(call)),
        "The styles",
        (None, 200, Some("StyleList")),
        &[],
    ),
    route(
        ("GET", "/styles/:id"),
        "getStyle",
        handler!(call, at => super::get_style(call, at.first())),
        "One style",
        (None, 200, Some("StyleCard")),
        &[Code::StyleNotFound],
    ),
];

/// The types.
pub fn schemas(list: &mut Schemas) {
    schema::<wire::styles::StyleList>(list);
}
