import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { caller, memberOf } from './client.mjs';
import {
  DAY, balance, fund, good, opened, parameters, pass, read, refused, setPolicy, stake, staker,
  unstake, vote,
} from './governance.mjs';
import { start } from './workerd.mjs';

let server;
before(async () => {
  server = await start();
});
after(() => server?.stop());

const RACERS = 32;
const PROPOSALS = '/api/v1/governance/proposals';

test('vote, unstake, send, stake elsewhere, vote again: nothing is counted twice', async () => {
  const ann = await staker(server, '1000');
  const ben = await memberOf(server);
  const { id } = await opened(ann, parameters({ 'job.bonus': '0.002' }));
  good(await vote(ann, id, 'for'));
  await unstake(ann, '1000');
  good(await ann.call('POST', '/api/v1/token/transfer', { to: `@${ben.username}`, amount: '1000' }), 201);
  await stake(ben, '1000');
  refused(await vote(ben, id, 'for'), 403, 'no_voting_weight');
  const { tally } = await read(ben, id);
  assert.equal(tally.castWeight, '1000.00000000');
  assert.equal(tally.totalStaked, '1000.00000000');
  // Without stake the first voter keeps the weight of the snapshot, and no more.
  const changed = good(await vote(ann, id, 'against'));
  assert.equal(changed.tally.castWeight, '1000.00000000');
  // The proposer has left: anybody may clear the field.
  good(await ben.call('POST', `${PROPOSALS}/${id}/cancel`));
});

test(`${RACERS} racers execute a proposal: it happens once`, async () => {
  const ann = await staker(server, '2000');
  const ben = await memberOf(server);
  const body = {
    title: 'Once only',
    type: 'treasury',
    actions: [{ type: 'pay_from_treasury', asset: 'ANM', to: ben.principal, amount: '7', memo: '' }],
  };
  const { id } = await opened(ann, body);
  good(await vote(ann, id, 'for'));
  await pass(server, 8 * DAY + 60_000);
  const racers = await Promise.all(Array.from({ length: 8 }, () => memberOf(server)));
  const answers = await Promise.all(
    Array.from({ length: RACERS }, (_, i) => racers[i % 8].call('POST', `${PROPOSALS}/${id}/execute`)),
  );
  const done = answers.filter((answer) => answer.status === 200);
  assert.equal(done.length, 1);
  for (const answer of answers.filter((it) => it.status !== 200)) {
    refused(answer, 409, 'proposal_executed');
  }
  assert.equal((await balance(ben)).available, '7.00000000');
  const { items } = good(await ben.call('GET', '/api/v1/token/history'));
  assert.equal(items.length, 1);
});

test(`one key from ${RACERS} clients: one vote, ${RACERS} times the same answer`, async () => {
  const ann = await staker(server, '3000');
  const { id } = await opened(ann, parameters({ 'job.bonus': '0.002' }));
  const headers = { 'idempotency-key': 'the-same-vote' };
  const answers = await Promise.all(Array.from({ length: RACERS }, () =>
    ann.call('POST', `${PROPOSALS}/${id}/vote`, { choice: 'for' }, headers)));
  const bodies = new Set(answers.map((answer) => JSON.stringify(good(answer))));
  assert.equal(bodies.size, 1);
  const other = await ann.call('POST', `${PROPOSALS}/${id}/vote`, { choice: 'against' }, headers);
  refused(other, 409, 'idempotency_conflict');
  assert.equal((await read(ann, id)).tally.voters, 1);
  good(await ann.call('POST', `${PROPOSALS}/${id}/cancel`));
});

test('a draft of somebody else does not exist, whatever is done to it', async () => {
  const ann = await staker(server, '100');
  const eve = await staker(server, '100', ['guardian']);
  const draft = good(await ann.call('POST', PROPOSALS, parameters({ 'job.bonus': '0.002' })), 201);
  const path = `${PROPOSALS}/${draft.id}`;
  refused(await eve.call('PATCH', path, { title: 'Mine' }), 404, 'proposal_not_found');
  for (const deed of ['activate', 'cancel', 'execute']) {
    refused(await eve.call('POST', `${path}/${deed}`), 404, 'proposal_not_found');
  }
  refused(await eve.call('POST', `${path}/vote`, { choice: 'for' }), 404, 'proposal_not_found');
  refused(await eve.call('GET', `${path}/votes`), 404, 'proposal_not_found');
  assert.equal((await read(ann, draft.id)).title, draft.title);
  good(await ann.call('POST', `${path}/cancel`));
  refused(await eve.call('GET', path), 404, 'proposal_not_found');
});

