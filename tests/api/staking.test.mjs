import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { caller } from './client.mjs';
import { start } from './workerd.mjs';

let server;
before(async () => {
  server = await start({ variables: { JOBS: 'manual' } });
});
after(() => server?.stop());

const DAY = 86_400_000;
/** A moment of this story: every request names its own, so rewards are exact to the unit. */
const START = Date.UTC(2027, 0, 1);
const at = (ms) => ({ 'x-test-now': String(ms) });

/** A member with so many ANM, and calls at a moment. */
async function creator(amount, now = START) {
  const nobody = await caller(server, { bearer: false });
  const username = `member_${crypto.randomUUID().slice(0, 8)}`;
  const opened = await nobody.call('POST', '/api/dev/members', { username }, at(now));
  const authorization = `Bearer ${opened.json.token}`;
  const call = (method, path, body, more = at(now)) =>
    nobody.call(method, path, body, { authorization, ...more });
  if (amount) {
    const drawn = await call('POST', '/api/v1/token/faucet', { amount });
    assert.ok(drawn.status < 300, JSON.stringify(drawn.json));
  }
  const stake = (what, body, ms = now, more = {}) =>
    call('POST', `/api/v1/staking/${what}`, body, { ...at(ms), ...more });
  const overview = async (ms = now) => (await call('GET', '/api/v1/staking', undefined, at(ms))).json;
  return { call, stake, overview };
}

const code = (answer) => `${answer.status} ${answer.json?.error?.code}`;

test('GET /api/v1/staking/tiers has the four tiers, lowest first', async () => {
  const { json } = await (await creator()).call('GET', '/api/v1/staking/tiers');
  const rows = json.items.map((it) => [it.id, it.minStake, it.apy, it.maxAgents, it.resolution, it.fps,
    it.sequenceSeconds, it.priorityMultiplier]);
  assert.deepEqual(rows, [
    ['basic', '0.00000000', '0.05', 2, '720p', 24, 30, '1'],
    ['advanced', '100.00000000', '0.1', 5, '1080p', 30, 120, '2'],
    ['pro', '1000.00000000', '0.15', 10, '4K', 60, 600, '5'],
    ['studio', '10000.00000000', '0.25', null, '8K', 120, null, '10'],
  ]);
});

test('1,000 ANM earn 12.32032854 in thirty days, and POST /api/v1/staking/claim pays them', async () => {
  const { stake, overview } = await creator('1500');
  const staked = await stake('stake', { amount: '1000' });
  assert.equal(staked.status, 200, JSON.stringify(staked.json));
  assert.deepEqual([staked.json.staked, staked.json.tier, staked.json.event.tierBefore],
    ['1000.00000000', 'pro', 'basic']);
  for (const [days, earned] of [[1, '0.41067761'], [7, '2.87474332'], [30, '12.32032854']]) {
    assert.equal((await overview(START + days * DAY)).accrued, earned, `${days} days`);
  }
  const seen = await overview(START + 30 * DAY);
  assert.deepEqual([seen.ratePerYear, seen.score, seen.available], ['150.00000000', '34.54377390', '500.00000000']);
  assert.deepEqual([seen.nextTier.name, seen.nextTier.missing], ['studio', '9000.00000000']);
  assert.ok(seen.nextTier.brings.some((it) => it.feature === 'resolution' && it.after === '8K'));
  assert.ok(seen.runway.days > 0);
  const claimed = await stake('claim', undefined, START + 30 * DAY);
  assert.equal(claimed.json.event.reward, '12.32032854');
  const afterwards = await overview(START + 30 * DAY);
  assert.deepEqual([afterwards.accrued, afterwards.available, afterwards.claimed],
    ['0.00000000', '512.32032854', '12.32032854']);
  assert.equal(code(await stake('claim', undefined, START + 30 * DAY)), '409 nothing_to_claim');
});

test('topping up earns nothing backwards', async () => {
  const { stake, overview } = await creator('10000');
  await stake('stake', { amount: '50' });
  const before = (await overview(START + 364 * DAY)).accrued;
  assert.equal(before, '2.49144421');
  const topped = await stake('stake', { amount: '9950' }, START + 364 * DAY);
  assert.deepEqual([topped.json.tier, topped.json.accrued], ['studio', before]);
  assert.equal((await overview(START + 364 * DAY)).accrued, before);
});

test('POST /api/v1/staking/unstake pays what was earned and changes the tier at once', async () => {
  const { call, stake, overview } = await creator('1000');
  await stake('stake', { amount: '1000' });
  const left = await stake('unstake', { amount: '400' }, START + 30 * DAY);
  assert.deepEqual([left.json.event.reward, left.json.tier, left.json.rewardKept],
    ['12.32032854', 'advanced', false]);
  const seen = await overview(START + 30 * DAY);
  assert.deepEqual([seen.available, seen.staked, seen.apy], ['412.32032854', '600.00000000', '0.1']);
  const ask = { feature: 'resolution', value: '4K' };
  assert.equal((await call('POST', '/api/v1/access/check', ask)).json.allowed, false);
  const more = await stake('unstake', { amount: '600.00000001' }, START + 30 * DAY);
  assert.equal(code(more), '409 stake_too_small');
  assert.deepEqual(more.json.error.details,
    { asset: 'ANM', staked: '600.00000000', needed: '600.00000001' });
});

