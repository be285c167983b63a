// Nothing reaches somebody who has closed their account; what was answered before is answered still.

import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { caller, memberOf } from './client.mjs';
import { DAY, balance, fund, good, opened, pass, refused, staker, vote } from './governance.mjs';
import { databaseOf, start } from './workerd.mjs';

let server;
let nobody;
let admin;
before(async () => {
  server = await start();
  nobody = await caller(server, { bearer: false });
  admin = await memberOf(server, 'the_admin', ['admin']);
});
after(() => server?.stop());

const units = (text) => BigInt(text.replace('.', ''));
const close = (member) => member.call('DELETE', '/api/v1/account', { username: member.username, forfeit: true });

async function closed(member) {
  const answer = await close(member);
  assert.equal(answer.status, 204, JSON.stringify(answer.json));
}

async function treasury() {
  const { items } = good(await nobody.call('GET', '/api/v1/token'));
  return units(items.find(({ asset }) => asset === 'ANM').treasury);
}

test('the key of a command answers what it did, also when the recipient has closed the account', async () => {
  const [mei, ren] = [await memberOf(server), await memberOf(server)];
  await fund(mei, '100');
  const to = ren.principal;
  const ask = (path, body, by = mei) => (key) => by.call('POST', `/api/v1${path}`, body, { 'idempotency-key': key });
  const transfer = ask('/token/transfer', { to, amount: '1' });
  const given = await transfer('given');
  const reason = 'Sent by mistake';
  const asked = {
    transfer,
    'transfer-by-name': ask('/token/transfer', { to: `@${ren.username}`, amount: '2' }),
    transfers: ask('/token/transfers', { transfers: [{ to, amount: '3' }, { to, amount: '4' }] }),
    issue: ask('/admin/token/issue', { to, amount: '5', reason }, admin),
    hold: ask('/token/holds', { to, amount: '6', expiresInSeconds: 60 }),
  };
  const first = {};
  for (const [name, again] of Object.entries(asked)) {
    first[name] = await again(name);
    assert.equal(first[name].status, 201, `${name} ${JSON.stringify(first[name].json)}`);
  }
  await closed(ren);
  const before = await balance(mei);
  for (const [name, again] of Object.entries(asked)) {
    const answer = await again(name);
    assert.equal(answer.headers.get('idempotency-replayed'), 'true', `${name} ${answer.bytes}`);
    // The name of whoever left is forgotten; all else is as it was.
    const { payee, ...hold } = answer.json;
    if (name === 'hold') assert.deepEqual({ ...hold, payee: { ...payee, username: ren.username } }, first.hold.json);
    else assert.ok(answer.bytes.equals(first[name].bytes), name);
    refused(await again(`${name}-once-more`), 422, 'recipient_unknown');
  }
  assert.deepEqual(await balance(mei), before, 'nothing moved');
  const turn = ask('/admin/token/reverse', { transactionId: given.json.id, reason }, admin);
  refused(await turn('spent'), 409, 'insufficient_funds');
  const kim = await memberOf(server);
  await fund(kim, '9');
  const sent = good(await ask('/token/transfer', { to: mei.principal, amount: '9' }, kim)('sent'), 201);
  const back = ask('/admin/token/reverse', { transactionId: sent.id, reason }, admin);
  const turned = await back('back');
  assert.equal(turned.status, 201, JSON.stringify(turned.json));
  await closed(kim);
  assert.ok((await back('back')).bytes.equals(turned.bytes), 'a reversal too');
  const other = await memberOf(server);
  await fund(other, '9');
  const lost = good(await ask('/token/transfer', { to: mei.principal, amount: '9' }, other)('lost'), 201);
  await closed(other);
  refused(await ask('/admin/token/reverse', { transactionId: lost.id, reason }, admin)('lost'), 409, 'not_reversible');
});

test('a payment that was voted to somebody who has left is not made', async () => {
  const [ann, ben] = [await staker(server, '60000'), await memberOf(server)];
  const pay = { type: 'pay_from_treasury', asset: 'ANM', to: ben.principal, amount: '12.5', memo: '' };
  const { id } = await opened(ann, { title: 'A grant', type: 'treasury', actions: [pay] });
  good(await vote(ann, id, 'for'));
  await pass(server, 8 * DAY + 60_000);
  await closed(ben);
  const before = await treasury();
  refused(await ann.call('POST', `/api/v1/governance/proposals/${id}/execute`), 422, 'grant_recipient_unknown');
  assert.equal(await treasury(), before);
});

test('whoever sends while an account is being closed arrives before or not at all', async () => {
  const senders = await Promise.all(Array.from({ length: 6 }, async () => {
    const member = await memberOf(server);
    await fund(member, '100');
    return member;
  }));
  for (let round = 0; round < 4; round += 1) {
    const leaving = await memberOf(server);
    await fund(leaving, '7');
    const before = await treasury();
    let gone = false;
    const stream = async (member) => {
      let arrived = 0n;
      for (let turn = 0; turn < 12; turn += 1) {
        const answer = await member.call('POST', '/api/v1/token/transfer', { to: leaving.principal, amount: '1' });
        if (answer.status === 201) arrived += 1n;
        else refused(answer, 422, 'recipient_unknown');
      }
      return arrived;
    };
    const leave = async () => {
      while (!gone) {
        const answer = await close(leaving);
        gone = answer.status === 204;
        // What came in meanwhile is not given away unseen.
        if (!gone) refused(answer, 409, 'account_in_use');
      }
      return 0n;
    };
    const counts = await Promise.all([...senders.map(stream), leave()]);
    const arrived = counts.reduce((sum, count) => sum + count);
    assert.equal((await treasury()) - before, (7n + arrived) * 100_000_000n, 'the treasury has all of it');
  }
  const health = good(await nobody.call('GET', '/api/v1/health'));
  assert.equal(health.checks.balanceIntegrity.status, 'ok');
});

test('the database itself takes no posting to a closed account', async () => {
  const first = await start();
  const [mei, ren] = [await memberOf(first), await memberOf(first)];
  await fund(mei, '10');
  await fund(ren, '10');
  await closed(ren);
  const folder = await first.stop({ keep: true });
  const database = await databaseOf(folder);
  try {
    const post = database.prepare(
      "INSERT INTO tx (public_id, scope, idempotency_key, request_hash, kind, at, legs) SELECT ?, 'test', ?, ?, 'transfer', max(at), ? FROM tx",
    );
    const pay = (from, to) => {
      const legs = JSON.stringify([[`user:${from}:ANM:available`, `user:${to}:ANM:available`, 0, 1]]);
      return post.run(crypto.randomUUID(), crypto.randomUUID(), '0'.repeat(64), legs);
    };
    assert.throws(() => pay(mei.principal, ren.principal), /ACCOUNT_CLOSED/);
    database.prepare('UPDATE principals SET closed_at = NULL WHERE id = ?').run(ren.principal);
    assert.equal(Number(pay(mei.principal, ren.principal).changes), 1, 'it is the closing that is in the way');
  } finally {
    database.close();
    await rm(folder, { recursive: true, force: true });
  }
});
