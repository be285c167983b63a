import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { caller } from './client.mjs';
import { DAY, good, opened, pass, refused, staker, vote } from './governance.mjs';
import { start } from './workerd.mjs';

let server;
before(async () => {
  server = await start();
});
after(() => server?.stop());

test('GET /api/v1/catalogue shows what votes have switched', async () => {
  const nobody = await caller(server, { bearer: false });
  const list = async () => good(await nobody.call('GET', '/api/v1/catalogue'));
  const first = await list();
  assert.equal(first.agents.length, 9);
  assert.deepEqual(first.stylePacks.map((it) => it.id), ['anime', 'basic', 'cinematic']);
  assert.ok(first.agents.every((it) => it.enabled && it.builtIn && it.version === '1.0.0'));
  const voters = await Promise.all(Array.from({ length: 4 }, () => staker(server, '1000')));
  const bodies = [
    { type: 'new_agent', actions: [{ type: 'enable_agent', agent: 'colourist', version: '0.1.0' }, { type: 'disable_agent', agent: 'voice' }] },
    { type: 'agent_upgrade', actions: [{ type: 'upgrade_agent', agent: 'writer', version: '1.2.0' }] },
    { type: 'style_pack', actions: [{ type: 'enable_style_pack', pack: 'manga' }, { type: 'disable_style_pack', pack: 'anime' }] },
    { type: 'feature', actions: [{ type: 'switch_feature', feature: 'productions', on: false }] },
  ];
  const proposals = [];
  for (const [i, body] of bodies.entries()) {
    proposals.push(await opened(voters[i], { title: `Switch ${i}`, ...body }));
  }
  for (const { id } of proposals) {
    for (const voter of voters) good(await vote(voter, id, 'for'));
  }
  await pass(server, 8 * DAY + 60_000);
  assert.deepEqual(await list(), first, 'nothing changes before it is executed');
  for (const { id } of proposals) {
    good(await voters[0].call('POST', `/api/v1/governance/proposals/${id}/execute`));
  }
  const after = await list();
  const agent = (id) => after.agents.find((it) => it.id === id);
  assert.deepEqual([agent('colourist').enabled, agent('colourist').builtIn], [true, false]);
  assert.equal(agent('colourist').proposalId, proposals[0].id);
  assert.deepEqual([agent('voice').enabled, agent('voice').version], [false, '1.0.0']);
  assert.equal(agent('writer').version, '1.2.0');
  const packs = after.stylePacks.filter((it) => it.enabled).map((it) => it.id);
  assert.deepEqual(packs, ['basic', 'cinematic', 'manga']);
  assert.equal(after.features.find((it) => it.id === 'productions').enabled, false);
  const clips = [{ name: 'One', durationMs: 1000, transition: 'cut' }];
  const job = { title: 'A reel', production: {}, clips, maxTotal: '1000' };
  const refusal = await voters[0].call('POST', '/api/v1/jobs', job);
  assert.equal(refusal.json.error.code, 'feature_off', JSON.stringify(refusal.json));
  const older = { title: 'Back', type: 'agent_upgrade', actions: [{ type: 'upgrade_agent', agent: 'writer', version: '1.1.9' }] };
  const error = refused(await voters[0].call('POST', '/api/v1/governance/proposals', older), 422, 'action_invalid');
  assert.equal(error.details.reason, 'version_not_newer');
});
