import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { memberOf } from './client.mjs';
import { DAY, fund, good, opened, parameters, pass, staker, vote } from './governance.mjs';
import { start } from './workerd.mjs';

let server;
before(async () => {
  server = await start({ variables: { JOBS: 'manual' } });
});
after(() => server?.stop());

const YEAR = 31_557_600_000n;
const ORDER = {
  title: 'A day',
  production: { resolution: '720p', fps: 24, durationSeconds: 30 },
  clips: [{ name: 'all of it', durationMs: 30_000 }],
  maxTotal: '1',
};

/** Has these changes voted and executed; gives the moment from which they hold. */
async function enact(member, changes) {
  const { id } = await opened(member, parameters(changes));
  good(await vote(member, id, 'for'));
  await pass(server, 7 * DAY + 60_000);
  await pass(server, DAY);
  const done = good(await member.call('POST', `/api/v1/governance/proposals/${id}/execute`));
  return Date.parse(done.timeline.find((moment) => moment.kind === 'executed').at);
}

test('a vote changes what stakes earn from its moment on, and the order of the queue', async () => {
  const ann = await staker(server, '10000');
  const pro = await staker(server, '1000');
  const { json: history } = await pro.call('GET', '/api/v1/staking/history');
  const staked = Date.parse(history.items[0].at);
  const patient = await memberOf(server);
  await fund(patient, '10');
  await fund(ann, '10');
  const first = good(await patient.call('POST', '/api/v1/jobs', ORDER), 201);
  const voted = await enact(ann, { 'tier.pro.apy': '0.1', 'job.ageing_per_hour': '0.01', 'price.base': '20' });
  await pass(server, 20 * DAY);
  // To the unit: 15 % until the vote, 10 % afterwards, rounded down once.
  const { json: seen } = await pro.call('GET', '/api/v1/staking');
  const until = BigInt(voted - staked);
  const since = BigInt(Date.parse(seen.accruedAt) - voted);
  const earned = (100_000_000_000n * (15n * until + 10n * since)) / (100n * YEAR);
  assert.equal(BigInt(seen.accrued.replace('.', '')), earned);
  assert.equal(seen.apy, '0.1');
  // Four weeks of waiting were worth more than any stake; by the vote they are worth seven points.
  const second = good(await ann.call('POST', '/api/v1/jobs', { ...ORDER, maxTotal: '2' }), 201);
  assert.deepEqual([second.position, second.cost], [1, '1.60000000']);
  const waiting = good(await patient.call('GET', `/api/v1/jobs/${first.id}`));
  assert.deepEqual([waiting.position, waiting.cost], [2, '0.80000000'], 'its price stays as it was quoted');
  const operator = await memberOf(server, undefined, ['operator']);
  const order = [];
  for (let index = 0; index < 2; index += 1) {
    order.push((await operator.call('POST', '/api/v1/admin/jobs/process')).json.job.id);
  }
  assert.deepEqual(order, [second.id, first.id]);
});
