// Transfers in our Worker, in SQLite itself, and in two ways of writing them in FastAPI, in turn.
// Called by `cargo xtask bench ledger`; writes what was measured to the file that is named.

import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { memberOf } from '../../api/client.mjs';
import { ROOT, start, until } from '../../api/workerd.mjs';
import { drive, median } from './load.mjs';
import { Raw } from './raw.mjs';
import { direct } from './runtime.mjs';

const MEMBERS = 32;
const CALLERS = 32;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const COUNT = Number(process.env.BENCH_COUNT ?? 1500);
/** Not counted: a program that was just started is still being compiled. */
const WARM_UP = 400;
const HERE = dirname(fileURLToPath(import.meta.url));

/** Everybody to somebody else, or everybody to the first. */
const uniform = (index) => [index % MEMBERS, (index * 7 + 3 + (index % MEMBERS)) % MEMBERS];
const hot = (index) => [1 + (index % (MEMBERS - 1)), 0];
const apart = (choose) => (index) => {
  const [from, to] = choose(index);
  return from === to ? [from, (to + 1) % MEMBERS] : [from, to];
};

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

async function ours() {
  // The peers write no log of requests either.
  const server = await start({ variables: { RATE_LIMITS: 'off', REQUEST_LOG: 'faults' }, quiet: true });
  const members = [];
  for (let index = 0; index < MEMBERS; index += 1) {
    const member = await memberOf(server, `bench_${index}`);
    await member.call('POST', '/api/v1/token/faucet', { amount: '500' });
    members.push(member);
  }
  const url = await direct(server);
  const make = (choose) => (index) => {
    const [from, to] = choose(index);
    return {
      path: '/api/v1/token/transfer',
      headers: { ...members[from].headers, 'idempotency-key': crypto.randomUUID() },
      body: { to: `@bench_${to}`, amount: '0.00000001' },
    };
  };
  return {
    run: (choose, count = COUNT) => drive(url, CALLERS, count, make(apart(choose))),
    total: async () => (await (await fetch(`${server.url}/api/v1/health`)).json()).checks.balanceIntegrity.status === 'ok',
    stop: () => server.stop(),
  };
}

async function peer(mode, folder) {
  const port = await freePort();
  const python = process.env.BENCH_PYTHON;
  const child = spawn(python, ['-m', 'uvicorn', 'peer:app', '--port', String(port), '--log-level', 'error'], {
    cwd: HERE, stdio: 'inherit',
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PEER_MODE: mode, PEER_FILE: join(folder, `${mode}.db`), PEER_MEMBERS: String(MEMBERS) },
  });
  const url = `http://127.0.0.1:${port}`;
  await until(`${mode} answers`, () => fetch(`${url}/total`).then((it) => it.ok, () => false), 60_000);
  const units = async () => (await (await fetch(`${url}/total`)).json()).units;
  const before = await units();
  const make = (choose) => (index) => {
    const [from, to] = choose(index);
    return {
      path: '/transfer',
      headers: { 'x-member': `m${from}`, 'idempotency-key': crypto.randomUUID() },
      body: { to: `m${to}`, amount: '0.00000001' },
    };
  };
  return {
    run: (choose, count = COUNT) => drive(url, CALLERS, count, make(apart(choose))),
    total: async () => (await units()) === before,
    stop: () => child.kill('SIGKILL'),
  };
}

const folder = await mkdtemp(join(tmpdir(), 'digigami-bench-'));
const raw = new Raw(join(folder, 'raw.db'), ROOT, MEMBERS);
const sides = { ours: await ours() };
if (process.env.BENCH_PYTHON) {
  sides.fair = await peer('fair', folder);
  sides.specification = await peer('specification', folder);
}
const measured = {};
const keep = (name, result) => (measured[name] ??= []).push(result);
try {
  for (const side of Object.values(sides)) await side.run(uniform, WARM_UP);
  raw.run(WARM_UP, apart(uniform));
  for (let round = 0; round < ROUNDS; round += 1) {
    process.stderr.write(`round ${round + 1}\n`);
    keep('raw', raw.run(COUNT, apart(uniform)));
    for (const [name, side] of Object.entries(sides)) {
      keep(name, await side.run(uniform));
      process.stderr.write(`  ${name} ${JSON.stringify(measured[name].at(-1))}\n`);
    }
    keep('ours_hot', await sides.ours.run(hot));
  }
  const conserved = {};
  for (const [name, side] of Object.entries(sides)) conserved[name] = await side.total();
  const rows = Object.entries(measured).map(([name, rounds]) => {
    const of = (field) => rounds.map((round) => round[field]).filter((it) => it !== undefined);
    return {
      name, n: rounds.length, perSecond: median(of('perSecond')), leastPerSecond: Math.min(...of('perSecond')),
      p50Ms: median(of('p50Ms')), p99Ms: median(of('p99Ms')), statuses: rounds.map((round) => round.statuses),
      conserved: conserved[name],
    };
  });
  await writeFile(process.argv[2], JSON.stringify({ callers: CALLERS, count: COUNT, rounds: ROUNDS, rows }));
} finally {
  for (const side of Object.values(sides)) await side.stop();
  await rm(folder, { recursive: true, force: true });
}
