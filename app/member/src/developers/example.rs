//! Requests to copy and paste, for a shell and for JavaScript. Pure.

use serde_json::Value;

use super::book::Operation;

/// How long the first line of a command may be.
const LINE_CHARS: usize = 62;

/// In which language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    Shell,
    JavaScript,
}

/// The example of an operation. `origin` is this site's.
pub(super) fn example(operation: &Operation, language: Language, origin: &str) -> String {
    match language {
        _ if operation.is_stream() => stream(operation, origin),
        Language::Shell => shell(operation, origin),
        Language::JavaScript => javascript(operation, origin),
    }
}

/// The address with something to fill in where the path has names.
fn address(operation: &Operation, origin: &str, scheme: &str) -> String {
    let origin = origin.replacen("http", scheme, 1);
    let path = operation.path.replace(['{', '}'], "").split('/').enumerate().fold(
        String::new(),
        |path, (index, part)| {
            let is_name =
                operation.path.split('/').nth(index).is_some_and(|it| it.starts_with('{'));
            let part = if is_name { part.to_uppercase() } else { part.to_owned() };
            if index == 0 { part } else { format!("{path}/{part}") }
        },
    );
    format!("{origin}{path}{}", query(operation))
}

/// What has to stand in the query.
fn query(operation: &Operation) -> String {
    let needed = operation.parameters.iter().filter(|it| it.place == "query" && it.is_required);
    let pairs: Vec<_> =
        needed.map(|it| format!("{}={}", it.name, it.name.to_uppercase())).collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

fn shell(operation: &Operation, origin: &str) -> String {
    let address = address(operation, origin, "http");
    let quoted = if address.contains('?') { format!("'{address}'") } else { address };
    let verb = if operation.method == "GET" {
        "curl".into()
    } else {
        format!("curl -X {}", operation.method)
    };
    // A long address stands on a line of its own.
    let mut parts = if verb.len() + quoted.len() > LINE_CHARS {
        vec![verb, quoted]
    } else {
        vec![format!("{verb} {quoted}")]
    };
    if operation.needs_caller {
        parts.push(r#"-H "Authorization: Bearer $DIGIGAMI_TOKEN""#.into());
    }
    if operation.takes_key() {
        parts.push(r#"-H "Idempotency-Key: $(uuidgen)""#.into());
    }
    if !operation.body_sample.is_null() {
        parts.push(r#"-H "Content-Type: application/json""#.into());
        let body = pretty(&operation.body_sample).replace('\'', r"'\''").replace('\n', "\n  ");
        parts.push(format!("-d '{body}'"));
    }
    parts.join(" \\\n  ")
}

fn javascript(operation: &Operation, origin: &str) -> String {
    let mut options = vec![];
    if operation.method != "GET" {
        options.push(format!("method: \"{}\",", operation.method));
    }
    let mut headers = vec![];
    if operation.needs_caller {
        headers.push("authorization: `Bearer ${process.env.DIGIGAMI_TOKEN}`,");
    }
    if operation.takes_key() {
        headers.push("\"idempotency-key\": crypto.randomUUID(),");
    }
    let has_body = !operation.body_sample.is_null();
    if has_body {
        headers.push("\"content-type\": \"application/json\",");
    }
    if !headers.is_empty() {
        options.push(format!("headers: {{\n    {}\n  }},", headers.join("\n    ")));
    }
    if has_body {
        let body = pretty(&operation.body_sample).replace('\n', "\n  ");
        options.push(format!("body: JSON.stringify({body}),"));
    }
    let options = if options.is_empty() {
        String::new()
    } else {
        format!(", {{\n  {}\n}}", options.join("\n  "))
    };
    let read = if operation.answer_sample.is_null() {
        "answer.status"
    } else {
        "answer.status, await answer.json()"
    };
    let address = address(operation, origin, "http");
    format!("const answer = await fetch(\"{address}\"{options});\nconsole.log({read});\n")
}

fn stream(operation: &Operation, origin: &str) -> String {
    let address = address(operation, origin, "ws");
    format!(
        "const socket = new WebSocket(\"{address}\");\nsocket.onmessage = ({{ data }}) => console.log(JSON.parse(data));\n"
    )
}

/// JSON as people write it.
pub(super) fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::schema::Field;
    use super::*;
    use serde_json::json;

    fn transfer() -> Operation {
        let key =
            Field { name: "Idempotency-Key".into(), place: "header".into(), ..Field::default() };
        Operation {
            id: "transfer".into(),
            method: "POST".into(),
            path: "/api/v1/token/transfer".into(),
            needs_caller: true,
            parameters: vec![key],
            body_sample: json!({"amount": "1.00000000", "to": "@sora"}),
            status: 201,
            answer_sample: json!({"id": "…"}),
            ..Operation::default()
        }
    }

    #[test]
    fn a_shell_gets_one_command() {
        let text = example(&transfer(), Language::Shell, "https://digigami.me");
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines[0], r"curl -X POST https://digigami.me/api/v1/token/transfer \");
        assert_eq!(lines[1], r#"  -H "Authorization: Bearer $DIGIGAMI_TOKEN" \"#);
        assert!(
            text.ends_with("-d '{\n    \"amount\": \"1.00000000\",\n    \"to\": \"@sora\"\n  }'")
        );
    }

    #[test]
    fn a_quote_in_a_body_does_not_end_the_command() {
        let operation = Operation { body_sample: json!({"memo": "it's"}), ..transfer() };
        assert!(example(&operation, Language::Shell, "http://x").contains(r"it'\''s"));
    }

    #[test]
    fn what_is_open_to_all_needs_no_token() {
        let styles = Operation {
            path: "/api/v1/styles".into(),
            method: "GET".into(),
            status: 200,
            ..Operation::default()
        };
        assert_eq!(example(&styles, Language::Shell, "http://x"), "curl http://x/api/v1/styles");
        let text = example(&styles, Language::JavaScript, "http://x");
        assert_eq!(
            text,
            "const answer = await fetch(\"http://x/api/v1/styles\");\nconsole.log(answer.status);\n"
        );
    }

    #[test]
    fn names_in_a_path_are_there_to_be_filled_in() {
        let one = Operation {
            path: "/api/v1/jobs/{id}".into(),
            method: "GET".into(),
            ..Operation::default()
        };
        assert_eq!(example(&one, Language::Shell, "http://x"), "curl http://x/api/v1/jobs/ID");
    }

    #[test]
    fn a_stream_is_opened_and_not_fetched() {
        let live = Operation { path: "/api/v1/live".into(), status: 101, ..Operation::default() };
        let text = example(&live, Language::Shell, "https://digigami.me");
        assert!(
            text.starts_with("const socket = new WebSocket(\"wss://digigami.me/api/v1/live\");")
        );
    }
}
