//! `/jobs`

use wire::scope::Scope;

use crate::{
    error::Code,
    route::{Query, Route, Schemas, handler, route, schema},
};

use super::routes;

/// The routes.
pub const ROUTES: &[Route] = &[
    route(
        ("POST", "/jobs"),
        "createJob",
        handler!(call => routes::create_job(call)),
        "Order a production; what it costs is held until it ends",
        (Some("NewJob"), 201, Some("Job")),
        &[
            Code::SessionRequired,
            Code::MembershipRequired,
            Code::ScopeMissing,
            Code::OriginRefused,
            Code::AccessDenied,
            Code::MaxTotalExceeded,
            Code::InsufficientFunds,
            Code::QueueFull,
            Code::FeatureOff,
            Code::FieldInvalid,
            Code::BodyMalformed,
            Code::BodyTooLarge,
            Code::ContentTypeUnsupported,
            Code::IdempotencyKeyInvalid,
            Code::IdempotencyConflict,
            Code::Busy,
        ],
    )
    .needing(Scope::Jobs),
    route(
        ("GET", "/jobs"),
        "listJobs",
        handler!(call => routes::list_jobs(call)),
        "Your productions, newest first",
        (None, 200, Some("JobPage")),
        &[Code::SessionRequired, Code::MembershipRequired, Code::ScopeMissing, Code::QueryInvalid],
    )
    .needing(Scope::Jobs)
    .asking(&[Query { name: "state", kind: "string", words: "only those in this state" }])
    .paged(),
    route(
        ("GET", "/jobs/queue"),
        "getQueue",
        handler!(call => routes::get_queue(call)),
        "How many wait, and where you would stand",
        (None, 200, Some("QueueStats")),
        &[Code::SessionRequired, Code::MembershipRequired, Code::ScopeMissing],
    )
    .needing(Scope::Jobs),
    route(
        ("GET", "/jobs/:id"),
        "getJob",
        handler!(call, at => routes::get_job(call, at.first())),
        "One production, with its true place in the queue",
        (None, 200, Some("Job")),
        &[Code::SessionRequired, Code::MembershipRequired, Code::ScopeMissing, Code::JobNotFound],
    )
    .needing(Scope::Jobs),
    route(
        ("GET", "/jobs/:id/manifest"),
        "getManifest",
        handler!(call, at => routes::get_manifest(call, at.first())),
        "What a production came to, frame by frame",
        (None, 200, Some("Manifest")),
        &[
            Code::SessionRequired,
            Code::MembershipRequired,
            Code::ScopeMissing,
            Code::JobNotFound,
            Code::ManifestNotFound,
        ],
    )
    .needing(Scope::Jobs),
    route(
        ("DELETE", "/jobs/:id"),
        "cancelJob",
        handler!(call, at => routes::cancel_job(call, at.first())),
        "Take a production back while it waits; everything is given back",
        (None, 200, Some("Job")),
        &[
            Code::SessionRequired,
            Code::MembershipRequired,
            Code::ScopeMissing,
            Code::OriginRefused,
            Code::JobNotFound,
            Code::JobNotCancellable,
            Code::IdempotencyKeyInvalid,
            Code::IdempotencyConflict,
            Code::Busy,
        ],
    )
    .needing(Scope::Jobs),
    route(
        ("POST", "/admin/jobs/process"),
        "processJob",
        handler!(call => routes::process_job(call)),
        "Work on the next production at once",
        (None, 200, Some("Processed")),
        &[
            Code::SessionRequired,
            Code::MembershipRequired,
            Code::ScopeMissing,
            Code::RoleRequired,
            Code::OriginRefused,
        ],
    )
    .needing(Scope::Admin),
];

/// The types.
pub fn schemas(list: &mut Schemas) {
    schema::<wire::job::Job>(list);
    schema::<wire::job::JobPage>(list);
    schema::<wire::job::Manifest>(list);
    schema::<wire::job::NewJob>(list);
    schema::<wire::job::Processed>(list);
    schema::<wire::job::QueueStats>(list);
}
