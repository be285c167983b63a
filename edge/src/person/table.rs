//! `/people`

use wire::scope::Scope;

use crate::{
    error::Code,
    route::{Query, Route, Schemas, handler, route, schema},
};

use super::routes;

/// The routes.
pub const ROUTES: &[Route] = &[
    route(
        ("GET", "/people"),
        "findPeople",
        handler!(call => routes::find_people(call)),
        "Members whose username begins so",
        (None, 200, Some("PersonList")),
        &[Code::SessionRequired, Code::MembershipRequired, Code::QueryInvalid],
    )
    .needing(Scope::LedgerRead)
    .asking(&[Query { name: "q", kind: "string", words: "2 to 32 letters of a username" }]),
    route(
        ("GET", "/people/:username"),
        "getPerson",
        handler!(call, at => routes::get_person(call, at.first())),
        "A member or agent, by username, did or id",
        (None, 200, Some("Person")),
        &[Code::PersonNotFound],
    ),
    route(
        ("GET", "/people/:username/picture"),
        "getPersonPicture",
        handler!(call, at => routes::get_picture(call, at.first())),
        "The profile picture of a member",
        (None, 200, None),
        &[Code::PersonNotFound],
    ),
];

/// The types.
pub fn schemas(list: &mut Schemas) {
    schema::<wire::account::Person>(list);
    schema::<wire::account::PersonList>(list);
}
