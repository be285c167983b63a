// The runtime is killed in the middle of transfers; see also `cargo xtask bench ledger --storm`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { storm } from '../bench/ledger/storm.mjs';

test('kill -9 of the runtime loses no transfer that was acknowledged, and doubles none', async () => {
  const told = await storm({ kills: 2 });
  assert.equal(told.kills, 2);
  assert.ok(told.acknowledged >= 32, JSON.stringify(told));
  assert.deepEqual([told.lost, told.twice, told.conserved, told.health], [0, 0, true, 'ok']);
});
