import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { caller, socket } from './client.mjs';
import { start } from './workerd.mjs';

const DAY_MS = 24 * 3600 * 1000;
let server;
let deployed;
before(async () => {
  server = await start();
  deployed = await start({ variables: { ENVIRONMENT: 'production' } });
});
after(async () => {
  await server?.stop();
  await deployed?.stop();
});

test('PUT /api/dev/clock lets weeks pass, and never goes back', async () => {
  const { call } = await caller(server, { bearer: false });
  assert.deepEqual((await call('GET', '/api/dev/clock')).json, { aheadMs: 0 });
  const set = await call('PUT', '/api/dev/clock', { aheadMs: 30 * DAY_MS });
  assert.deepEqual(set.json, { aheadMs: 30 * DAY_MS });
  const opened = await call('POST', '/api/v1/sessions');
  assert.ok(Date.parse(opened.json.principal.createdAt) > Date.now() + 29 * DAY_MS);
  assert.deepEqual((await call('PUT', '/api/dev/clock', { aheadMs: 1 })).json, { aheadMs: 30 * DAY_MS });
  assert.equal((await call('PUT', '/api/dev/clock', { aheadMs: 2 ** 50 })).json.error.code, 'field_invalid');
});

test('POST /api/dev/members makes a member without a passkey', async () => {
  const { call } = await caller(server, { bearer: false });
  const made = await call('POST', '/api/dev/members', { username: 'mei' });
  assert.equal(made.status, 201);
  assert.match(made.json.token, /^dgs_/);
  assert.equal(made.json.principal.kind, 'member');
});

test('a deployment knows none of these doors', async () => {
  const { call } = await caller(deployed, { bearer: false });
  const doors = [
    ['GET', '/api/dev/clock'], ['PUT', '/api/dev/clock', { aheadMs: 1 }],
    ['POST', '/api/dev/members', { username: 'mei' }], ['GET', '/api/v1/dev/clock'],
  ];
  for (const [method, path, body] of doors) {
    const refused = await call(method, path, body);
    assert.equal(refused.status, 404, path);
    assert.equal(refused.json.error.code, 'not_found', path);
  }
  const document = await call('GET', '/api/v1/openapi.json');
  assert.ok(!Object.keys(document.json.paths).some((path) => path.includes('/dev/')));
  assert.equal((await call('GET', '/api/health', undefined, { 'x-test-now': '1' })).status, 404);
});

test('GET /api/v1/live greets, and is a WebSocket only', async () => {
  const { call } = await caller(server, { bearer: false });
  assert.equal((await call('GET', '/api/v1/live')).status, 426);
  const listener = await socket(server, '/api/v1/live');
  const [hello] = await listener.until('hello');
  assert.deepEqual([hello.cursor, hello.complete], [0, true]);
  listener.close();
});
