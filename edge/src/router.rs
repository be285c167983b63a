//! Finds the route of a request in the features' tables.

use worker::Response;

use crate::{
    access, account, admin, agent, avatar,
    call::Call,
    catalogue, development,
    error::Failure,
    generate, governance, health, job, key, live, openapi, person, policy,
    route::{BASE, Parameters, Route, Schemas},
    session, staking, style, token, treasury, webhook,
};

/// A feature's routes, and the types they speak of.
pub struct Table {
    /// The routes.
    pub routes: &'static [Route],
    /// Adds the types.
    pub schemas: fn(&mut Schemas),
}

/// Every feature, in the order of the documents.
pub const TABLES: &[Table] = &[
    Table { routes: health::table::ROUTES, schemas: health::table::schemas },
    Table { routes: session::table::ROUTES, schemas: session::table::schemas },
    Table { routes: account::table::ROUTES, schemas: account::table::schemas },
    Table { routes: person::table::ROUTES, schemas: person::table::schemas },
    Table { routes: key::table::ROUTES, schemas: key::table::schemas },
    Table { routes: agent::table::ROUTES, schemas: agent::table::schemas },
    Table { routes: admin::table::ROUTES, schemas: admin::table::schemas },
    Table { routes: webhook::table::ROUTES, schemas: webhook::table::schemas },
    Table { routes: style::table::ROUTES, schemas: style::table::schemas },
    Table { routes: avatar::table::ROUTES, schemas: avatar::table::schemas },
    Table { routes: generate::table::ROUTES, schemas: generate::table::schemas },
    Table { routes: token::table::ROUTES, schemas: token::table::schemas },
    Table { routes: treasury::table::ROUTES, schemas: treasury::table::schemas },
    Table { routes: staking::table::ROUTES, schemas: staking::table::schemas },
    Table { routes: access::table::ROUTES, schemas: access::table::schemas },
    Table { routes: job::table::ROUTES, schemas: job::table::schemas },
    Table { routes: governance::table::ROUTES, schemas: governance::table::schemas },
    Table { routes: policy::table::ROUTES, schemas: policy::table::schemas },
    Table { routes: catalogue::table::ROUTES, schemas: catalogue::table::schemas },
    Table { routes: live::table::ROUTES, schemas: live::table::schemas },
    Table { routes: openapi::table::ROUTES, schemas: openapi::table::schemas },
    Table { routes: development::table::ROUTES, schemas: development::table::schemas },
];

/// Every route.
pub fn routes() -> impl Iterator<Item = &'static Route> {
    TABLES.iter().flat_map(|table| table.routes)
}

/// What a path comes to.
#[derive(Debug)]
pub enum Found<'p> {
    /// A route, and what stands at its `:names`.
    Route(&'static Route, Parameters<'p>),
    /// The path exists, the method does not; these do.
    OtherMethods(Vec<&'static str>),
    /// The API has no such path.
    Unknown,
    /// The path is not one of the API.
    Outside,
}

/// Looks a path up. `HEAD` counts as `GET`. `development` opens the doors of local development.
pub fn find<'p>(method: &str, path: &'p str, development: bool) -> Found<'p> {
    let Some(below) = below(path) else { return Found::Outside };
    let method = if method == "HEAD" { "GET" } else { method };
    let mut others = Vec::new();
    let mut best: Option<(&'static Route, Parameters<'p>)> = None;
    for route in routes().filter(|route| development || !route.development) {
        let Some(parameters) = fits(route.path, below) else { continue };
        if route.method != method {
            others.push(route.method);
            continue;
        }
        // `/jobs/queue` is meant before `/jobs/:id`.
        if best.as_ref().is_none_or(|(_, known)| parameters.0.len() < known.0.len()) {
            best = Some((route, parameters));
        }
    }
    match best {
        Some((route, parameters)) => Found::Route(route, parameters),
        None if others.is_empty() => Found::Unknown,
        None => Found::OtherMethods(others),
    }
}

/// The path below the base, for the versioned paths and their aliases.
fn below(path: &str) -> Option<&str> {
    let path = if path.len() > 1 { path.trim_end_matches('/') } else { path };
    for base in [BASE, "/api"] {
        if let Some(rest) = path.strip_prefix(base)
            && (rest.is_empty() || rest.starts_with('/'))
        {
            return Some(rest);
        }
    }
    (path == "/ws" || path.starts_with("/ws/")).then_some(path)
}

fn fits<'p>(pattern: &str, path: &'p str) -> Option<Parameters<'p>> {
    let mut parameters = Vec::new();
    let mut parts = path.split('/');
    for wanted in pattern.split('/') {
        let part = parts.next()?;
        if wanted.starts_with(':') && !part.is_empty() {
            parameters.push(part);
        } else if wanted != part {
            return None;
        }
    }
    parts.next().is_none().then_some(Parameters(parameters))
}

/// Has a route answer.
pub async fn answer(
    call: &mut Call,
    route: &'static Route,
    parameters: Parameters<'_>,
) -> Result<Response, Failure> {
    (route.handler)(call, parameters).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(method: &str, path: &str) -> Option<(&'static str, Vec<String>)> {
        match find(method, path, true) {
            Found::Route(route, at) => {
                Some((route.id, at.0.into_iter().map(str::to_owned).collect()))
            }
            _ => None,
        }
    }

    #[test]
    fn versioned_and_unversioned_paths_are_the_same() {
        let id = vec!["42".to_owned()];
        assert_eq!(found("PATCH", "/api/v1/avatars/42"), Some(("patchAvatar", id.clone())));
        assert_eq!(found("PATCH", "/api/avatars/42"), Some(("patchAvatar", id)));
        assert_eq!(found("GET", "/api/health"), Some(("getHealth", vec![])));
        assert_eq!(found("HEAD", "/api/v1/health/"), Some(("getHealth", vec![])));
        assert_eq!(found("GET", "/ws"), Some(("openSocket", vec![])));
        assert_eq!(found("GET", "/ws/digi_1"), Some(("openNamedSocket", vec!["digi_1".into()])));
    }

    #[test]
    fn unknown_paths_and_methods_are_told_apart() {
        assert!(matches!(find("GET", "/api/v1/nothing", true), Found::Unknown));
        assert!(matches!(find("GET", "/api", true), Found::Unknown));
        assert!(matches!(find("GET", "/apiary", true), Found::Outside));
        assert!(matches!(find("GET", "/gallery", true), Found::Outside));
        assert!(
            matches!(find("PUT", "/api/avatars", true), Found::OtherMethods(m) if m.len() == 2)
        );
    }

    #[test]
    fn doors_of_development_are_unknown_elsewhere() {
        for route in routes().filter(|route| route.development) {
            let path = format!("/api{}", route.path.replace(':', ""));
            assert!(matches!(find(route.method, &path, false), Found::Unknown), "{path}");
            assert!(matches!(find(route.method, &path, true), Found::Route(..)), "{path}");
        }
    }

    #[test]
    fn operations_have_names_of_their_own() {
        let mut ids: Vec<_> = routes().map(|route| route.id).collect();
        ids.sort_unstable();
        let count = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }
}
