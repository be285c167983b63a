// Tokens over HTTP: what a member does with them, and what nobody can do to them.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { caller, memberOf } from './client.mjs';
import { start } from './workerd.mjs';

let server;
let mei;
let ren;
before(async () => {
  server = await start();
  mei = await memberOf(server, 'mei_sato');
  ren = await memberOf(server, 'ren_abe');
  const funds = await mei.call('POST', '/api/v1/token/faucet', { amount: '1000' });
  assert.equal(funds.status, 201, JSON.stringify(funds.json));
});
after(() => server?.stop());

const key = () => ({ 'idempotency-key': crypto.randomUUID() });
const refusal = ({ status, json }) => `${status} ${json?.error?.code}`;

test('POST /api/v1/token/transfer moves tokens, to the unit', async () => {
  const sent = await mei.call('POST', '/api/v1/token/transfer',
    { to: '@ren_abe', amount: '12.5', memo: 'tea' }, key());
  assert.equal(sent.status, 201);
  const { id, number, at, ...rest } = sent.json;
  assert.deepEqual(rest, {
    kind: 'transfer', asset: 'ANM', amount: '12.50000000', fee: '0.00000000', available: '987.50000000',
  });
  assert.match(id, /^[0-9a-f-]{36}$/);
  assert.ok(number > 2 && Date.parse(at) > 0);
  const least = await mei.call('POST', '/api/v1/token/transfer', { to: ren.principal, amount: '0.00000001' });
  assert.equal(least.json.available, '987.49999999');
});

test('the same key gives the same answer for good, and another body is refused', async () => {
  const headers = key();
  const body = { to: '@ren_abe', amount: '1' };
  const first = await mei.call('POST', '/api/v1/token/transfer', body, headers);
  const again = await mei.call('POST', '/api/v1/token/transfer', body, headers);
  assert.equal(first.status, 201);
  assert.equal(again.status, 201);
  assert.ok(again.bytes.equals(first.bytes));
  assert.equal(again.headers.get('idempotency-replayed'), 'true');
  assert.equal(first.headers.get('idempotency-replayed'), null);
  const other = await mei.call('POST', '/api/v1/token/transfer', { ...body, amount: '2' }, headers);
  assert.equal(refusal(other), '409 idempotency_conflict');
  const burned = await mei.call('POST', '/api/v1/token/burn', { amount: '1' }, headers);
  assert.equal(refusal(burned), '409 idempotency_conflict');
  // Keys are each caller's own.
  await ren.call('POST', '/api/v1/token/faucet', { amount: '5' });
  const own = await ren.call('POST', '/api/v1/token/transfer', { to: '@mei_sato', amount: '1' }, headers);
  assert.equal(own.status, 201);
});

test('32 clients with one key make one posting and hear one answer', async () => {
  const eve = await memberOf(server);
  await eve.call('POST', '/api/v1/token/faucet', { amount: '100' });
  const headers = key();
  const body = { to: '@ren_abe', amount: '3' };
  const answers = await Promise.all(
    Array.from({ length: 32 }, () => eve.call('POST', '/api/v1/token/transfer', body, headers)),
  );
  for (const it of answers) assert.equal(`${it.status} ${it.bytes}`, `201 ${answers[0].bytes}`);
  assert.equal(answers.filter((it) => it.headers.get('idempotency-replayed') !== 'true').length, 1);
  const balance = await eve.call('GET', '/api/v1/token/balance');
  assert.equal(balance.json.items[0].available, '97.00000000');
});

test('commands at the same time share a commit, and nobody pays for another\'s mistake', async () => {
  const giver = await memberOf(server, 'group_giver');
  const taker = await memberOf(server, 'group_taker');
  await giver.call('POST', '/api/v1/token/faucet', { amount: '20' });
  // Every fourth asks for more than there is; the faucet's tokens are enough for all the others.
  const amounts = Array.from({ length: 40 }, (_, index) => (index % 4 === 3 ? '1000' : '0.5'));
  const answers = await Promise.all(amounts.map((amount) =>
    giver.call('POST', '/api/v1/token/transfer', { to: '@group_taker', amount })));
  answers.forEach((answer, index) => {
    assert.equal(answer.status, index % 4 === 3 ? 409 : 201, `${index}: ${JSON.stringify(answer.json)}`);
    if (index % 4 === 3) assert.equal(answer.json.error.code, 'insufficient_funds');
  });
  const numbers = answers.filter(({ status }) => status === 201).map(({ json }) => json.number);
  assert.equal(new Set(numbers).size, 30);
  // Each heard the balance right after its own posting, not that of the group.
  const heard = answers.filter(({ status }) => status === 201).map(({ json }) => json);
  heard.sort((a, b) => a.number - b.number);
  assert.deepEqual(heard.map(({ available }) => available), heard.map((_, index) => (19.5 - index / 2).toFixed(8)));
  const { json } = await taker.call('GET', '/api/v1/token/balance');
  assert.equal(json.items[0].available, '15.00000000');
});

