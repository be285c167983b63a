// Starts the Worker, makes a member with funds and a role, and lets schemathesis call every
// operation of the OpenAPI document: no 5xx, no answer that is not as described.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memberOf } from '../api/client.mjs';
import { start } from '../api/workerd.mjs';

const CHECKS = [
  'not_a_server_error', 'status_code_conformance', 'content_type_conformance',
  'response_headers_conformance', 'response_schema_conformance',
];
/** They end the very session or account that the others are called with, or open a socket. */
const LEFT_OUT = ['signOut', 'deleteAccount', 'putClock', 'listen', 'openSocket', 'openNamedSocket'];
const REQUEST_SECONDS_MAX = 60;

function option(name, otherwise) {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
}

const folder = await mkdtemp(join(tmpdir(), 'digigami-fuzz-'));
// So many calls in a minute are what limits are for; here they would hide everything else.
const server = await start({ variables: { RATE_LIMITS: 'off' } });
try {
  const member = await memberOf(server, 'fuzzer', ['admin', 'operator', 'guardian']);
  await member.call('POST', '/api/v1/token/faucet', { asset: 'ANM' });
  const document = await (await fetch(`${server.url}/api/v1/openapi.json`)).json();
  const file = join(folder, 'openapi.json');
  await writeFile(file, JSON.stringify(document));
  const left = LEFT_OUT.flatMap((id) => ['--exclude-operation-id', id]);
  const child = spawn(
    process.env.SCHEMATHESIS,
    ['run', file, '--url', server.url, '--phases', 'examples,coverage,fuzzing,stateful',
      '--max-examples', option('--examples', '40'), '--checks', CHECKS.join(','),
      '--header', `authorization:${member.headers.authorization}`, '--continue-on-failure',
      '--request-timeout', String(REQUEST_SECONDS_MAX), '--seed', option('--seed', '1'),
      '--suppress-health-check', 'all', '--warnings', 'off', ...left],
    { stdio: 'inherit', cwd: folder },
  );
  process.exitCode = await new Promise((done) => child.on('close', done));
  const health = await (await fetch(`${server.url}/api/health`)).json();
  console.log(`after it: ${JSON.stringify(health.checks)}`);
  if (health.status === 'down') process.exitCode = 1;
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
