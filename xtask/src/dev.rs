//! `cargo xtask dev`: the whole product on this machine, rebuilt when a file changes.

use crate::build::{self, Profile, SOURCES};
use crate::stamp::{files, read};
use crate::steps::{execute_quietly, step};
use crate::tools::Tools;
use crate::{Outcome, http, setup};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

/// How often sources are looked at.
const POLL: Duration = Duration::from_millis(500);
/// How long the server may take to answer for the first time.
const START_MAX: Duration = Duration::from_secs(120);

/// What the command line asks for.
struct Options {
    port: u16,
    state: PathBuf,
    profile: Profile,
}

impl Options {
    fn parse(tools: &Tools, arguments: &[String]) -> Outcome<Self> {
        let mut options =
            Self { port: 8787, state: tools.root.join(".wrangler/state"), profile: Profile::Dev };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value"));
            match argument.as_str() {
                "--port" => {
                    let text = value()?;
                    options.port = text.parse().map_err(|_| format!("`{text}` is not a port"))?;
                }
                "--state" => {
                    options.state =
                        std::path::absolute(value()?).map_err(|error| error.to_string())?;
                }
                "--release" => options.profile = Profile::Release,
                other => return Err(format!("`dev` does not know {other}")),
            }
        }
        Ok(options)
    }
}

/// Sets up, builds, migrates, serves and watches, until it is stopped.
pub(crate) fn run(tools: &Tools, arguments: &[String]) -> Outcome {
    let options = Options::parse(tools, arguments)?;
    check_port(options.port)?;
    setup::run(tools)?;
    let mut seen = newest(tools)?;
    build::everything(tools, options.profile)?;
    step("database migrations", || migrate(tools, &options.state))?;
    let mut server = serve(tools, &options)?;
    wait_until_ready(&mut server, options.port)?;
    println!("ready http://localhost:{}", options.port);
    loop {
        sleep(POLL);
        if let Some(status) = server.try_wait().map_err(|error| error.to_string())? {
            return Err(format!("the server ended ({status})"));
        }
        let now = newest(tools)?;
        if now != seen {
            seen = now;
            match build::everything(tools, options.profile) {
                Ok(()) => println!("rebuilt http://localhost:{}", options.port),
                Err(sentence) => eprintln!("not rebuilt: {sentence}"),
            }
        }
    }
}

fn check_port(port: u16) -> Outcome {
    TcpListener::bind(("127.0.0.1", port)).map(drop).map_err(|error| {
        format!(
            "port {port} is taken ({error}); stop what listens there, or choose another with --port"
        )
    })
}

/// Applies the migrations to the embedded database in `state`.
fn migrate(tools: &Tools, state: &Path) -> Outcome {
    let text = read(&tools.root.join("wrangler.toml"))?;
    let text = String::from_utf8_lossy(&text);
    let database =
        build::setting(&text, "database_name").ok_or("wrangler.toml names no database")?;
    let mut wrangler = tools.wrangler(&["d1", "migrations", "apply", database, "--local"]);
    // In CI mode wrangler asks no questions.
    execute_quietly(wrangler.arg("--persist-to").arg(state).env("CI", "true")).map(|_| ())
}

/// Starts wrangler under the keeper, which ends it whenever this program ends.
fn serve(tools: &Tools, options: &Options) -> Outcome<Child> {
    let mut keeper = tools.command(tools.node());
    keeper.arg(tools.root.join("xtask/node/keeper.mjs")).arg(tools.node());
    keeper.arg(tools.npm("wrangler/bin/wrangler.js")).args(["dev", "--local", "--ip", "127.0.0.1"]);
    keeper.args(["--show-interactive-dev-session=false", "--inspector-port", "0"]);
    keeper.args(["--port", &options.port.to_string()]).arg("--persist-to").arg(&options.state);
    // The keeper watches this pipe: it closes however we end.
    keeper.stdin(Stdio::piped());
    keeper.spawn().map_err(|error| format!("cannot start the server: {error}"))
}

fn wait_until_ready(server: &mut Child, port: u16) -> Outcome {
    let start = Instant::now();
    let mut health = None;
    while start.elapsed() < START_MAX {
        if let Some(status) = server.try_wait().map_err(|error| error.to_string())? {
            return Err(format!("the server ended before it was ready ({status})"));
        }
        if http::status(port, "/") == Some(200) {
            health = http::status(port, "/api/health");
            if health == Some(200) {
                return Ok(());
            }
        }
        sleep(POLL);
    }
    Err(format!("no answer after {} s; /api/health said {health:?}", START_MAX.as_secs()))
}

/// The newest change among the sources and how many files there are: an edit, a new or a lost file
/// changes this pair.
fn newest(tools: &Tools) -> Outcome<(SystemTime, usize)> {
    let (mut newest, mut n_files) = (SystemTime::UNIX_EPOCH, 0);
    for source in SOURCES {
        for file in files(&tools.root.join(source))? {
            // A file may vanish between being listed and being looked at.
            let Ok(changed) = file.metadata().and_then(|it| it.modified()) else { continue };
            newest = newest.max(changed);
            n_files += 1;
        }
    }
    Ok((newest, n_files))
}
