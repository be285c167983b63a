import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { caller } from './client.mjs';
import { start } from './workerd.mjs';

let server;
let anyone;
before(async () => {
  server = await start();
  anyone = await caller(server, { bearer: false });
});
after(() => server?.stop());

const get = (path, headers) => anyone.call('GET', path, undefined, headers);

test('GET / is the page, under a strict policy', async () => {
  const { status, headers, bytes } = await get('/');
  assert.equal(status, 200);
  assert.match(bytes.toString(), /Digigami/);
  const policy = headers.get('content-security-policy');
  assert.match(policy, /script-src 'self' 'wasm-unsafe-eval';/);
  assert.doesNotMatch(policy, /'unsafe-eval'/);
  assert.match(policy, new RegExp(server.url.replace('http', 'ws')));
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  assert.equal(headers.get('cache-control'), 'no-cache');
  assert.equal(headers.get('strict-transport-security'), null, 'only over https');
  assert.match(headers.get('permissions-policy'), /camera=\(self\)/);
});

test('GET /gallery/anything is the page too, an unknown file is not', async () => {
  assert.match((await get('/gallery/anything')).bytes.toString(), /Digigami/);
  const missing = await get('/nothing.js');
  assert.equal(missing.status, 404);
  assert.equal(missing.json.error.code, 'not_found');
});

test('GET /vision/worker.js may evaluate, nothing else may', async () => {
  const { status, headers } = await get('/vision/worker.js');
  assert.equal(status, 200);
  assert.match(headers.get('content-security-policy'), /'unsafe-eval'/);
});

test('hashed files are kept for a year, entry points are asked for', async () => {
  const hashed = await get('/app-0123456789abcdef.js');
  assert.match(hashed.headers.get('cache-control'), /immutable/);
  assert.match(hashed.headers.get('content-type'), /javascript/);
  assert.equal((await get('/service-worker.js')).headers.get('cache-control'), 'no-cache');
  const etag = hashed.headers.get('etag');
  assert.equal((await get('/app-0123456789abcdef.js', { 'if-none-match': etag })).status, 304);
});

test('an unknown path of the API is JSON, an unknown method says which are known', async () => {
  const missing = await get('/api/v1/nothing');
  assert.equal(missing.status, 404);
  assert.equal(missing.json.error.code, 'not_found');
  assert.equal(missing.json.error.request_id, missing.headers.get('x-request-id'));
  const method = await anyone.call('PUT', '/api/v1/avatars', {});
  assert.equal(method.status, 405);
  assert.equal(method.json.error.code, 'method_not_allowed');
  assert.equal(method.headers.get('allow'), 'POST, GET');
  assert.equal((await anyone.call('POST', '/gallery')).status, 405);
});

test('HEAD answers like GET, without a body', async () => {
  const { status, bytes } = await anyone.call('HEAD', '/api/v1/styles');
  assert.equal(status, 200);
  assert.equal(bytes.length, 0);
});

test('OPTIONS tells pages of other origins what they may send', async () => {
  const { status, headers } = await anyone.call('OPTIONS', '/api/v1/avatars');
  assert.equal(status, 204);
  assert.match(headers.get('access-control-allow-headers'), /idempotency-key/);
  assert.equal(headers.get('access-control-allow-credentials'), null);
});

test('GET /api/v1/openapi.json has the routes, GET /api/v1/docs shows them', async () => {
  const { json } = await get('/api/v1/openapi.json');
  assert.equal(json.openapi, '3.1.0');
  assert.ok(json.paths['/api/v1/avatars/{id}/export'].post);
  assert.ok(json.components.schemas.Avatar.properties.baseImageUrl);
  const page = await get('/api/v1/docs');
  assert.match(page.headers.get('content-type'), /html/);
  assert.match(page.bytes.toString(), /avatars\/\{id\}\/export/);
});

test('GET /api/v1/styles has the four styles', async () => {
  const { status, json } = await get('/api/v1/styles');
  assert.equal(status, 200);
  assert.deepEqual(json.styles.map((style) => [style.id, style.name]), [
    ['kingdom-hearts', 'Vibrant'],
    ['dark-cloud', 'Warm cel'],
    ['ghibli', 'Painterly'],
    ['cel-shade', 'Bold cel'],
  ]);
  const one = await get('/api/styles/ghibli');
  assert.equal(one.json.name, 'Painterly');
  const none = await get('/api/v1/styles/nothing');
  assert.equal(none.status, 404);
  assert.equal(none.json.error.code, 'style_not_found');
});

test('the test door is shut where it is not development', async () => {
  const production = await start({ variables: { ENVIRONMENT: 'production' } });
  try {
    const visitor = await caller(production, { bearer: false });
    const refused = await visitor.call('GET', '/api/v1/styles', undefined, { 'x-test-now': '1' });
    assert.equal(refused.status, 404);
    assert.equal((await visitor.call('GET', '/api/v1/styles')).status, 200);
  } finally {
    await production.stop();
  }
  const open = await get('/api/v1/health', { 'x-test-now': '1700000000000' });
  assert.equal(open.status, 200);
});
