import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { caller, memberOf } from './client.mjs';
import { start } from './workerd.mjs';

let server;
before(async () => {
  server = await start({ variables: { JOBS: 'manual' } });
});
after(() => server?.stop());

const STAKES = { basic: '0', advanced: '100', pro: '1000', studio: '10000' };

/** A member of a tier. */
async function creator(tier) {
  const member = await memberOf(server);
  if (STAKES[tier] !== '0') {
    await member.call('POST', '/api/v1/token/faucet', { amount: STAKES[tier] });
    const staked = await member.call('POST', '/api/v1/staking/stake', { amount: STAKES[tier] });
    assert.equal(staked.json?.tier, tier);
  }
  return member;
}

test('POST /api/v1/access/check answers for one feature; what is not known is denied', async () => {
  const { call } = await creator('advanced');
  for (const [feature, value, allowed] of [
    ['resolution', '1080p', true], ['high_resolution', '4K', false], ['resolution', '1440p', false],
    ['fps', '30', true], ['fps', '31', false], ['duration', '120', true], ['duration', '121', false],
    ['agents', '5', true], ['agents', '6', false], ['style_pack', 'anime', true],
    ['style_pack', 'custom', false], ['priority_rendering', '', true], ['custom_agents', '', false],
    ['teleport', '1', false], ['fps', '-1', false],
  ]) {
    const { status, json } = await call('POST', '/api/v1/access/check', { feature, value });
    assert.deepEqual([status, json.allowed], [200, allowed], `${feature} ${value}`);
    assert.equal(json.violations.length, allowed ? 0 : 1);
  }
});

test('every violation is listed, with the smallest tier that mends all of them', async () => {
  const { call } = await creator('basic');
  const production = { resolution: '8K', fps: 60, durationSeconds: 45, stylePack: 'anime' };
  const { json } = await call('POST', '/api/v1/access/check', { production });
  assert.deepEqual(json.violations.map((it) => [it.code, it.asked, it.allowed]), [
    ['resolution_exceeded', '8K', '720p'],
    ['fps_exceeded', '60', '24'],
    ['duration_exceeded', '45', '30'],
    ['style_pack_locked', 'anime', 'basic'],
  ]);
  assert.deepEqual([json.upgrade.name, json.upgrade.missing], ['studio', '10000.00000000']);
  const small = { resolution: '720p', fps: 24, durationSeconds: 30, characters: true, scenes: true };
  const allowed = (await call('POST', '/api/v1/access/check', { production: small })).json;
  assert.deepEqual([allowed.allowed, allowed.upgrade], [true, null]);
});

test('POST /api/v1/access/quote has the golden costs, line by line', async () => {
  const { call } = await creator('pro');
  const all = { characters: true, stylePreferences: true, specialEffects: true, scenes: true };
  for (const [production, cost, fee, total, agents] of [
    [{}, '20.00000000', '0.10000000', '20.10000000', 5],
    [{ resolution: '720p', fps: 24, durationSeconds: 30, voice: false }, '0.64000000', '0.00320000', '0.64320000', 4],
    [{ durationSeconds: 120 }, '8.00000000', '0.04000000', '8.04000000', 5],
    [{ durationSeconds: 120, characters: true }, '9.60000000', '0.04800000', '9.64800000', 6],
    [{ resolution: '4K', fps: 60, durationSeconds: 600, ...all }, '360.00000000', '1.80000000', '361.80000000', 9],
    [{ resolution: '8K', fps: 120, durationSeconds: 1800, ...all }, '4320.00000000', '21.60000000', '4341.60000000', 9],
  ]) {
    const { status, json } = await call('POST', '/api/v1/access/quote', production);
    assert.equal(status, 200);
    assert.deepEqual([json.cost, json.fee.amount, json.total, json.agents], [cost, fee, total, agents]);
    const product = json.lines.reduce((it, line) => (it * line.numerator) / line.denominator, Number(json.base));
    assert.ok(Math.abs(product - Number(cost)) < 0.005, 'the lines multiply to the cost');
  }
  const { json } = await call('POST', '/api/v1/access/quote', {});
  assert.deepEqual([json.fee.burned, json.fee.treasury, json.bonus], ['0.06000000', '0.04000000', '0.02000000']);
  assert.deepEqual([json.access.allowed, json.agentsAtOnce, json.workSeconds], [true, 5, 120]);
});

test('quotes are for everybody; nonsense has no price', async () => {
  const { call } = await caller(server, { bearer: false });
  const { json } = await call('POST', '/api/v1/access/quote', { resolution: '4K' });
  assert.deepEqual([json.cost, json.available, json.access.tier, json.access.allowed],
    ['50.00000000', null, 'basic', false]);
  for (const [body, field] of [
    [{ resolution: '1440p' }, 'resolution'], [{ fps: 0 }, 'fps'],
    [{ durationSeconds: 0 }, 'durationSeconds'], [{ stylePack: '../x' }, 'stylePack'],
  ]) {
    const refused = await call('POST', '/api/v1/access/quote', body);
    assert.deepEqual([refused.status, refused.json.error.field], [422, field]);
  }
  for (const body of [{ durationSeconds: -5 }, { fps: 1.5 }, { cost: '0' }]) {
    assert.equal((await call('POST', '/api/v1/access/quote', body)).json.error.code, 'body_malformed');
  }
});

test('GET /api/v1/access/summary says what holds, what is next, and what is best', async () => {
  const { call } = await creator('advanced');
  const { json } = await call('GET', '/api/v1/access/summary');
  assert.deepEqual([json.tier, json.nextTier.name, json.nextTier.missing], ['advanced', 'pro', '900.00000000']);
  const row = (feature) => json.features.find((it) => it.feature === feature);
  const { allowed, nextTier, next, best, bestTier } = row('duration');
  assert.deepEqual([allowed, nextTier, next, best, bestTier], ['120', 'pro', '600', 'unlimited', 'studio']);
  assert.deepEqual([row('custom_agents').nextTier, row('priority_rendering').nextTier], ['studio', null]);
});
