//! `/openapi.json` and `/docs`

use crate::{
    answer,
    route::{Route, Schemas, handler, route},
};

/// The routes.
pub const ROUTES: &[Route] = &[
    route(
        ("GET", "/openapi.json"),
        "getDocument",
        handler!(call => async { answer::json(200, &super::document(call.development())) }),
        "This document",
        (None, 200, None),
        &[],
    ),
    route(
        ("GET", "/docs"),
        "getDocumentPage",
        handler!(call => async { super::page(call) }),
        "This document for people",
        (None, 200, None),
        &[],
    ),
];

/// No types: the document describes itself.
pub fn schemas(_: &mut Schemas) {}
