import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { device, signIn, signUp } from './authenticator.mjs';
import { caller } from './client.mjs';
import { start } from './workerd.mjs';

const MINUTE_MS = 60_000;
let server;
before(async () => {
  server = await start();
});
after(() => server?.stop());

const nobody = () => caller(server, { bearer: false });
const code = ({ status, json }) => [status, json?.error?.code];
const at = (ms) => ({ 'x-test-now': String(Date.now() + ms) });

async function member(username) {
  const who = await nobody();
  return { who, ...(await signUp(server, who, username)) };
}

test('POST /api/v1/account/sign-in/begin and finish open a session with a passkey', async () => {
  const { passkey, account } = await member('signer');
  const visitor = await nobody();
  const { begun, finished } = await signIn(visitor, passkey);
  assert.deepEqual(begun.json.publicKey.allowCredentials, []);
  assert.equal(begun.json.publicKey.userVerification, 'required');
  assert.equal(finished.status, 200);
  assert.equal(finished.json.account.id, account.id);
  assert.match(finished.json.token, /^dgs_/);
  assert.deepEqual(finished.json.recoveryCodes, []);
  assert.equal((await visitor.call('GET', '/api/v1/account')).json.username, 'signer');
});

test('a sign-in that lies is refused, and says nothing of whom', async () => {
  const { passkey } = await member('target');
  const lie = async (cheat, reason) => {
    const { finished } = await signIn(await nobody(), passkey, cheat);
    assert.deepEqual(code(finished), [401, 'passkey_refused'], JSON.stringify(cheat));
    assert.match(finished.json.error.details.reason, reason);
  };
  await lie({ origin: 'https://evil.example' }, /origin/);
  await lie({ origin: `${server.url}.evil.example` }, /origin/);
  await lie({ challenge: Buffer.alloc(32).toString('base64url') }, /challenge/);
  await lie({ rpId: 'evil.example' }, /domain/);
  await lie({ flags: 1 }, /verified/);
  await lie({ flags: 4 }, /present/);
  await lie({ signature: true }, /signature/);
  await lie({ handle: Buffer.alloc(32).toString('base64url') }, /another/);
  const stranger = device(server);
  stranger.handle = Buffer.alloc(32).toString('base64url');
  const { finished } = await signIn(await nobody(), stranger);
  assert.deepEqual(code(finished), [401, 'passkey_refused']);
  assert.equal((await signIn(await nobody(), passkey)).finished.status, 200);
});

test('an assertion works once, and only for five minutes', async () => {
  const { passkey } = await member('replayed');
  const visitor = await nobody();
  const { begun, credential, finished } = await signIn(visitor, passkey);
  assert.equal(finished.status, 200);
  const body = { ceremonyId: begun.json.ceremonyId, credential };
  const again = () => visitor.call('POST', '/api/v1/account/sign-in/finish', body);
  assert.deepEqual(code(await again()), [409, 'ceremony_unknown']);
  const other = await visitor.call('POST', '/api/v1/account/sign-in/begin');
  const replayed = await visitor.call('POST', '/api/v1/account/sign-in/finish', { ...body, ceremonyId: other.json.ceremonyId });
  assert.deepEqual(code(replayed), [401, 'passkey_refused']);
  assert.match(replayed.json.error.details.reason, /challenge/);
  const late = await visitor.call('POST', '/api/v1/account/sign-in/begin');
  const finish = { ceremonyId: late.json.ceremonyId, credential: passkey.get(late.json) };
  const refused = await visitor.call('POST', '/api/v1/account/sign-in/finish', finish, at(5 * MINUTE_MS + 1000));
  assert.deepEqual(code(refused), [409, 'ceremony_unknown']);
});

test('thirty-two finish one ceremony at once: one is in', async () => {
  const { passkey } = await member('racer');
  const visitor = await nobody();
  const begun = await visitor.call('POST', '/api/v1/account/sign-in/begin');
  const body = { ceremonyId: begun.json.ceremonyId, credential: passkey.get(begun.json) };
  const answers = await Promise.all(Array.from({ length: 32 }, () => visitor.call('POST', '/api/v1/account/sign-in/finish', body)));
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  assert.ok(answers.every((answer) => answer.status === 200 || code(answer)[1] === 'ceremony_unknown'));
});

test('a counter that goes back is a copied key', async () => {
  const { passkey } = await member('copied');
  assert.equal((await signIn(await nobody(), passkey)).finished.status, 200);
  passkey.counter = 0;
  const { finished } = await signIn(await nobody(), passkey);
  assert.deepEqual(code(finished), [401, 'passkey_refused']);
  assert.match(finished.json.error.details.reason, /counter/);
  passkey.counter = 10;
  assert.equal((await signIn(await nobody(), passkey)).finished.status, 200);
});

test('a registration that lies makes no account', async () => {
  const visitor = await nobody();
  for (const [cheat, reason] of [
    [{ origin: 'https://evil.example' }, /origin/], [{ challenge: 'AAAA' }, /challenge/],
    [{ rpId: 'evil.example' }, /domain/], [{ flags: 1 }, /verified/],
  ]) {
    const begun = await visitor.call('POST', '/api/v1/account/sign-up/begin', { username: 'liar' });
    const credential = device(server).create(begun.json, cheat);
    const refused = await visitor.call('POST', '/api/v1/account/sign-up/finish', { ceremonyId: begun.json.ceremonyId, credential });
    assert.deepEqual(code(refused), [401, 'passkey_refused']);
    assert.match(refused.json.error.details.reason, reason);
  }
  assert.deepEqual(code(await visitor.call('GET', '/api/v1/people/liar')), [404, 'person_not_found']);
});

