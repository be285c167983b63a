import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { caller, memberOf } from './client.mjs';
import { start } from './workerd.mjs';

const DAY_MS = 24 * 3600 * 1000;
let server;
before(async () => {
  server = await start();
});
after(() => server?.stop());

const code = ({ status, json }) => [status, json?.error?.code];
const bearer = (secret) => ({ authorization: `Bearer ${secret}` });

test('POST /api/v1/keys makes a key whose secret is shown once', async () => {
  const member = await memberOf(server);
  const made = await member.call('POST', '/api/v1/keys', { name: 'CI', scopes: ['account:read', 'keys'], expiresInDays: 7 });
  assert.equal(made.status, 201);
  const { key, secret } = made.json;
  assert.match(secret, /^eco_live_[0-9a-f]{16}_[\w-]{43}$/);
  assert.ok(secret.startsWith(key.prefix));
  assert.equal(Date.parse(key.expiresAt) - Date.parse(key.createdAt), 7 * DAY_MS);
  const nobody = await caller(server, { bearer: false });
  const account = await nobody.call('GET', '/api/v1/account', undefined, bearer(secret));
  assert.equal(account.json.id, member.principal);
  assert.deepEqual(account.json.scopes, ['account:read', 'keys']);
  const list = await member.call('GET', '/api/v1/keys');
  assert.equal(list.json.items.length, 1);
  assert.ok(list.json.items[0].lastUsedAt);
  assert.equal(list.json.items[0].usedThisHour, 1);
  assert.ok(!JSON.stringify(list.json).includes(secret.slice(-43)));
});

test('a key does what its scopes say and nothing else', async () => {
  const member = await memberOf(server);
  const made = await member.call('POST', '/api/v1/keys', { name: 'reader', scopes: ['account:read', 'keys'] });
  const nobody = await caller(server, { bearer: false });
  const call = (method, path, body) => nobody.call(method, path, body, bearer(made.json.secret));
  const refused = await call('PATCH', '/api/v1/account', { displayName: 'x' });
  assert.deepEqual(code(refused), [403, 'scope_missing']);
  assert.deepEqual(refused.json.error.details, { scope: 'account:write' });
  assert.deepEqual(code(await call('GET', '/api/v1/webhooks')), [403, 'scope_missing']);
  assert.deepEqual(code(await call('GET', '/api/v1/admin/roles')), [403, 'scope_missing']);
  assert.deepEqual(code(await call('POST', '/api/v1/keys', { name: 'child', scopes: ['keys'] })), [403, 'sign_in_again']);
  assert.deepEqual(code(await call('POST', '/api/v1/account/recovery-codes')), [403, 'scope_missing']);
  assert.equal((await call('GET', '/api/v1/keys')).status, 200);
});

test('a key that is wrong, changed, run out or revoked opens nothing', async () => {
  const member = await memberOf(server);
  const made = await member.call('POST', '/api/v1/keys', { name: 'short', scopes: ['account:read'], expiresInDays: 1 });
  const { secret, key } = made.json;
  const nobody = await caller(server, { bearer: false });
  const ask = (sent, more = {}) => nobody.call('GET', '/api/v1/account', undefined, { ...bearer(sent), ...more });
  const last = secret.at(-5) === 'A' ? 'B' : 'A';
  for (const wrong of [`${secret.slice(0, -5)}${last}${secret.slice(-4)}`, `eco_live_${'0'.repeat(16)}_${'A'.repeat(43)}`, 'eco_live_x']) {
    assert.deepEqual(code(await ask(wrong)), [401, 'key_unknown']);
  }
  const later = { 'x-test-now': String(Date.now() + DAY_MS + 60_000) };
  assert.deepEqual(code(await ask(secret, later)), [401, 'key_expired']);
  const other = await memberOf(server);
  assert.deepEqual(code(await other.call('DELETE', `/api/v1/keys/${key.id}`)), [404, 'key_not_found']);
  assert.equal((await ask(secret)).status, 200);
  assert.equal((await member.call('DELETE', `/api/v1/keys/${key.id}`)).status, 204);
  assert.deepEqual(code(await ask(secret)), [401, 'key_unknown']);
});

test('a key has a limit for each hour', async () => {
  const member = await memberOf(server);
  const made = await member.call('POST', '/api/v1/keys', { name: 'slow', scopes: ['account:read'], hourlyLimit: 3 });
  const nobody = await caller(server, { bearer: false });
  const hour = Math.ceil(Date.now() / 3600_000 + 1) * 3600_000;
  const ask = (ms) => nobody.call('GET', '/api/v1/account', undefined, { ...bearer(made.json.secret), 'x-test-now': String(ms) });
  for (let at = 0; at < 3; at += 1) assert.equal((await ask(hour)).status, 200);
  const refused = await ask(hour + 600_000);
  assert.deepEqual(code(refused), [429, 'rate_limited']);
  assert.equal(refused.headers.get('retry-after'), '3000');
  assert.equal((await ask(hour + 3600_000)).status, 200);
});

test('what makes a key is checked, and nobody holds more than twenty', async () => {
  const member = await memberOf(server);
  const make = (body) => member.call('POST', '/api/v1/keys', { name: 'k', scopes: ['stake'], ...body });
  for (const body of [
    { scopes: [] }, { scopes: ['admin'] }, { scopes: ['everything'] }, { name: ' ' }, { expiresInDays: 0 },
    { expiresInDays: 366 }, { hourlyLimit: 0 }, { hourlyLimit: 10_001 },
  ]) {
    assert.deepEqual(code(await make(body)), [422, 'field_invalid'], JSON.stringify(body));
  }
  assert.deepEqual(code(await make({ principalId: member.principal })), [400, 'body_malformed']);
  const answers = await Promise.all(Array.from({ length: 21 }, () => make({})));
  assert.equal(answers.filter(({ status }) => status === 201).length, 20);
  assert.deepEqual(code(answers.find(({ status }) => status !== 201)), [409, 'keys_full']);
  const guest = await caller(server);
  assert.deepEqual(code(await guest.call('POST', '/api/v1/keys', { name: 'k', scopes: ['stake'] })), [403, 'membership_required']);
});
