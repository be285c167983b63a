//! The API's document as people read it: operations by feature, with all they take, give and refuse.
//! Pure.

use serde_json::{Map, Value};

use super::schema::{Field, Types};

/// A way in which an operation refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) status: u16,
    pub(super) code: String,
    /// One sentence; empty where the document has none.
    pub(super) meaning: String,
}

/// One operation.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Operation {
    pub(super) id: String,
    /// In capitals.
    pub(super) method: String,
    pub(super) path: String,
    pub(super) summary: String,
    /// What a key or an agent must be allowed to do.
    pub(super) scope: Option<String>,
    /// Whether it asks who is calling.
    pub(super) needs_caller: bool,
    pub(super) parameters: Vec<Field>,
    pub(super) body: Vec<Field>,
    pub(super) body_note: String,
    /// What is needed of the body, as a sample; null for none.
    pub(super) body_sample: Value,
    pub(super) status: u16,
    pub(super) answer: Vec<Field>,
    pub(super) answer_sample: Value,
    pub(super) refusals: Vec<Refusal>,
}

impl Operation {
    /// A WebSocket.
    pub(super) fn is_stream(&self) -> bool {
        self.status == 101
    }

    pub(super) fn takes_key(&self) -> bool {
        self.parameters.iter().any(|it| it.name == "Idempotency-Key")
    }

    /// Whether all these words occur in it, in any order.
    fn fits(&self, words: &[String]) -> bool {
        let mut all =
            format!("{} {} {} {}", self.id, self.method, self.path, self.summary).to_lowercase();
        for refusal in &self.refusals {
            all.push(' ');
            all.push_str(&refusal.code);
        }
        words.iter().all(|word| all.contains(word))
    }
}

/// The operations of a feature.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    pub(super) name: String,
    pub(super) operations: Vec<Operation>,
}

/// The whole document.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Book {
    pub(super) groups: Vec<Group>,
}

/// The features in the order in which people meet them; any other comes after them.
const ORDER: [(&str, &str); 21] = [
    ("sessions", "Sessions"),
    ("account", "Accounts"),
    ("people", "People"),
    ("keys", "API keys"),
    ("agents", "Agents"),
    ("token", "Tokens"),
    ("treasury", "Treasury"),
    ("staking", "Staking"),
    ("access", "Access and quotes"),
    ("jobs", "Productions"),
    ("governance", "Governance"),
    ("policies", "Policies"),
    ("catalogue", "Catalogue"),
    ("avatars", "Avatars"),
    ("styles", "Styles"),
    ("generate", "Drawing"),
    ("ws", "Drawing, live"),
    ("live", "Live events"),
    ("webhooks", "Webhooks"),
    ("health", "Health"),
    ("admin", "Roles and operators"),
];

impl Book {
    /// Reads an OpenAPI document; what is not understood is left out.
    pub(super) fn read(document: &Value) -> Self {
        let none = Map::new();
        let types = Types::of(document, &none);
        let mut groups: Vec<(String, Vec<Operation>)> = vec![];
        for (path, methods) in document["paths"].as_object().into_iter().flatten() {
            for (method, operation) in methods.as_object().into_iter().flatten() {
                let tag = operation["tags"][0].as_str().unwrap_or("other").to_owned();
                let read = one(method, path, operation, &types, document);
                match groups.iter_mut().find(|(name, _)| *name == tag) {
                    Some((_, operations)) => operations.push(read),
                    None => groups.push((tag, vec![read])),
                }
            }
        }
        groups.sort_by_key(|(tag, _)| place(tag));
        let named = |(tag, operations): (String, Vec<Operation>)| {
            let name = ORDER
                .iter()
                .find(|(known, _)| *known == tag)
                .map_or(tag.as_str(), |(_, name)| name);
            Group { name: name.to_owned(), operations }
        };
        Self { groups: groups.into_iter().map(named).collect() }
    }

    /// The operation of this id.
    pub(super) fn operation(&self, id: &str) -> Option<&Operation> {
        self.groups.iter().flat_map(|it| &it.operations).find(|it| it.id == id)
    }

    /// Every code with its status and meaning, once, by status.
    pub(super) fn refusals(&self) -> Vec<Refusal> {
        let all =
            self.groups.iter().flat_map(|it| &it.operations).flat_map(|it| it.refusals.clone());
        let mut all: Vec<_> = all.collect();
        all.sort_by(|one, two| (one.status, &one.code).cmp(&(two.status, &two.code)));
        all.dedup();
        all
    }

