//! `/policies`

use crate::{
    error::Code,
    route::{Route, Schemas, handler, route, schema},
};

use super::routes;

/// The routes.
pub const ROUTES: &[Route] = &[
    route(
        ("GET", "/policies"),
        "listPolicies",
        handler!(call => routes::list_policies(call)),
        "Every fee, rate, weight and limit that a vote can change",
        (None, 200, Some("PolicyList")),
        &[],
    ),
    route(
        ("GET", "/policies/:key"),
        "getPolicy",
        handler!(call, at => routes::get_policy(call, at.first())),
        "One policy, and who changed it when",
        (None, 200, Some("PolicyDetail")),
        &[Code::PolicyNotFound],
    ),
];

/// The types.
pub fn schemas(list: &mut Schemas) {
    schema::<wire::policy::PolicyList>(list);
    schema::<wire::policy::PolicyDetail>(list);
}
