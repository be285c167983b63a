import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { signUp } from './authenticator.mjs';
import { caller } from './client.mjs';
import { start } from './workerd.mjs';

const CLIENT = { id: '4711', secret: 'a secret of the deployment' };
let server;
let provider;
let bare;
before(async () => {
  provider = await standIn();
  server = await start({
    variables: {
      DISCORD_CLIENT_ID: CLIENT.id, DISCORD_CLIENT_SECRET: CLIENT.secret, DISCORD_ISSUER: provider.url,
      DISCORD_AUTHORIZE_URL: `${provider.url}/authorize`, DISCORD_TOKEN_URL: `${provider.url}/token`,
      DISCORD_USER_URL: `${provider.url}/me`,
    },
  });
  bare = await start();
});
after(async () => {
  await server?.stop();
  await bare?.stop();
  provider?.close();
});

/** An OAuth provider that does what Discord's documents say. `user` is who says yes. */
async function standIn() {
  const codes = new Map();
  const http = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    let body = '';
    for await (const chunk of request) body += chunk;
    const json = (status, value) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    if (url.pathname === '/token') {
      const form = new URLSearchParams(body);
      const known = codes.get(form.get('code'));
      codes.delete(form.get('code'));
      const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
      const fits = known && form.get('grant_type') === 'authorization_code' && challenge === known.challenge
        && form.get('client_id') === CLIENT.id && form.get('client_secret') === CLIENT.secret
        && form.get('redirect_uri') === known.redirect;
      return fits ? json(200, { access_token: `token-${known.user.id}`, token_type: 'Bearer' }) : json(400, { error: 'invalid_grant' });
    }
    const user = it.users.find(({ id }) => request.headers.authorization === `Bearer token-${id}`);
    return user ? json(200, user) : json(401, { message: '401: Unauthorized' });
  });
  await new Promise((done) => http.listen(0, '127.0.0.1', done));
  const it = {
    url: `http://127.0.0.1:${http.address().port}`,
    users: [{ id: '80351110224678912', username: 'nelly' }, { id: '80351110224678913', username: 'other' }],
    /** Says yes as `user` to what the browser was sent with; gives where it is sent back to. */
    consent(location, user, { iss = it.url, state } = {}) {
      const asked = new URL(location).searchParams;
      const code = `code-${codes.size}-${Math.random()}`;
      codes.set(code, { user, challenge: asked.get('code_challenge'), redirect: asked.get('redirect_uri') });
      const back = new URL(asked.get('redirect_uri'));
      back.searchParams.set('code', code);
      back.searchParams.set('state', state ?? asked.get('state'));
      if (iss !== null) back.searchParams.set('iss', iss);
      return back.pathname + back.search;
    },
    close: () => http.close(),
  };
  return it;
}

const cookieOf = ({ headers }) => headers.get('set-cookie')?.split(';')[0];

async function visit(who, intent) {
  const started = await who.call('GET', `/api/v1/account/discord/start?intent=${intent}`);
  return { started, location: started.headers.get('location'), cookie: cookieOf(started) };
}

async function member(username) {
  const who = await caller(server, { bearer: false });
  await signUp(server, who, username);
  return who;
}

test('GET /api/v1/account/discord/start and callback link an account, which then signs in', async () => {
  const [nelly] = provider.users;
  const who = await member('nelly');
  const { started, location, cookie } = await visit(who, 'link');
  assert.equal(started.status, 302);
  const asked = new URL(location).searchParams;
  assert.equal(asked.get('scope'), 'identify');
  assert.equal(asked.get('code_challenge_method'), 'S256');
  assert.ok(!location.includes(encodeURIComponent(CLIENT.secret)));
  assert.match(started.headers.get('set-cookie'), /^__Host-.*Secure; HttpOnly; SameSite=Lax$/);
  const back = await who.call('GET', provider.consent(location, nelly), undefined, { cookie });
  assert.equal(back.headers.get('location'), '/account?discord=linked');
  const account = (await who.call('GET', '/api/v1/account')).json;
  assert.equal(account.discord.name, 'nelly');
  assert.equal(account.discordAvailable, true);

  const visitor = await caller(server, { bearer: false });
  const again = await visit(visitor, 'sign_in');
  const opened = await visitor.call('GET', provider.consent(again.location, nelly), undefined, { cookie: again.cookie });
  assert.equal(opened.headers.get('location'), '/account?discord=signed_in');
  const session = { cookie: cookieOf(opened) };
  const found = await visitor.call('GET', '/api/v1/account', undefined, session);
  assert.equal(found.json.username, 'nelly');
  assert.equal(found.json.freshUntil, null);
});

