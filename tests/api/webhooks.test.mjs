import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { signUp } from './authenticator.mjs';
import { caller, memberOf } from './client.mjs';
import { start, until } from './workerd.mjs';

let server;
let receiver;
before(async () => {
  server = await start();
  receiver = await listen();
});
after(async () => {
  await server?.stop();
  receiver?.close();
});

const code = ({ status, json }) => [status, json?.error?.code];

/** Somebody's server; `answers` are the statuses to give at a path, the last one again and again. */
async function listen() {
  const got = [];
  const answers = new Map();
  const http = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    got.push({ path: request.url, headers: request.headers, body });
    const list = answers.get(request.url) ?? [200];
    response.writeHead(list.length > 1 ? list.shift() : list[0], { location: '/elsewhere' });
    response.end();
  });
  await new Promise((done) => http.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${http.address().port}`;
  return { url, answers, at: (path) => got.filter((it) => it.path === path), close: () => http.close() };
}

/** The signatures of a delivery that fit a secret. */
function signed({ headers, body }, secret) {
  const [time, ...parts] = headers['digigami-signature'].split(',');
  const mac = createHmac('sha256', secret).update(`${time.slice(2)}.${body}`).digest('hex');
  return parts.filter((part) => part === `v1=${mac}`).length;
}

const hook = (member, path, more = {}) => member.call(
  'POST', '/api/v1/webhooks', { url: receiver.url + path, events: ['account.changed'], ...more },
);

test('POST /api/v1/webhooks: what happens is sent, signed with a secret that is shown once', async () => {
  const member = await memberOf(server);
  const made = await hook(member, '/first', { name: 'Mine' });
  assert.equal(made.status, 201);
  const { webhook, secret } = made.json;
  assert.match(secret, /^whsec_[\w-]{43}$/);
  assert.ok(!JSON.stringify((await member.call('GET', '/api/v1/webhooks')).json).includes(secret));
  await member.call('PATCH', '/api/v1/account', { displayName: 'Somebody' });
  const [delivery] = await until('the event is there', () => receiver.at('/first').length && receiver.at('/first'));
  assert.equal(signed(delivery, secret), 1);
  assert.equal(delivery.headers['digigami-event'], 'account.changed');
  const event = JSON.parse(delivery.body);
  assert.match(event.id, /^evt_\d+$/);
  assert.equal(event.type, 'account.changed');
  assert.deepEqual(event.data, { what: 'profile' });
  const list = await until('it is written down', async () => {
    const { json } = await member.call('GET', `/api/v1/webhooks/${webhook.id}/deliveries`);
    return json.items[0]?.state === 'delivered' && json;
  });
  assert.deepEqual([list.items[0].attempts, list.items[0].responseStatus], [1, 200]);
});

test('POST /api/v1/webhooks/:id/test sends a test, and a redirect is not followed', async () => {
  const member = await memberOf(server);
  receiver.answers.set('/moved', [302]);
  const { webhook } = (await hook(member, '/moved')).json;
  const sent = await member.call('POST', `/api/v1/webhooks/${webhook.id}/test`);
  assert.equal(sent.status, 202);
  assert.equal(sent.json.event, 'test');
  const look = async () => (await member.call('GET', `/api/v1/webhooks/${webhook.id}/deliveries`)).json.items[0];
  const tried = await until('it was tried', async () => {
    const item = await look();
    return item.responseStatus !== null && item;
  });
  assert.deepEqual([tried.responseStatus, tried.state], [302, 'pending']);
  assert.equal(receiver.at('/elsewhere').length, 0);
});

test('what does not arrive is sent again, later and later, with the same event id', async () => {
  const member = await memberOf(server);
  receiver.answers.set('/shaky', [500, 503, 200]);
  const { webhook } = (await hook(member, '/shaky')).json;
  await member.call('POST', `/api/v1/webhooks/${webhook.id}/test`);
  const look = async () => (await member.call('GET', `/api/v1/webhooks/${webhook.id}/deliveries`)).json.items[0];
  await until('the first attempt is written down', async () => (await look()).responseStatus === 500);
  const first = await look();
  assert.equal(Date.parse(first.nextAttemptAt) - Date.parse(first.lastAttemptAt), 5000);
  let ahead = (await member.call('GET', '/api/dev/clock')).json.aheadMs;
  for (const [wait, status] of [[6000, 503], [31_000, 200]]) {
    ahead += wait;
    await member.call('PUT', '/api/dev/clock', { aheadMs: ahead });
    await until(`an answer ${status}`, async () => (await look()).responseStatus === status);
  }
  const last = await look();
  assert.deepEqual([last.state, last.attempts, last.nextAttemptAt], ['delivered', 3, null]);
  const ids = receiver.at('/shaky').map(({ body }) => JSON.parse(body).id);
  assert.deepEqual(new Set(ids).size, 1);
});

test('POST /api/v1/webhooks/:id/rotate: for a day both secrets sign', async () => {
  const member = await memberOf(server);
  const made = (await hook(member, '/rotated')).json;
  const rotated = await member.call('POST', `/api/v1/webhooks/${made.webhook.id}/rotate`);
  assert.notEqual(rotated.json.secret, made.secret);
  assert.ok(rotated.json.webhook.previousSecretUntil);
  await member.call('POST', `/api/v1/webhooks/${made.webhook.id}/test`);
  const [both] = await until('it is there', () => receiver.at('/rotated').length && receiver.at('/rotated'));
  assert.deepEqual([signed(both, made.secret), signed(both, rotated.json.secret)], [1, 1]);
  const { aheadMs } = (await member.call('GET', '/api/dev/clock')).json;
  await member.call('PUT', '/api/dev/clock', { aheadMs: aheadMs + 25 * 3600 * 1000 });
  await member.call('POST', `/api/v1/webhooks/${made.webhook.id}/test`);
  const one = await until('the second is there', () => receiver.at('/rotated')[1]);
  assert.deepEqual([signed(one, made.secret), signed(one, rotated.json.secret)], [0, 1]);
});

test('events go to those they concern, and only those that were asked for', async () => {
  const [member, other] = [await memberOf(server), await memberOf(server)];
  await hook(other, '/other', { events: ['*'] });
  await hook(member, '/stakes', { events: ['stake.changed'] });
  const { webhook } = (await hook(member, '/mine')).json;
  await member.call('PATCH', '/api/v1/account', { displayName: 'Me' });
  await until('it is there', () => receiver.at('/mine').length === 1);
  await member.call('PATCH', `/api/v1/webhooks/${webhook.id}`, { enabled: false });
  await member.call('PATCH', '/api/v1/account', { displayName: 'Me again' });
  await other.call('PATCH', '/api/v1/account', { displayName: 'Other' });
  await until('the other hears', () => receiver.at('/other').length === 1);
  assert.equal(receiver.at('/mine').length, 1);
  assert.equal(receiver.at('/stakes').length, 0);
});

test('PATCH and DELETE /api/v1/webhooks/:id are for its owner, and what is sent is checked', async () => {
  const [member, thief] = [await memberOf(server), await memberOf(server)];
  const { webhook } = (await hook(member, '/own')).json;
  const at = `/api/v1/webhooks/${webhook.id}`;
  for (const [method, path, body] of [
    ['PATCH', at, { enabled: false }], ['DELETE', at], ['POST', `${at}/rotate`], ['POST', `${at}/test`], ['GET', `${at}/deliveries`],
  ]) {
    assert.deepEqual(code(await thief.call(method, path, body)), [404, 'webhook_not_found'], `${method} ${path}`);
  }
  assert.deepEqual(code(await hook(member, '/x', { events: [] })), [422, 'field_invalid']);
  assert.deepEqual(code(await hook(member, '/x', { events: ['everything'] })), [422, 'field_invalid']);
  assert.deepEqual(code(await hook(member, '/x', { secret: 'mine' })), [400, 'body_malformed']);
  assert.deepEqual(code(await member.call('POST', '/api/v1/webhooks', { url: 'ftp://x', events: ['*'] })), [422, 'webhook_url_refused']);
  assert.deepEqual(code(await member.call('GET', `${at}/deliveries?cursor=x`)), [400, 'query_invalid']);
  assert.equal((await member.call('PATCH', at, { name: 'New', events: ['*'] })).json.name, 'New');
  const more = await Promise.all(Array.from({ length: 10 }, () => hook(member, '/many')));
  assert.equal(more.filter(({ status }) => status === 201).length, 9);
  assert.deepEqual(code(more.find(({ status }) => status !== 201)), [409, 'webhooks_full']);
  assert.equal((await member.call('DELETE', at)).status, 204);
});

test('a deployment sends to https on the public internet and nowhere else', async () => {
  const deployed = await start({ variables: { ENVIRONMENT: 'production' } });
  try {
    const member = await caller(deployed, { bearer: false });
    await signUp(deployed, member, 'outsider');
    for (const url of [receiver.url, 'https://localhost/', 'https://10.0.0.1/', 'https://169.254.169.254/', 'https://[::1]/', 'http://example.com/']) {
      const refused = await member.call('POST', '/api/v1/webhooks', { url, events: ['*'] });
      assert.deepEqual(code(refused), [422, 'webhook_url_refused'], url);
    }
    assert.equal((await member.call('POST', '/api/v1/webhooks', { url: 'https://example.com/hook', events: ['*'] })).status, 201);
  } finally {
    await deployed.stop();
  }
});
