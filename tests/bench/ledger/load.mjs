// A closed loop of callers: each sends its next request when it has its answer.

import { Agent, request } from 'node:http';

/** Sends `count` requests from `callers` at once; `make(index)` gives {path, headers, body}. */
export async function drive(url, callers, count, make) {
  const agent = new Agent({ keepAlive: true, maxSockets: callers });
  const { hostname, port } = new URL(url);
  const times = [];
  const statuses = {};
  let next = 0;
  const send = ({ path, headers, body }) => new Promise((done) => {
    const started = performance.now();
    const bytes = Buffer.from(JSON.stringify(body));
    const call = request({
      hostname, port, path, method: 'POST', agent,
      headers: { ...headers, 'content-type': 'application/json', 'content-length': bytes.length },
    }, (answer) => {
      answer.resume();
      answer.on('end', () => done([answer.statusCode, performance.now() - started]));
    });
    call.on('error', () => done(['none', performance.now() - started]));
    call.end(bytes);
  });
  const started = performance.now();
  await Promise.all(Array.from({ length: callers }, async () => {
    while (next < count) {
      const [status, ms] = await send(make(next++));
      statuses[status] = (statuses[status] ?? 0) + 1;
      times.push(ms);
    }
  }));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return { perSecond: count / seconds, p50Ms: at(0.5), p99Ms: at(0.99), statuses };
}

/** The middle of a list of numbers. */
export function median(list) {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