test('POST /api/v1/staking/compound stakes what was earned in one step', async () => {
  const { stake, overview } = await creator('1000');
  await stake('stake', { amount: '1000' });
  const compounded = await stake('compound', undefined, START + 200 * DAY);
  assert.deepEqual([compounded.json.event.amount, compounded.json.staked], ['82.13552361', '1082.13552361']);
  const seen = await overview(START + 400 * DAY - 1);
  assert.deepEqual([seen.available, seen.accrued > '88.8', seen.accrued < '88.88176785'], ['0.00000000', true, true]);
});

test('GET /api/v1/staking/history has every change, page by page', async () => {
  const { call, stake } = await creator('300');
  for (let index = 0; index < 5; index += 1) await stake('stake', { amount: '50' }, START + index * DAY);
  const seen = [];
  let cursor = '';
  do {
    const { json } = await call('GET', `/api/v1/staking/history?limit=2${cursor && `&cursor=${cursor}`}`);
    seen.push(...json.items);
    cursor = json.nextCursor;
  } while (cursor);
  assert.deepEqual(seen.map((it) => it.staked.split('.')[0]), ['250', '200', '150', '100', '50']);
  assert.deepEqual(seen.map((it) => it.tierAfter), ['advanced', 'advanced', 'advanced', 'advanced', 'basic']);
  assert.ok(seen.every((it) => it.kind === 'staked' && it.transactionId));
  const { json, status } = await call('GET', '/api/v1/staking/history?cursor=x');
  assert.deepEqual([status, json.error.code], [400, 'query_invalid']);
});

test('amounts that are none, and stakes out of nothing, are refused with numbers', async () => {
  const { stake, overview } = await creator('10');
  for (const amount of ['-1', '1e3', '', 'NaN', ' 1', '0', '0.00000000']) {
    assert.equal(code(await stake('stake', { amount })), '422 amount_invalid', amount);
  }
  assert.equal(code(await stake('stake', { amount: '0.000000001' })), '422 amount_decimals');
  assert.equal(code(await stake('stake', { amount: '9'.repeat(40) })), '422 amount_too_large');
  assert.equal(code(await stake('stake', { amount: '1', tier: 'studio' })), '400 body_malformed');
  const refused = await stake('stake', { amount: '10.00000001' });
  assert.equal(code(refused), '409 insufficient_funds');
  assert.deepEqual(refused.json.error.details,
    { asset: 'ANM', available: '10.00000000', needed: '10.00000001' });
  assert.equal((await overview()).staked, '0.00000000');
});

test('the same key is one stake, from 32 at once too', async () => {
  const { stake, overview } = await creator('1000');
  const same = { 'idempotency-key': 'one-stake' };
  const answers = await Promise.all(
    Array.from({ length: 32 }, () => stake('stake', { amount: '10' }, START, same)));
  assert.ok(answers.every((it) => it.status === 200), answers.map(code).join(', '));
  assert.equal(new Set(answers.map((it) => it.bytes.toString())).size, 1);
  assert.equal((await overview()).staked, '10.00000000');
  // All that is left: whoever comes second finds nothing, and still hears the first answer.
  const rest = { 'idempotency-key': 'the-rest' };
  const all = await Promise.all(
    Array.from({ length: 16 }, () => stake('stake', { amount: '990' }, START, rest)));
  assert.ok(all.every((it) => it.status === 200), all.map(code).join(', '));
  const other = await stake('stake', { amount: '11' }, START, same);
  assert.equal(code(other), '409 idempotency_conflict');
});

test('many stakes at once are all counted, and none is made or lost', async () => {
  const { stake, overview } = await creator('100');
  const answers = await Promise.all(Array.from({ length: 12 }, () => stake('stake', { amount: '10' })));
  const counted = answers.filter((it) => it.status === 200).length;
  assert.ok(answers.every((it) => [200, 409, 503].includes(it.status)), answers.map(code).join(', '));
  assert.ok(counted >= 1 && counted <= 10);
  const seen = await overview();
  assert.equal(Number(seen.staked), 10 * counted);
  assert.equal(Number(seen.available), 100 - 10 * counted);
});

test('nobody without an account stakes', async () => {
  const opened = await (await fetch(`${server.url}/api/v1/sessions`, { method: 'POST' })).json();
  const guest = { authorization: `Bearer ${opened.token}`, 'content-type': 'application/json' };
  const options = { method: 'POST', headers: guest, body: JSON.stringify({ amount: '1' }) };
  const refused = await fetch(`${server.url}/api/v1/staking/stake`, options);
  assert.deepEqual([refused.status, (await refused.json()).error.code], [403, 'membership_required']);
});

// Last, for it leaves the treasury empty.
test('an empty treasury refuses a claim, keeps what was earned, and holds no stake back', async () => {
  const whale = await creator('8000000');
  await whale.stake('stake', { amount: '8000000' });
  // A quarter of 8,000,000 in a year: the treasury has a million at most.
  const refused = await whale.stake('claim', undefined, START + 364 * DAY);
  assert.equal(code(refused), '409 treasury_empty');
  assert.equal(refused.json.error.details.due, '1993155.37303216');
  assert.equal(code(await whale.stake('compound', undefined, START + 364 * DAY)), '409 treasury_empty');
  const left = await whale.stake('unstake', { amount: '8000000' }, START + 364 * DAY);
  assert.deepEqual([left.status, left.json.rewardKept, left.json.event.reward, left.json.accrued],
    [200, true, '0.00000000', '1993155.37303216']);
  const seen = await whale.overview(START + 364 * DAY);
  assert.deepEqual([seen.available, seen.accrued], ['8000000.00000000', '1993155.37303216']);
});
