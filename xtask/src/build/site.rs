//! Brings the parts of the site together in `dist/`.
//!
//! Three things are made here: `index.html` without inline scripts, for the content security policy
//! allows none; the versions of the programs beside the page's own, which stand in their names and in the page; and `precache.json`, which tells the service worker what to keep for offline use.

use super::program::{self, Program};
use super::{Profile, app, stylist, vision};
use crate::Outcome;
use crate::stamp::{Hash, files, read, write_if_changed};
use crate::steps::step;
use crate::tools::Tools;
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Assembles `dist/` from the parts.
pub(super) fn assemble(tools: &Tools, profile: Profile) -> Outcome {
    step("site", || {
        let sources = [
            (app::folder(tools, profile), PathBuf::new()),
            (stylist::folder(tools), PathBuf::from("stylist")),
            (tools.root.join("app/style-worker/worker.js"), PathBuf::from("stylist/worker.js")),
            (tools.root.join("app/studio/artist.js"), PathBuf::from("studio/artist.js")),
            (tools.root.join("app/performer/worker.js"), PathBuf::from("performer/worker.js")),
            (vision::folder(tools), PathBuf::from("vision")),
        ];
        let mut site = gather(&sources)?;
        let page = site.remove(Path::new("index.html")).ok_or("Trunk made no index.html")?;
        let page = String::from_utf8(page).map_err(|_| "index.html is not UTF-8")?;
        let page = program::ALL.iter().try_fold(page, |page, program| {
            with_program(&page, &mut site, program, &program.folder(tools, profile))
        })?;
        let (page, loader) = without_inline_scripts(&page)?;
        if let Some((name, script)) = loader {
            site.insert(PathBuf::from(name), script.into_bytes());
        }
        site.insert(PathBuf::from("index.html"), page.into_bytes());
        let (version, list) = precache(&site);
        site.insert(PathBuf::from("precache.json"), list.into_bytes());
        if let Some(worker) = site.get_mut(Path::new("service-worker.js")) {
            *worker = with_version(worker, &version)?;
        }
        write_all(&site, &tools.root.join("dist"))
            .map(|n_changed| println!("  {n_changed} files changed"))
    })
}

/// Makes `to` hold exactly the files of the sources; returns how many files changed.
pub(super) fn mirror(sources: &[(PathBuf, PathBuf)], to: &Path) -> Outcome<usize> {
    write_all(&gather(sources)?, to)
}

/// Reads files and folders, each under its new name.
fn gather(sources: &[(PathBuf, PathBuf)]) -> Outcome<BTreeMap<PathBuf, Vec<u8>>> {
    let mut gathered = BTreeMap::new();
    for (from, to) in sources {
        for file in files(from)? {
            let rest = file.strip_prefix(from).map_err(|error| error.to_string())?;
            // A source that is one file is named by `to` alone.
            let name = if rest.as_os_str().is_empty() { to.clone() } else { to.join(rest) };
            gathered.insert(name, read(&file)?);
        }
    }
    Ok(gathered)
}

fn write_all(wanted: &BTreeMap<PathBuf, Vec<u8>>, to: &Path) -> Outcome<usize> {
    let mut n_changed = 0;
    for (name, bytes) in wanted {
        n_changed += usize::from(write_if_changed(&to.join(name), bytes)?);
    }
    for file in files(to)? {
        let known = file.strip_prefix(to).is_ok_and(|name| wanted.contains_key(name));
        if !known {
            fs::remove_file(&file).map_err(|error| format!("{}: {error}", file.display()))?;
            n_changed += 1;
        }
    }
    Ok(n_changed)
}

/// Puts a program into the site under its version, and the version into the page.
fn with_program(
    page: &str,
    site: &mut BTreeMap<PathBuf, Vec<u8>>,
    program: &Program,
    folder: &Path,
) -> Outcome<String> {
    let Program { name, placeholder, .. } = program;
    let mut parts = Vec::new();
    let mut hash = Hash::new();
    for ending in program.files() {
        let bytes = read(&folder.join(format!("{name}{ending}")))?;
        hash.add(&bytes);
        parts.push((ending, bytes));
    }
    let version = hash.text();
    for (ending, bytes) in parts {
        site.insert(PathBuf::from(format!("{name}/{name}-{version}{ending}")), bytes);
    }
    if !page.contains(placeholder) {
        return Err(format!("index.html does not say {placeholder}"));
    }
    Ok(page.replace(placeholder, &version))
}

