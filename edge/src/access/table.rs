//! `/access`

use crate::{
    error::Code,
    route::{Route, Schemas, handler, route, schema},
};

use super::routes;

/// The routes. Nobody has to sign up to look.
pub const ROUTES: &[Route] = &[
    route(
        ("POST", "/access/check"),
        "checkAccess",
        handler!(call => routes::check(call)),
        "Whether your stake allows a feature or a production, and what would",
        (Some("AccessAsk"), 200, Some("AccessDecision")),
        &[
            Code::FieldMissing,
            Code::FieldInvalid,
            Code::BodyMalformed,
            Code::BodyTooLarge,
            Code::ContentTypeUnsupported,
            Code::OriginRefused,
            Code::ScopeMissing,
        ],
    ),
    route(
        ("POST", "/access/quote"),
        "quoteProduction",
        handler!(call => routes::get_quote(call)),
        "What a production costs, line by line",
        (Some("Production"), 200, Some("Quote")),
        &[
            Code::FieldInvalid,
            Code::BodyMalformed,
            Code::BodyTooLarge,
            Code::ContentTypeUnsupported,
            Code::OriginRefused,
            Code::ScopeMissing,
        ],
    ),
    route(
        ("GET", "/access/summary"),
        "summarizeAccess",
        handler!(call => routes::get_summary(call)),
        "What your stake allows, feature by feature",
        (None, 200, Some("AccessSummary")),
        &[Code::ScopeMissing],
    ),
];

/// The types.
pub fn schemas(list: &mut Schemas) {
    schema::<wire::access::AccessAsk>(list);
    schema::<wire::access::AccessDecision>(list);
    schema::<wire::access::AccessSummary>(list);
    schema::<wire::access::Production>(list);
    schema::<wire::access::Quote>(list);
}
