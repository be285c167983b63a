// Starts the built product for one test file: the real edge, an empty database, a free port.
// `cargo xtask test journeys` builds it first. SITE_URL names one that is already running.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const WRANGLER = join(ROOT, "node_modules/wrangler/bin/wrangler.js");
const START_LIMIT_MS = 90_000;
/** Lines of the server's output that are shown when it does not start. */
const LINES_SHOWN = 30;

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function migrate(state) {
  const name = /database_name = "([^"]+)"/.exec(readFileSync(join(ROOT, "wrangler.toml"), "utf8"))[1];
  const done = spawnSync(
    process.execPath,
    [WRANGLER, "d1", "migrations", "apply", name, "--local", "--persist-to", state],
    { cwd: ROOT, env: { ...process.env, CI: "true", WRANGLER_SEND_METRICS: "false" }, encoding: "utf8" },
  );
  if (done.status !== 0) throw new Error(`the migrations failed:\n${done.stdout}\n${done.stderr}`);
}

async function untilItAnswers(url, server, lines) {
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) break;
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      await answer.arrayBuffer();
      if (answer.ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`${url} does not answer:\n${lines.slice(-LINES_SHOWN).join("\n")}`);
}

/**
 * Answers `{ url, stop }`. `development` opens the doors of local development: faucet, clock;
 * `variables` go over those of wrangler.toml.
 */
export async function startSite({ development = false, variables = {} } = {}) {
  if (process.env.SITE_URL) return { url: process.env.SITE_URL, stop: async () => {} };
  if (!existsSync(join(ROOT, "dist/index.html"))) {
    throw new Error("dist/ is empty: `cargo xtask test site` builds it");
  }
  const state = mkdtempSync(join(tmpdir(), "digigami-journey-"));
  migrate(state);
  const port = await freePort();
  // The keeper ends the server and all it started when our end of its pipe closes.
  const server = spawn(
    process.execPath,
    [
      join(ROOT, "xtask/node/keeper.mjs"), process.execPath, WRANGLER, "dev", "--local",
      "--ip", "127.0.0.1", "--port", String(port), "--inspector-port", "0",
      "--show-interactive-dev-session=false", "--persist-to", state,
      ...(development ? ["--var", "ENVIRONMENT:development"] : []),
      ...Object.entries(variables).flatMap(([name, value]) => ["--var", `${name}:${value}`]),
    ],
    { cwd: ROOT, env: { ...process.env, WRANGLER_SEND_METRICS: "false" } },
  );
  const lines = [];
  for (const stream of [server.stdout, server.stderr]) {
    stream.on("data", (data) => lines.push(...String(data).split("\n")));
  }
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (server.exitCode === null) {
      const ended = new Promise((resolve) => server.on("exit", resolve));
      server.stdin.end();
      await ended;
    }
    rmSync(state, { recursive: true, force: true });
  };
  try {
    await untilItAnswers(url, server, lines);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop, lines };
}
