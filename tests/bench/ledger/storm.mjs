// `kill -9` of the runtime under load, again and again. Afterwards every command that was
// acknowledged is there once, whatever was not acknowledged can be sent again, and the books add up.

import { memberOf } from '../../api/client.mjs';
import { start, until } from '../../api/workerd.mjs';
import { runtimes } from './processes.mjs';

const CALLERS = 16;

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Kills the runtime `kills` times; each time after `msBefore` of load. Gives what was counted. */
export async function storm({ kills }) {
  let server = await start({ variables: { RATE_LIMITS: 'off' } });
  const sent = new Map();
  const told = { kills: 0, acknowledged: 0, unanswered: 0, twice: 0, lost: 0, resent: 0 };
  const from = await memberOf(server, 'storm_from');
  const to = await memberOf(server, 'storm_to');
  await from.call('POST', '/api/v1/token/faucet', { amount: '1000' });
  const body = { to: '@storm_to', amount: '0.00000001' };
  const post = async (key) => {
    const response = await fetch(`${server.url}/api/v1/token/transfer`, {
      method: 'POST', body: JSON.stringify(body),
      headers: { ...from.headers, 'content-type': 'application/json', 'idempotency-key': key },
    });
    return { status: response.status, text: await response.text(), replayed: response.headers.get('idempotency-replayed') };
  };
  for (let kill = 0; kill < kills; kill += 1) {
    let going = true;
    let answered = 0;
    const callers = Array.from({ length: CALLERS }, async () => {
      while (going) {
        const key = crypto.randomUUID();
        sent.set(key, null);
        try {
          const { status, text } = await post(key);
          if (status === 201) sent.set(key, text);
          answered += 1;
        } catch {
          return;
        }
      }
    });
    // In the middle of the load, at another moment of it each time.
    const enough = CALLERS + 5 * (kill % 7);
    await until('the load flows', () => answered >= enough, 60_000);
    await pause(kill % 5);
    for (const pid of runtimes(server.pid)) process.kill(pid, 'SIGKILL');
    going = false;
    await Promise.race([Promise.allSettled(callers), pause(3000)]);
    told.kills += 1;
    process.stderr.write(`kill ${told.kills}: ${sent.size} sent\n`);
    const folder = await server.stop({ keep: true, signal: 'SIGKILL' });
    server = await start({ keep: folder, variables: { RATE_LIMITS: 'off' } });
  }
  try {
    return await count(server, told, sent, post, [from, to]);
  } finally {
    await server.stop();
  }
}

async function count(server, told, sent, post, [from, to]) {
  // Everything is sent once more: what was acknowledged answers as it did.
  const again = [...sent];
  await Promise.all(Array.from({ length: CALLERS }, async () => {
    for (let next = again.pop(); next; next = again.pop()) {
      const [key, answer] = next;
      const { status, text, replayed } = await post(key);
      if (answer !== null) {
        told.acknowledged += 1;
        if (text !== answer || replayed !== 'true') told.lost += 1;
      } else {
        told.unanswered += 1;
        if (status === 201 && replayed !== 'true') told.resent += 1;
      }
    }
  }));
  // The members know the first server's address only.
  const ask = async (path, { headers }) => (await fetch(server.url + path, { headers })).json();
  const units = async (member) => {
    const { items } = await ask('/api/v1/token/balance', member);
    return BigInt(items[0].available.replace('.', ''));
  };
  const [left, arrived] = [await units(from), await units(to)];
  told.twice = Number(arrived) - sent.size;
  told.conserved = left + arrived === 100_000_000_000n;
  told.health = (await ask('/api/v1/health', from)).checks.balanceIntegrity.status;
  return told;
}

if (process.argv[1]?.endsWith('storm.mjs')) {
  const told = await storm({ kills: Number(process.argv[2] ?? 50) });
  console.log(JSON.stringify(told));
  const good = told.lost === 0 && told.twice === 0 && told.conserved && told.health === 'ok';
  process.exitCode = good ? 0 : 1;
}
