import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { caller } from './client.mjs';
import { start, until } from './workerd.mjs';

let server;
let anyone;
before(async () => {
  server = await start();
  anyone = await caller(server, { bearer: false });
});
after(() => server?.stop());

test('GET /api/v1/health asks database, storage and queue', async () => {
  const { status, json, headers } = await anyone.call('GET', '/api/v1/health');
  assert.equal(status, 200);
  assert.equal(json.status, 'ok');
  for (const part of ['database', 'storage', 'queue']) {
    assert.equal(json.checks[part].status, 'ok');
    assert.equal(typeof json.checks[part].latencyMs, 'number');
  }
  assert.match(headers.get('x-request-id'), /^req_[0-9a-f]{20}$/);
});

test('the probe of the queue really arrives', async () => {
  await until('the probe has arrived', async () => {
    const { json } = await anyone.call('GET', '/api/health');
    return json.checks.queue.lastDeliveredAt;
  });
});

test('a database without tables is down, with 503', async () => {
  const broken = await start({ migrate: false });
  try {
    const { status, json } = await (await caller(broken, { bearer: false })).call('GET', '/api/health');
    assert.equal(status, 503);
    assert.equal(json.status, 'down');
    assert.equal(json.checks.database.status, 'down');
    assert.equal(json.checks.storage.status, 'ok');
  } finally {
    await broken.stop();
  }
});
