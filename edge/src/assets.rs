//! The built page, as files.

use worker::{Env, Method, Request, Response, ResponseBuilder};

use crate::{
    call::Call,
    error::{Code, Failure},
};

const IMMUTABLE: &str = "public, max-age=31536000, immutable";
const REVALIDATE: &str = "no-cache";
const A_MONTH: &str = "public, max-age=2592000";

/// Answers with a file, or with the page when the path is one of the page's own.
pub async fn serve(call: &Call) -> Result<Response, Failure> {
    if !matches!(call.request.method(), Method::Get | Method::Head) {
        return Err(Code::MethodNotAllowed.into());
    }
    let path = call.url.path();
    let file = if is_page(path) { "/index.html" } else { path };
    let response = fetch(call, file).await?;
    match response.status_code() {
        200 | 206 | 304 => {
            response.headers().set("cache-control", caching(file))?;
            Ok(response)
        }
        404 => Err(Code::NotFound.into()),
        status => Err(Failure::Fault(format!("assets answered {status} for {file}"))),
    }
}

/// The bytes of a file, if it is there.
pub async fn read(env: &Env, path: &str) -> Result<Option<Vec<u8>>, Failure> {
    let url = format!("https://assets.invalid{path}");
    let found = env.assets("ASSETS")?.fetch(url, None).await?;
    let mut response = Response::try_from(found)?;
    Ok(if response.status_code() == 200 { Some(response.bytes().await?) } else { None })
}

async fn fetch(call: &Call, file: &str) -> Result<Response, Failure> {
    let mut url = call.url.clone();
    url.set_path(file);
    url.set_query(None);
    let mut request = Request::new(url.as_str(), call.request.method())?;
    for name in ["if-none-match", "accept-encoding", "range"] {
        if let Some(value) = call.header(name) {
            request.headers_mut()?.set(name, &value)?;
        }
    }
    let found = call.env.assets("ASSETS")?.fetch_request(request).await?;
    let found = Response::try_from(found)?;
    // A fresh answer, because the headers of this one cannot be changed.
    let (status, headers) = (found.status_code(), worker::Headers::new());
    for (name, value) in found.headers() {
        headers.append(&name, &value)?;
    }
    let (_, body) = found.into_parts();
    Ok(ResponseBuilder::new().with_status(status).with_headers(headers).body(body))
}

/// Whether the page itself answers at this path: nothing that looks like a file does.
pub fn is_page(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or("");
    !last.contains('.')
}

/// How long a browser may keep a file without asking.
pub fn caching(file: &str) -> &'static str {
    let name = file.rsplit('/').next().unwrap_or("");
    let hashed = name.split(['-', '.', '_']).any(|part| {
        part.len() >= 12 && part.bytes().all(|b| b.is_ascii_hexdigit() && !b.is_ascii_uppercase())
    });
    if hashed {
        IMMUTABLE
    } else if file.starts_with("/fonts/") || file.starts_with("/icons/") {
        A_MONTH
    } else {
        REVALIDATE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_the_page_are_told_from_files() {
        assert!(is_page("/") && is_page("/gallery") && is_page("/portrait/a/b"));
        assert!(!is_page("/app.js") && !is_page("/styles/ghibli.safetensors"));
    }

    #[test]
    fn hashed_files_are_kept_and_entry_points_are_asked_for() {
        assert_eq!(caching("/app-0123456789abcdef_bg.wasm"), IMMUTABLE);
        assert_eq!(caching("/style-98f2a1b0c3d4e5f6.css"), IMMUTABLE);
        assert_eq!(caching("/index.html"), REVALIDATE);
        assert_eq!(caching("/service-worker.js"), REVALIDATE);
        assert_eq!(caching("/stylist/cpu_bg.wasm"), REVALIDATE);
        assert_eq!(caching("/fonts/display.woff2"), A_MONTH);
    }
}
