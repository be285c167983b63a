//! `/agents`

use wire::scope::Scope;

use crate::{
    error::Code,
    route::{Route, Schemas, handler, route, schema},
};

use super::routes;

/// The routes.
pub const ROUTES: &[Route] = &[
    route(
        ("POST", "/agents"),
        "registerAgent",
        handler!(call => routes::register_agent(call)),
        "Register an agent by its did:key",
        (Some("NewAgent"), 201, Some("Agent")),
        &[
            Code::SessionRequired,
            Code::MembershipRequired,
            Code::OriginRefused,
            Code::BodyMalformed,
            Code::BodyTooLarge,
            Code::ContentTypeUnsupported,
            Code::FieldInvalid,
            Code::AgentProofRefused,
            Code::AgentTaken,
            Code::AgentsFull,
        ],
    )
    .needing(Scope::Agents),
    route(
        ("GET", "/agents"),
        "listAgents",
        handler!(call => routes::list_agents(call)),
        "Your agents",
        (None, 200, Some("AgentList")),
        &[Code::SessionRequired, Code::MembershipRequired],
    )
    .needing(Scope::Agents),
    route(
        ("GET", "/agents/me"),
        "getOwnAgent",
        handler!(call => routes::get_own_agent(call)),
        "The agent that asks",
        (None, 200, Some("Agent")),
        &[Code::SessionRequired, Code::MembershipRequired, Code::AgentNotFound],
    )
    .needing(Scope::AccountRead),
    route(
        ("GET", "/agents/:id"),
        "getAgent",
        handler!(call, at => routes::get_agent(call, at.first())),
        "One of your agents",
        (None, 200, Some("Agent")),
        &[Code::SessionRequired, Code::MembershipRequired, Code::AgentNotFound],
    )
    .needing(Scope::Agents),
    route(
        ("PATCH", "/agents/:id"),
        "patchAgent",
        handler!(call, at => routes::patch_agent(call, at.first())),
        "Rename an agent, or turn it on or off",
        (Some("AgentPatch"), 200, Some("Agent")),
        &[
            Code::SessionRequired,
            Code::MembershipRequired,
            Code::OriginRefused,
            Code::BodyMalformed,
            Code::BodyTooLarge,
            Code::ContentTypeUnsupported,
            Code::FieldInvalid,
            Code::AgentNotFound,
        ],
    )
    .needing(Scope::Agents),
    route(
        ("DELETE", "/agents/:id"),
        "removeAgent",
        handler!(call, at => routes::remove_agent(call, at.first())),
        "Remove an agent; what it owns stays its own",
        (None, 204, None),
        &[
            Code::SessionRequired,
            Code::MembershipRequired,
            Code::OriginRefused,
            Code::AgentNotFound,
        ],
    )
    .needing(Scope::Agents),
];

/// The types.
pub fn schemas(list: &mut Schemas) {
    schema::<wire::agent::NewAgent>(list);
    schema::<wire::agent::Agent>(list);
    schema::<wire::agent::AgentList>(list);
    schema::<wire::agent::AgentPatch>(list);
}
