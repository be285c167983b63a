import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { caller, memberOf } from './client.mjs';
import {
  DAY, balance, good, opened, parameters, pass, read, refused, stake, staker, unstake, vote,
} from './governance.mjs';
import { start } from './workerd.mjs';

let server;
before(async () => {
  server = await start();
});
after(() => server?.stop());

const outcome = async (member, id) => (await read(member, id)).status;

test('a proposal lives from draft to execution, and what was voted holds', async () => {
  const ann = await staker(server, '100');
  const ben = await staker(server, '900');
  const body = parameters({ 'fee.usage.rate': '0.0100' }, '  A higher fee ');
  const created = await ann.call('POST', '/api/v1/governance/proposals', body);
  const draft = good(created, 201);
  assert.equal(created.headers.get('etag'), '"v1"');
  assert.equal(draft.title, 'A higher fee');
  assert.equal(draft.status, 'draft');
  assert.equal(draft.body, body.body);
  assert.equal(draft.actions[0].before, '0.005');
  assert.deepEqual(draft.proposer, { id: ann.principal, username: ann.username });
  assert.deepEqual(draft.me.allowed, ['edit', 'activate', 'cancel']);
  const path = `/api/v1/governance/proposals/${draft.id}`;
  const title = { title: 'A fee of 1 %' };
  const patched = await ann.call('PATCH', `/api/v1/governance/proposals/${draft.id}`, title, { 'if-match': '"v1"' });
  assert.equal(good(patched).title, 'A fee of 1 %');
  refused(await ann.call('PATCH', path, { title: 'x' }, { 'if-match': '"v1"' }), 412, 'version_conflict');
  const active = good(await ann.call('POST', `/api/v1/governance/proposals/${draft.id}/activate`));
  assert.equal(active.status, 'active');
  assert.equal(active.tally.totalStaked, '1000.00000000');
  assert.equal(active.tally.quorumNeeded, '100.00000000');
  refused(await ann.call('PATCH', path, { title: 'x' }), 409, 'proposal_not_draft');
  const voted = good(await ben.call('POST', `/api/v1/governance/proposals/${draft.id}/vote`, { choice: 'for' }));
  assert.equal(voted.tally.forWeight, '900.00000000');
  assert.equal(voted.tally.approval, '1.000000');
  assert.deepEqual(voted.me.allowed, ['vote']);
  assert.deepEqual(await read(ben, draft.id), voted, 'the answer is what is stored');
  const execute = `/api/v1/governance/proposals/${draft.id}/execute`;
  refused(await ben.call('POST', execute), 409, 'proposal_not_passed');
  await pass(server, 7 * DAY + 60_000);
  assert.equal(await outcome(ben, draft.id), 'passed');
  refused(await ben.call('POST', `/api/v1/governance/proposals/${draft.id}/execute`), 409, 'proposal_time_locked');
  await pass(server, DAY);
  const nobody = await caller(server, { bearer: false });
  assert.equal(good(await nobody.call('GET', '/api/v1/policies/fee.usage.rate')).policy.value, '0.005');
  const done = good(await ben.call('POST', execute));
  assert.equal(done.status, 'executed');
  assert.equal(done.actions[0].before, '0.005');
  const moments = done.timeline.map((moment) => moment.kind);
  assert.deepEqual(moments, ['created', 'activated', 'voting_ends', 'passed', 'executable', 'executed']);
  assert.ok(done.timeline.every((moment) => moment.past));
  assert.equal(done.timeline.at(-1).by.username, ben.username);
  refused(await ben.call('POST', execute), 409, 'proposal_executed');
  const detail = good(await nobody.call('GET', '/api/v1/policies/fee.usage.rate'));
  assert.equal(detail.policy.value, '0.01');
  assert.equal(detail.policy.proposalId, draft.id);
  assert.equal(detail.history.length, 1);
  assert.equal(detail.history[0].executedBy, ben.principal);
  const quote = good(await ben.call('POST', '/api/v1/access/quote', {}));
  assert.deepEqual([quote.cost, quote.fee.amount], ['20.00000000', '0.20000000']);
});