test('fields that nobody asked for are refused', async () => {
  const ann = await staker(server, '100');
  const body = parameters({ 'job.bonus': '0.002' });
  for (const extra of [{ status: 'executed' }, { proposer: ann.principal }, { votingEndsAt: 1 }, { total: '1' }]) {
    refused(await ann.call('POST', PROPOSALS, { ...body, ...extra }), 400, 'body_malformed');
  }
  const draft = good(await ann.call('POST', PROPOSALS, body), 201);
  refused(await ann.call('PATCH', `${PROPOSALS}/${draft.id}`, { status: 'passed' }), 400, 'body_malformed');
  const more = [{ ...setPolicy('job.bonus', '0.002'), effectiveAt: 0 }];
  refused(await ann.call('POST', PROPOSALS, { ...body, actions: more }), 400, 'body_malformed');
  const active = good(await ann.call('POST', `${PROPOSALS}/${draft.id}/activate`));
  const heavy = { choice: 'for', weight: '1000000' };
  refused(await ann.call('POST', `${PROPOSALS}/${active.id}/vote`, heavy), 400, 'body_malformed');
  refused(await ann.call('POST', `${PROPOSALS}/${active.id}/vote`, { choice: 'yes' }), 400, 'body_malformed');
  good(await ann.call('POST', `${PROPOSALS}/${active.id}/cancel`));
});

test('actions that cannot be are refused, with the action and the reason', async () => {
  const ann = await staker(server, '100');
  const pay = (fields) => ({ type: 'pay_from_treasury', asset: 'ANM', to: ann.principal, amount: '1', memo: '', ...fields });
  const attempt = (type, ...actions) => ann.call('POST', PROPOSALS, { title: 'A title', type, actions });
  for (const amount of ['0', '-1', '1e3', '0.000000001', '99999999999999999999999999999999999999']) {
    const error = refused(await attempt('treasury', pay({ amount })), 422, 'action_invalid');
    assert.deepEqual(error.details, { action: '0', reason: 'amount_invalid' }, amount);
  }
  for (const to of ['@nobody_at_all', 'treasury', 'system:ANM:reserve', crypto.randomUUID()]) {
    refused(await attempt('treasury', pay({ to })), 422, 'grant_recipient_unknown');
  }
  const guest = await caller(server);
  refused(await attempt('treasury', pay({ to: guest.principal })), 422, 'grant_recipient_unknown');
  const misplaced = refused(await attempt('parameter', pay({})), 422, 'action_invalid');
  assert.equal(misplaced.details.reason, 'misplaced');
  refused(await attempt('parameter', setPolicy('no.such', '1')), 422, 'policy_unknown');
  refused(await attempt('parameter', setPolicy('fee.usage.rate', '1,0')), 422, 'policy_value_malformed');
  refused(await attempt('parameter', setPolicy('fee.usage.rate', '0.2')), 422, 'policy_value_out_of_bounds');
  refused(await attempt('parameter', setPolicy('tier.pro.min_stake', '10000')), 422, 'policy_contradiction');
  refused(await attempt('parameter'), 422, 'field_invalid');
  refused(await attempt('parameter', ...Array(11).fill(setPolicy('job.bonus', '0.002'))), 422, 'field_invalid');
  const long = { title: 'A title', type: 'ecosystem', body: 'x'.repeat(20_001), actions: [{ type: 'declare', text: 'We.' }] };
  refused(await ann.call('POST', PROPOSALS, long), 422, 'field_invalid');
});

