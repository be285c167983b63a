//! Reading Rust without a parser: enough to know what is code, what is a test, what is a function.

/// The text with comments, strings and characters blanked; every line keeps its number.
pub fn code_only(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while at < bytes.len() {
        let length = comment(&text[at..])
            .or_else(
                || if at > 0 && is_word(bytes[at - 1]) { None } else { raw_string(&text[at..]) },
            )
            .or_else(|| string(&text[at..]))
            .or_else(|| character(&text[at..]));
        let Some(length) = length else {
            let symbol = text[at..].chars().next().unwrap_or(' ');
            code.push(symbol);
            at += symbol.len_utf8();
            continue;
        };
        code.extend(text[at..at + length].chars().map(|it| if it == '\n' { '\n' } else { ' ' }));
        at += length;
    }
    code
}

/// The code (see [`code_only`]) with modules marked `#[cfg(test)]` blanked too.
pub fn shipped_code(text: &str) -> String {
    let mut code = code_only(text);
    const MARK: &str = "#[cfg(test)]";
    let mut from = 0;
    while let Some(start) = code[from..].find(MARK).map(|found| from + found) {
        let after = start + MARK.len();
        let brace = code[after..].find(['{', ';']).map_or(code.len(), |found| after + found);
        let end = if code[brace..].starts_with('{') { closing_brace(&code, brace) } else { brace };
        let blank: String =
            code[start..end].chars().map(|it| if it == '\n' { '\n' } else { ' ' }).collect();
        code.replace_range(start..end, &blank);
        from = start + blank.len();
    }
    code
}

/// One function: its name, its first line (from 1) and how many lines it spans.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    /// The name after `fn`.
    pub name: String,
    /// Where it begins.
    pub line: usize,
    /// From the signature to the closing brace, both included.
    pub n_lines: usize,
}

/// The functions with a body in code made by [`code_only`] or [`shipped_code`].
pub fn functions(code: &str) -> Vec<Function> {
    let mut found = Vec::new();
    for (start, _) in code.match_indices("fn ") {
        let alone = start == 0 || !is_word(code.as_bytes()[start - 1]);
        let rest = &code[start + "fn ".len()..];
        let name: String =
            rest.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect();
        if !alone || name.is_empty() {
            continue;
        }
        let Some(body) = rest.find(['{', ';']).map(|offset| start + "fn ".len() + offset) else {
            continue;
        };
        if code[body..].starts_with('{') {
            let end = closing_brace(code, body);
            let n_lines = code[start..end].matches('\n').count() + 1;
            found.push(Function { name, line: code[..start].matches('\n').count() + 1, n_lines });
        }
    }
    found
}

/// The place after the brace that closes the one at `open`.
fn closing_brace(code: &str, open: usize) -> usize {
    let mut depth = 0_usize;
    for (offset, symbol) in code[open..].char_indices() {
        match symbol {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => continue,
        }
        if depth == 0 {
            return open + offset + 1;
        }
    }
    code.len()
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn comment(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    text.starts_with("/*").then(|| text.find("*/").map_or(text.len(), |end| end + 2))
}

fn raw_string(text: &str) -> Option<usize> {
    let body = text.strip_prefix("br").or_else(|| text.strip_prefix('r'))?;
    let n_hashes = body.bytes().take_while(|byte| *byte == b'#').count();
    body[n_hashes..].strip_prefix('"')?;
    let open = text.len() - body.len() + n_hashes + 1;
    let closing = format!("\"{}", "#".repeat(n_hashes));
    Some(text[open..].find(&closing).map_or(text.len(), |end| open + end + closing.len()))
}

fn string(text: &str) -> Option<usize> {
    let mut symbols = text.char_indices();
    if symbols.next()?.1 != '"' {
        return None;
    }
    while let Some((at, symbol)) = symbols.next() {
        match symbol {
            '\\' => drop(symbols.next()),
            '"' => return Some(at + 1),
            _ => {}
        }
    }
    Some(text.len())
}

/// A character literal, and not a lifetime: those have no closing quote two symbols on.
fn character(text: &str) -> Option<usize> {
    let body = text.strip_prefix('\'')?;
    let first = body.chars().next()?;
    if first == '\\' {
        let after = 2 + body[1..].chars().next()?.len_utf8();
        return body[after - 1..].find('\'').map(|end| after + end + 1);
    }
    body[first.len_utf8()..].starts_with('\'').then(|| first.len_utf8() + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_strings_and_characters_are_blanked() {
        let check = |text: &str, expected: &str| assert_eq!(code_only(text), expected, "{text}");
        check("a // b\nc", "a     \nc");
        check("a(\"}\\\"\")", "a(     )");
        check("r#\"{\"#;x", "      ;x");
        check("if c == '{' {}", "if c ==     {}");
        check("if c == '\\'' {}", "if c ==      {}");
        check("fn f<'a>(b: &'a str) {}", "fn f<'a>(b: &'a str) {}");
        check("/* { \n */ x", "     \n    x");
    }

    #[test]
    fn test_modules_are_not_shipped() {
        let code = shipped_code("fn a() {}\n#[cfg(test)]\nmod tests {\n fn b() {}\n}\nfn c() {}\n");
        let names: Vec<String> = functions(&code).into_iter().map(|it| it.name).collect();
        assert_eq!(names, ["a", "c"]);
        assert_eq!(shipped_code("#[cfg(test)]\nmod tests;\nfn d() {}").matches("fn d").count(), 1);
    }

    #[test]
    fn functions_know_their_place_and_length() {
        let found = functions("\nfn one() -> u8 {\n  {1}\n}\ntrait T { fn two(&self); }\n");
        assert_eq!(found, [Function { name: "one".to_owned(), line: 2, n_lines: 3 }]);
    }
}