test('golden boundaries: quorum and approval, to the last unit', async () => {
  const own = await start();
  try {
    const ann = await staker(own, '100');
    const rest = await staker(own, '900');
    const first = await opened(ann, parameters({ 'job.bonus': '0.002' }));
    good(await vote(ann, first.id, 'for'));
    assert.equal((await read(ann, first.id)).tally.quorumReached, true);
    await pass(own, 8 * DAY);
    assert.equal(await outcome(ann, first.id), 'passed', '100 of 1000');
    const one = await staker(own, '1');
    const second = await opened(ann, parameters({ 'job.bonus': '0.002' }));
    good(await vote(ann, second.id, 'for'));
    await pass(own, 8 * DAY);
    assert.equal(await outcome(ann, second.id), 'expired', '100 of 1001');
    await unstake(one, '1');
    await unstake(rest, '900');
    for (const [weights, expected] of [[['660', '340'], 'passed'], [['659.9', '340.1'], 'rejected']]) {
      const [ayes, noes] = await Promise.all(weights.map((weight) => staker(own, weight)));
      const third = await opened(ann, parameters({ 'job.bonus': '0.002' }));
      good(await vote(ayes, third.id, 'for'));
      const { tally } = good(await vote(noes, third.id, 'against'));
      assert.equal(tally.approval, expected === 'passed' ? '0.660000' : '0.659900');
      await pass(own, 8 * DAY);
      assert.equal(await outcome(ann, third.id), expected, weights.join(' to '));
      await unstake(ayes, weights[0]);
      await unstake(noes, weights[1]);
    }
  } finally {
    await own.stop();
  }
});

test('99.99 ANM are not enough to propose, nothing staked is not enough to vote', async () => {
  const poor = await staker(server, '99.99');
  const body = parameters({ 'job.bonus': '0.002' });
  const error = refused(await poor.call('POST', '/api/v1/governance/proposals', body), 403, 'proposer_stake_needed');
  assert.deepEqual(error.details, { staked: '99.99000000', needed: '100.00000000' });
  const late = await memberOf(server);
  const ann = await staker(server, '100');
  const { id } = await opened(ann, body);
  await assertSummary(ann);
  const comer = await staker(server, '5000');
  refused(await vote(comer, id, 'for'), 403, 'no_voting_weight');
  refused(await vote(late, id, 'for'), 403, 'no_voting_weight');
  refused(await ann.call('POST', '/api/v1/governance/proposals', { ...body, title: '' }), 422, 'field_invalid');
  const second = good(await ann.call('POST', '/api/v1/governance/proposals', body), 201);
  refused(await ann.call('POST', `/api/v1/governance/proposals/${second.id}/activate`), 409, 'proposals_full');
  const cancelled = good(await ann.call('POST', `/api/v1/governance/proposals/${id}/cancel`));
  assert.equal(cancelled.status, 'cancelled');
  refused(await ann.call('POST', `/api/v1/governance/proposals/${id}/cancel`), 409, 'proposal_over');
  refused(await vote(ann, id, 'for'), 409, 'voting_closed');
});

async function assertSummary(ann) {
  const summary = good(await ann.call('GET', '/api/v1/governance/summary'));
  assert.equal(summary.rules.quorumRate, '0.1');
  assert.equal(summary.rules.votingPeriodMs, 7 * DAY);
  assert.equal(summary.me.staked, '100.00000000');
  assert.equal(summary.me.canPropose, true);
  assert.equal(summary.me.liveProposals, 1);
  assert.equal(summary.me.openVotes, 1);
  assert.equal(summary.counts.active, 1);
}

test('a revote replaces, abstentions count for the quorum only, and all of it is on record', async () => {
  const ann = await staker(server, '100');
  const ben = await staker(server, '20000');
  const { id } = await opened(ann, parameters({ 'job.bonus': '0.002' }));
  good(await vote(ben, id, 'for'));
  refused(await vote(ben, id, 'for'), 409, 'vote_unchanged');
  good(await vote(ben, id, 'abstain'));
  const { tally } = good(await vote(ben, id, 'against'));
  assert.deepEqual([tally.forWeight, tally.abstainWeight], ['0.00000000', '0.00000000']);
  assert.equal(tally.againstWeight, '20000.00000000');
  assert.equal(tally.voters, 1);
  good(await vote(ann, id, 'abstain'));
  const page = good(await ann.call('GET', `/api/v1/governance/proposals/${id}/votes?limit=1`));
  assert.equal(page.total, 2);
  assert.equal(page.items[0].voter.username, ann.username);
  const next = good(await ann.call('GET', `/api/v1/governance/proposals/${id}/votes?cursor=${page.nextCursor}`));
  assert.deepEqual(next.items[0].earlier.map((it) => it.choice), ['for', 'abstain']);
  assert.equal(next.items[0].choice, 'against');
  assert.equal(next.nextCursor, null);
  await pass(server, 8 * DAY);
  assert.equal(await outcome(ben, id), 'rejected');
});

