import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { caller, memberOf } from './client.mjs';
import { databaseOf, start, until } from './workerd.mjs';

// In most of these stories an operator works the queue off, so that its order can be looked at.
let server;
before(async () => {
  server = await start({ variables: { JOBS: 'manual' } });
});
after(() => server?.stop());

/** A member with so many ANM, some of them staked. */
async function creator(amount, staked = '0', where = server) {
  const member = await memberOf(where);
  const drawn = await member.call('POST', '/api/v1/token/faucet', { amount });
  assert.ok(drawn.status < 300, JSON.stringify(drawn.json));
  if (staked !== '0') {
    const answer = await member.call('POST', '/api/v1/staking/stake', { amount: staked });
    assert.equal(answer.status, 200, JSON.stringify(answer.json));
  }
  const order = (more = {}, headers = {}) =>
    member.call('POST', '/api/v1/jobs', { ...ORDER, ...more }, headers);
  const job = async (id) => (await member.call('GET', `/api/v1/jobs/${id}`)).json;
  const available = async () => (await member.call('GET', '/api/v1/staking')).json.available;
  return { ...member, order, job, available };
}

const operator = () => memberOf(server, undefined, ['admin']);

/** What anybody may order: half a minute at 720p, for 0.80 ANM and a fee of 0.004. */
const ORDER = {
  title: 'A day',
  production: { resolution: '720p', fps: 24, durationSeconds: 30 },
  clips: [
    { name: 'dawn', durationMs: 12_500, transition: 'fade' },
    { name: 'noon', durationMs: 7_333 },
    { name: 'night', durationMs: 10_167, transition: 'dissolve', fps: 60 },
  ],
  maxTotal: '1',
};
const code = (answer) => `${answer.status} ${answer.json?.error?.code}`;

/** Works on jobs until none waits. */
async function drain(process) {
  for (;;) {
    const { json } = await process.call('POST', '/api/v1/admin/jobs/process');
    if (json.job === null) return;
  }
}

test('an order is held, worked on, paid and rewarded', async () => {
  const { call, order, job, available } = await creator('10');
  const ordered = await order();
  assert.equal(ordered.status, 201, JSON.stringify(ordered.json));
  const { id, state, position, cost, fee, total, name, payment, score } = ordered.json;
  assert.deepEqual([state, position, cost, fee, total, payment, score],
    ['queued', 1, '0.80000000', '0.00400000', '0.80400000', 'held', '1.00000000']);
  assert.match(name, /^JOB-\d{6}$/);
  assert.equal(await available(), '9.19600000');
  const seen = await job(id);
  assert.deepEqual(seen, { ...ordered.json, estimate: seen.estimate });
  assert.deepEqual([seen.estimate.waitSeconds, seen.estimate.workSeconds], [0, 360]);
  assert.equal(code(await call('GET', `/api/v1/jobs/${id}/manifest`)), '404 manifest_not_found');
  const worked = await (await operator()).call('POST', '/api/v1/admin/jobs/process');
  assert.equal(worked.json.job.id, id);
  const done = await job(id);
  assert.deepEqual([done.state, done.payment, done.position, done.estimate], ['completed', 'paid', null, null]);
  assert.deepEqual(done.bonus, { amount: '0.00080000', paid: true });
  assert.equal(await available(), '9.19680000');
  const manifest = await call('GET', `/api/v1/jobs/${id}/manifest`);
  assert.equal(createHash('sha256').update(manifest.bytes).digest('hex'), done.manifestSha256);
  assert.deepEqual([manifest.json.totalFrames, manifest.json.length, manifest.json.width], [720, '00:00:30:00', 1280]);
  assert.deepEqual(manifest.json.clips.map((it) => [it.firstFrame, it.frames, it.startsAt, it.transitionFrames]),
    [[0, 300, '00:00:00:00', 36], [300, 176, '00:00:12:12', 0], [476, 244, '00:00:19:20', 24]]);
  assert.equal(manifest.json.clips[2].sourceFrames, 610);
});

