import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signIn, signUp } from './authenticator.mjs';
import { avatarForm, caller } from './client.mjs';
import { start } from './workerd.mjs';

let server;
before(async () => {
  server = await start();
});
after(() => server?.stop());

const nobody = () => caller(server, { bearer: false });

test('POST /api/v1/sessions gives a token and a strict cookie', async () => {
  const { status, json, headers } = await (await nobody()).call('POST', '/api/v1/sessions');
  assert.equal(status, 201);
  assert.match(json.token, /^dgs_[\w-]{43}$/);
  assert.equal(json.principal.kind, 'guest');
  const cookie = headers.get('set-cookie');
  assert.match(cookie, /^__Host-digigami=dgs_/);
  for (const part of ['Path=/', 'Secure', 'HttpOnly', 'SameSite=Lax']) assert.match(cookie, new RegExp(part));
});

test('a first mutation makes a guest, and the cookie finds it again', async () => {
  const visitor = await nobody();
  const saved = await visitor.call('POST', '/api/v1/avatars', avatarForm());
  assert.equal(saved.status, 201);
  const cookie = saved.headers.get('set-cookie').split(';')[0];
  const list = await visitor.call('GET', '/api/v1/avatars', undefined, { cookie });
  assert.equal(list.json.total, 1);
  assert.equal(list.json.items[0].id, saved.json.id);
  assert.equal((await visitor.call('GET', '/api/v1/avatars')).json.total, 0);
});

test('a page of another origin gets nowhere with the cookie', async () => {
  const visitor = await nobody();
  const cookie = (await visitor.call('POST', '/api/v1/sessions')).headers.get('set-cookie').split(';')[0];
  const save = (headers) => visitor.call('POST', '/api/v1/avatars', avatarForm(), headers);
  const foreign = await save({ cookie, origin: 'https://elsewhere.example' });
  assert.equal(foreign.status, 403);
  assert.equal(foreign.json.error.code, 'origin_refused');
  assert.equal((await save({ cookie, 'sec-fetch-site': 'cross-site' })).status, 403);
  assert.equal((await save({ origin: 'https://elsewhere.example' })).status, 403);
  assert.equal((await save({ cookie, origin: server.url })).status, 201);
});

test('with a bearer token any origin may call, and gets no cookie', async () => {
  const { call } = await caller(server);
  const origin = 'https://elsewhere.example';
  const saved = await call('POST', '/api/v1/avatars', avatarForm(), { origin });
  assert.equal(saved.status, 201);
  assert.equal(saved.headers.get('access-control-allow-origin'), '*');
  const opened = await (await nobody()).call('POST', '/api/v1/sessions', undefined, { origin });
  assert.equal(opened.status, 201);
  assert.equal(opened.headers.get('set-cookie'), null);
});

test('an unknown bearer token is refused, an unknown cookie is nobody', async () => {
  const visitor = await nobody();
  const refused = await visitor.call('GET', '/api/v1/avatars', undefined, { authorization: 'Bearer dgs_no' });
  assert.equal(refused.status, 401);
  assert.equal(refused.json.error.code, 'session_unknown');
  const list = await visitor.call('GET', '/api/v1/avatars', undefined, { cookie: '__Host-digigami=no' });
  assert.equal(list.status, 200);
});

test('a session runs out', async () => {
  const { call } = await caller(server);
  assert.equal((await call('GET', '/api/v1/avatars')).status, 200);
  const later = String(Date.now() + 401 * 24 * 3600 * 1000);
  assert.equal((await call('GET', '/api/v1/avatars', undefined, { 'x-test-now': later })).status, 401);
});

