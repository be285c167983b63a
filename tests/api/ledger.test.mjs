// The books behind the tokens: histories, statements, holds, the chain, and what an admin may do.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { caller, memberOf } from './client.mjs';
import { start, until } from './workerd.mjs';

let server;
let mei;
let ren;
let sent;
before(async () => {
  server = await start();
  mei = await memberOf(server, 'mei_sato');
  ren = await memberOf(server, 'ren_abe');
  await mei.call('POST', '/api/v1/token/faucet', { amount: '100' });
  sent = (await mei.call('POST', '/api/v1/token/transfer', { to: '@ren_abe', amount: '12.5', memo: '=tea, "green"' })).json;
  await mei.call('POST', '/api/v1/token/transfer', { to: '@ren_abe', amount: '0.5' });
  await mei.call('POST', '/api/v1/token/burn', { amount: '1' });
});
after(() => server?.stop());

const refusal = ({ status, json }) => `${status} ${json?.error?.code}`;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

test('GET /api/v1/token/history lists both sides, newest first', async () => {
  const { json } = await mei.call('GET', '/api/v1/token/history');
  assert.deepEqual(json.items.map((it) => [it.kind, it.direction, it.amount, it.balanceAfter]), [
    ['burn', 'out', '1.00000000', '86.00000000'],
    ['transfer', 'out', '0.50000000', '87.00000000'],
    ['transfer', 'out', '12.50000000', '87.50000000'],
    ['faucet', 'in', '100.00000000', '100.00000000'],
  ]);
  assert.equal(json.nextCursor, null);
  assert.deepEqual(json.items[2].to, { kind: 'member', id: ren.principal, username: 'ren_abe', purpose: 'available' });
  assert.deepEqual(json.items[3].from, { kind: 'system', id: 'reserve' });
  const other = await ren.call('GET', '/api/v1/token/history?direction=in&q=tea');
  assert.deepEqual(other.json.items.map((it) => it.transactionId), [sent.id]);
  const kinds = await mei.call('GET', '/api/v1/token/history?kind=burn&asset=ANM');
  assert.equal(kinds.json.items.length, 1);
  assert.equal((await mei.call('GET', '/api/v1/token/history?asset=AVT')).json.items.length, 0);
});

test('pages follow one another, and a cursor works for nothing else', async () => {
  const seen = [];
  let cursor = '';
  for (let page = 0; page < 4; page += 1) {
    const { json } = await mei.call('GET', `/api/v1/token/history?limit=1${cursor}`);
    seen.push(json.items[0].kind);
    if (page < 3) cursor = `&cursor=${json.nextCursor}`;
    else assert.equal(json.nextCursor, null);
  }
  assert.deepEqual(seen, ['burn', 'transfer', 'transfer', 'faucet']);
  const text = cursor.slice('&cursor='.length);
  const changed = text[3] === 'A' ? 'B' : 'A';
  for (const [who, query] of [
    [ren, `limit=1&cursor=${text}`],
    [mei, `limit=1&kind=burn&cursor=${text}`],
    [mei, `limit=1&cursor=${text.slice(0, 3)}${changed}${text.slice(4)}`],
    [mei, 'cursor=1'], [mei, 'cursor='],
  ]) {
    assert.equal(refusal(await who.call('GET', `/api/v1/token/history?${query}`)), '400 cursor_invalid', query);
  }
  for (const query of ['limit=0', 'limit=101', 'asset=X', 'kind=theft', 'direction=up', 'from=soon', 'format=xml']) {
    assert.equal(refusal(await mei.call('GET', `/api/v1/token/history?${query}`)), '400 query_invalid', query);
  }
});

test('a history is also a file that a spreadsheet opens, and no formula', async () => {
  const { bytes, headers } = await mei.call('GET', '/api/v1/token/history?format=csv');
  assert.match(headers.get('content-type'), /^text\/csv/);
  const lines = bytes.toString().split('\r\n');
  assert.equal(lines.length, 6);
  assert.match(lines[3], /,12\.50000000,mei_sato \(available\),ren_abe \(available\),"'=tea, ""green""",/);
});