test('a clip list that does not fit fails in rendering, and everything comes back', async () => {
  const { order, job, available } = await creator('10');
  const { json } = await order({ clips: [{ name: 'short', durationMs: 29_999 }] });
  await drain(await operator());
  const failed = await job(json.id);
  assert.deepEqual([failed.state, failed.payment, failed.failure.code],
    ['failed', 'refunded', 'clips_duration_mismatch']);
  assert.match(failed.failure.message, /29999 ms, ordered were 30000 ms/);
  assert.equal(await available(), '10.00000000');
});

test('DELETE /api/v1/jobs/:id gives everything back, once', async () => {
  const { call, order, available } = await creator('10');
  const { json } = await order();
  const gone = await call('DELETE', `/api/v1/jobs/${json.id}`);
  assert.deepEqual([gone.status, gone.json.state, gone.json.payment], [200, 'cancelled', 'refunded']);
  assert.equal(await available(), '10.00000000');
  const again = await call('DELETE', `/api/v1/jobs/${json.id}`);
  assert.equal(code(again), '409 job_not_cancellable');
  assert.deepEqual(again.json.error.details, { state: 'cancelled' });
  assert.equal(await available(), '10.00000000');
});

test('the shown position is the true one, over several tiers and after a change of stake', async () => {
  const process = await operator();
  await drain(process);
  const basic = await creator('10');
  const advanced = await creator('210', '100');
  const studio = await creator('10010', '10000');
  const later = await creator('210', '100');
  const ids = [];
  for (const member of [basic, advanced, studio, later]) ids.push((await member.order()).json.id);
  const places = async () =>
    Promise.all([basic, advanced, studio, later].map(async (it, index) => (await it.job(ids[index])).position));
  assert.deepEqual(await places(), [4, 2, 1, 3]);
  const waiting = await basic.job(ids[0]);
  assert.ok(waiting.estimate.waitSeconds > (await advanced.job(ids[1])).estimate.waitSeconds);
  const { json: stats } = await basic.call('GET', '/api/v1/jobs/queue');
  assert.deepEqual([stats.queued, stats.running, stats.nextPosition], [4, 0, 5]);
  assert.deepEqual(stats.byTier.map((it) => it.queued), [1, 2, 0, 1]);
  // More stake moves a waiting job at once.
  const staked = await later.call('POST', '/api/v1/staking/stake', { amount: '100' });
  assert.equal(staked.json.jobsReranked, 1);
  assert.deepEqual(await places(), [4, 3, 1, 2]);
  const order = [];
  for (;;) {
    const { json } = await process.call('POST', '/api/v1/admin/jobs/process');
    if (json.job === null) break;
    order.push(ids.indexOf(json.job.id));
  }
  assert.deepEqual(order, [2, 3, 1, 0]);
});

test('what the stake does not allow, what is too dear, and what cannot be paid are refused', async () => {
  const { order, available } = await creator('0.8');
  const denied = await order({ production: { resolution: '4K', fps: 60, durationSeconds: 30 } });
  assert.equal(code(denied), '403 access_denied');
  assert.deepEqual(denied.json.error.details.violations.map((it) => it.code),
    ['resolution_exceeded', 'fps_exceeded']);
  assert.equal(denied.json.error.details.upgrade.name, 'pro');
  const dear = await order({ maxTotal: '0.80399999' });
  assert.equal(code(dear), '409 max_total_exceeded');
  assert.deepEqual(dear.json.error.details,
    { asset: 'ANM', total: '0.80400000', maxTotal: '0.80399999' });
  const poor = await order();
  assert.equal(code(poor), '409 insufficient_funds');
  assert.deepEqual(poor.json.error.details,
    { asset: 'ANM', available: '0.80000000', needed: '0.80400000' });
  assert.equal(await available(), '0.80000000');
  for (const [more, field] of [
    [{ title: '' }, 'title'], [{ clips: [] }, 'clips'], [{ maxTotal: '-1' }, 'maxTotal'],
    [{ clips: [{ name: 'a', durationMs: 0 }] }, 'clips'],
    [{ production: { ...ORDER.production, fps: 0 } }, 'fps'],
  ]) {
    const refused = await order(more);
    assert.deepEqual([refused.status, refused.json.error.field], [422, field]);
  }
  assert.equal(code(await order({ cost: '0' })), '400 body_malformed');
});