test('too many sessions from one address are refused for a while', async () => {
  const visitor = await nobody();
  const now = Math.floor(Date.now() / 3600000) * 3600000 + 7200000;
  const open = (at) => visitor.call('POST', '/api/v1/sessions', undefined, { 'x-test-now': String(at) });
  const answers = [];
  for (let i = 0; i < 241; i += 1) answers.push(await open(now));
  assert.ok(answers.slice(0, 240).every(({ status }) => status === 201));
  const refused = answers[240];
  assert.equal(refused.status, 429);
  assert.equal(refused.json.error.code, 'rate_limited');
  assert.equal(refused.headers.get('retry-after'), '3600');
  assert.equal((await open(now + 3600000)).status, 201);
});

const HOUR_MS = 3600 * 1000;
const at = (ms) => ({ 'x-test-now': String(Date.now() + ms) });

test('GET /api/v1/account/sessions lists devices; DELETE ends one, or all others', async () => {
  const laptop = await nobody();
  const { passkey } = await signUp(server, laptop, 'traveller', { deviceName: 'Laptop' });
  const phone = await nobody();
  await signIn(phone, passkey);
  const tablet = await nobody();
  await signIn(tablet, passkey);
  const list = await laptop.call('GET', '/api/v1/account/sessions');
  assert.equal(list.json.items.length, 3);
  const current = list.json.items.filter((session) => session.current);
  assert.deepEqual(current.map(({ device, openedBy }) => [device, openedBy]), [['Laptop', 'sign_up']]);
  assert.ok(!JSON.stringify(list.json).includes('dgs_'));
  const own = await phone.call('GET', '/api/v1/account/sessions');
  const phoneId = own.json.items.find((session) => session.current).id;
  const stranger = await nobody();
  await signUp(server, stranger, 'stranger-2');
  const foreign = await stranger.call('DELETE', `/api/v1/account/sessions/${phoneId}`);
  assert.deepEqual([foreign.status, foreign.json.error.code], [404, 'session_not_found']);
  assert.equal((await laptop.call('DELETE', `/api/v1/account/sessions/${phoneId}`)).status, 204);
  const ended = await phone.call('GET', '/api/v1/account');
  assert.deepEqual([ended.status, ended.json.error.code], [401, 'session_unknown']);
  assert.deepEqual((await laptop.call('DELETE', '/api/v1/account/sessions')).json, { revoked: 1 });
  assert.equal((await tablet.call('GET', '/api/v1/account')).status, 401);
  assert.equal((await laptop.call('GET', '/api/v1/account')).status, 200);
});

test('a member’s session ends after twelve hours without use, and after thirty days anyway', async () => {
  const idle = await nobody();
  const { passkey } = await signUp(server, idle, 'sleeper');
  assert.equal((await idle.call('GET', '/api/v1/account', undefined, at(11 * HOUR_MS))).status, 200);
  assert.equal((await idle.call('GET', '/api/v1/account', undefined, at(22 * HOUR_MS))).status, 200);
  assert.equal((await idle.call('GET', '/api/v1/account', undefined, at(35 * HOUR_MS))).status, 401);
  const busy = await nobody();
  await signIn(busy, passkey);
  for (let hours = 10; hours < 720; hours += 10) {
    const seen = await busy.call('GET', '/api/v1/account', undefined, at(hours * HOUR_MS));
    assert.equal(seen.status, 200, `${hours} hours`);
  }
  assert.equal((await busy.call('GET', '/api/v1/account', undefined, at(721 * HOUR_MS))).status, 401);
});

test('POST /api/v1/account/sign-out ends the session, and a sign-in the one before', async () => {
  const visitor = await caller(server);
  const guest = visitor.headers.authorization;
  const { passkey } = await signUp(server, visitor, 'leaver');
  const first = visitor.headers.authorization;
  await signIn(visitor, passkey);
  const answers = async (authorization) => (await visitor.call('GET', '/api/v1/account', undefined, { authorization })).status;
  assert.notEqual(visitor.headers.authorization, first);
  assert.deepEqual([await answers(guest), await answers(first), await answers(visitor.headers.authorization)], [401, 401, 200]);
  assert.equal((await visitor.call('POST', '/api/v1/account/sign-out')).status, 204);
  assert.equal((await visitor.call('GET', '/api/v1/account')).status, 401);
});