test('GET /api/v1/token/statement adds up to the unit', async () => {
  const { json } = await mei.call('GET', '/api/v1/token/statement');
  assert.equal(json.opening, '0.00000000');
  assert.equal(json.credited, '100.00000000');
  assert.equal(json.debited, '14.00000000');
  assert.equal(json.closing, '86.00000000');
  assert.deepEqual(json.lines, [
    { kind: 'burn', count: 1, credited: '0.00000000', debited: '1.00000000' },
    { kind: 'faucet', count: 1, credited: '100.00000000', debited: '0.00000000' },
    { kind: 'transfer', count: 2, credited: '0.00000000', debited: '13.00000000' },
  ]);
  const past = await mei.call('GET', '/api/v1/token/statement?from=2026-01-01&to=2026-01-02');
  assert.deepEqual([past.json.opening, past.json.closing], ['0.00000000', '0.00000000']);
  const file = await mei.call('GET', '/api/v1/token/statement?format=csv');
  assert.match(file.bytes.toString(), /closing,,,,86\.00000000,ANM,/);
  assert.equal(refusal(await mei.call('GET', '/api/v1/token/statement?from=2026-02-01&to=2026-01-01')), '400 query_invalid');
});

test('GET /api/v1/token/balance tells what was at an entry, the same for good', async () => {
  const history = (await mei.call('GET', '/api/v1/token/history')).json.items;
  for (const { entry, balanceAfter } of history) {
    const then = await mei.call('GET', `/api/v1/token/balance?at=${entry}`);
    assert.equal(then.json.items[0].available, balanceAfter);
  }
  const early = await mei.call('GET', '/api/v1/token/balance?at=2026-01-01T00:00:00Z');
  assert.equal(early.json.items[0].total, '0.00000000');
  assert.equal(refusal(await mei.call('GET', '/api/v1/token/balance?at=soon')), '400 query_invalid');
});

test('GET /api/v1/token/transactions/:id shows one to those whom it touches', async () => {
  const { json } = await ren.call('GET', `/api/v1/token/transactions/${sent.id}`);
  assert.equal(json.movements.length, 1);
  assert.equal(json.movements[0].from.username, 'mei_sato');
  const eve = await memberOf(server);
  assert.equal(refusal(await eve.call('GET', `/api/v1/token/transactions/${sent.id}`)), '404 transaction_not_found');
  assert.equal(refusal(await eve.call('GET', `/api/v1/token/transactions/${sent.id}/proof`)), '404 transaction_not_found');
  assert.equal(refusal(await mei.call('GET', '/api/v1/token/transactions/1')), '404 transaction_not_found');
});

test('a hold is paid in part, given back, or runs out, and only once', async () => {
  const open = (amount, seconds = 60) => mei.call('POST', '/api/v1/token/holds',
    { to: '@ren_abe', amount, expiresInSeconds: seconds, memo: 'rent' });
  const held = await open('10');
  assert.equal(held.status, 201, JSON.stringify(held.json));
  assert.equal(held.json.state, 'pending');
  const balance = (await mei.call('GET', '/api/v1/token/balance')).json;
  const { available, pending, total } = balance.items[0];
  assert.deepEqual([available, pending, total], ['76.00000000', '10.00000000', '86.00000000']);
  assert.deepEqual(balance.holds.map((it) => it.id), [held.json.id]);
  const { id } = held.json;
  const eve = await memberOf(server);
  assert.equal(refusal(await eve.call('POST', `/api/v1/token/holds/${id}/post`, {})), '404 hold_not_found');
  assert.equal(refusal(await mei.call('POST', `/api/v1/token/holds/${id}/void`)), '403 hold_not_yours');
  assert.equal(refusal(await ren.call('POST', `/api/v1/token/holds/${id}/post`, { amount: '10.00000001' })), '422 hold_exceeded');
  const paid = await ren.call('POST', `/api/v1/token/holds/${id}/post`, { amount: '4' }, { 'idempotency-key': 'post-1' });
  assert.deepEqual([paid.status, paid.json.state, paid.json.posted], [200, 'posted', '4.00000000']);
  const again = await ren.call('POST', `/api/v1/token/holds/${id}/post`, { amount: '4' }, { 'idempotency-key': 'post-1' });
  assert.ok(again.bytes.equals(paid.bytes));
  assert.equal(refusal(await ren.call('POST', `/api/v1/token/holds/${id}/post`, { amount: '4' })), '409 hold_settled');
  assert.equal(refusal(await ren.call('POST', `/api/v1/token/holds/${id}/void`)), '409 hold_settled');
  const second = (await open('5')).json;
  const voided = await ren.call('POST', `/api/v1/token/holds/${second.id}/void`);
  assert.deepEqual([voided.status, voided.json.state], [200, 'voided']);
  const listed = await ren.call('GET', '/api/v1/token/holds?state=voided');
  assert.deepEqual(listed.json.items.map((it) => it.id), [second.id]);
  assert.equal((await mei.call('GET', '/api/v1/token/balance')).json.items[0].available, '82.00000000');
  for (const seconds of [0, 7_776_001]) assert.equal(refusal(await open('1', seconds)), '422 field_invalid');
  const third = (await open('2', 1)).json;
  await pause(1100);
  assert.equal(refusal(await ren.call('POST', `/api/v1/token/holds/${third.id}/post`, {})), '409 hold_expired');
  const own = await mei.call('POST', `/api/v1/token/holds/${third.id}/void`);
  assert.deepEqual([own.status, own.json.state], [200, 'voided']);
});

