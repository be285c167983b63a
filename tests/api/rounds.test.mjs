// What the clock asks for by itself: the round of every few minutes.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { caller, memberOf, socket } from './client.mjs';
import { DAY, balance, fund, good, opened, parameters, pass, read, staker, vote } from './governance.mjs';
import { databaseOf, start } from './workerd.mjs';

let server;
before(async () => {
  server = await start();
});
after(() => server?.stop());

const MINUTE = 60_000;

/** Makes the frequent round, as the platform does every five minutes. */
async function round(where) {
  const response = await fetch(`${where.url}/cdn-cgi/local/scheduled?cron=${encodeURIComponent('*/5 * * * *')}`);
  assert.equal(`${response.status} ${await response.text()}`, '200 ok');
}

/** Somebody who has set 5 ANM of 10 aside for somebody else, for a minute. */
async function holder(where) {
  const [owner, payee] = [await memberOf(where), await memberOf(where)];
  await fund(owner, '10');
  const hold = good(await owner.call('POST', '/api/v1/token/holds',
    { to: payee.principal, amount: '5', expiresInSeconds: 60 }), 201);
  return { owner, payee, hold };
}

const stateOf = async (member, id) => {
  const { items } = good(await member.call('GET', '/api/v1/token/holds'));
  return items.find((it) => it.id === id).state;
};

test('a hold whose time ran out comes back by itself, and both sides hear of it', async () => {
  const { owner, payee, hold } = await holder(server);
  const [of, to] = await Promise.all([owner, payee].map(({ headers }) => socket(server, '/api/v1/live', { headers })));
  await Promise.all([of.until('hello'), to.until('hello')]);
  await round(server);
  assert.equal(await stateOf(owner, hold.id), 'pending', 'its time has not run out');
  await pass(server, 2 * MINUTE);
  assert.equal(await stateOf(owner, hold.id), 'pending', 'nobody has looked yet');
  await round(server);
  for (const listener of [of, to]) {
    const heard = (await listener.until((it) => it.topic === 'hold.changed' && it.body.state === 'expired')).at(-1);
    assert.equal(heard.body.holdId, hold.id);
    listener.close();
  }
  const { available, pending } = await balance(owner);
  assert.deepEqual([available, pending], ['10.00000000', '0.00000000']);
  assert.equal(await stateOf(payee, hold.id), 'expired');
  await round(server);
  assert.equal((await balance(owner)).available, '10.00000000', 'and only once');
});

test('one row that cannot be read does not stop a round', async (t) => {
  const first = await start();
  t.after(() => first.stop());
  const [broken, sound] = [await holder(first), await holder(first)];
  const [voter, other] = [await staker(first, '1000'), await staker(first, '100')];
  const body = parameters({ 'job.bonus': '0.002' });
  const unreadable = await opened(other, body);
  const readable = await opened(voter, body);
  good(await vote(voter, readable.id, 'for'));
  const folder = await first.stop({ keep: true });
  // As no request can leave them: the guards of the schema are taken away for it.
  const database = await databaseOf(folder);
  for (const table of ['holds', 'proposals']) {
    const guards = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?").all(table);
    assert.ok(guards.length > 0);
    for (const { name } of guards) database.exec(`DROP TRIGGER ${name}`);
  }
  const changed = [
    database.prepare("UPDATE holds SET asset = 'NONE', expires_at = expires_at - 1000 WHERE id = ?").run(broken.hold.id),
    database.prepare("UPDATE proposals SET actions = '[{}]' WHERE id = ?").run(unreadable.id),
  ];
  assert.deepEqual(changed.map((it) => Number(it.changes)), [1, 1]);
  database.close();
  const second = await start({ keep: folder });
  t.after(() => second.stop());
  await pass(second, 8 * DAY);
  await round(second);
  const nobody = await caller(second, { bearer: false });
  const as = ({ headers }) => ({ call: (method, path, sent) => nobody.call(method, path, sent, headers) });
  assert.equal(await stateOf(as(sound.owner), sound.hold.id), 'expired');
  assert.equal((await balance(as(sound.owner))).available, '10.00000000');
  assert.equal((await read(as(voter), readable.id)).status, 'passed');
  assert.match(second.log, new RegExp(`hold ${broken.hold.id} was not given back`));
  assert.match(second.log, /proposal 1 was not closed/);
});
