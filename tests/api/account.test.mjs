import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { device, signIn, signUp } from './authenticator.mjs';
import { avatarForm, caller } from './client.mjs';
import { start } from './workerd.mjs';

let server;
before(async () => {
  server = await start();
});
after(() => server?.stop());

const nobody = () => caller(server, { bearer: false });
const code = ({ status, json }) => [status, json?.error?.code];

test('POST /api/v1/account/sign-up/begin and finish make the guest a member in place', async () => {
  const guest = await caller(server);
  const saved = await guest.call('POST', '/api/v1/avatars', avatarForm());
  const old = guest.headers.authorization;
  const { begun, finished, codes } = await signUp(server, guest, 'Mei-Lin', { deviceName: 'My laptop' });
  assert.equal(begun.status, 200);
  assert.equal(begun.json.publicKey.rp.id, 'localhost');
  assert.equal(begun.json.publicKey.attestation, 'none');
  assert.equal(begun.json.publicKey.authenticatorSelection.userVerification, 'required');
  assert.equal(finished.status, 201);
  const { account } = finished.json;
  assert.equal(account.id, guest.principal);
  assert.equal(account.kind, 'member');
  assert.equal(account.username, 'mei-lin');
  assert.equal(account.address, '@mei-lin');
  assert.equal(account.passkeys, 1);
  assert.equal(account.recoveryCodesLeft, 10);
  assert.ok(account.freshUntil && !account.scopes.includes('admin'));
  assert.equal(new Set(codes).size, 10);
  for (const one of codes) assert.match(one, /^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  const list = await guest.call('GET', '/api/v1/avatars');
  assert.equal(list.json.items[0].id, saved.json.id);
  const stale = await guest.call('GET', '/api/v1/avatars', undefined, { authorization: old });
  assert.deepEqual(code(stale), [401, 'session_unknown']);
});

test('a name is taken once, also by one that looks like it, and the house keeps its own', async () => {
  await signUp(server, await caller(server), 'alice');
  const begin = async (username) => code((await (await nobody()).call('POST', '/api/v1/account/sign-up/begin', { username })));
  assert.deepEqual(await begin('alice'), [409, 'username_taken']);
  assert.deepEqual(await begin('A1ice'), [409, 'username_taken']);
  assert.deepEqual(await begin('al_ice'), [409, 'username_taken']);
  assert.deepEqual(await begin('treasury'), [422, 'username_reserved']);
  assert.deepEqual(await begin('adm1n'), [422, 'username_reserved']);
  assert.deepEqual(await begin('ab'), [422, 'username_invalid']);
  assert.deepEqual(await begin('mei lin'), [422, 'username_invalid']);
});

test('two who want one name: the first to finish has it', async () => {
  const [a, b] = [await caller(server), await caller(server)];
  const begin = (who) => who.call('POST', '/api/v1/account/sign-up/begin', { username: 'wanted' });
  const [first, second] = [await begin(a), await begin(b)];
  const finish = (who, begun) => who.call('POST', '/api/v1/account/sign-up/finish', {
    ceremonyId: begun.json.ceremonyId, credential: device(server).create(begun.json),
  });
  const answers = await Promise.all([finish(a, first), finish(b, second)]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409]);
  const refused = answers.find(({ status }) => status === 409);
  assert.equal(refused.json.error.code, 'username_taken');
});

test('nobody can sign up in a guest’s place, nor make themselves more than a member', async () => {
  const guest = await caller(server);
  const begun = await guest.call('POST', '/api/v1/account/sign-up/begin', { username: 'victim' });
  const thief = await caller(server);
  const body = { ceremonyId: begun.json.ceremonyId, credential: device(server).create(begun.json) };
  assert.deepEqual(code(await thief.call('POST', '/api/v1/account/sign-up/finish', body)), [409, 'ceremony_unknown']);
  for (const more of [{ isAdmin: true }, { principalId: guest.principal }, { kind: 'agent' }, { scopes: ['admin'] }]) {
    const sent = await guest.call('POST', '/api/v1/account/sign-up/begin', { username: 'victim', ...more });
    assert.deepEqual(code(sent), [400, 'body_malformed'], JSON.stringify(more));
  }
  const { passkey } = await signUp(server, guest, 'victim');
  assert.ok(passkey);
  for (const more of [{ isAdmin: true }, { roles: ['admin'] }, { id: thief.principal }]) {
    assert.deepEqual(code(await guest.call('PATCH', '/api/v1/account', more)), [400, 'body_malformed']);
  }
  assert.deepEqual(code(await guest.call('POST', '/api/v1/account/sign-up/begin', { username: 'again' })), [409, 'already_member']);
});

