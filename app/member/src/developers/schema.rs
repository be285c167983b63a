//! The types of the API's document in words, field by field, and a sample of each. Pure.

use serde_json::{Map, Value, json};

/// How deep a type is followed; a type that holds itself ends here.
const DEPTH_MAX: usize = 6;
/// How many rows a type may have on the page.
const FIELDS_MAX: usize = 80;

/// A field of a body, or a parameter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Field {
    /// With the names it stands within: `items.amount`.
    pub(super) name: String,
    /// `string`, `number`, `list of strings`, `one of for, against`.
    pub(super) kind: String,
    pub(super) is_required: bool,
    /// One sentence, as the API's document has it.
    pub(super) note: String,
    /// `path`, `query` or `header`; empty for fields of a body.
    pub(super) place: String,
}

/// The types of a document.
pub(super) struct Types<'d>(&'d Map<String, Value>);

impl<'d> Types<'d> {
    /// Those of a whole document.
    pub(super) fn of(document: &'d Value, none: &'d Map<String, Value>) -> Self {
        Self(document["components"]["schemas"].as_object().unwrap_or(none))
    }

    /// What a reference means; everything else is itself.
    fn resolve<'s>(&'s self, schema: &'s Value) -> &'s Value {
        let named = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next());
        named.and_then(|name| self.0.get(name)).unwrap_or(schema)
    }

    /// The one alternative that counts: a type that may be null is that type.
    fn solid<'s>(&'s self, schema: &'s Value) -> &'s Value {
        let schema = self.resolve(schema);
        let alternatives = schema["oneOf"].as_array().or(schema["anyOf"].as_array());
        let others = alternatives.into_iter().flatten().filter(|it| it["type"] != "null");
        match others.collect::<Vec<_>>()[..] {
            [only] => self.resolve(only),
            _ => schema,
        }
    }

    /// The fields of a type, those of the types within below them.
    pub(super) fn fields(&self, schema: &Value) -> Vec<Field> {
        let mut found = vec![];
        self.collect(schema, "", 0, &mut found);
        found.truncate(FIELDS_MAX);
        found
    }

    fn collect(&self, schema: &Value, within: &str, depth: usize, found: &mut Vec<Field>) {
        let schema = self.solid(schema);
        if depth >= DEPTH_MAX || found.len() >= FIELDS_MAX {
            return;
        }
        for part in schema["allOf"].as_array().into_iter().flatten() {
            self.collect(part, within, depth + 1, found);
        }
        for variant in schema["oneOf"].as_array().into_iter().flatten() {
            self.variant(variant, within, depth, found);
        }
        let needed = |name: &str| {
            schema["required"].as_array().is_some_and(|list| list.iter().any(|it| it == name))
        };
        for (name, field) in schema["properties"].as_object().into_iter().flatten() {
            let path = if within.is_empty() { name.clone() } else { format!("{within}.{name}") };
            let note =
                field["description"].as_str().or(self.resolve(field)["description"].as_str());
            found.push(Field {
                name: path.clone(),
                kind: self.words(field),
                is_required: needed(name),
                note: note.unwrap_or_default().to_owned(),
                place: String::new(),
            });
            let inner = self.solid(field);
            let inner = if inner["items"].is_object() { &inner["items"] } else { inner };
            self.collect(inner, &path, depth + 1, found);
        }
    }

    /// One of several forms that a type can take, under the word that tells it.
    fn variant(&self, variant: &Value, within: &str, depth: usize, found: &mut Vec<Field>) {
        let told = |it: &Value| {
            let properties = self.resolve(it)["properties"].as_object()?.clone();
            properties.iter().find_map(|(name, field)| {
                let word =
                    field["enum"].as_array().filter(|words| words.len() == 1)?[0].as_str()?;
                Some(format!("{name}: {word}"))
            })
        };
        let parts = variant["allOf"].as_array().cloned().unwrap_or_default();
        let Some(word) = told(variant).or_else(|| parts.iter().find_map(told)) else { return };
        let path =
            if within.is_empty() { format!("({word})") } else { format!("{within} ({word})") };
        self.collect(variant, &path, depth + 1, found);
    }

    /// A type in words.
    pub(super) fn words(&self, schema: &Value) -> String {
        let solid = self.solid(schema);
        if let Some(list) = solid["enum"].as_array() {
            let words: Vec<_> = list.iter().filter_map(Value::as_str).collect();
            return if words.len() == 1 {
                words.concat()
            } else {
                format!("one of {}", words.join(", "))
            };
        }
        if solid["items"].is_object() {
            let inner = self.words(&solid["items"]);
            return if inner.starts_with("one of") {
                format!("list, each {inner}")
            } else {
                format!("list of {inner}s")
            };
        }
        let kind = match &solid["type"] {
            Value::String(kind) => kind.as_str(),
            Value::Array(kinds) => {
                kinds.iter().filter_map(Value::as_str).find(|it| *it != "null").unwrap_or("any")
            }
            _ if solid["oneOf"].is_array() || solid["allOf"].is_array() => "object",
            _ => "any",
        };
        let may_be_null =
            schema["type"].as_array().is_some_and(|kinds| kinds.iter().any(|it| it == "null"))
                || schema["oneOf"]
                    .as_array()
                    .is_some_and(|list| list.iter().any(|it| it["type"] == "null"));
        if may_be_null { format!("{kind} or null") } else { kind.to_owned() }
    }

    /// A sample of a type. `only_required` leaves out what a request can do without.
    pub(super) fn sample(&self, schema: &Value, only_required: bool) -> Value {
        self.sampled("", schema, only_required, 0)
    }

    fn sampled(&self, name: &str, schema: &Value, only_required: bool, depth: usize) -> Value {
        let solid = self.solid(schema);
        if depth >= DEPTH_MAX {
            return Value::Null;
        }
        if let Some(first) = solid["enum"].as_array().and_then(|list| list.first()) {
            return first.clone();
        }
        if let Some(first) = solid["oneOf"].as_array().and_then(|list| list.first()) {
            return self.sampled(name, first, only_required, depth + 1);
        }
        if solid["items"].is_object() {
            return json!([self.sampled(name, &solid["items"], only_required, depth + 1)]);
        }
        let mut made = Map::new();
        for part in solid["allOf"].as_array().into_iter().flatten() {
            if let Value::Object(fields) = self.sampled(name, part, only_required, depth + 1) {
                made.extend(fields);
            }
        }
        let needed = |name: &str| {
            solid["required"].as_array().is_some_and(|list| list.iter().any(|it| it == name))
        };
        for (field, kind) in solid["properties"].as_object().into_iter().flatten() {
            if !only_required || needed(field) {
                made.insert(field.clone(), self.sampled(field, kind, only_required, depth + 1));
            }
        }
        if made.is_empty() { plain(name, &self.words(solid)) } else { Value::Object(made) }
    }
}