test('only members propose and vote, and not from a page of another origin', async () => {
  const ann = await staker(server, '100');
  const { id } = await opened(ann, parameters({ 'job.bonus': '0.002' }));
  const body = parameters({ 'job.bonus': '0.002' });
  const guest = await caller(server);
  const nobody = await caller(server, { bearer: false });
  refused(await guest.call('POST', PROPOSALS, body), 403, 'membership_required');
  refused(await nobody.call('POST', PROPOSALS, body), 401, 'session_required');
  for (const deed of ['activate', 'cancel', 'execute']) {
    refused(await nobody.call('POST', `${PROPOSALS}/${id}/${deed}`), 401, 'session_required');
  }
  refused(await guest.call('POST', `${PROPOSALS}/${id}/vote`, { choice: 'for' }), 403, 'membership_required');
  const elsewhere = { cookie: `__Host-digigami=${ann.token}`, origin: 'https://elsewhere.example' };
  const forged = await nobody.call('POST', `${PROPOSALS}/${id}/vote`, { choice: 'for' }, elsewhere);
  refused(forged, 403, 'origin_refused');
  const shown = good(await nobody.call('GET', `${PROPOSALS}/${id}`));
  assert.equal(shown.me, null);
  good(await ann.call('POST', `${PROPOSALS}/${id}/cancel`));
});

test('a guardian stops what has passed, and that is logged; others cannot', async () => {
  const ann = await staker(server, '5000');
  const eve = await memberOf(server);
  const guardian = await memberOf(server, undefined, ['guardian']);
  const { id } = await opened(ann, parameters({ 'job.bonus': '0.002' }));
  refused(await eve.call('POST', `${PROPOSALS}/${id}/cancel`), 403, 'proposal_foreign');
  good(await vote(ann, id, 'for'));
  await pass(server, 7 * DAY + 60_000);
  refused(await eve.call('POST', `${PROPOSALS}/${id}/cancel`), 403, 'proposal_foreign');
  refused(await ann.call('POST', `${PROPOSALS}/${id}/cancel`), 403, 'proposal_foreign');
  const stopped = good(await guardian.call('POST', `${PROPOSALS}/${id}/cancel`));
  assert.equal(stopped.timeline.at(-1).by.username, guardian.username);
  const admin = await memberOf(server, undefined, ['admin']);
  const { items } = good(await admin.call('GET', '/api/v1/admin/log'));
  const entry = items.find((it) => it.action === 'proposal.cancel');
  assert.equal(entry.details.proposal, id);
  assert.ok(JSON.stringify(entry).includes(guardian.principal));
  await pass(server, DAY);
  refused(await ann.call('POST', `${PROPOSALS}/${id}/execute`), 409, 'proposal_not_passed');
});

test('two proposals that contradict each other: the second is refused when it is executed', async () => {
  const ann = await staker(server, '40000');
  const ben = await staker(server, '40000');
  const first = await opened(ann, parameters({ 'tier.pro.min_stake': '9000' }));
  const second = await opened(ben, parameters({ 'tier.studio.min_stake': '8000' }));
  for (const { id } of [first, second]) {
    good(await vote(ann, id, 'for'));
    good(await vote(ben, id, 'for'));
  }
  await pass(server, 8 * DAY + 60_000);
  const answers = await Promise.all(
    [first, second].map(({ id }) => ann.call('POST', `${PROPOSALS}/${id}/execute`)),
  );
  assert.deepEqual(answers.map((it) => it.status).sort(), [200, 422], 'whoever is first');
  const loser = answers.find((it) => it.status === 422);
  assert.equal(loser.json.error.code, 'policy_contradiction');
});

test('what moves while many vote is counted to the unit', async () => {
  const ann = await staker(server, '100');
  const voters = [];
  for (let i = 1; i <= 12; i += 1) voters.push(await staker(server, `${i}.00000001`));
  const { id, tally: before } = await opened(ann, parameters({ 'job.bonus': '0.002' }));
  await Promise.all(voters.map(async (voter, i) => {
    await fund(voter, '1');
    good(await vote(voter, id, i % 3 === 0 ? 'against' : 'for'));
    await stake(voter, '1');
    if (i % 2 === 0) good(await vote(voter, id, 'abstain'));
  }));
  const { tally } = await read(ann, id);
  assert.equal(tally.castWeight, '78.00000012');
  assert.equal(tally.voters, 12);
  assert.equal(tally.totalStaked, before.totalStaked);
  const parts = [tally.forWeight, tally.againstWeight, tally.abstainWeight];
  assert.deepEqual(parts, ['28.00000004', '14.00000002', '36.00000006']);
});