test('GET and PATCH /api/v1/account show and change name and picture', async () => {
  const member = await caller(server);
  await signUp(server, member, 'painter');
  const avatar = (await member.call('POST', '/api/v1/avatars', avatarForm())).json;
  const patched = await member.call('PATCH', '/api/v1/account', { displayName: ' The Painter ', pictureAvatarId: avatar.id });
  assert.equal(patched.status, 200);
  assert.equal(patched.json.displayName, 'The Painter');
  assert.equal(patched.json.pictureUrl, '/api/v1/people/painter/picture');
  const picture = await (await nobody()).call('GET', '/api/v1/people/painter/picture');
  assert.equal(picture.headers.get('content-type'), 'image/png');
  const other = await caller(server);
  const foreign = (await other.call('POST', '/api/v1/avatars', avatarForm())).json;
  assert.deepEqual(code(await member.call('PATCH', '/api/v1/account', { pictureAvatarId: foreign.id })), [404, 'avatar_not_found']);
  assert.deepEqual(code(await member.call('PATCH', '/api/v1/account', { username: 'alice' })), [409, 'username_taken']);
  assert.equal((await member.call('PATCH', '/api/v1/account', { username: 'painter2' })).json.username, 'painter2');
  const bare = await member.call('PATCH', '/api/v1/account', { pictureAvatarId: null });
  assert.equal(bare.json.pictureAvatarId, null);
  assert.equal(bare.json.displayName, 'The Painter');
  assert.deepEqual(code(await (await nobody()).call('GET', '/api/v1/account')), [401, 'session_required']);
  assert.equal((await other.call('GET', '/api/v1/account')).json.kind, 'guest');
  assert.deepEqual(code(await other.call('PATCH', '/api/v1/account', { displayName: 'x' })), [403, 'membership_required']);
});

test('at sign-in the guest’s avatars come along as far as there is room', async () => {
  const member = await caller(server);
  const { passkey } = await signUp(server, member, 'hoarder');
  const fill = async (who, count) => {
    for (let at = 0; at < count; at += 1) {
      assert.equal((await who.call('POST', '/api/v1/avatars', avatarForm())).status, 201);
    }
  };
  await fill(member, 190);
  const guest = await caller(server);
  await fill(guest, 20);
  const { finished } = await signIn(guest, passkey);
  assert.equal(finished.status, 200);
  assert.equal(finished.json.avatarsMoved, 10);
  assert.equal(finished.json.avatarsLeft, 10);
  assert.equal((await guest.call('GET', '/api/v1/avatars')).json.total, 200);
  const { items } = (await guest.call('GET', '/api/v1/avatars?limit=100')).json;
  for (const { id } of items.slice(0, 15)) await guest.call('DELETE', `/api/v1/avatars/${id}`);
  const again = await signIn(guest, passkey);
  assert.equal(again.finished.json.avatarsMoved, 10);
  assert.equal(again.finished.json.avatarsLeft, 0);
  assert.equal((await guest.call('GET', '/api/v1/avatars')).json.total, 195);
});

test('a page gets the session as a strict cookie and no token; a page of another origin gets nothing', async () => {
  const page = { origin: server.url, 'sec-fetch-site': 'same-origin' };
  const visitor = await nobody();
  const passkey = device(server);
  const begun = await visitor.call('POST', '/api/v1/account/sign-up/begin', { username: 'browser' }, page);
  const body = { ceremonyId: begun.json.ceremonyId, credential: passkey.create(begun.json) };
  const finished = await visitor.call('POST', '/api/v1/account/sign-up/finish', body, page);
  assert.equal(finished.status, 201);
  assert.equal(finished.json.token, null);
  const set = finished.headers.get('set-cookie');
  assert.match(set, /^__Host-digigami=dgs_[\w-]{43}; Path=\/; Max-Age=2592000; Secure; HttpOnly; SameSite=Lax$/);
  const cookie = set.split(';')[0];
  const patch = (more) => visitor.call('PATCH', '/api/v1/account', { displayName: 'Me' }, { cookie, ...more });
  assert.equal((await patch(page)).status, 200);
  assert.deepEqual(code(await patch({ origin: 'https://evil.example' })), [403, 'origin_refused']);
  assert.deepEqual(code(await patch({ 'sec-fetch-site': 'cross-site' })), [403, 'origin_refused']);
  assert.deepEqual(code(await patch({})), [403, 'origin_refused']);
  const codes = (more) => visitor.call('POST', '/api/v1/account/recovery-codes', undefined, { cookie, ...page, ...more });
  assert.deepEqual(code(await codes({})), [403, 'origin_refused']);
  assert.equal((await codes({ 'idempotency-key': 'k1' })).status, 200);
  assert.equal((await codes({ 'x-digigami': '1' })).status, 200);
  const out = await visitor.call('POST', '/api/v1/account/sign-out', undefined, { cookie, ...page });
  assert.equal(out.status, 204);
  assert.match(out.headers.get('set-cookie'), /Max-Age=0/);
  assert.equal((await visitor.call('GET', '/api/v1/account', undefined, { cookie })).status, 401);
});