test('32 settlements of one hold at once, and one counts', async () => {
  const held = (await mei.call('POST', '/api/v1/token/holds', { to: '@ren_abe', amount: '1', expiresInSeconds: 60 })).json;
  const before = (await ren.call('GET', '/api/v1/token/balance')).json.items[0].available;
  const answers = await Promise.all(Array.from({ length: 32 }, (_, index) =>
    ren.call('POST', `/api/v1/token/holds/${held.id}/${index % 2 ? 'post' : 'void'}`, index % 2 ? {} : undefined)));
  const good = answers.filter((it) => it.status === 200);
  assert.equal(good.length, 1);
  assert.ok(answers.every((it) => it.status === 200 || refusal(it) === '409 hold_settled'));
  const units = (text) => BigInt(text.replace('.', ''));
  const after = (await ren.call('GET', '/api/v1/token/balance')).json.items[0].available;
  assert.equal(units(after) - units(before), good[0].json.state === 'posted' ? 100_000_000n : 0n);
});

// The proof is checked here by hand, from what API.md says alone.
const field = (bytes) => {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(bytes.length));
  return Buffer.concat([length, bytes]);
};
const number = (value) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
};
const sha = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
function leafOf(entry) {
  const maybe = (text) => (text === null ? Buffer.alloc(0) : Buffer.concat([Buffer.from([1]), Buffer.from(text)]));
  const parts = ['digigami-ledger-1', number(entry.number), entry.id, entry.requestHash, entry.kind, number(entry.at),
    entry.legs, maybe(entry.memo), maybe(entry.reference), maybe(entry.reverses)];
  return sha(Buffer.from([0]), ...parts.map((part) => field(Buffer.from(part))));
}
const link = (before, leaf) => sha(Buffer.from([1]), before, leaf);
const fold = ({ entry, previous, following }) => following.reduce(
  (hash, leaf) => link(hash, Buffer.from(leaf, 'hex')), link(Buffer.from(previous, 'hex'), leafOf(entry)),
).toString('hex');

test('GET /api/v1/token/transactions/:id/proof leads to the published head, and one byte breaks it', async () => {
  const { json } = await mei.call('GET', `/api/v1/token/transactions/${sent.id}/proof`);
  assert.equal(json.entry.id, sent.id);
  assert.equal(json.entry.number + json.following.length, json.head.count);
  assert.equal(fold(json), json.head.hash);
  assert.equal(json.head.published, true);
  const forged = { ...json, entry: { ...json.entry, legs: json.entry.legs.replace('1250000000', '1250000001') } };
  assert.notEqual(fold(forged), json.head.hash);
  assert.notEqual(fold({ ...json, entry: { ...json.entry, at: json.entry.at + 1 } }), json.head.hash);
  const nobody = await caller(server, { bearer: false });
  await mei.call('POST', '/api/v1/token/burn', { amount: '0.1' });
  const head = await nobody.call('GET', '/api/v1/token/chain');
  assert.ok(head.json.count > json.head.count);
  assert.equal(head.json.waiting, 0);
  assert.equal(head.json.published, true);
  const same = await mei.call('GET', `/api/v1/token/transactions/${sent.id}/proof`);
  assert.deepEqual(same.json, { ...json, head: { ...json.head, waiting: same.json.head.waiting } });
});

test('POST /api/v1/admin/token/issue and /reverse need a role and a reason', async () => {
  const admin = await memberOf(server, 'the_admin', ['admin']);
  const eve = await memberOf(server, 'eve_late');
  const issue = { to: '@eve_late', amount: '50', reason: 'Prize of the spring contest' };
  assert.equal(refusal(await eve.call('POST', '/api/v1/admin/token/issue', issue)), '403 role_required');
  assert.equal(refusal(await admin.call('POST', '/api/v1/admin/token/issue', { ...issue, reason: 'x' })), '422 field_invalid');
  assert.equal(refusal(await admin.call('POST', '/api/v1/admin/token/issue', { ...issue, amount: '10000000' })), '409 insufficient_funds');
  const issued = await admin.call('POST', '/api/v1/admin/token/issue', issue, { 'idempotency-key': 'issue-1' });
  assert.equal(issued.status, 201, JSON.stringify(issued.json));
  assert.equal((await eve.call('GET', '/api/v1/token/balance')).json.items[0].available, '50.00000000');
  const passed = (await eve.call('POST', '/api/v1/token/transfer', { to: '@ren_abe', amount: '20' })).json;
  const turn = (transactionId) => admin.call('POST', '/api/v1/admin/token/reverse', { transactionId, reason: 'Sent by mistake' });
  assert.equal(refusal(await eve.call('POST', '/api/v1/admin/token/reverse', { transactionId: passed.id, reason: 'Mine' })), '403 role_required');
  const turned = await turn(passed.id);
  assert.equal(turned.status, 201, JSON.stringify(turned.json));
  assert.equal((await eve.call('GET', '/api/v1/token/balance')).json.items[0].available, '50.00000000');
  assert.equal(refusal(await turn(passed.id)), '409 already_reversed');
  assert.equal(refusal(await turn(turned.json.id)), '409 not_reversible');
  assert.equal(refusal(await turn(crypto.randomUUID())), '404 transaction_not_found');
  const shown = await eve.call('GET', `/api/v1/token/transactions/${passed.id}`);
  assert.equal(shown.json.reversedBy, turned.json.id);
});

