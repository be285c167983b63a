//! Colours have names, and the names have their values in `style/tokens.css` alone.

use crate::{Repository, Source};

/// Functions that spell a colour out.
const COLOUR_FUNCTIONS: [&str; 6] = ["rgb(", "rgba(", "hsl(", "hsla(", "oklch(", "oklab("];

/// Colours spelled out in a style sheet other than the tokens.
pub fn colour_literals(repository: &Repository) -> Vec<String> {
    let sheets = repository.sources.iter().filter(|source| {
        source.has_ending(&["css"])
            && source.path.starts_with("style/")
            && source.path != "style/tokens.css"
    });
    sheets.flat_map(literals_of).collect()
}

fn literals_of(source: &Source) -> Vec<String> {
    let text = without(&without(&source.text, "/*", "*/"), "url(", ")");
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        // What stands before a brace is a selector: `#face` is a name there.
        let declarations = line.rsplit_once('{').map_or(line, |(_, declarations)| declarations);
        for value in declarations.split(';').filter_map(|it| it.split_once(':')).map(|it| it.1) {
            if spells_a_colour(value) {
                found.push(format!("{}:{}: {}", source.path, index + 1, line.trim()));
            }
        }
    }
    found.dedup();
    found
}

fn spells_a_colour(value: &str) -> bool {
    let hex = value.split('#').skip(1).any(|rest| {
        let n_digits = rest.chars().take_while(|it| it.is_alphanumeric()).count();
        let digits = rest.chars().take(n_digits).all(|it| it.is_ascii_hexdigit());
        digits && [3, 4, 6, 8].contains(&n_digits)
    });
    // `rgb(from var(--ink) …)` derives a colour from a token, which is what tokens are for.
    let function = COLOUR_FUNCTIONS.iter().any(|name| {
        value
            .split(name)
            .skip(1)
            .any(|rest| !rest.starts_with("from var(") && !rest.starts_with("var("))
    });
    hex || function
}

/// The text with everything from `open` to `close` left out, but not the line breaks in it.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(open) {
        let end = rest[start..].find(close).map_or(rest.len(), |end| start + end + close.len());
        result.push_str(&rest[..start]);
        result.extend(rest[start..end].chars().filter(|it| *it == '\n'));
        rest = &rest[end..];
    }
    result + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_found_in_values_only() {
        let n = |text: &str| literals_of(&Source::sample("style/a.css", text)).len();
        assert_eq!(n(".a { color: #fff; }"), 1);
        assert_eq!(n("  background: rgb(1 2 3 / 50%);"), 1);
        assert_eq!(n("#face { color: var(--ink); }"), 0);
        assert_eq!(n("  color: rgb(from var(--ink) r g b / 50%);"), 0);
        assert_eq!(n("/* #fff */ a { mask: url(data:image/svg+xml,%23fff#fff); }"), 0);
        assert_eq!(n("a:hover { --x: 1; }"), 0);
    }
}