test('a browser may ask with a bearer token from any origin, and never with credentials', async () => {
  const asked = await fetch(`${server.url}/api/v1/keys`, {
    method: 'OPTIONS',
    headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' },
  });
  assert.equal(asked.status, 204);
  assert.equal(asked.headers.get('access-control-allow-origin'), '*');
  assert.equal(asked.headers.get('access-control-allow-credentials'), null);
  assert.match(asked.headers.get('access-control-allow-headers'), /authorization.*idempotency-key/);
  assert.ok(!asked.headers.get('access-control-allow-headers').includes('x-admin-key'));
});

test('GET /api/v1/account/export gives everything that is kept, and no secret', async () => {
  const member = await caller(server);
  const { passkey, codes } = await signUp(server, member, 'archivist');
  await member.call('POST', '/api/v1/avatars', avatarForm());
  const key = await member.call('POST', '/api/v1/keys', { name: 'CI', scopes: ['stake'] });
  await member.call('POST', '/api/v1/token/faucet', { amount: '12.5' });
  const file = await member.call('GET', '/api/v1/account/export');
  assert.equal(file.status, 200);
  assert.match(file.headers.get('content-disposition'), /attachment; filename="digigami-account.json"/);
  assert.equal(file.json.account[0].username, 'archivist');
  assert.equal(file.json.avatars.length, 1);
  assert.equal(file.json.passkeys.length, 1);
  assert.deepEqual(file.json.keys[0].scopes, ['stake']);
  assert.deepEqual(file.json.transfers.map(({ amount, asset, to }) => [amount, asset, to]), [
    ['12.50000000', 'ANM', `user:${member.principal}:ANM:available`],
  ]);
  assert.equal(file.json.balances.find(({ asset }) => asset === 'ANM').total, '12.50000000');
  assert.match(file.json.sessions[0].createdAt, /^\d{4}-\d\d-\d\dT/);
  assert.deepEqual(file.json.truncated, []);
  const text = file.bytes.toString();
  for (const secret of [key.json.secret, codes[0], passkey.id, member.headers.authorization.slice(7)]) {
    assert.ok(!text.includes(secret));
  }
  const guest = await caller(server);
  assert.deepEqual(code(await guest.call('GET', '/api/v1/account/export')), [403, 'membership_required']);
});

test('DELETE /api/v1/account forgets the person and keeps the books', async () => {
  const member = await caller(server);
  const { passkey } = await signUp(server, member, 'leaving');
  const avatar = (await member.call('POST', '/api/v1/avatars', avatarForm({ isPublic: 'true' }))).json;
  await member.call('POST', '/api/v1/token/faucet', { amount: '150' });
  await member.call('POST', '/api/v1/staking/stake', { amount: '100' }, { 'idempotency-key': 'stake-1' });
  const treasury = async () => {
    const { items } = (await caller(server, { bearer: false }).then(({ call }) => call('GET', '/api/v1/token'))).json;
    return BigInt(items.find(({ asset }) => asset === 'ANM').treasury.replace('.', ''));
  };
  const before = await treasury();
  const remove = (body) => member.call('DELETE', '/api/v1/account', body);
  assert.deepEqual(code(await remove({ username: 'somebody' })), [422, 'field_invalid']);
  const refused = await remove({ username: 'leaving' });
  assert.deepEqual(code(refused), [409, 'account_in_use']);
  assert.deepEqual(refused.json.error.details.left, [
    { asset: 'ANM', available: '50.00000000', staked: '100.00000000', escrowed: '0.00000000', pending: '0.00000000' },
  ]);
  const late = { 'x-test-now': String(Date.now() + 16 * 60_000) };
  const stale = await member.call('DELETE', '/api/v1/account', { username: 'leaving', forfeit: true }, late);
  assert.deepEqual(code(stale), [403, 'sign_in_again']);
  assert.equal((await remove({ username: '@leaving', forfeit: true })).status, 204);
  assert.deepEqual(code(await member.call('GET', '/api/v1/account')), [401, 'session_unknown']);
  assert.deepEqual(code((await signIn(await nobody(), passkey)).finished), [401, 'passkey_refused']);
  const visitor = await nobody();
  assert.equal((await visitor.call('GET', `/api/v1/avatars/${avatar.id}`)).status, 404);
  assert.equal((await visitor.call('GET', '/api/v1/people/leaving')).status, 404);
  assert.equal((await visitor.call('GET', `/api/v1/people/${member.principal}`)).status, 404);
  assert.equal((await treasury()) - before, 150n * 100_000_000n);
  const again = await caller(server);
  const { account } = await signUp(server, again, 'leaving');
  assert.notEqual(account.id, member.principal);
});
