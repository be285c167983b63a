//! What the API promises is written down and tried: refusal codes in API.md, routes in a story.

use crate::{Repository, Source};

/// The table of refusals, one line for each: `Name 404 "code" "Message";`.
const TABLE: &str = "edge/src/error.rs";

/// Refusal codes of the edge that API.md does not name.
pub fn undocumented_codes(repository: &Repository) -> Vec<String> {
    let (Some(api), Some(table)) = (repository.find("API.md"), repository.find(TABLE)) else {
        return vec![format!("API.md or {TABLE} is missing")];
    };
    let codes = codes_of(&table.text);
    if codes.is_empty() {
        return vec![format!("{TABLE} holds no line like `Name 404 \"code\" \"Message\";`")];
    }
    let documented = |code: &String| api.text.contains(&format!("`{code}`"));
    codes.into_iter().filter(|code| !documented(code)).collect()
}

/// The codes in lines of the table.
fn codes_of(text: &str) -> Vec<String> {
    text.lines().filter_map(code_of).collect()
}

fn code_of(line: &str) -> Option<String> {
    let mut words = line.split_whitespace();
    let (name, status) = (words.next()?, words.next()?);
    let is_row = name.starts_with(char::is_uppercase) && status.parse::<u16>().is_ok();
    let code = words.next()?.strip_prefix('"')?.strip_suffix('"')?;
    is_row.then(|| code.to_owned())
}

/// Routes of the edge that no API story and no journey asks for.
pub fn untold_routes(repository: &Repository) -> Vec<String> {
    let Some(router) = repository.find("edge/src/router.rs") else {
        return vec!["edge/src/router.rs is missing".to_owned()];
    };
    let stories: Vec<&Source> = repository
        .sources
        .iter()
        .filter(|it| it.path.starts_with("tests/") && it.has_ending(&["mjs"]))
        .collect();
    let told = |route: &String| {
        let pieces = fixed_pieces(route);
        let lines = stories.iter().flat_map(|story| story.text.lines());
        lines.into_iter().any(|line| holds_in_order(line, &pieces))
    };
    let routes = routes_of(&router.text);
    routes
        .into_iter()
        .filter(|route| !told(route))
        .map(|it| format!("edge/src/router.rs: {it}"))
        .collect()
}

/// The string literals that are paths.
fn routes_of(text: &str) -> Vec<String> {
    let shipped: Vec<&str> = text.split("#[cfg(test)]").take(1).collect();
    let code_lines = shipped[0].lines().filter(|line| !line.trim_start().starts_with("//"));
    let mut routes: Vec<String> = Vec::new();
    for literal in code_lines.flat_map(|line| line.split('"').skip(1).step_by(2)) {
        if literal.starts_with("/api") && !routes.iter().any(|known| known == literal) {
            routes.push(literal.to_owned());
        }
    }
    routes
}

/// A route without its parameters: `/avatars/:id/export` is `/avatars/` and `/export`.
fn fixed_pieces(route: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for segment in route.split('/').skip(1) {
        let parameter = segment.starts_with([':', '{', '*']);
        let last = pieces.len() - 1;
        pieces[last].push('/');
        if parameter {
            pieces.push(String::new());
        } else {
            pieces[last].push_str(segment);
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

fn holds_in_order(line: &str, pieces: &[String]) -> bool {
    let mut rest = line;
    pieces.iter().all(|piece| match rest.find(piece.as_str()) {
        Some(at) => {
            rest = &rest[at + piece.len()..];
            true
        }
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_from_the_table() {
        let table =
            "codes! {\n  NotFound 404 \"not_found\" \"Nothing here\";\n}\nlet a = 404 \"b\";";
        assert_eq!(codes_of(table), ["not_found"]);
    }

    #[test]
    fn a_route_with_parameters_is_told_by_a_line_that_fills_them() {
        let pieces = fixed_pieces("/api/v1/avatars/:id/export");
        assert_eq!(pieces, ["/api/v1/avatars/", "/export"]);
        assert!(holds_in_order("post(`/api/v1/avatars/${id}/export`)", &pieces));
        assert!(!holds_in_order("get(`/api/v1/avatars/${id}`)", &pieces));
    }
}
