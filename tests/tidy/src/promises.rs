//! What the API promises is written down and tried: refusal codes in API.md, routes in a story.

use crate::rust_text::shipped_code;
use crate::{Repository, Source};

/// Refusal codes of the edge that API.md does not name.
pub fn undocumented_codes(repository: &Repository) -> Vec<String> {
    let Some(api) = repository.find("API.md") else {
        return vec!["API.md is missing".to_owned()];
    };
    let edge =
        |source: &&Source| source.path.starts_with("edge/src/") && source.has_ending(&["rs"]);
    let mut found = Vec::new();
    for source in repository.sources.iter().filter(edge) {
        for code in codes_of(&source.text) {
            if !api.text.contains(&format!("`{code}`")) {
                found.push(format!("{}: `{code}`", source.path));
            }
        }
    }
    found
}

/// The string literals in functions named `code`.
fn codes_of(text: &str) -> Vec<String> {
    let code = shipped_code(text);
    let mut found = Vec::new();
    for (start, _) in code.match_indices("fn code(") {
        let line = code[..start].matches('\n').count();
        let n_lines =
            crate::rust_text::functions(&code[start..]).first().map_or(0, |it| it.n_lines);
        for line in text.lines().skip(line).take(n_lines) {
            let literals = line.split('"').skip(1).step_by(2);
            found.extend(literals.filter(|it| is_snake_case(it)).map(str::to_owned));
        }
    }
    found
}

fn is_snake_case(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_')
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
    fn codes_are_read_from_functions_named_code() {
        let text = "fn code(&self) -> &'static str {\n match self { A => \"not_found\",\n B => \"too_large\" }\n}\n\
                    fn words(&self) -> &str { \"Not found\" }";
        assert_eq!(codes_of(text), ["not_found", "too_large"]);
    }

    #[test]
    fn a_route_with_parameters_is_told_by_a_line_that_fills_them() {
        let pieces = fixed_pieces("/api/v1/avatars/:id/export");
        assert_eq!(pieces, ["/api/v1/avatars/", "/export"]);
        assert!(holds_in_order("post(`/api/v1/avatars/${id}/export`)", &pieces));
        assert!(!holds_in_order("get(`/api/v1/avatars/${id}`)", &pieces));
    }
}
