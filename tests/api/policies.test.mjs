import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { caller, memberOf } from './client.mjs';
import { DAY, HOUR, balance, fund, good, opened, parameters, pass, read, refused, staker, vote } from './governance.mjs';
import { start } from './workerd.mjs';

let server;
before(async () => {
  server = await start();
});
after(() => server?.stop());

test('GET /api/v1/policies lists every fee, rate, weight and limit with its bounds', async () => {
  const nobody = await caller(server, { bearer: false });
  const { items, at } = good(await nobody.call('GET', '/api/v1/policies'));
  assert.match(at, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  assert.ok(items.length > 70);
  const by = Object.fromEntries(items.map((item) => [item.key, item]));
  const defaults = {
    'fee.usage.rate': '0.005',
    'fee.usage.burn_share': '0.6',
    'tier.advanced.min_stake': '100.00000000',
    'tier.studio.max_agents': 'unlimited',
    'tier.pro.resolution': '4K',
    'tier.studio.apy': '0.25',
    'governance.quorum': '0.1',
    'governance.approval': '0.66',
    'governance.voting_period': String(7 * DAY),
    'price.base': '10.00000000',
    'transfer.avt.minimum': '0.010000000000000000',
  };
  for (const [key, value] of Object.entries(defaults)) {
    assert.equal(by[key].value, value, key);
    assert.equal(by[key].default, value, key);
    assert.equal(by[key].version, 0);
    assert.equal(by[key].proposalId, null);
  }
  assert.deepEqual([by['fee.usage.rate'].least, by['fee.usage.rate'].most], ['0', '0.1']);
  assert.equal(by['fee.usage.rate'].kind, 'rate');
  const one = good(await nobody.call('GET', '/api/v1/policies/governance.quorum'));
  assert.deepEqual(one, { policy: by['governance.quorum'], history: [] });
  refused(await nobody.call('GET', '/api/v1/policies/no.such'), 404, 'policy_not_found');
});

test('a vote on the rules of voting holds for the next vote, not for one that is open', async () => {
  const ann = await staker(server, '500');
  const ben = await staker(server, '9500');
  const change = await opened(ben, parameters({
    'governance.quorum': '0.05',
    'governance.voting_period': String(3 * DAY),
    'governance.proposer_stake': '500.5',
  }));
  good(await vote(ben, change.id, 'for'));
  await pass(server, 7 * DAY + 60_000);
  const open = await opened(ann, parameters({ 'job.bonus': '0.002' }));
  good(await vote(ann, open.id, 'for'));
  await pass(server, DAY);
  good(await ben.call('POST', `/api/v1/governance/proposals/${change.id}/execute`));
  const before = await read(ann, open.id);
  assert.equal(before.tally.quorumRate, '0.1', 'its rules are frozen');
  assert.equal(before.votingEndsAt, open.votingEndsAt);
  const body = parameters({ 'job.bonus': '0.002' });
  const poor = await ann.call('POST', '/api/v1/governance/proposals', body);
  assert.equal(refused(poor, 403, 'proposer_stake_needed').details.needed, '500.50000000');
  await pass(server, 7 * DAY);
  assert.equal((await read(ann, open.id)).status, 'expired', '500 of 10000 was too little');
  const next = await opened(ben, body);
  assert.equal(next.tally.quorumNeeded, '500.00000000');
  assert.equal(Date.parse(next.votingEndsAt) - Date.parse(next.timeline[1].at), 3 * DAY);
  const { rules } = good(await ann.call('GET', '/api/v1/governance/summary'));
  assert.equal(rules.quorumRate, '0.05');
  const quorum = good(await ann.call('GET', '/api/v1/policies/governance.quorum'));
  assert.equal(quorum.history[0].proposalTitle, 'Another value');
  assert.equal(quorum.policy.version, 1);
});

test('a tier that a vote has moved is another tier at once', async () => {
  const ann = await staker(server, '100000');
  const ben = await staker(server, '2000');
  const tier = async () => good(await ben.call('GET', '/api/v1/staking')).tier;
  const before = await tier();
  const body = parameters({ 'tier.pro.min_stake': '2000.00000001' });
  const { id } = await opened(ann, body);
  good(await vote(ann, id, 'for'));
  await pass(server, 3 * DAY + DAY + 60_000);
  assert.deepEqual(await tier(), before);
  good(await ann.call('POST', `/api/v1/governance/proposals/${id}/execute`));
  assert.notDeepEqual(await tier(), before);
});

test('how often something may be done is a policy too', async () => {
  const ann = await staker(server, '900000');
  const { id } = await opened(ann, parameters({ 'limit.hourly.proposals': '3' }));
  good(await vote(ann, id, 'for'));
  await pass(server, 3 * DAY + DAY + 60_000);
  good(await ann.call('POST', `/api/v1/governance/proposals/${id}/execute`));
  await pass(server, 2 * HOUR);
  const body = parameters({ 'job.bonus': '0.002' });
  for (let i = 0; i < 3; i += 1) good(await ann.call('POST', '/api/v1/governance/proposals', body), 201);
  const error = refused(await ann.call('POST', '/api/v1/governance/proposals', body), 429, 'rate_limited');
  assert.equal(error.details.limit, 3);
});

test('a fee on transfers of AVT is taken on top, rounded down, and what is too small is refused', async () => {
  const ann = await staker(server, '4000000');
  const ben = await memberOf(server);
  const eve = await memberOf(server);
  const { id } = await opened(ann, parameters({ 'fee.transfer.avt.rate': '0.003', 'transfer.avt.minimum': '0.5' }));
  good(await vote(ann, id, 'for'));
  await pass(server, 7 * DAY + DAY + 60_000);
  good(await ann.call('POST', `/api/v1/governance/proposals/${id}/execute`));
  good(await ben.call('POST', '/api/v1/token/faucet', { amount: '10', asset: 'AVT' }), 201);
  const units = (text) => BigInt(text.replace('.', ''));
  const standing = async () => {
    const { items } = good(await ann.call('GET', '/api/v1/token'));
    const fees = items.find(({ asset }) => asset === 'AVT').fees;
    const held = await Promise.all([ben, eve].map(async (who) => (await balance(who, 'AVT')).available));
    return [fees, ...held].map(units);
  };
  const send = (amount, headers) => ben.call('POST', '/api/v1/token/transfer', { to: eve.principal, amount, asset: 'AVT' }, headers);
  const before = await standing();
  const error = refused(await send('0.499999999999999999'), 422, 'amount_invalid');
  assert.equal(error.details.minimum, '0.500000000000000000');
  refused(await send('10'), 409, 'insufficient_funds');
  assert.deepEqual(await standing(), before, 'what was refused moved nothing');
  const amount = 777_777_777_777_777_777n;
  const key = { 'idempotency-key': 'with-a-fee' };
  const sent = await send('0.777777777777777777', key);
  const fee = (amount * 3n) / 1000n;
  assert.deepEqual([sent.json.amount, sent.json.fee], ['0.777777777777777777', '0.002333333333333333']);
  assert.deepEqual(await standing(), [before[0] + fee, before[1] - amount - fee, before[2] + amount]);
  assert.equal(units(sent.json.available), before[1] - amount - fee);
  assert.ok((await send('0.777777777777777777', key)).bytes.equals(sent.bytes));
  // Each part pays its own fee.
  const parts = ['0.5', '0.5'].map((part) => ({ to: eve.principal, amount: part }));
  const several = good(await ben.call('POST', '/api/v1/token/transfers', { asset: 'AVT', transfers: parts }), 201);
  assert.deepEqual([several.amount, several.fee], ['1.000000000000000000', '0.003000000000000000']);
  // ANM stays free.
  await fund(ben, '2');
  const free = good(await ben.call('POST', '/api/v1/token/transfer', { to: eve.principal, amount: '1' }), 201);
  assert.deepEqual([free.fee, free.available], ['0.00000000', '1.00000000']);
  // Turned round, the fee comes back too.
  const admin = await memberOf(server, undefined, ['admin']);
  const turned = await admin.call('POST', '/api/v1/admin/token/reverse', { transactionId: sent.json.id, reason: 'Sent by mistake' });
  assert.equal(turned.status, 201, JSON.stringify(turned.json));
  const after = await standing();
  assert.equal(after[0] - before[0], 3_000_000_000_000_000n);
  assert.equal(before[1] - after[1], 1_003_000_000_000_000_000n);
});

test('transfers above the hourly limit are refused with the limit that a vote has set', async () => {
  const ann = await staker(server, '2900000');
  const ben = await memberOf(server);
  await fund(ann, '2000');
  const send = (headers) => ann.call('POST', '/api/v1/token/transfer', { to: ben.principal, amount: '1' }, headers);
  const most = async () => {
    const { policy } = good(await ann.call('GET', '/api/v1/policies/limit.hourly.transfers'));
    return Number(policy.value);
  };
  assert.equal(await most(), 1000);
  const { id } = await opened(ann, parameters({ 'limit.hourly.transfers': '4' }));
  good(await vote(ann, id, 'for'));
  await pass(server, 7 * DAY + DAY + 60_000);
  good(await ann.call('POST', `/api/v1/governance/proposals/${id}/execute`));
  assert.equal(await most(), 4);
  await pass(server, 2 * HOUR);
  const key = { 'idempotency-key': 'the-first' };
  const first = await send(key);
  for (let i = 0; i < 3; i += 1) good(await send(), 201);
  const above = await send();
  const { details } = refused(above, 429, 'rate_limited');
  assert.equal(details.limit, 4);
  assert.equal(details.windowSeconds, 3600);
  assert.ok(details.retryAfterSeconds > 0 && details.retryAfterSeconds <= 3600);
  assert.equal(above.headers.get('retry-after'), String(details.retryAfterSeconds));
  const again = await send(key);
  assert.ok(again.bytes.equals(first.bytes), 'what was answered before is answered above the limit too');
  assert.equal(again.headers.get('idempotency-replayed'), 'true');
  refused(await ann.call('POST', '/api/v1/token/burn', { amount: '1' }), 429, 'rate_limited');
  assert.equal((await balance(ben)).available, '4.00000000', 'what was refused moved nothing');
  await pass(server, HOUR);
  good(await send(), 201);
});