test('a stake that leaves while the job waits takes the right with it', async () => {
  const process = await operator();
  const { call, order, job, available } = await creator('110', '100');
  const production = { resolution: '1080p', fps: 30, durationSeconds: 30 };
  const { json } = await order({ production, maxTotal: '10' });
  await call('POST', '/api/v1/staking/unstake', { amount: '100' });
  await drain(process);
  const failed = await job(json.id);
  assert.deepEqual([failed.state, failed.failure.code, failed.tier], ['failed', 'access_lost', 'basic']);
  assert.ok(Number(await available()) >= 110);
});

test('the same key is one order, from 32 at once too', async () => {
  const { call, order, available } = await creator('10');
  const same = { 'idempotency-key': 'one-order' };
  const answers = await Promise.all(Array.from({ length: 32 }, () => order({}, same)));
  assert.ok(answers.every((it) => it.status === 201), answers.map(code).join(', '));
  assert.equal(new Set(answers.map((it) => it.bytes.toString())).size, 1);
  assert.equal(await available(), '9.19600000');
  assert.equal((await call('GET', '/api/v1/jobs')).json.items.length, 1);
  assert.equal(code(await order({ title: 'Another' }, same)), '409 idempotency_conflict');
});

test('giving back with one key, from 16 at once, is one giving back', async () => {
  const { call, order, available } = await creator('0.804');
  const { json } = await order();
  const same = { 'idempotency-key': 'give-it-back' };
  const answers = await Promise.all(
    Array.from({ length: 16 }, () => call('DELETE', `/api/v1/jobs/${json.id}`, undefined, same)));
  assert.ok(answers.every((it) => it.status === 200), answers.map(code).join(', '));
  assert.equal(await available(), '0.80400000');
  const others = await Promise.all(Array.from({ length: 8 }, () => order()));
  const taken = others.filter((it) => it.status === 201).length;
  assert.equal(taken, 1, others.map(code).join(', '));
  assert.equal(await available(), '0.00000000');
});

test('many operators at once work on each job once', async () => {
  const process = await operator();
  const { call, order, available } = await creator('10');
  for (let index = 0; index < 6; index += 1) await order();
  const before = Number(await available());
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => process.call('POST', '/api/v1/admin/jobs/process')));
  assert.ok(answers.every((it) => it.status === 200), answers.map(code).join(', '));
  await drain(process);
  const { json } = await call('GET', '/api/v1/jobs?state=completed');
  assert.equal(json.items.length, 6);
  assert.equal((Number(await available()) - before).toFixed(8), (6 * 0.0008).toFixed(8));
});

test('GET /api/v1/jobs pages from the newest to the oldest, by state too', async () => {
  const { call, order } = await creator('10');
  for (let index = 0; index < 5; index += 1) await order({ title: `take ${index}` });
  const seen = [];
  let cursor = '';
  do {
    const { json } = await call('GET', `/api/v1/jobs?limit=2${cursor && `&cursor=${cursor}`}`);
    seen.push(...json.items.map((it) => it.title));
    cursor = json.nextCursor;
  } while (cursor);
  assert.deepEqual(seen, ['take 4', 'take 3', 'take 2', 'take 1', 'take 0']);
  assert.equal((await call('GET', '/api/v1/jobs?state=completed')).json.items.length, 0);
  assert.equal(code(await call('GET', '/api/v1/jobs?state=lost')), '400 query_invalid');
});

test('a job of another member does not exist', async () => {
  const { order } = await creator('10');
  const other = await creator('10');
  const { json } = await order();
  for (const [method, path] of [['GET', ''], ['DELETE', ''], ['GET', '/manifest']]) {
    assert.equal(code(await other.call(method, `/api/v1/jobs/${json.id}${path}`)), '404 job_not_found');
  }
  assert.equal(code(await other.call('POST', '/api/v1/admin/jobs/process')).slice(0, 3), '403');
});

