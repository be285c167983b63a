//! `/treasury`

use crate::{
    error::Code,
    route::{Query, Route, Schemas, handler, route, schema},
};

use super::routes;

/// The routes.
pub const ROUTES: &[Route] = &[
    route(
        ("GET", "/treasury"),
        "getTreasury",
        handler!(call => routes::treasury(call)),
        "Where every asset is, and what the treasury took and paid lately",
        (None, 200, Some("Treasury")),
        &[],
    ),
    route(
        ("GET", "/treasury/flows"),
        "getTreasuryFlows",
        handler!(call => routes::flows(call)),
        "What moved through the treasury, by day and kind, and the supply day by day",
        (None, 200, Some("TreasuryFlows")),
        &[Code::QueryInvalid],
    )
    .asking(&[
        Query { name: "asset", kind: "string", words: "ANM, AVT, DIGI or USD" },
        Query { name: "days", kind: "integer", words: "1 to 366, 30 if not said" },
    ]),
];

/// The types.
pub fn schemas(list: &mut Schemas) {
    schema::<wire::treasury::Treasury>(list);
    schema::<wire::treasury::TreasuryFlows>(list);
}
