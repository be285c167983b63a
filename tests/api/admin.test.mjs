import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { caller, memberOf } from './client.mjs';
import { start } from './workerd.mjs';

const ADMIN_KEY = 'a long key that somebody keeps in a safe';
const HOUR_MS = 3600 * 1000;
let server;
let keyed;
before(async () => {
  server = await start();
  const hash = createHash('sha256').update(ADMIN_KEY).digest('hex');
  keyed = await start({ variables: { ADMIN_KEY_SHA256: hash } });
});
after(async () => {
  await server?.stop();
  await keyed?.stop();
});

const code = ({ status, json }) => [status, json?.error?.code];
const grant = (who, member, more = {}, headers = {}) => who.call(
  'POST', '/api/v1/admin/roles', { member, role: 'operator', reason: 'on call', ...more }, headers,
);

test('POST /api/v1/admin/roles grants a role for a time, and the log says so', async () => {
  const admin = await memberOf(server, 'the-boss', ['admin']);
  const member = await memberOf(server, 'newcomer');
  const granted = await grant(admin, '@newcomer', { expiresInHours: 2 });
  assert.equal(granted.status, 201);
  assert.equal(granted.json.principalId, member.principal);
  assert.equal(granted.json.grantedBy, admin.principal);
  const account = await member.call('GET', '/api/v1/account');
  assert.deepEqual(account.json.roles, ['operator']);
  assert.ok(account.json.scopes.includes('admin'));
  const listed = await admin.call('GET', '/api/v1/admin/roles');
  assert.ok(listed.json.items.some(({ id }) => id === granted.json.id));
  const log = await admin.call('GET', '/api/v1/admin/log?limit=1');
  assert.equal(log.json.items[0].action, 'role.granted');
  assert.equal(log.json.items[0].actor, admin.principal);
  assert.equal(log.json.items[0].requestId, granted.headers.get('x-request-id'));
  assert.equal(log.json.items[0].details.reason, 'on call');
  const older = await admin.call('GET', `/api/v1/admin/log?cursor=${log.json.nextCursor}`);
  assert.ok(older.json.items.length > 0);
  const later = { 'x-test-now': String(Date.now() + 3 * HOUR_MS) };
  assert.deepEqual((await member.call('GET', '/api/v1/account', undefined, later)).json.roles, []);
});

test('DELETE /api/v1/admin/roles/:id takes a role back at once', async () => {
  const admin = await memberOf(server, 'chief', ['admin']);
  const member = await memberOf(server, 'passing');
  const { json } = await grant(admin, member.principal);
  assert.equal((await admin.call('DELETE', `/api/v1/admin/roles/${json.id}`)).status, 204);
  assert.deepEqual((await member.call('GET', '/api/v1/account')).json.roles, []);
  assert.deepEqual(code(await admin.call('DELETE', `/api/v1/admin/roles/${json.id}`)), [404, 'role_grant_not_found']);
});

test('only an admin grants: no member, no operator, no key, no guest', async () => {
  const [plain, operator] = [await memberOf(server), await memberOf(server, 'operator-1', ['operator'])];
  assert.deepEqual(code(await grant(plain, 'operator-1')), [403, 'role_required']);
  assert.deepEqual(code(await grant(operator, 'operator-1', { role: 'admin' })), [403, 'role_required']);
  assert.deepEqual(code(await plain.call('GET', '/api/v1/admin/log')), [403, 'role_required']);
  assert.deepEqual(code(await plain.call('GET', '/api/v1/admin/roles')), [403, 'role_required']);
  const admin = await memberOf(server, 'with-a-key', ['admin']);
  const key = await admin.call('POST', '/api/v1/keys', { name: 'k', scopes: ['account:read'] });
  const byKey = await grant(admin, 'operator-1', {}, { authorization: `Bearer ${key.json.secret}` });
  assert.deepEqual(code(byKey), [403, 'scope_missing']);
  assert.deepEqual(code(await grant(await caller(server), 'operator-1')), [403, 'membership_required']);
  assert.deepEqual(code(await grant(admin, 'operator-1', { grantedBy: 'me' })), [400, 'body_malformed']);
  assert.deepEqual(code(await grant(admin, 'operator-1', { role: 'god' })), [400, 'body_malformed']);
  assert.deepEqual(code(await grant(admin, 'operator-1', { reason: ' ' })), [422, 'field_invalid']);
  assert.deepEqual(code(await grant(admin, 'operator-1', { expiresInHours: 9000 })), [422, 'field_invalid']);
  assert.deepEqual(code(await grant(admin, 'nobody-of-that-name')), [404, 'person_not_found']);
});

test('there is no admin key unless a deployment sets one', async () => {
  const nobody = await caller(server, { bearer: false });
  await memberOf(server, 'candidate');
  for (const key of [ADMIN_KEY, '', 'admin', 'undefined']) {
    assert.deepEqual(code(await grant(nobody, 'candidate', {}, { 'x-admin-key': key })), [401, 'session_required']);
  }
});

test('where one is set it grants, each use is logged, and guesses are counted', async () => {
  const nobody = await caller(keyed, { bearer: false });
  const member = await memberOf(keyed, 'candidate');
  const key = { 'x-admin-key': ADMIN_KEY };
  const granted = await grant(nobody, 'candidate', { role: 'admin', reason: 'the first one' }, key);
  assert.equal(granted.status, 201);
  assert.equal(granted.json.grantedBy, 'admin_key');
  assert.equal((await nobody.call('GET', '/api/v1/admin/roles', undefined, key)).status, 200);
  const log = await member.call('GET', '/api/v1/admin/log');
  assert.deepEqual(log.json.items.map(({ action }) => action), ['admin_key.used', 'role.granted', 'admin_key.used']);
  assert.ok(!JSON.stringify(log.json).includes(ADMIN_KEY));
  const guess = () => grant(nobody, 'candidate', {}, { 'x-admin-key': `${ADMIN_KEY}!` });
  for (let at = 0; at < 10; at += 1) assert.deepEqual(code(await guess()), [401, 'admin_key_refused']);
  const refused = await guess();
  assert.deepEqual(code(refused), [429, 'rate_limited']);
  assert.ok(Number(refused.headers.get('retry-after')) > 0);
});
