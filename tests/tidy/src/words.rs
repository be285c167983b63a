//! Words that must not be committed: work put off, tests switched off, places of one machine.
//!
//! The patterns are put together here, so that this file does not hold what it looks for.

use crate::rust_text::code_only;
use crate::{Repository, Source};

/// Work that is put off without an issue that somebody will read.
pub fn unfinished_work(repository: &Repository) -> Vec<String> {
    let later = concat!("TO", "DO");
    let broken = concat!("FIX", "ME");
    let allowed = format!("{later}(#");
    let macros = [concat!("to", "do!("), concat!("unimple", "mented!("), concat!("db", "g!(")];
    lines_with(repository, &["rs", "js", "mjs", "css", "html", "sql", "md"], |source, line| {
        let put_off = line.replace(&allowed, "").contains(later) || line.contains(broken);
        let code = if source.has_ending(&["rs"]) { code_only(line) } else { String::new() };
        put_off || macros.iter().any(|word| code.contains(word))
    })
}

/// Tests that are switched off, or that switch off all others.
pub fn silenced_tests(repository: &Repository) -> Vec<String> {
    let ignored = concat!("#[ign", "ore");
    let switches =
        [".sk", ".on"].map(|half| format!("{half}{}(", if half == ".sk" { "ip" } else { "ly" }));
    lines_with(repository, &["rs", "js", "mjs"], |source, line| {
        let in_script = source.path.starts_with("tests/") && !source.has_ending(&["rs"]);
        line.contains(ignored) || (in_script && switches.iter().any(|word| line.contains(word)))
    })
}

/// Paths of one machine.
pub fn machine_paths(repository: &Repository) -> Vec<String> {
    let folders = [concat!("/wo", "rk/"), concat!("/fa", "rm/"), concat!("/ro", "ot/")];
    lines_with(repository, &[], |_, line| {
        folders.iter().any(|folder| {
            line.match_indices(folder).any(|(at, _)| {
                // `a/work/b` is somebody's own folder, not the one at the root.
                !line[..at].ends_with(|it: char| it.is_alphanumeric() || "_.})".contains(it))
            })
        })
    })
}

/// Hosts of package registries: a package is named by its name.
pub fn registry_hosts(repository: &Repository) -> Vec<String> {
    let hosts = [
        concat!("index.crates", ".io"),
        concat!("static.crates", ".io"),
        concat!("registry.npm", "js"),
        concat!("python", "hosted"),
        concat!("deb.deb", "ian"),
        concat!("static.rust", "-lang"),
    ];
    lines_with(repository, &[], |_, line| hosts.iter().any(|host| line.contains(host)))
}

/// The lines of files with these endings (of all files, if there are none) that match.
fn lines_with(
    repository: &Repository,
    endings: &[&str],
    matches: impl Fn(&Source, &str) -> bool,
) -> Vec<String> {
    let mut found = Vec::new();
    for source in &repository.sources {
        if !endings.is_empty() && !source.has_ending(endings) {
            continue;
        }
        for (index, line) in source.text.lines().enumerate() {
            if matches(source, line) {
                let shown: String = line.trim().chars().take(100).collect();
                found.push(format!("{}:{}: {shown}", source.path, index + 1));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str, text: &str) -> Repository {
        Repository { root: "".into(), sources: vec![Source::sample(path, text)] }
    }

    #[test]
    fn work_may_be_put_off_only_to_an_issue() {
        let later = concat!("TO", "DO");
        assert_eq!(unfinished_work(&of("a.rs", &format!("// {later}: soon"))).len(), 1);
        assert_eq!(unfinished_work(&of("a.rs", &format!("// {later}(#12): soon"))).len(), 0);
    }

    #[test]
    fn silenced_tests_are_found_where_tests_are() {
        let skip = concat!("test.sk", "ip('a')");
        assert_eq!(silenced_tests(&of("tests/api/a.test.mjs", skip)).len(), 1);
        assert_eq!(silenced_tests(&of("app/src/a.rs", "items.iter().skip(1)")).len(), 0);
    }

    #[test]
    fn only_paths_from_the_root_belong_to_a_machine() {
        let path = concat!("cd /wo", "rk/main");
        assert_eq!(machine_paths(&of("a.md", path)).len(), 1);
        assert_eq!(machine_paths(&of("a.md", &path.replace(" /", " my/"))).len(), 0);
    }
}