test('a job that waits for months is given back', async () => {
  const { call, order, job, available } = await creator('10');
  const { json } = await order();
  const days = 61 * 86_400_000;
  const late = { 'x-test-now': String(Date.now() + days) };
  await (await operator()).call('POST', '/api/v1/admin/jobs/process', undefined, late);
  assert.equal((await job(json.id)).payment, 'refunded');
  assert.equal(await available(), '10.00000000');
  assert.equal(code(await call('DELETE', `/api/v1/jobs/${json.id}`)), '409 job_not_cancellable');
});

test('the queue works on jobs by itself', async (t) => {
  const busy = await start();
  t.after(() => busy.stop());
  const { order, job } = await creator('10', '0', busy);
  const ids = [];
  for (let index = 0; index < 3; index += 1) ids.push((await order()).json.id);
  await until('all jobs are done', async () => {
    const states = await Promise.all(ids.map(async (id) => (await job(id)).state));
    return states.every((state) => state === 'completed');
  }, 60_000);
});

test('a job whose machine went away is given back when its time has run out', async (t) => {
  const first = await start({ variables: { JOBS: 'manual' } });
  const { order, headers } = await creator('10', '0', first);
  const { json } = await order();
  const { headers: keys } = await memberOf(first, undefined, ['operator']);
  const folder = await first.stop({ keep: true });
  // As a machine leaves it that takes the job and dies before it is done.
  const database = await databaseOf(folder);
  database.prepare("UPDATE jobs SET state = 'running', started_at = queued_at").run();
  assert.throws(() => database.prepare("UPDATE jobs SET state = 'queued'").run(), /JOB_STATE/);
  assert.throws(() => database.prepare("UPDATE jobs SET cost = 1").run(), /IMMUTABLE/);
  database.close();
  const second = await start({ variables: { JOBS: 'manual' }, keep: folder });
  t.after(() => second.stop());
  const nobody = await caller(second, { bearer: false });
  const at = (minutes) => ({ 'x-test-now': String(Date.parse(json.queuedAt) + minutes * 60_000) });
  const look = async () => (await nobody.call('GET', `/api/v1/jobs/${json.id}`, undefined, headers)).json;
  const process = (minutes) =>
    nobody.call('POST', '/api/v1/admin/jobs/process', undefined, { ...keys, ...at(minutes) });
  await process(29);
  assert.deepEqual([(await look()).state, (await look()).payment], ['running', 'held']);
  assert.equal(code(await nobody.call('DELETE', `/api/v1/jobs/${json.id}`, undefined, headers)),
    '409 job_not_cancellable');
  await process(30);
  const failed = await look();
  assert.deepEqual([failed.state, failed.failure.code, failed.payment], ['failed', 'interrupted', 'refunded']);
  const { json: stake } = await nobody.call('GET', '/api/v1/staking', undefined, headers);
  assert.equal(stake.available, '10.00000000');
});

// Last, for it leaves the treasury empty.
test('an empty treasury pays no bonus, and the job says so', async () => {
  const process = await operator();
  await drain(process);
  const whale = await creator('8000000', '8000000');
  const poor = await creator('10');
  const { json } = await whale.call('GET', '/api/v1/staking');
  // At 6,337 units a millisecond the treasury can be emptied to less than the bonus of 80,000.
  const units = (amount) => BigInt(amount.replace('.', ''));
  const due = units(json.runway.treasury) - units(json.accrued);
  const ms = (due * 31_557_600_000n) / units(json.ratePerYear);
  const late = { 'x-test-now': String(BigInt(Date.parse(json.accruedAt)) + ms) };
  const claimed = await whale.call('POST', '/api/v1/staking/claim', undefined, late);
  assert.equal(claimed.status, 200, JSON.stringify(claimed.json));
  const left = (await poor.call('GET', '/api/v1/staking')).json.runway.treasury;
  assert.ok(units(left) < 80_000n, left);
  const ordered = await poor.order({}, late);
  await process.call('POST', '/api/v1/admin/jobs/process', undefined, late);
  const done = await poor.job(ordered.json.id);
  assert.deepEqual([done.state, done.bonus], ['completed', { amount: '0.00080000', paid: false }]);
  assert.equal(await poor.available(), '9.19600000');
});
