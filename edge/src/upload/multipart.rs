//! `multipart/form-data`, read from bytes that are already here and already bounded.

use crate::error::Code;

/// Most parts of a form.
pub const PARTS_MAX: usize = 16;

/// One field of a form.
#[derive(Debug, PartialEq)]
pub struct Part<'a> {
    /// The field.
    pub name: String,
    /// Present when the field is a file.
    pub file_name: Option<String>,
    /// The media type that was stated.
    pub media_type: Option<String>,
    /// What it holds.
    pub bytes: &'a [u8],
}

/// The boundary in a `content-type` header, if it is a form.
pub fn boundary(content_type: &str) -> Option<&str> {
    let (kind, parameters) = content_type.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let value = parameters.split(';').find_map(|p| {
        let (name, value) = p.split_once('=')?;
        name.trim().eq_ignore_ascii_case("boundary").then_some(value.trim())
    })?;
    Some(value.trim_matches('"')).filter(|b| !b.is_empty() && b.len() <= 70)
}

/// The fields of a form, in order.
pub fn parse<'a>(body: &'a [u8], boundary: &str) -> Result<Vec<Part<'a>>, Code> {
    let opening = format!("--{boundary}");
    let line = format!("\r\n--{boundary}");
    let start = find(body, opening.as_bytes()).ok_or(Code::BodyMalformed)?;
    let mut rest = &body[start + opening.len()..];
    let mut parts = Vec::new();
    loop {
        if rest.starts_with(b"--") {
            return Ok(parts);
        }
        rest = rest.strip_prefix(b"\r\n").ok_or(Code::BodyMalformed)?;
        let head_end = find(rest, b"\r\n\r\n").ok_or(Code::BodyMalformed)?;
        let head = std::str::from_utf8(&rest[..head_end]).map_err(|_| Code::BodyMalformed)?;
        rest = &rest[head_end + 4..];
        let end = find(rest, line.as_bytes()).ok_or(Code::BodyMalformed)?;
        if parts.len() == PARTS_MAX {
            return Err(Code::BodyMalformed);
        }
        parts.push(part(head, &rest[..end])?);
        rest = &rest[end + line.len()..];
    }
}

fn part<'a>(head: &str, bytes: &'a [u8]) -> Result<Part<'a>, Code> {
    let header = |wanted: &str| {
        head.split("\r\n").find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.trim().eq_ignore_ascii_case(wanted).then_some(value.trim())
        })
    };
    let disposition = header("content-disposition").ok_or(Code::BodyMalformed)?;
    let name = parameter(disposition, "name").ok_or(Code::BodyMalformed)?;
    let file_name = parameter(disposition, "filename");
    let media_type = header("content-type").map(str::to_owned);
    Ok(Part { name, file_name, media_type, bytes })
}

/// A quoted parameter, as in `form-data; name="image"; filename="me.png"`.
fn parameter(header: &str, wanted: &str) -> Option<String> {
    let marker = format!("{wanted}=\"");
    let mut from = 0;
    loop {
        let at = from + header[from..].find(&marker)?;
        // `name=` also ends `filename=`: the letter before must be none.
        let before = header[..at].chars().next_back();
        if before.is_some_and(|c| c == ' ' || c == ';') {
            let value = &header[at + marker.len()..];
            return Some(value[..value.find('"')?].replace("%22", "\""));
        }
        from = at + marker.len();
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = *wanted.first()?;
    let mut from = 0;
    while let Some(step) = bytes[from..].iter().position(|&b| b == first) {
        let at = from + step;
        if bytes[at..].starts_with(wanted) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &[u8] = b"--xyz\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nMei\r\n\
        --xyz\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\n\
        Content-Type: image/png\r\n\r\n\x89PNG\r\n--xy\r\n--xyz--\r\n";

    #[test]
    fn fields_and_files_are_told_apart() {
        let parts = parse(FORM, "xyz").expect("parses");
        assert_eq!(parts.len(), 2);
        assert_eq!((parts[0].name.as_str(), parts[0].bytes), ("name", &b"Mei"[..]));
        assert_eq!(parts[0].file_name, None);
        assert_eq!(parts[1].name, "image");
        assert_eq!(parts[1].file_name.as_deref(), Some("a.png"));
        assert_eq!(parts[1].media_type.as_deref(), Some("image/png"));
        assert_eq!(parts[1].bytes, b"\x89PNG\r\n--xy");
    }

    #[test]
    fn a_form_without_an_end_is_refused() {
        assert_eq!(parse(&FORM[..FORM.len() - 9], "xyz"), Err(Code::BodyMalformed));
        assert_eq!(parse(b"", "xyz"), Err(Code::BodyMalformed));
    }

    #[test]
    fn the_boundary_is_found() {
        assert_eq!(boundary("multipart/form-data; boundary=\"a b\""), Some("a b"));
        assert_eq!(boundary("Multipart/Form-Data;charset=utf-8; Boundary=x"), Some("x"));
        assert_eq!(boundary("application/json"), None);
    }
}