/// The smallest picture there is, as a data URL.
const PIXEL: &str = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/// A sample of a plain value, by its name as far as names say more than types.
fn plain(name: &str, kind: &str) -> Value {
    let kind = kind.trim_end_matches(" or null");
    match (name, kind) {
        ("image", "string") => json!(PIXEL),
        ("style", "string") => json!("ghibli"),
        ("asset", "string") => json!("ANM"),
        ("to" | "address", "string") => json!("@sora"),
        ("username", "string") => json!("sora"),
        ("scopes", "string") => json!("ledger:read"),
        ("events", "string") => json!("transfer.posted"),
        ("url", "string") => json!("https://example.com/digigami"),
        ("did", "string") => json!("did:key:z6Mk…"),
        ("choice", "string") => json!("for"),
        ("status", "string") => json!("ok"),
        ("resolution", "string") => json!("1080p"),
        ("name" | "title", "string") => json!("From the documents"),
        ("hash", "string") => json!("9f2c…"),
        (name, "string") if name.ends_with("At") || name == "at" => {
            json!("2026-11-21T12:00:00.000Z")
        }
        (name, "string") if name.ends_with("Id") || name == "id" => json!("01936fd2-…"),
        (name, "string") if is_amount(name) => json!("1.00000000"),
        (_, "string") => json!("…"),
        ("expiresInSeconds", _) => json!(3_600),
        ("fps", _) => json!(24),
        (_, "integer" | "number") => json!(1),
        (_, "boolean") => json!(true),
        (_, "object") => json!({}),
        _ => Value::Null,
    }
}

fn is_amount(name: &str) -> bool {
    const AMOUNTS: [&str; 16] = [
        "amount",
        "total",
        "available",
        "staked",
        "escrowed",
        "pending",
        "fee",
        "cost",
        "balance",
        "issued",
        "circulating",
        "reserve",
        "treasury",
        "burned",
        "credited",
        "debited",
    ];
    AMOUNTS.contains(&name) || name.ends_with("Weight") || name.ends_with("Stake")
}

#[cfg(test)]
#[path = "schema_tests.rs"]
mod tests;
