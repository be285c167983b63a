//! The OpenAPI document, written from the table of routes and the types on the wire.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use worker::{Response, ResponseBuilder};

use crate::{
    call::Call,
    error::{Code, FAULT_CODE, Failure},
    route::{BASE, COMMON, Route, schema},
    router::{self, TABLES},
};

pub mod table;

/// The document; in development it has the doors of development too.
pub fn document(development: bool) -> Value {
    let mut paths: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
    for route in shown(development) {
        let path = paths.entry(format!("{BASE}{}", braces(route.path))).or_default();
        path.insert(route.method.to_lowercase(), operation(route));
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Digigami",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Turn a photo into an avatar. Paths also answer without the version, \
                as /api/avatars.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "security": [{}, {"bearer": []}, {"cookie": []}],
        "paths": paths,
        "components": {
            "schemas": schemas(),
            "x-refusals": refusals(),
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "cookie": {"type": "apiKey", "in": "cookie", "name": "__Host-digigami"},
            },
        },
    })
}

/// What every code means, for the documents.
fn refusals() -> Value {
    let told =
        |code: &Code| (code.name(), json!({"status": code.status(), "message": code.message()}));
    json!(Code::ALL.iter().map(told).collect::<BTreeMap<_, _>>())
}

fn shown(development: bool) -> impl Iterator<Item = &'static Route> {
    router::routes().filter(move |route| development || !route.development)
}

fn operation(route: &Route) -> Value {
    let mut operation = json!({
        "operationId": route.id,
        "summary": route.summary,
        "tags": [route.path.split('/').nth(1).unwrap_or("")],
        "parameters": parameters(route),
        "responses": responses(route),
    });
    if let Some(scope) = route.scope {
        operation["x-scope"] = json!(scope);
    }
    // The frames of a WebSocket are described like the bodies of the upgrade.
    if let Some(schema) = route.takes {
        let reference = reference(schema);
        let mut content = json!({"application/json": {"schema": reference}});
        if route.refuses.contains(&Code::ImageMissing) {
            content["multipart/form-data"] = json!({"schema": reference});
        }
        let key = if route.gives.0 == 101 { "x-client-frames" } else { "requestBody" };
        operation[key] = json!({"required": true, "content": content});
    }
    operation
}

fn parameters(route: &Route) -> Value {
    let mut list: Vec<Value> = route
        .path
        .split('/')
        .filter_map(|part| part.strip_prefix(':'))
        .map(|name| {
            json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}})
        })
        .collect();
    if route.refuses.contains(&Code::IdempotencyConflict) {
        list.push(json!({
            "name": "Idempotency-Key", "in": "header",
            "schema": {"type": "string", "minLength": 1, "maxLength": 200},
        }));
    }
    if route.refuses.contains(&Code::VersionConflict) {
        list.push(json!({"name": "If-Match", "in": "header", "schema": {"type": "string"}}));
    }
    if route.paged {
        list.push(json!({
            "name": "limit", "in": "query",
            "schema": {"type": "integer", "minimum": 1, "maximum": crate::avatar::PAGE_MAX},
        }));
        list.push(json!({"name": "cursor", "in": "query", "schema": {"type": "string"}}));
    }
    for query in route.asks {
        list.push(json!({
            "name": query.name, "in": "query", "description": query.words,
            "schema": {"type": query.kind},
        }));
    }
    Value::Array(list)
}

fn responses(route: &Route) -> Value {
    let (status, schema) = route.gives;
    let good = match schema {
        Some(schema) => json!({
            "description": "Done",
            "content": {"application/json": {"schema": reference(schema)}},
        }),
        None => json!({"description": "Done"}),
    };
    let mut responses = BTreeMap::from([(status.to_string(), good)]);
    let mut refusals: BTreeMap<u16, Vec<&str>> = BTreeMap::from([(500, vec![FAULT_CODE])]);
    for code in route.refuses.iter().chain(COMMON) {
        refusals.entry(code.status()).or_default().push(code.name());
    }
    for (status, codes) in refusals {
        responses.entry(status.to_string()).or_insert_with(|| {
            json!({
                "description": codes.join(", "),
                "content": {"application/json": {"schema": reference("ErrorBody")}},
            })
        });
    }
    json!(responses)
}

fn reference(schema: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{schema}")})
}

/// `/avatars/:id` as `/avatars/{id}`.
fn braces(path: &str) -> String {
    let parts = path.split('/').map(|part| match part.strip_prefix(':') {
        Some(name) => format!("{{{name}}}"),
        None => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("/")
}

fn schemas() -> Value {
    let mut list = Vec::new();
    schema::<wire::error::ErrorBody>(&mut list);
    for table in TABLES {
        (table.schemas)(&mut list);
    }
    json!(list.into_iter().collect::<BTreeMap<_, _>>())
}

/// `GET /api/v1/docs`: the same for people, without a script.
pub fn page(call: &Call) -> Result<Response, Failure> {
    let mut rows = String::new();
    for route in shown(call.development()) {
        let codes: Vec<_> = route.refuses.iter().map(|code| code.name()).collect();
        rows.push_str(&format!(
            "<tr><td><b>{}</b></td><td><code>{BASE}{}</code></td><td>{}</td><td><small>{}</small></td></tr>",
            route.method,
            braces(route.path),
            route.summary,
            codes.join(", "),
        ));
    }
    let html = include_str!("docs.html").replace("{{rows}}", &rows);
    // The one page of the API: it may carry its own style, and nothing else.
    let policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
    let builder = ResponseBuilder::new().with_header("content-security-policy", policy)?;
    let response = builder.from_html(html)?;
    response
        .headers()
        .set("link", &format!("<{}{BASE}/openapi.json>; rel=\"service-desc\"", call.origin()))?;
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_stands_in_the_document() {
        let document = document(true);
        for route in router::routes() {
            let path = format!("{BASE}{}", braces(route.path));
            let operation = &document["paths"][&path][route.method.to_lowercase()];
            assert!(operation.is_object(), "{} {path} is missing", route.method);
        }
    }

    #[test]
    fn every_reference_leads_somewhere() {
        fn walk(value: &Value, found: &mut Vec<String>) {
            match value {
                Value::Object(fields) => {
                    for (name, value) in fields {
                        if let ("$ref", Some(target)) = (name.as_str(), value.as_str()) {
                            found.push(target.to_owned());
                        }
                        walk(value, found);
                    }
                }
                Value::Array(items) => items.iter().for_each(|item| walk(item, found)),
                _ => {}
            }
        }
        let document = document(true);
        let mut found = Vec::new();
        walk(&document, &mut found);
        assert!(found.len() > router::routes().count());
        for target in found {
            let name = target.rsplit('/').next().unwrap_or("");
            assert!(document["components"]["schemas"][name].is_object(), "{target} is missing");
        }
    }
}
