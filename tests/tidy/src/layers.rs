//! Who may use whom: `app` and `edge` stand on `shared`, and `shared` stands on itself, in order.

use serde_json::Value;
use std::collections::BTreeMap;

/// One crate of ours: the folder it lives in and the crates of ours it uses.
#[derive(Debug)]
pub struct Crate {
    /// From the root, for instance `shared/face`.
    pub folder: String,
    /// The names of crates in this workspace that it depends on, also for tests.
    pub uses: Vec<String>,
}

/// Reads the crates, by name, and the order of `shared`, lowest first, from `cargo metadata`.
pub fn read(metadata: &Value) -> (BTreeMap<String, Crate>, Vec<String>) {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let root = text(&metadata["workspace_root"]) + "/";
    let mut crates = BTreeMap::new();
    for package in list(&metadata["packages"]) {
        let manifest = text(&package["manifest_path"]).replace(&root, "");
        let folder = manifest.trim_end_matches("/Cargo.toml").to_owned();
        let dependencies = list(&package["dependencies"]);
        let ours = dependencies.iter().filter(|it| it["path"].is_string());
        let uses = ours.map(|it| text(&it["name"])).collect();
        crates.insert(text(&package["name"]), Crate { folder, uses });
    }
    let order = list(&metadata["metadata"]["layers"]["shared"]).iter().map(text).collect();
    (crates, order)
}

/// Dependencies that go upwards or sideways.
pub fn violations(crates: &BTreeMap<String, Crate>, order: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    let place = |name: &str| order.iter().position(|known| known == name);
    for (name, it) in crates {
        let shared = it.folder.starts_with("shared/");
        if shared && it.folder != format!("shared/{name}") {
            found.push(format!("{name} lives in {}: folder and crate share a name", it.folder));
        }
        if shared && place(name).is_none() {
            found.push(format!("{name} is missing in [workspace.metadata.layers] of Cargo.toml"));
        }
        for used in &it.uses {
            let used_folder = crates.get(used).map_or("", |it| it.folder.as_str());
            let used_is_shared = used_folder.starts_with("shared/");
            // The page is several programs; what they share of it lies in one crate.
            let parts_of_the_page = used_folder == "app/ui" && it.folder.starts_with("app");
            if parts_of_the_page {
                continue;
            }
            if !used_is_shared {
                found.push(format!("{name} uses {used}, which is not in shared/"));
            } else if shared && place(used) >= place(name) {
                found.push(format!("{name} uses {used}, which is not below it"));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(crates: &[(&str, &str, &[&str])]) -> Vec<String> {
        let crates = crates.iter().map(|(name, folder, uses)| {
            let uses = uses.iter().map(|it| (*it).to_owned()).collect();
            ((*name).to_owned(), Crate { folder: (*folder).to_owned(), uses })
        });
        violations(&crates.collect(), &["low".to_owned(), "high".to_owned()])
    }

    #[test]
    fn downwards_is_fine() {
        let low: (&str, &str, &[&str]) = ("low", "shared/low", &[]);
        assert!(
            check(&[low, ("high", "shared/high", &["low"]), ("app", "app", &["high"])]).is_empty()
        );
    }

    #[test]
    fn upwards_sideways_and_unlisted_are_not() {
        let high: (&str, &str, &[&str]) = ("high", "shared/high", &[]);
        assert_eq!(
            check(&[high, ("low", "shared/low", &["high"])]),
            ["low uses high, which is not below it"]
        );
        assert_eq!(check(&[("edge", "edge", &[]), ("app", "app", &["edge"])]).len(), 1);
        assert_eq!(check(&[("new", "shared/new", &[])]).len(), 1);
        let ui: (&str, &str, &[&str]) = ("ui", "app/ui", &[]);
        assert!(check(&[ui, ("app", "app", &["ui"])]).is_empty(), "parts of the page are shared");
        assert_eq!(check(&[ui, ("edge", "edge", &["ui"])]).len(), 1, "but only in the page");
    }
}
