//! `/live`

use crate::{
    error::Code,
    route::{Query, Route, Schemas, handler, route, schema},
};

/// The routes.
pub const ROUTES: &[Route] = &[route(
    ("GET", "/live"),
    "listen",
    handler!(call => super::routes::listen(call)),
    "Hear what happens, over a WebSocket",
    (None, 101, Some("LiveFrame")),
    &[Code::UpgradeRequired, Code::OriginRefused, Code::QueryInvalid],
)
.asking(&[Query { name: "after", kind: "integer", words: "the last event that was heard" }])];

/// The types.
pub fn schemas(list: &mut Schemas) {
    schema::<wire::live::LiveFrame>(list);
}
