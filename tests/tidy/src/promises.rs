//! What is promised is written down and tried: refusal codes in API.md, routes in a story,
//! dependencies in ARCHITECTURE.md.

use crate::Repository;

/// The table of refusals, one line for each: `Name 404 "code" "Message";`.
const TABLE: &str = "edge/src/code.rs";

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

/// The features' tables of routes: `route(("GET", "/avatars/:id"), …)`, below [`BASES`].
const TABLES: (&str, &str) = ("edge/src/", "/table.rs");
/// Where the API lives, with its version and without.
const BASES: [&str; 2] = ["/api/v1", "/api"];
/// The methods a route may have.
const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/// One row of the table.
#[derive(Debug, PartialEq, Eq)]
struct Route {
    method: String,
    path: String,
}

/// Routes of the edge that no API story and no journey asks for.
pub fn untold_routes(repository: &Repository) -> Vec<String> {
    let is_table = |path: &str| path.starts_with(TABLES.0) && path.ends_with(TABLES.1);
    let tables = repository.sources.iter().filter(|it| is_table(&it.path));
    let routes: Vec<Route> = tables.flat_map(|table| routes_of(&table.text)).collect();
    if routes.is_empty() {
        return vec!["no table holds a row like `(\"GET\", \"/avatars/:id\")`".to_owned()];
    }
    let stories = repository.sources.iter().filter(|it| it.is_test() && it.has_ending(&["mjs"]));
    let lines: Vec<&str> = stories.flat_map(|story| story.text.lines()).collect();
    let untold = |route: &Route| !lines.iter().any(|line| tells(line, route));
    let untold = routes.into_iter().filter(untold);
    untold.map(|route| format!("{} {}", route.method, route.path)).collect()
}

/// The pairs of a method and a path, outside tests.
fn routes_of(text: &str) -> Vec<Route> {
    let shipped = text.split("#[cfg(test)]").next().unwrap_or(text);
    let mut routes = Vec::new();
    for row in shipped.split("(\"").skip(1) {
        let mut words = row.split('"');
        let (method, path) = (words.next().unwrap_or(""), words.nth(1).unwrap_or(""));
        if METHODS.contains(&method) && path.starts_with('/') {
            routes.push(Route { method: method.to_owned(), path: path.to_owned() });
        }
    }
    routes
}

/// Whether a line of a story asks for the route: it names the method (GET may go without saying)
/// and the path, with something in the place of each parameter.
fn tells(line: &str, route: &Route) -> bool {
    let method = route.method == "GET" || line.contains(&route.method);
    let parts: Vec<&str> = route.path.split('/').skip(1).collect();
    // The WebSocket also answers outside of the API, where its path follows a quotation mark.
    let quotes: &[&str] = if parts[0] == "ws" { &["`", "'", "\""] } else { &[] };
    let mut bases = BASES.iter().chain(quotes);
    method
        && bases.any(|base| {
            line.match_indices(base).any(|(at, _)| follows(&line[at + base.len()..], &parts))
        })
}

/// Whether the text goes on with these parts of a path, and with no further one.
fn follows(text: &str, parts: &[&str]) -> bool {
    let Some((part, others)) = parts.split_first() else {
        return !text.starts_with(|it: char| it == '/' || it == '-' || it.is_alphanumeric());
    };
    let Some(text) = text.strip_prefix('/') else { return false };
    if part.starts_with(':') {
        let end = text.find(['/', '`', '\'', '"', '?', ' ']).unwrap_or(text.len());
        return end > 0 && follows(&text[end..], others);
    }
    text.strip_prefix(part).is_some_and(|text| follows(text, others))
}

/// Dependencies, from crates and from npm, that have no line in ARCHITECTURE.md.
pub fn unexplained_dependencies(repository: &Repository) -> Vec<String> {
    let text = |path| repository.find(path).map_or("", |source| source.text.as_str());
    let explained: Vec<&str> = text("ARCHITECTURE.md")
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(" | ").next())
        .flat_map(|names| names.split([',', ' ']))
        .collect();
    let crates = section(text("Cargo.toml"), "[workspace.dependencies]", "[");
    let packages = section(text("package.json"), "\"devDependencies\"", "}");
    let ours = |line: &&str| !line.contains("path = ");
    let names = crates.filter(ours).filter_map(|line| line.split_once(" =").map(|it| it.0));
    let names = names.chain(packages.filter_map(|line| line.trim().split('"').nth(1)));
    names
        .filter(|name| !name.starts_with('#') && !explained.contains(name))
        .map(str::to_owned)
        .collect()
}

/// The lines after the one that begins with `start`, up to one that begins with `end`.
fn section<'a>(text: &'a str, start: &str, end: &str) -> impl Iterator<Item = &'a str> {
    let lines = text.lines().skip_while(move |line| !line.trim().starts_with(start)).skip(1);
    lines.take_while(move |line| !line.trim().starts_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Source;

    #[test]
    fn codes_are_read_from_the_table() {
        let table =
            "codes! {\n  NotFound 404 \"not_found\" \"Nothing here\";\n}\nlet a = 404 \"b\";";
        assert_eq!(codes_of(table), ["not_found"]);
    }

    #[test]
    fn a_route_is_told_by_a_line_that_asks_for_it() {
        let table =
            "route((\"POST\", \"/avatars/:id/export\"), A),\nroute((\"GET\", \"/avatars\"), B)";
        let [export, list] = &routes_of(table)[..] else { panic!("two routes") };
        assert!(tells("await call('POST', `/api/v1/avatars/${id}/export`)", export));
        assert!(!tells("await call('POST', '/api/v1/avatars')", export));
        assert!(!tells("await call('GET', `/api/v1/avatars/${id}/export`)", export));
        assert!(tells("await call('GET', '/api/avatars?limit=2')", list));
        assert!(!tells("await call('GET', `/api/avatars/${id}`)", list));
    }
    #[test]
    fn every_dependency_has_a_line() {
        let sources = vec![
            Source::sample("ARCHITECTURE.md", "| serde, serde_json | JSON | the standard |\n"),
            Source::sample(
                "Cargo.toml",
                "[workspace.dependencies]\n# ours\nface = { path = \"a\" }\nserde = \"1\"\nhalf = \"2\"\n[x]\n",
            ),
            Source::sample("package.json", "{\n \"devDependencies\": {\n \"a/b\": \"1\"\n }\n}"),
        ];
        let repository = Repository { root: "".into(), sources };
        assert_eq!(unexplained_dependencies(&repository), ["half", "a/b"]);
    }
}
