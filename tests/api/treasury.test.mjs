// The treasury, open to everybody.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { caller, memberOf } from './client.mjs';
import { start } from './workerd.mjs';

let server;
let nobody;
let admin;
before(async () => {
  server = await start();
  nobody = await caller(server, { bearer: false });
  admin = await memberOf(server, 'the_admin', ['admin']);
});
after(() => server?.stop());

test('GET /api/v1/treasury shows where all of it is, and what came and went', async () => {
  const before = (await nobody.call('GET', '/api/v1/treasury')).json;
  assert.equal(before.supplies[0].treasury, '1000000.00000000');
  assert.equal(before.supplies[0].reserve, '9000000.00000000');
  assert.equal(before.supplies[0].circulating, '0.00000000');
  const issue = { to: 'treasury', amount: '250.5', reason: 'Grants of the season' };
  assert.equal((await admin.call('POST', '/api/v1/admin/token/issue', issue)).status, 201);
  const after = (await nobody.call('GET', '/api/v1/treasury')).json;
  assert.equal(after.supplies[0].treasury, '1000250.50000000');
  assert.equal(after.credited30Days, '250.50000000');
  assert.equal(after.debited30Days, '0.00000000');
});

test('GET /api/v1/treasury/flows has days and kinds, and a point for each day', async () => {
  const eve = await memberOf(server);
  await eve.call('POST', '/api/v1/token/faucet', { amount: '10' });
  await eve.call('POST', '/api/v1/token/burn', { amount: '4' });
  const { json } = await nobody.call('GET', '/api/v1/treasury/flows?days=7');
  const today = json.supply.at(-1).day;
  assert.equal(json.supply.length, 7);
  assert.deepEqual(json.flows, [{ day: today, kind: 'issue', credited: '250.50000000', debited: '0.00000000' }]);
  const { circulating, burned, reserve } = json.supply.at(-1);
  assert.deepEqual([circulating, burned, reserve], ['6.00000000', '4.00000000', '8999739.50000000']);
  assert.equal(json.supply[0].treasury, '1000000.00000000');
  for (const query of ['days=0', 'days=367', 'asset=X']) {
    const refused = await nobody.call('GET', `/api/v1/treasury/flows?${query}`);
    assert.equal(refused.json.error.code, 'query_invalid', query);
  }
});