test('a quorum in the last hours keeps the vote open for a day, once', async () => {
  const ann = await staker(server, '100');
  const ben = await staker(server, '30000');
  const { id, votingEndsAt } = await opened(ann, parameters({ 'job.bonus': '0.002' }));
  await pass(server, 7 * DAY - 3_600_000);
  const late = good(await vote(ben, id, 'for'));
  assert.ok(Date.parse(late.votingEndsAt) > Date.parse(votingEndsAt) + 20 * 3_600_000);
  assert.ok(late.timeline.some((moment) => moment.kind === 'extended'));
  const again = good(await vote(ben, id, 'against'));
  assert.equal(again.votingEndsAt, late.votingEndsAt);
  await pass(server, 2 * 3_600_000);
  assert.equal(await outcome(ann, id), 'active');
  await pass(server, DAY);
  assert.equal(await outcome(ann, id), 'rejected');
});

test('what has passed and is not executed in time expires', async () => {
  const ann = await staker(server, '50000');
  const { id } = await opened(ann, parameters({ 'job.bonus': '0.002' }));
  good(await vote(ann, id, 'for'));
  await pass(server, 7 * DAY + DAY + 14 * DAY + 60_000);
  refused(await ann.call('POST', `/api/v1/governance/proposals/${id}/execute`), 409, 'proposal_not_passed');
  const { status, timeline } = await read(ann, id);
  assert.equal(status, 'expired');
  assert.deepEqual(timeline.map((moment) => moment.kind).slice(-3), ['passed', 'executable', 'expired']);
});

test('the treasury pays what was voted, all of it or nothing', async () => {
  const ann = await staker(server, '60000');
  const ben = await memberOf(server);
  const pay = (amount, to = `@${ben.username}`) => ({ type: 'pay_from_treasury', asset: 'ANM', to, amount, memo: 'for the grove' });
  const body = { title: 'A grant', type: 'treasury', actions: [pay('12.5'), pay('1', ben.principal)] };
  const { id, actions } = await opened(ann, body);
  assert.equal(actions[0].action.to, ben.principal, 'a name becomes an id');
  assert.equal(actions[0].recipient.username, ben.username);
  good(await vote(ann, id, 'for'));
  await pass(server, 8 * DAY + 60_000);
  const before = good(await ann.call('GET', '/api/v1/token')).items.find((it) => it.asset === 'ANM');
  const done = good(await ann.call('POST', `/api/v1/governance/proposals/${id}/execute`));
  assert.deepEqual(done, await read(ann, id), 'the answer is what is stored');
  assert.equal((await balance(ben)).available, '13.50000000');
  const after = good(await ann.call('GET', '/api/v1/token')).items.find((it) => it.asset === 'ANM');
  assert.equal(Number(before.treasury) - Number(after.treasury), 13.5);
  const paid = (await read(ann, id)).actions.map((it) => it.transactionId);
  assert.ok(paid.every(Boolean) && paid[0] !== paid[1]);
  const history = good(await ben.call('GET', '/api/v1/token/history'));
  assert.equal(history.items[0].kind, 'grant');
  assert.equal(history.items[0].reference, id);
  // More than the treasury has: nothing of it happens, not even the part that it could pay.
  const greedy = { ...body, actions: [pay('1'), pay('9000000')] };
  const second = await opened(ann, greedy);
  good(await vote(ann, second.id, 'for'));
  await pass(server, 8 * DAY + 60_000);
  refused(await ann.call('POST', `/api/v1/governance/proposals/${second.id}/execute`), 409, 'grant_unfunded');
  assert.equal((await balance(ben)).available, '13.50000000');
  assert.equal(await outcome(ann, second.id), 'passed');
});

test('GET /api/v1/governance/proposals filters, pages and hides the drafts of others', async () => {
  const ann = await staker(server, '100');
  const ben = await memberOf(server);
  const draft = good(await ann.call('POST', '/api/v1/governance/proposals', parameters({ 'job.bonus': '0.002' })), 201);
  const list = async (member, query) =>
    good(await member.call('GET', `/api/v1/governance/proposals?${query}`)).items.map((it) => it.id);
  assert.deepEqual(await list(ann, 'mine=true'), [draft.id]);
  assert.deepEqual(await list(ann, 'status=draft&type=parameter'), [draft.id]);
  assert.deepEqual(await list(ben, 'status=draft'), []);
  assert.ok(!(await list(ben, 'limit=100')).includes(draft.id));
  const first = good(await ben.call('GET', '/api/v1/governance/proposals?limit=1'));
  const second = good(await ben.call('GET', `/api/v1/governance/proposals?limit=1&cursor=${first.nextCursor}`));
  assert.ok(first.items[0].number > second.items[0].number);
  for (const query of ['status=open', 'type=x', 'mine=1', 'limit=0', 'limit=101', 'cursor=x', 'cursor=-1']) {
    refused(await ben.call('GET', `/api/v1/governance/proposals?${query}`), 400, 'query_invalid');
  }
  const answer = await ben.call('GET', `/api/v1/governance/proposals/${draft.id}`);
  refused(answer, 404, 'proposal_not_found');
});