test('a visit comes back once, to its own browser, from its own provider', async () => {
  const [, other] = provider.users;
  const who = await member('careful');
  const refused = async (make) => {
    const { location, cookie } = await visit(who, 'link');
    const { path, headers } = make(location, cookie);
    const back = await who.call('GET', path, undefined, headers);
    assert.equal(back.status, 302);
    assert.equal(back.headers.get('location'), '/account?refused=discord_refused');
  };
  await refused((location) => ({ path: provider.consent(location, other), headers: {} }));
  await refused((location) => ({ path: provider.consent(location, other), headers: { cookie: '__Host-digigami-visit=another' } }));
  await refused((location, cookie) => ({ path: provider.consent(location, other, { state: 'guessed' }), headers: { cookie } }));
  await refused((location, cookie) => ({ path: provider.consent(location, other, { iss: 'https://evil.example' }), headers: { cookie } }));
  await refused((location, cookie) => ({ path: provider.consent(location, other, { iss: null }), headers: { cookie } }));
  const bare = await who.call('GET', '/api/v1/account/discord/callback?code=x&state=y');
  assert.equal(bare.headers.get('location'), '/account?refused=discord_refused');
  const { location, cookie } = await visit(who, 'link');
  const path = provider.consent(location, other);
  assert.equal((await who.call('GET', path, undefined, { cookie })).headers.get('location'), '/account?discord=linked');
  assert.equal((await who.call('GET', path, undefined, { cookie })).headers.get('location'), '/account?refused=discord_refused');
});

test('a Discord account is one member’s; DELETE /api/v1/account/discord unlinks it', async () => {
  const third = { id: '80351110224678999', username: 'third' };
  provider.users.push(third);
  const link = async (who) => {
    const { location, cookie } = await visit(who, 'link');
    return (await who.call('GET', provider.consent(location, third), undefined, { cookie })).headers.get('location');
  };
  const [first, second] = [await member('first-3'), await member('second-3')];
  assert.equal(await link(first), '/account?discord=linked');
  assert.equal(await link(second), '/account?refused=discord_taken');
  assert.equal((await first.call('DELETE', '/api/v1/account/discord')).status, 204);
  assert.equal((await first.call('DELETE', '/api/v1/account/discord')).json.error.code, 'discord_unlinked');
  const visitor = await caller(server, { bearer: false });
  const { location, cookie } = await visit(visitor, 'sign_in');
  const back = await visitor.call('GET', provider.consent(location, third), undefined, { cookie });
  assert.equal(back.headers.get('location'), '/account?refused=discord_unlinked');
  const guest = await caller(server);
  assert.equal((await visit(guest, 'link')).started.json.error.code, 'membership_required');
  assert.equal((await visit(guest, 'anything')).started.json.error.code, 'query_invalid');
});

test('a deployment without an application at Discord says so', async () => {
  const visitor = await caller(bare, { bearer: false });
  const started = await visitor.call('GET', '/api/v1/account/discord/start');
  assert.equal(started.status, 404);
  assert.equal(started.json.error.code, 'discord_unavailable');
  const guest = await caller(bare);
  assert.equal((await guest.call('GET', '/api/v1/account')).json.discordAvailable, false);
});
