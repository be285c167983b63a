//! The rules of the house, over the real repository. Each failure says what to do.

use std::process::Command;
use tidy::{Repository, layers, names, packs, promises, purity, sizes, style_sheets, words};

/// Fails with the rule and every place that breaks it.
fn check(rule: &str, violations: &[String]) {
    assert!(violations.is_empty(), "\n{rule}\n  {}\n", violations.join("\n  "));
}

#[test]
fn crates_depend_downwards_only() {
    let root = Repository::read().root;
    let output = Command::new("cargo")
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(root)
        .output()
        .expect("cargo is running this test");
    let metadata = serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON");
    let (crates, order) = layers::read(&metadata);
    assert!(crates.contains_key("app") && !order.is_empty(), "the metadata was understood");
    check(
        "`app` and `edge` use `shared`; crates in `shared` use those listed before them in Cargo.toml:",
        &layers::violations(&crates, &order),
    );
}

#[test]
fn files_are_short() {
    check(
        "Split these files by idea (at most 500 lines):",
        &sizes::long_files(&Repository::read()),
    );
}

#[test]
fn functions_are_short() {
    check(
        "Name a part of these functions (at most 70 lines):",
        &sizes::long_functions(&Repository::read()),
    );
}

#[test]
fn names_say_something() {
    check("Name these after what they are about:", &names::empty_names(&Repository::read()));
}

#[test]
fn shared_is_pure() {
    check(
        "`shared` has no I/O, clock, randomness or state:",
        &purity::impure_code(&Repository::read()),
    );
}

#[test]
fn nothing_is_left_unfinished() {
    check("Do it, or name an issue, as in `(#12)`:", &words::unfinished_work(&Repository::read()));
}

#[test]
fn no_test_is_silenced() {
    check("A test runs or is deleted:", &words::silenced_tests(&Repository::read()));
}

#[test]
fn no_path_of_one_machine() {
    check("Paths start at the root of the checkout:", &words::machine_paths(&Repository::read()));
}

#[test]
fn no_registry_is_named() {
    check(
        "Name the package, not the host it came from:",
        &words::registry_hosts(&Repository::read()),
    );
}

#[test]
fn colours_come_from_tokens() {
    check(
        "Name the colour in style/tokens.css:",
        &style_sheets::colour_literals(&Repository::read()),
    );
}

#[test]
fn packs_keep_their_budget() {
    check("A style pack has at most 0.8 MB:", &packs::large_packs(&Repository::read()));
}

#[test]
fn refusal_codes_are_documented() {
    check("Add these codes to API.md:", &promises::undocumented_codes(&Repository::read()));
}

#[test]
fn routes_have_a_story() {
    check(
        "Tell a story in tests/api that asks for:",
        &promises::untold_routes(&Repository::read()),
    );
}

#[test]
fn dependencies_are_explained() {
    check(
        "Say in ARCHITECTURE.md what these are for, and why these:",
        &promises::unexplained_dependencies(&Repository::read()),
    );
}
