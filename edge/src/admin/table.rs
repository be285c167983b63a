//! `/admin/roles`, `/admin/log`

use wire::scope::Scope;

use crate::{
    error::Code,
    route::{Route, Schemas, handler, route, schema},
};

use super::routes;

/// The routes.
pub const ROUTES: &[Route] = &[
    route(
        ("POST", "/admin/roles"),
        "grantRole",
        handler!(call => routes::grant_role(call)),
        "Grant a role",
        (Some("NewRoleGrant"), 201, Some("RoleGrant")),
        &[
            Code::SessionRequired,
            Code::MembershipRequired,
            Code::RoleRequired,
            Code::AdminKeyRefused,
            Code::OriginRefused,
            Code::BodyMalformed,
            Code::BodyTooLarge,
            Code::ContentTypeUnsupported,
            Code::FieldInvalid,
            Code::PersonNotFound,
        ],
    )
    .needing(Scope::Admin),
    route(
        ("GET", "/admin/roles"),
        "listRoles",
        handler!(call => routes::list_roles(call)),
        "The roles in force",
        (None, 200, Some("RoleGrantList")),
        &[
            Code::SessionRequired,
            Code::MembershipRequired,
            Code::RoleRequired,
            Code::AdminKeyRefused,
        ],
    )
    .needing(Scope::Admin),
    route(
        ("DELETE", "/admin/roles/:id"),
        "revokeRole",
        handler!(call, at => routes::revoke_role(call, at.first())),
        "Take a role back",
        (None, 204, None),
        &[
            Code::SessionRequired,
            Code::MembershipRequired,
            Code::RoleRequired,
            Code::AdminKeyRefused,
            Code::OriginRefused,
            Code::RoleGrantNotFound,
        ],
    )
    .needing(Scope::Admin),
    route(
        ("GET", "/admin/log"),
        "readAdminLog",
        handler!(call => routes::read_log(call)),
        "What was done by virtue of a role, newest first",
        (None, 200, Some("AdminLogPage")),
        &[
            Code::SessionRequired,
            Code::MembershipRequired,
            Code::RoleRequired,
            Code::AdminKeyRefused,
            Code::QueryInvalid,
        ],
    )
    .needing(Scope::Admin)
    .paged(),
];

/// The types.
pub fn schemas(list: &mut Schemas) {
    schema::<wire::admin::NewRoleGrant>(list);
    schema::<wire::admin::RoleGrant>(list);
    schema::<wire::admin::RoleGrantList>(list);
    schema::<wire::admin::AdminLogPage>(list);
}