/// Moves Trunk's inline module into a file named by its hash, and refuses any other inline script.
fn without_inline_scripts(page: &str) -> Outcome<(String, Option<(String, String)>)> {
    let mut result = String::with_capacity(page.len());
    let mut loader = None;
    let mut rest = page;
    while let Some(start) = rest.find("<script") {
        let (before, script) = rest.split_at(start);
        result.push_str(before);
        let end = script.find("</script>").ok_or("index.html has a script without an end")?;
        let (script, after) = script.split_at(end + "</script>".len());
        rest = after;
        let (tag, body) = script.split_once('>').ok_or("index.html has a script without a body")?;
        let body = body.trim_end_matches("</script>");
        if body.trim().is_empty() || tag.contains("application/ld+json") {
            result.push_str(script);
        } else if loader.is_none() && tag.contains("module") {
            let mut hash = Hash::new();
            hash.add(body.as_bytes());
            let name = format!("boot-{}.js", hash.text());
            result.push_str(&format!("<script type=\"module\" src=\"/{name}\"></script>"));
            loader = Some((name, body.to_owned()));
        } else {
            return Err(format!("index.html has an inline script, which the CSP forbids: {tag}>"));
        }
    }
    result.push_str(rest);
    Ok((result, loader))
}

/// What the service worker keeps: the shell at once, the models after the first portrait.
fn precache(site: &BTreeMap<PathBuf, Vec<u8>>) -> (String, String) {
    const MODELS: [&str; 8] =
        ["vision", "stylist", "styles", "samples", "living", "member", "studio", "performer"];
    const NOT_KEPT: [&str; 2] = ["service-worker.js", "_headers"];
    // Ours needs WebAssembly SIMD anyway, so MediaPipe's builds without it are never asked for.
    const WITHOUT_SIMD: &str = "_solution_wasm_bin.";
    let mut hash = Hash::new();
    let (mut shell, mut models) = (vec!["/".to_owned()], Vec::new());
    for (name, bytes) in site {
        let path = name.to_string_lossy().replace('\\', "/");
        hash.add(path.as_bytes());
        hash.add(bytes);
        let for_people = path.ends_with(".md") || path.ends_with(".txt");
        let never_asked_for = NOT_KEPT.contains(&path.as_str()) || path.contains(WITHOUT_SIMD);
        if path == "index.html" || for_people || never_asked_for {
            continue;
        }
        let list = if MODELS.iter().any(|folder| name.starts_with(folder)) {
            &mut models
        } else {
            &mut shell
        };
        list.push(format!("/{path}"));
    }
    let version = hash.text();
    let list = json!({ "version": version, "shell": shell, "models": models }).to_string();
    (version, list)
}

/// The service worker with this build's version: browsers install a new one only when its own bytes
/// have changed.
fn with_version(worker: &[u8], version: &str) -> Outcome<Vec<u8>> {
    const PLACEHOLDER: &str = "const VERSION = \"development\";";
    let text = std::str::from_utf8(worker).map_err(|_| "service-worker.js is not UTF-8")?;
    if !text.contains(PLACEHOLDER) {
        return Err(format!("service-worker.js does not say {PLACEHOLDER}"));
    }
    Ok(text.replace(PLACEHOLDER, &format!("const VERSION = \"{version}\";")).into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trunks_inline_loader_becomes_a_file() {
        let page = "<head><script src=\"/theme.js\"></script></head>\
                    <script type=\"module\">\nimport init from '/app.js';\n</script></body>";
        let (page, loader) = without_inline_scripts(page).expect("one module is fine");
        let (name, script) = loader.expect("the module was moved");
        assert!(name.starts_with("boot-") && name.ends_with(".js"), "{name}");
        assert_eq!(script.trim(), "import init from '/app.js';");
        assert!(
            page.contains(&format!("<script type=\"module\" src=\"/{name}\"></script>")),
            "{page}"
        );
        assert!(
            page.contains("<script src=\"/theme.js\"></script>") && page.ends_with("</body>"),
            "{page}"
        );
    }

    #[test]
    fn other_inline_scripts_are_refused_but_data_is_not_a_script() {
        assert!(without_inline_scripts("<script>alert(1)</script>").is_err());
        assert!(
            without_inline_scripts(
                "<script type=\"module\">1</script><script type=\"module\">2</script>"
            )
            .is_err()
        );
        let data = "<script type=\"application/ld+json\">{}</script>";
        assert_eq!(without_inline_scripts(data), Ok((data.to_owned(), None)));
    }

    #[test]
    fn the_precache_tells_the_shell_from_the_models() {
        let site = ["index.html", "app.js", "styles/ghibli.safetensors", "service-worker.js"]
            .map(|name| (PathBuf::from(name), name.as_bytes().to_vec()));
        let (version, list) = precache(&BTreeMap::from(site));
        let list: serde_json::Value = serde_json::from_str(&list).expect("it is JSON");
        assert_eq!(list["shell"], json!(["/", "/app.js"]));
        assert_eq!(list["models"], json!(["/styles/ghibli.safetensors"]));
        assert_eq!(list["version"], version.as_str());
    }

    #[test]
    fn the_service_worker_learns_its_version() {
        let script = b"const VERSION = \"development\";\n";
        let versioned = with_version(script, "0123").expect("the place is there");
        assert_eq!(versioned, b"const VERSION = \"0123\";\n");
        assert!(with_version(&versioned, "0123").is_err(), "the place is gone");
    }
}