    /// Only what fits the words that were typed.
    pub(super) fn filtered(&self, typed: &str) -> Self {
        let words: Vec<_> = typed.split_whitespace().map(str::to_lowercase).collect();
        let kept = |group: &Group| {
            let fits_all = words.iter().all(|word| group.name.to_lowercase().contains(word));
            let keep = |it: &&Operation| fits_all || it.fits(&words);
            let operations: Vec<_> = group.operations.iter().filter(keep).cloned().collect();
            (!operations.is_empty()).then(|| Group { name: group.name.clone(), operations })
        };
        Self { groups: self.groups.iter().filter_map(kept).collect() }
    }
}

fn place(tag: &str) -> usize {
    ORDER.iter().position(|(known, _)| *known == tag).unwrap_or(ORDER.len())
}

fn one(
    method: &str,
    path: &str,
    operation: &Value,
    types: &Types<'_>,
    document: &Value,
) -> Operation {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let taken =
        if operation["requestBody"].is_object() { "requestBody" } else { "x-client-frames" };
    let schema = &operation[taken]["content"]["application/json"]["schema"];
    let (status, given) = success(&operation["responses"]);
    let refusals = refusals(operation, document);
    let asks = |code: &str| refusals.iter().any(|it| it.code == code);
    let scope = operation["x-scope"].as_str().map(str::to_owned);
    Operation {
        id: text(&operation["operationId"]),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(&operation["summary"]),
        needs_caller: scope.is_some() || asks("session_required") || asks("membership_required"),
        scope,
        parameters: operation["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|it| parameter(it, types))
            .collect(),
        body: types.fields(schema),
        body_note: if schema.is_null() { String::new() } else { types.words(schema) },
        body_sample: if schema.is_null() { Value::Null } else { types.sample(schema, true) },
        status,
        answer: types.fields(&given),
        answer_sample: if given.is_null() { Value::Null } else { types.sample(&given, false) },
        refusals,
    }
}

fn parameter(value: &Value, types: &Types<'_>) -> Field {
    let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    let bounds = [("minimum", "from"), ("maximum", "to")].map(|(bound, word)| {
        value["schema"][bound].as_u64().map(|it| format!(" {word} {it}")).unwrap_or_default()
    });
    let note = match value["name"].as_str().unwrap_or_default() {
        "limit" => "How many of a list at a time.".to_owned(),
        "cursor" => "Where the page before ended: its nextCursor.".to_owned(),
        "Idempotency-Key" => {
            "Sent again with the same body, it gives the first answer again.".to_owned()
        }
        "If-Match" => "Refuses to change what has changed since you read it.".to_owned(),
        _ => text("description"),
    };
    Field {
        name: text("name"),
        kind: format!("{}{}", types.words(&value["schema"]), bounds.concat()),
        is_required: value["required"].as_bool().unwrap_or(false),
        note,
        place: text("in"),
    }
}

/// Status and type of the good answer.
fn success(responses: &Value) -> (u16, Value) {
    let all = responses.as_object().into_iter().flatten();
    let good = all.filter_map(|(status, answer)| Some((status.parse::<u16>().ok()?, answer)));
    let good = good.filter(|(status, _)| *status < 400).min_by_key(|(status, _)| *status);
    good.map_or((200, Value::Null), |(status, answer)| {
        (status, answer["content"]["application/json"]["schema"].clone())
    })
}

fn refusals(operation: &Value, document: &Value) -> Vec<Refusal> {
    let mut found = vec![];
    for (status, answer) in operation["responses"].as_object().into_iter().flatten() {
        let Ok(status) = status.parse::<u16>() else { continue };
        if status < 400 {
            continue;
        }
        for code in answer["description"].as_str().unwrap_or_default().split(", ") {
            let meaning = document["components"]["x-refusals"][code]["message"].as_str();
            let meaning = meaning.unwrap_or(if code == "internal" {
                "Something broke on our side"
            } else {
                ""
            });
            found.push(Refusal { status, code: code.to_owned(), meaning: meaning.to_owned() });
        }
    }
    found
}

#[cfg(test)]
#[path = "book_tests.rs"]
mod tests;
