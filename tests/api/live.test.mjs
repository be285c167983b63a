// What happens is told while it happens, and only to those whom it concerns.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signIn, signUp } from './authenticator.mjs';
import { caller, memberOf, socket } from './client.mjs';
import { fund, good, pass } from './governance.mjs';
import { start } from './workerd.mjs';

let server;
before(async () => {
  server = await start();
});
after(() => server?.stop());

const MINUTE = 60_000;
const nobody = () => caller(server, { bearer: false });
const posted = (frame) => frame.topic === 'transfer.posted';

async function listen(headers) {
  const listener = await socket(server, '/api/v1/live', { headers });
  await listener.until('hello');
  return listener;
}

test('a transfer is heard by both sides, and by nobody else', async () => {
  const [mei, ren, eve] = [await memberOf(server), await memberOf(server), await memberOf(server)];
  const [one, two, three, four] = await Promise.all([mei, ren, eve, {}].map(({ headers }) => listen(headers)));
  await fund(mei, '2');
  const sent = good(await mei.call('POST', '/api/v1/token/transfer', { to: ren.principal, amount: '1' }), 201);
  const of = (frame) => posted(frame) && frame.body.transactionId === sent.id;
  const heard = await Promise.all([one.until(of), two.until(of)]);
  assert.equal(heard[1].filter(posted).length, 1, 'what the other one drew is not told');
  // What comes later arrives first, if the earlier was not told at all.
  await fund(eve, '3');
  const news = await three.until(posted);
  assert.equal(news.filter(posted).length, 1);
  assert.notEqual(news.at(-1).body.transactionId, sent.id);
  await assert.rejects(four.until(posted, 500), /no .* within/);
  for (const listener of [one, two, three, four]) listener.close();
});

test('a socket of a session that was ended hears nothing after its time, and does not come back', async () => {
  const laptop = await nobody();
  const { passkey } = await signUp(server, laptop, 'listener');
  const phone = await nobody();
  await signIn(phone, passkey);
  const own = good(await phone.call('GET', '/api/v1/account/sessions'));
  const { id } = own.items.find((session) => session.current);
  const [heard, other] = [await listen(phone.headers), await listen(laptop.headers)];
  await fund(laptop, '1');
  await Promise.all([heard.until(posted), other.until(posted)]);
  assert.equal((await laptop.call('DELETE', `/api/v1/account/sessions/${id}`)).status, 204);
  await pass(server, 5 * MINUTE);
  const again = await listen(laptop.headers);
  await fund(laptop, '1');
  await again.until(posted);
  await assert.rejects(heard.until(posted), /closed with 4000/);
  await assert.rejects(other.until(posted), /closed with 4000/, 'whoever still may comes back');
  await assert.rejects(listen(phone.headers), /did not open/);
  again.close();
});
