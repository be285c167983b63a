//! Programs beside the page's own, fetched when one of their addresses is opened: the member's pages
//! (wallet, staking, governance, treasury, account, developers), the studio, and the performer that
//! moves the studio's characters in a worker.

use super::{Part, Profile, app};
use crate::Outcome;
use crate::setup::WASM;
use crate::steps::execute;
use crate::tools::Tools;
use std::fs;
use std::path::PathBuf;

/// A program: the crate below `app` of the same name, and the style sheet that `style/join.sh` makes.
pub(super) struct Program {
    pub(super) name: &'static str,
    /// Whether it has pages, and so a style sheet.
    has_pages: bool,
    /// What it reads.
    inputs: &'static [&'static str],
    /// What `index.html` says in place of its version.
    pub(super) placeholder: &'static str,
}

/// Every program.
pub(super) const ALL: [Program; 3] = [
    Program {
        name: "member",
        has_pages: true,
        inputs: &["app/member", "app/ui", "shared", "style"],
        placeholder: "MEMBER-VERSION",
    },
    Program {
        name: "studio",
        has_pages: true,
        inputs: &["app/studio", "app/ui", "shared", "style"],
        placeholder: "STUDIO-VERSION",
    },
    Program {
        name: "performer",
        has_pages: false,
        inputs: &["app/performer", "shared"],
        placeholder: "PERFORMER-VERSION",
    },
];

impl Program {
    /// How its files end, after their version.
    pub(super) fn files(&self) -> &'static [&'static str] {
        if self.has_pages { &[".js", "_bg.wasm", ".css"] } else { &[".js", "_bg.wasm"] }
    }

    /// Where it is left.
    pub(super) fn folder(&self, tools: &Tools, profile: Profile) -> PathBuf {
        tools.root.join("build").join(profile.name()).join(self.name)
    }

    /// Builds module, script and style sheet.
    pub(super) fn build(&self, tools: &Tools, profile: Profile) -> Outcome {
        let folder = self.folder(tools, profile);
        let part = Part {
            tools,
            name: format!("{} program, {}", self.name, profile.name()),
            inputs: self.inputs.to_vec(),
            product: folder.join(format!("{}_bg.wasm", self.name)),
        };
        part.build(|| {
            fs::create_dir_all(&folder)
                .map_err(|error| format!("{}: {error}", folder.display()))?;
            self.compile(tools, profile)?;
            if self.has_pages { self.dress(tools, profile) } else { Ok(()) }
        })
    }

    fn compile(&self, tools: &Tools, profile: Profile) -> Outcome {
        let (cargo_profile, below) = match profile {
            Profile::Dev => ("dev", "debug"),
            Profile::Release => ("page", "page"),
        };
        let name = self.name;
        let mut cargo = tools.cargo(&["build", "--lib", "--package", name, "--target", WASM]);
        execute(cargo.args(["--profile", cargo_profile]).env(app::FLAGS.0, app::FLAGS.1))?;

        let compiled = tools.target().join(WASM).join(below).join(format!("{name}.wasm"));
        let raw = tools.root.join("build").join(profile.name()).join(format!("{name}-raw"));
        let mut bindgen = tools.command(tools.tool("wasm-bindgen"));
        bindgen.args(["--target", "web", "--no-typescript", "--out-name", name]);
        execute(bindgen.arg("--out-dir").arg(&raw).arg(&compiled))?;

        let module = format!("{name}_bg.wasm");
        let (from, to) = (raw.join(&module), self.folder(tools, profile).join(&module));
        if profile == Profile::Release {
            let mut optimiser = tools.command(tools.npm(".bin/wasm-opt"));
            optimiser.arg("-Oz").args(super::WASM_FEATURES).arg(from);
            execute(optimiser.arg("--output").arg(to))?;
        } else {
            fs::copy(from, to).map_err(|error| format!("the module of {name}: {error}"))?;
        }
        self.esbuild(tools, profile, &raw.join(format!("{name}.js")), ".js")
    }

    /// The style sheet of its pages; everyone else does without it.
    fn dress(&self, tools: &Tools, profile: Profile) -> Outcome {
        execute(tools.command("sh").arg("style/join.sh"))?;
        let sheet = tools.root.join("build").join(format!("{}.css", self.name));
        self.esbuild(tools, profile, &sheet, ".css")
    }

    /// Copies a script or a style sheet, without its spaces for a release.
    fn esbuild(&self, tools: &Tools, profile: Profile, from: &PathBuf, ending: &str) -> Outcome {
        let mut esbuild = tools.command(tools.npm(".bin/esbuild"));
        esbuild.args(["--log-level=warning", "--allow-overwrite"]);
        if profile == Profile::Release {
            esbuild.arg("--minify");
        }
        let to = self.folder(tools, profile).join(format!("{}{ending}", self.name));
        execute(esbuild.arg(format!("--outfile={}", to.display())).arg(from))
    }
}
