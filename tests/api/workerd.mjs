// Starts the built Worker under wrangler, on a free port, with a database and object store of its
// own, and ends it again. Builds nothing itself: `cargo xtask build` does.

import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const WRANGLER = join(ROOT, 'node_modules/wrangler/bin/wrangler.js');
const READY_MS_MAX = 60_000;
const POLL_MS = 100;

// Files of a site, so that the stories do not depend on the page.
const SITE = {
  'index.html': '<!doctype html><title>Digigami</title>',
  'app-0123456789abcdef.js': 'export {};',
  'service-worker.js': '// none',
  'vision/worker.js': '// the face tracker',
  'fonts/a.woff2': 'font',
};

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

const environment = {
  ...process.env,
  CI: 'true',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_LOG: 'log',
  NO_COLOR: '1',
};

function wrangler(args, folder, quiet = false) {
  return spawn(process.execPath, [WRANGLER, ...args], {
    cwd: folder,
    env: quiet ? { ...environment, WRANGLER_LOG: 'error' } : environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function run(args, folder) {
  const child = wrangler(args, folder);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const code = await new Promise((done) => child.on('close', done));
  if (code !== 0) throw new Error(`wrangler ${args.join(' ')} ended with ${code}\n${output}`);
}

/** A copy of wrangler.toml that works from another folder, with other variables. */
async function configure(folder, variables) {
  let text = await readFile(join(ROOT, 'wrangler.toml'), 'utf8');
  const main = text.match(/^main = "(.*)"/m)[1];
  const bundle = process.env.EDGE_BUILD ?? join(ROOT, main);
  if (!existsSync(bundle)) throw new Error(`${bundle} is missing; run cargo xtask build`);
  text = text.replace(/^main = .*$/m, `main = ${JSON.stringify(bundle)}`);
  text = text.replace(/^directory = .*$/m, `directory = ${JSON.stringify(join(folder, 'site'))}`);
  const migrations = join(ROOT, 'edge/migrations');
  text = text.replace(/^migrations_dir = .*$/m, `migrations_dir = ${JSON.stringify(migrations)}`);
  for (const [name, value] of Object.entries(variables)) {
    const line = `${name} = ${JSON.stringify(value)}`;
    const known = new RegExp(`^${name} = .*$`, 'm');
    text = known.test(text) ? text.replace(known, line) : text.replace('[vars]', `[vars]\n${line}`);
  }
  await writeFile(join(folder, 'wrangler.toml'), text);
}

async function layOutSite(folder, site) {
  const packs = process.env.EDGE_PACKS ?? join(ROOT, 'public/styles');
  if (existsSync(packs)) await cp(packs, join(folder, 'site/styles'), { recursive: true });
  for (const [name, text] of Object.entries({ ...SITE, ...site })) {
    const file = join(folder, 'site', name);
    await mkdir(dirname(file), { recursive: true });
    if (text === null) await rm(file, { force: true });
    else await writeFile(file, text);
  }
}

/**
 * Starts the Worker. `variables` go over those of wrangler.toml; `migrate: false` leaves the
 * database empty; `quiet` leaves requests out of the log; `site` adds files to the site, or takes them away (null); `keep` takes the state of a server that was stopped with `stop({ keep: true })`.
 */
export async function start({ variables = {}, migrate = true, site = {}, keep, quiet = false } = {}) {
  const folder = keep ?? (await mkdtemp(join(tmpdir(), 'digigami-api-')));
  const state = join(folder, 'state');
  await configure(folder, { ENVIRONMENT: 'development', ...variables });
  if (!keep) {
    await layOutSite(folder, site);
    const apply = ['d1', 'migrations', 'apply', 'digigami', '--local', '--persist-to', state];
    if (migrate) await run(apply, folder);
  }
  const port = await freePort();
  const inspector = await freePort();
  const child = wrangler(
    ['dev', '--port', port, '--inspector-port', inspector, '--ip', '127.0.0.1',
      '--persist-to', state, '--show-interactive-dev-session=false'].map(String),
    folder,
    quiet,
  );
  const server = { url: `http://localhost:${port}`, folder, log: '', pid: child.pid };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => (server.log += text));
  }
  const ended = new Promise((done) => child.on('close', done));
  server.stop = async ({ keep = false, signal = 'SIGTERM' } = {}) => {
    try {
      process.kill(-child.pid, signal);
    } catch {
      // It has ended already.
    }
    await ended;
    if (!keep) await rm(folder, { recursive: true, force: true });
    return folder;
  };
  // When the tests are interrupted, the server goes too.
  process.once('exit', () => {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  });
  await ready(server, child);
  return server;
}

async function ready(server, child) {
  const deadline = Date.now() + READY_MS_MAX;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) break;
    try {
      await fetch(`${server.url}/api/v1/openapi.json`);
      return;
    } catch {
      await new Promise((done) => setTimeout(done, POLL_MS));
    }
  }
  await server.stop();
  throw new Error(`the Worker did not start\n${server.log}`);
}

/** The database of a server that is stopped. */
export async function databaseOf(folder) {
  const below = join(folder, 'state/v3/d1/miniflare-D1DatabaseObject');
  const files = (await readdir(below)).filter((name) => name.endsWith('.sqlite') && name !== 'metadata.sqlite');
  if (files.length !== 1) throw new Error(`databases: ${files}`);
  // Only here, because Node warns of it.
  const { DatabaseSync } = await import('node:sqlite');
  return new DatabaseSync(join(below, files[0]));
}

/** Polls until `look` gives something that is true. */
export async function until(what, look, msMax = 15_000) {
  const deadline = Date.now() + msMax;
  while (Date.now() < deadline) {
    const found = await look();
    if (found) return found;
    await new Promise((done) => setTimeout(done, POLL_MS));
  }
  throw new Error(`waited in vain until ${what}`);
}
