// The processes that a server is made of.

import { execFileSync } from 'node:child_process';

/** The processes of the runtime below one process. */
export function runtimes(pid) {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,comm=']).toString().trim().split('\n');
  const rows = lines.map((line) => line.trim().split(/\s+/));
  const below = new Set([String(pid)]);
  for (let grew = true; grew;) {
    grew = false;
    for (const [child, parent] of rows) {
      if (below.has(parent) && !below.has(child)) grew = !!below.add(child);
    }
  }
  return rows.filter(([child, , name]) => below.has(child) && name.startsWith('workerd')).map(([child]) => Number(child));
}