test('what is no transfer is refused, and nothing moves', async () => {
  const before = (await mei.call('GET', '/api/v1/token/balance')).json.items;
  const transfer = async (body) => refusal(await mei.call('POST', '/api/v1/token/transfer', body, key()));
  const to = '@ren_abe';
  for (const amount of ['-1', '0', '0.0', '', '1e3', ' 1', 'NaN', 'Infinity', '0x10', '1,5', '١']) {
    assert.equal(await transfer({ to, amount }), '422 amount_invalid', amount);
  }
  assert.equal(await transfer({ to, amount: '0.000000001' }), '422 amount_decimals');
  assert.equal(await transfer({ to, amount: '9'.repeat(60) }), '422 amount_too_large');
  assert.equal(await transfer({ to, amount: '340282366920938463463374607431768211456' }), '422 amount_too_large');
  assert.equal(await transfer({ to, amount: '1000000000' }), '409 insufficient_funds');
  assert.equal(await transfer({ to, amount: 5 }), '400 body_malformed');
  assert.equal(await transfer({ to, amount: '1', from: ren.principal }), '400 body_malformed');
  assert.equal(await transfer({ to, amount: '1', fee: '0' }), '400 body_malformed');
  assert.equal(await transfer({ to, amount: '1', asset: 'anm' }), '422 asset_unknown');
  assert.equal(await transfer({ to: '@mei_sato', amount: '1' }), '422 self_transfer');
  assert.equal(await transfer({ to: mei.principal, amount: '1' }), '422 self_transfer');
  for (const name of ['treasury', '@treasury', 'system:ANM:treasury', 'burned', `user:${ren.principal}:ANM:available`, '', '@nobody_here', 'did:key:z6Mk', crypto.randomUUID()]) {
    assert.equal(await transfer({ to: name, amount: '1' }), '422 recipient_unknown', name);
  }
  assert.equal(await transfer({ to, amount: '1', memo: 'x'.repeat(201) }), '422 field_invalid');
  assert.equal(await transfer({ to, amount: '1', memo: 'a\nb' }), '422 field_invalid');
  assert.deepEqual((await mei.call('GET', '/api/v1/token/balance')).json.items, before);
});

test('nobody and guests have no tokens', async () => {
  const nobody = await caller(server, { bearer: false });
  const guest = await caller(server);
  const body = { to: '@ren_abe', amount: '1' };
  assert.equal(refusal(await nobody.call('POST', '/api/v1/token/transfer', body)), '401 session_required');
  assert.equal(refusal(await guest.call('POST', '/api/v1/token/transfer', body)), '403 membership_required');
  assert.equal(refusal(await guest.call('GET', '/api/v1/token/balance')), '403 membership_required');
  const toGuest = await mei.call('POST', '/api/v1/token/transfer', { to: guest.principal, amount: '1' });
  assert.equal(refusal(toGuest), '422 recipient_unknown');
});

test('POST /api/v1/token/transfers happens whole or not at all', async () => {
  const eve = await memberOf(server);
  const kim = await memberOf(server);
  await eve.call('POST', '/api/v1/token/faucet', { amount: '10' });
  const part = (to, amount) => ({ to, amount });
  const failed = await eve.call('POST', '/api/v1/token/transfers',
    { transfers: [part(kim.principal, '6'), part('@ren_abe', '5')] });
  assert.equal(refusal(failed), '409 insufficient_funds');
  assert.equal((await kim.call('GET', '/api/v1/token/balance')).json.items[0].total, '0.00000000');
  const done = await eve.call('POST', '/api/v1/token/transfers',
    { transfers: [part(kim.principal, '6'), part('@ren_abe', '3.99999999')], memo: 'shares' });
  assert.equal(done.status, 201);
  assert.equal(done.json.amount, '9.99999999');
  assert.equal(done.json.available, '0.00000001');
  for (const transfers of [[], Array.from({ length: 65 }, () => part(kim.principal, '0.1'))]) {
    assert.equal(refusal(await eve.call('POST', '/api/v1/token/transfers', { transfers })), '422 field_invalid');
  }
});

test('POST /api/v1/token/burn takes out of circulation for good', async () => {
  const info = async () => (await mei.call('GET', '/api/v1/token')).json.items[0];
  const before = await info();
  const burned = await mei.call('POST', '/api/v1/token/burn', { amount: '2.5' }, key());
  assert.equal(burned.json.kind, 'burn');
  const after = await info();
  const units = (text) => BigInt(text.replace('.', ''));
  assert.equal(units(after.burned) - units(before.burned), 250_000_000n);
  assert.equal(units(before.circulating) - units(after.circulating), 250_000_000n);
  for (const it of [before, after]) {
    const parts = ['circulating', 'reserve', 'treasury', 'fees', 'burned'].map((name) => units(it[name]));
    assert.equal(parts.reduce((sum, part) => sum + part), units('10000000.00000000'));
    assert.equal(it.issued, '10000000.00000000');
    assert.equal(it.cap, '10000000.00000000');
  }
});

test('AVT keeps all of its 36 digits', async () => {
  const all = '999999999999999999.999999999999999999';
  const rich = await memberOf(server);
  const drawn = await rich.call('POST', '/api/v1/token/faucet', { amount: all, asset: 'AVT' });
  assert.equal(drawn.json?.available, all, JSON.stringify(drawn.json));
  const more = await rich.call('POST', '/api/v1/token/faucet', { amount: '0.000000000000000001', asset: 'AVT' });
  assert.ok(['409 insufficient_funds', '422 amount_too_large'].includes(refusal(more)));
  const sent = await rich.call('POST', '/api/v1/token/transfer',
    { to: '@ren_abe', amount: '999999999999999999.000000000000000001', asset: 'AVT' });
  assert.equal(sent.json.available, '0.999999999999999998');
  const dust = await rich.call('POST', '/api/v1/token/transfer', { to: '@ren_abe', amount: '0.001', asset: 'AVT' });
  assert.equal(refusal(dust), '422 amount_invalid');
  assert.equal(dust.json.error.details.minimum, '0.010000000000000000');
});
