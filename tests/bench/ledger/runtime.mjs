// The runtime behind wrangler's development proxy. The proxy is a second runtime that every request
// passes on its way; a deployment has none, so it is not what is measured.

import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { runtimes } from './processes.mjs';

const LISTENING = '0A';

/** Ports that a process listens at. */
function ports(pid) {
  const inodes = new Set();
  for (const fd of readdirSync(`/proc/${pid}/fd`)) {
    try {
      const [, inode] = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`)) ?? [];
      if (inode) inodes.add(inode);
    } catch {
      // It was closed meanwhile.
    }
  }
  return readFileSync(`/proc/${pid}/net/tcp`, 'utf8').trim().split('\n').slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode]) => state === LISTENING && inodes.has(inode))
    .map(([, local]) => parseInt(local.split(':')[1], 16));
}

/** The address of the runtime itself; that of the proxy where it cannot be found. */
export async function direct(server) {
  const proxy = server.url.replace('localhost', '127.0.0.1');
  for (const pid of runtimes(server.pid)) {
    for (const port of ports(pid)) {
      const url = `http://127.0.0.1:${port}`;
      if (url === proxy) continue;
      try {
        const answer = await fetch(`${url}/api/v1/health`, { signal: AbortSignal.timeout(3000) });
        if (answer.ok && (await answer.json()).checks) return url;
      } catch {
        // Another of its doors.
      }
    }
  }
  return proxy;
}
