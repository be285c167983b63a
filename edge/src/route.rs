//! What a route is; every feature lists its own in its `table.rs`.

use std::{future::Future, pin::Pin};

use utoipa::{PartialSchema, ToSchema};
use wire::scope::Scope;
use worker::Response;

use crate::{
    call::Call,
    error::{Code, Failure},
};

/// Where the API lives. Paths without the version are aliases.
pub const BASE: &str = "/api/v1";

/// An answer on its way.
pub type Answer<'c> = Pin<Box<dyn Future<Output = Result<Response, Failure>> + 'c>>;
/// What a route does.
pub type Handler = for<'c> fn(&'c mut Call, Parameters<'c>) -> Answer<'c>;

/// Has a function answer a route: `handler!(call, at => routes::get_avatar(call, at.first()))`.
macro_rules! handler {
    ($call:ident, $at:ident => $answer:expr) => {
        |$call, $at| Box::pin(async move { $answer.await })
    };
    ($call:ident => $answer:expr) => {
        |$call, _| Box::pin(async move { $answer.await })
    };
}
pub(crate) use handler;

/// What stands in a path at its `:names`, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameters<'p>(pub Vec<&'p str>);

impl<'p> Parameters<'p> {
    /// The first; empty when the path has none.
    pub fn first(&self) -> &'p str {
        self.at(0)
    }

    /// The one at this place, from 0; empty when the path has fewer.
    pub fn at(&self, index: usize) -> &'p str {
        self.0.get(index).copied().unwrap_or("")
    }
}

/// A parameter of the query, for the OpenAPI document.
#[derive(Debug)]
pub struct Query {
    /// Its name.
    pub name: &'static str,
    /// `string`, `integer` or `boolean`.
    pub kind: &'static str,
    /// One sentence.
    pub words: &'static str,
}

/// One route.
#[derive(Debug)]
pub struct Route {
    /// HTTP method.
    pub method: &'static str,
    /// Below [`BASE`]; `:name` stands for one part.
    pub path: &'static str,
    /// The operation's id in the OpenAPI document, in camelCase.
    pub id: &'static str,
    /// What it does.
    pub handler: Handler,
    /// One line for the OpenAPI document.
    pub summary: &'static str,
    /// Name of the schema of the request's body.
    pub takes: Option<&'static str>,
    /// Status and, for JSON, the name of the schema of the answer.
    pub gives: (u16, Option<&'static str>),
    /// The refusals that are its own; see [`COMMON`] for those of every route.
    pub refuses: &'static [Code],
    /// What may stand in the query, beside `limit` and `cursor` of a list.
    pub asks: &'static [Query],
    /// What a key or an agent must be allowed to do.
    pub scope: Option<Scope>,
    /// Exists in local development only: anywhere else the path is unknown.
    pub development: bool,
    /// Whether the answer is a list with `limit` and `cursor`.
    pub paged: bool,
}

impl Route {
    /// Adds parameters of the query.
    pub const fn asking(mut self, asks: &'static [Query]) -> Self {
        self.asks = asks;
        self
    }

    /// Says which scope a key or an agent needs; the handler asks for it.
    pub const fn needing(mut self, scope: Scope) -> Self {
        self.scope = Some(scope);
        self
    }

    /// A door for tests and for trying things out.
    pub const fn in_development(mut self) -> Self {
        self.development = true;
        self
    }

    /// A list that goes on with `limit` and `cursor`.
    pub const fn paged(mut self) -> Self {
        self.paged = true;
        self
    }
}

/// Refusals that any route may answer with.
pub const COMMON: &[Code] = &[
    Code::SessionUnknown,
    Code::KeyUnknown,
    Code::KeyExpired,
    Code::AgentUnknown,
    Code::AgentTokenRefused,
    Code::AgentTokenReplayed,
    Code::ScopeMissing,
    Code::PasskeyRequired,
    Code::RateLimited,
];

/// A row of a table: method and path, operation id, what it does, one line, body with status and
/// answer, refusals.
pub const fn route(
    at: (&'static str, &'static str),
    id: &'static str,
    handler: Handler,
    summary: &'static str,
    body: (Option<&'static str>, u16, Option<&'static str>),
    refuses: &'static [Code],
) -> Route {
    let (method, path) = at;
    let (takes, status, gives) = body;
    Route {
        method,
        path,
        id,
        handler,
        summary,
        takes,
        gives: (status, gives),
        refuses,
        asks: &[],
        scope: None,
        development: false,
        paged: false,
    }
}

/// Types by name, for the OpenAPI document.
pub type Schemas = Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::schema::Schema>)>;

/// Adds a type and those it is made of.
pub fn schema<T: ToSchema + PartialSchema>(list: &mut Schemas) {
    list.push((T::name().into_owned(), T::schema()));
    T::schemas(list);
}
