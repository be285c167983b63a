//! MediaPipe's files: from npm at build time, listed in `public/vision/files.json`, never committed.

use super::Part;
use crate::Outcome;
use crate::stamp::{read, write_if_changed};
use crate::tools::Tools;
use serde_json::Value;
use std::path::PathBuf;

/// Where the files are gathered.
pub(super) fn folder(tools: &Tools) -> PathBuf {
    tools.root.join("build/vision")
}

/// Copies the listed files, each checked against the length that the page will insist on:
/// `{"solutions": {"folder": {"package": "npm name", "files": [{"name", "bytes"}, …]}}}`.
pub(super) fn collect(tools: &Tools) -> Outcome {
    let part = Part {
        tools,
        name: "vision models".to_owned(),
        inputs: vec!["public/vision/files.json", "package-lock.json"],
        product: folder(tools),
    };
    part.build(|| {
        let list = tools.root.join("public/vision/files.json");
        let list: Value = serde_json::from_slice(&read(&list)?)
            .map_err(|error| format!("public/vision/files.json: {error}"))?;
        let broken =
            || "public/vision/files.json: each solution has a package and files".to_owned();
        for (name, solution) in list["solutions"].as_object().ok_or_else(broken)? {
            let package = solution["package"].as_str().ok_or_else(broken)?;
            for file in solution["files"].as_array().ok_or_else(broken)? {
                let file_name = file["name"].as_str().ok_or_else(broken)?;
                let bytes = read(&tools.npm(package).join(file_name))?;
                if file["bytes"].as_u64() != Some(bytes.len() as u64) {
                    return Err(format!(
                        "{package}/{file_name} has {} bytes, not those listed",
                        bytes.len()
                    ));
                }
                write_if_changed(&folder(tools).join(name).join(file_name), &bytes)?;
            }
        }
        Ok(())
    })
}