test('what other records speak of cannot be turned round, nor what is not there any more', async () => {
  const admin = await memberOf(server, 'second_admin', ['admin']);
  const [kim, lou] = [await memberOf(server, 'kim_lee'), await memberOf(server, 'lou_fay')];
  const did = async (member, path, body) => {
    const answer = await member.call('POST', path, body);
    assert.ok(answer.status < 300, `${path} ${JSON.stringify(answer.json)}`);
    return answer.json;
  };
  await did(kim, '/api/v1/token/faucet', { amount: '500' });
  await did(kim, '/api/v1/staking/stake', { amount: '200' });
  await did(kim, '/api/v1/staking/unstake', { amount: '50' });
  const later = { 'x-test-now': String(Date.now() + 30 * 86_400_000) };
  for (const what of ['compound', 'claim']) {
    later['x-test-now'] = String(Number(later['x-test-now']) + 86_400_000);
    const answer = await kim.call('POST', `/api/v1/staking/${what}`, undefined, later);
    assert.equal(answer.status, 200, JSON.stringify(answer.json));
  }
  await did(kim, '/api/v1/token/burn', { amount: '3' });
  const hold = (amount) => did(kim, '/api/v1/token/holds', { to: '@lou_fay', amount, expiresInSeconds: 7_000_000 });
  await did(lou, `/api/v1/token/holds/${(await hold('2')).id}/post`, {});
  assert.equal((await lou.call('POST', `/api/v1/token/holds/${(await hold('1')).id}/void`)).status, 200);
  const order = { title: 'A day', production: { resolution: '720p', fps: 24, durationSeconds: 30 }, maxTotal: '1' };
  const jobs = [30_000, 29_999].map((durationMs) => did(kim, '/api/v1/jobs', { ...order, clips: [{ name: 'dawn', durationMs }] }));
  for (const { id } of await Promise.all(jobs)) {
    await until('the production is over', async () => (
      ['completed', 'failed'].includes((await kim.call('GET', `/api/v1/jobs/${id}`)).json.state)
    ), 60_000);
  }
  const { json } = await kim.call('GET', '/api/v1/token/history?limit=100');
  const kinds = new Map(json.items.map(({ kind, transactionId }) => [kind, transactionId]));
  const turn = (transactionId, more) => admin.call('POST', '/api/v1/admin/token/reverse', { transactionId, reason: 'Sent by mistake' }, more);
  const standing = async () => (await kim.call('GET', '/api/v1/token/balance')).json.items;
  const before = await standing();
  for (const kind of ['stake', 'unstake', 'reward', 'compound', 'burn', 'hold', 'hold_posted', 'hold_voided', 'job_held', 'job_paid', 'job_refunded']) {
    assert.ok(kinds.has(kind), `${kind} is among ${[...kinds.keys()]}`);
    assert.equal(refusal(await turn(kinds.get(kind))), '409 not_reversible', kind);
  }
  assert.deepEqual(await standing(), before, 'what was refused moved nothing');
  // What was spent meanwhile is not taken from others.
  const sentOn = await did(kim, '/api/v1/token/transfer', { to: '@lou_fay', amount: '4' });
  await did(lou, '/api/v1/token/burn', { amount: '5.5' });
  assert.equal(refusal(await turn(sentOn.id)), '409 insufficient_funds');
});

test('GET /api/v1/health sums the journal up', async () => {
  const { json } = await mei.call('GET', '/api/v1/health');
  assert.equal(json.checks.balanceIntegrity.status, 'ok');
  assert.equal(json.checks.outbox.status, 'ok');
  assert.equal(typeof json.checks.outbox.lagMs, 'number');
});
