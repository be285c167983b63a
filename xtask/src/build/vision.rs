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

/// Copies the listed files: `{"folder": {"package": "npm name", "files": ["name", …]}, …}`.
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
        let broken = || "public/vision/files.json: each folder has a package and files".to_owned();
        for (name, solution) in list.as_object().ok_or_else(broken)? {
            let package = solution["package"].as_str().ok_or_else(broken)?;
            for file in solution["files"].as_array().ok_or_else(broken)? {
                let file = file.as_str().ok_or_else(broken)?;
                let bytes = read(&tools.npm(package).join(file))?;
                write_if_changed(&folder(tools).join(name).join(file), &bytes)?;
            }
        }
        Ok(())
    })
}