test('/api/v1/account/passkeys: several, each with a name, and never the last one deleted', async () => {
  const { who, passkey } = await member('keeper');
  const second = device(server);
  const begun = await who.call('POST', '/api/v1/account/passkeys/begin');
  assert.deepEqual(begun.json.publicKey.excludeCredentials.map(({ id }) => id), [passkey.id]);
  const body = { ceremonyId: begun.json.ceremonyId, credential: second.create(begun.json), name: 'Phone' };
  const added = await who.call('POST', '/api/v1/account/passkeys/finish', body);
  assert.equal(added.status, 201);
  assert.equal(added.json.name, 'Phone');
  assert.equal((await signIn(await nobody(), second)).finished.json.account.username, 'keeper');
  const list = await who.call('GET', '/api/v1/account/passkeys');
  assert.equal(list.json.items.length, 2);
  assert.ok(list.json.items[1].lastUsedAt);
  const renamed = await who.call('PATCH', `/api/v1/account/passkeys/${added.json.id}`, { name: 'Old phone' });
  assert.equal(renamed.json.name, 'Old phone');
  const first = list.json.items[0].id;
  const other = await member('stranger');
  assert.deepEqual(code(await other.who.call('DELETE', `/api/v1/account/passkeys/${first}`)), [404, 'passkey_not_found']);
  assert.deepEqual(code(await other.who.call('PATCH', `/api/v1/account/passkeys/${first}`, { name: 'x' })), [404, 'passkey_not_found']);
  assert.equal((await who.call('DELETE', `/api/v1/account/passkeys/${first}`)).status, 204);
  assert.deepEqual(code((await signIn(await nobody(), passkey)).finished), [401, 'passkey_refused']);
  assert.deepEqual(code(await who.call('DELETE', `/api/v1/account/passkeys/${added.json.id}`)), [409, 'last_way_in']);
});

test('a passkey belongs to one account', async () => {
  const { passkey } = await member('owner1');
  const visitor = await nobody();
  const begun = await visitor.call('POST', '/api/v1/account/sign-up/begin', { username: 'second1' });
  const body = { ceremonyId: begun.json.ceremonyId, credential: passkey.create(begun.json) };
  assert.deepEqual(code(await visitor.call('POST', '/api/v1/account/sign-up/finish', body)), [409, 'passkey_known']);
});

test('what could lock somebody out needs a fresh sign-in', async () => {
  const { who, passkey } = await member('stale');
  const later = at(16 * MINUTE_MS);
  for (const [method, path, body] of [
    ['POST', '/api/v1/account/passkeys/begin'], ['POST', '/api/v1/account/recovery-codes'],
    ['POST', '/api/v1/keys', { name: 'k', scopes: ['stake'] }],
  ]) {
    assert.deepEqual(code(await who.call(method, path, body, later)), [403, 'sign_in_again'], path);
  }
  assert.equal((await who.call('GET', '/api/v1/account', undefined, later)).json.freshUntil, null);
  await signIn(who, passkey, {}, later);
  assert.equal((await who.call('POST', '/api/v1/account/recovery-codes', undefined, later)).status, 200);
});

test('POST /api/v1/account/sign-in/recover opens a session that has to add a passkey', async () => {
  const { codes, account } = await member('forgetful');
  const visitor = await nobody();
  const recover = (body) => visitor.call('POST', '/api/v1/account/sign-in/recover', body);
  assert.deepEqual(code(await recover({ username: 'forgetful', code: '0000-0000-0000-0000' })), [401, 'recovery_refused']);
  assert.deepEqual(code(await recover({ username: 'nobody-here', code: codes[0] })), [401, 'recovery_refused']);
  const opened = await recover({ username: '@Forgetful', code: codes[0].toLowerCase().replaceAll('-', ' ') });
  assert.equal(opened.status, 200);
  assert.equal(opened.json.account.mustAddPasskey, true);
  assert.equal(opened.json.account.recoveryCodesLeft, 9);
  assert.deepEqual(opened.json.account.scopes, ['account:read']);
  visitor.headers.authorization = `Bearer ${opened.json.token}`;
  assert.deepEqual(code(await recover({ username: 'forgetful', code: codes[0] })), [401, 'recovery_refused']);
  assert.deepEqual(code(await visitor.call('PATCH', '/api/v1/account', { displayName: 'x' })), [403, 'passkey_required']);
  assert.deepEqual(code(await visitor.call('POST', '/api/v1/keys', { name: 'k', scopes: ['stake'] })), [403, 'passkey_required']);
  assert.deepEqual(code(await visitor.call('GET', '/api/v1/webhooks')), [403, 'passkey_required']);
  const begun = await visitor.call('POST', '/api/v1/account/passkeys/begin');
  const passkey = device(server);
  const body = { ceremonyId: begun.json.ceremonyId, credential: passkey.create(begun.json) };
  assert.equal((await visitor.call('POST', '/api/v1/account/passkeys/finish', body)).status, 201);
  const whole = await visitor.call('GET', '/api/v1/account');
  assert.equal(whole.json.id, account.id);
  assert.equal(whole.json.mustAddPasskey, false);
  assert.equal((await visitor.call('PATCH', '/api/v1/account', { displayName: 'Back' })).status, 200);
  const renewed = await visitor.call('POST', '/api/v1/account/recovery-codes');
  assert.equal(renewed.json.codes.length, 10);
  assert.deepEqual(code(await recover({ username: 'forgetful', code: codes[1] })), [401, 'recovery_refused']);
  assert.equal((await recover({ username: 'forgetful', code: renewed.json.codes[0] })).status, 200);
});
