// Members with a stake, proposals, and a clock that goes forward, for the stories of governance.

import assert from 'node:assert/strict';
import { memberOf } from './client.mjs';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

const PROPOSALS = '/api/v1/governance/proposals';

/** Sets the clock of the server forward. */
export async function pass(server, ms) {
  const now = await (await fetch(`${server.url}/api/dev/clock`)).json();
  const response = await fetch(`${server.url}/api/dev/clock`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ aheadMs: now.aheadMs + ms }),
  });
  assert.equal(response.status, 200);
}

/** The answer, which has to be a good one. */
export function good(answer, status = 200) {
  assert.equal(answer.status, status, JSON.stringify(answer.json));
  return answer.json;
}

/** The answer, which has to be this refusal. */
export function refused(answer, status, code) {
  assert.equal(answer.json?.error?.code, code, JSON.stringify(answer.json));
  assert.equal(answer.status, status);
  return answer.json.error;
}

export async function fund(member, amount) {
  good(await member.call('POST', '/api/v1/token/faucet', { amount }), 201);
}

export async function stake(member, amount) {
  good(await member.call('POST', '/api/v1/staking/stake', { amount }));
}

export async function unstake(member, amount) {
  good(await member.call('POST', '/api/v1/staking/unstake', { amount }));
}

/** A member with this much staked. */
export async function staker(server, amount, roles = []) {
  const member = await memberOf(server, undefined, roles);
  await fund(member, amount);
  await stake(member, amount);
  return member;
}

export const setPolicy = (key, value) => ({ type: 'set_policy', key, value });

/** The body of a proposal to change policies. */
export function parameters(changes, title = 'Another value') {
  const actions = Object.entries(changes).map(([key, value]) => setPolicy(key, value));
  return { title, type: 'parameter', body: 'Why **this** is better.', actions };
}

/** A proposal that is open for votes. */
export async function opened(member, body) {
  const draft = good(await member.call('POST', PROPOSALS, body), 201);
  return good(await member.call('POST', `${PROPOSALS}/${draft.id}/activate`));
}

export async function vote(member, id, choice) {
  return member.call('POST', `${PROPOSALS}/${id}/vote`, { choice });
}

export async function read(member, id) {
  return good(await member.call('GET', `${PROPOSALS}/${id}`));
}

/** What the ledger says that somebody holds of an asset. */
export async function balance(member, asset = 'ANM') {
  const { items } = good(await member.call('GET', '/api/v1/token/balance'));
  return items.find((it) => it.asset === asset);
}
