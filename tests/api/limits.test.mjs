import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { caller, memberOf } from './client.mjs';
import { start } from './workerd.mjs';

let server;
let free;
before(async () => {
  server = await start({ variables: { RATE_LIMITS: 'bursts' } });
  free = await start({ variables: { RATE_LIMITS: 'off' } });
});
after(async () => {
  await server?.stop();
  await free?.stop();
});

const refusedOf = (answers) => answers.filter(({ status }) => status === 429);

test('a burst of requests is refused for a moment, with when to come back', async () => {
  const { call } = await caller(server);
  const answers = await Promise.all(Array.from({ length: 700 }, () => call('GET', '/api/v1/styles')));
  const refused = refusedOf(answers);
  assert.ok(refused.length > 0 && refused.length < 700, `${refused.length} of 700`);
  assert.equal(refused[0].json.error.code, 'rate_limited');
  assert.equal(refused[0].headers.get('retry-after'), '10');
  assert.deepEqual(refused[0].json.error.details, { limit: 300, windowSeconds: 10, retryAfterSeconds: 10 });
  const madeUp = await Promise.all(Array.from({ length: 700 }, (_, at) => (
    call('GET', '/api/v1/styles', undefined, { authorization: `Bearer dgs_${at}` })
  )));
  assert.ok(refusedOf(madeUp).length > 0, 'a token for each request does not help');
});

test('the door is narrower: sign-ins and recoveries from one address', async () => {
  // Of its own, because the address has used up its bursts on the other one.
  const door = await start({ variables: { RATE_LIMITS: 'bursts' } });
  const { call } = await caller(door, { bearer: false });
  const answers = await Promise.all(Array.from({ length: 80 }, () => call('POST', '/api/v1/account/sign-in/begin')));
  const refused = refusedOf(answers);
  assert.ok(refused.length >= 20, `${refused.length} of 80`);
  assert.equal(refused[0].headers.get('retry-after'), '60');
  await door.stop();
});

test('recovery codes cannot be tried through: ten an hour for a name, whoever asks', async () => {
  const hours = await start();
  try {
    await memberOf(hours, 'guessed');
    const { call } = await caller(hours, { bearer: false });
    const guess = () => call('POST', '/api/v1/account/sign-in/recover', { username: 'guessed', code: '0000-0000-0000-0000' });
    for (let at = 0; at < 10; at += 1) assert.equal((await guess()).status, 401);
    const refused = await guess();
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers.get('retry-after')) > 0);
  } finally {
    await hours.stop();
  }
});

test('in development a test may lift the limits', async () => {
  const { call } = await caller(free, { bearer: false });
  const guess = () => call('POST', '/api/v1/account/sign-in/recover', { username: 'guessed', code: '0000-0000-0000-0000' });
  const answers = await Promise.all(Array.from({ length: 30 }, guess));
  assert.equal(refusedOf(answers).length, 0);
});
