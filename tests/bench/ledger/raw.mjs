// The same schema and the same INSERT in SQLite itself, one commit for each posting: what the
// database could do without a network, a Worker, or a program before it.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export class Raw {
  constructor(file, root, members) {
    this.members = members;
    this.serial = 0;
    this.db = new DatabaseSync(file);
    this.db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    const folder = join(root, 'edge/migrations');
    const names = readdirSync(folder).filter((name) => name < '0004').sort();
    for (const name of names) this.db.exec(readFileSync(join(folder, name), 'utf8'));
    const post = readFileSync(join(root, 'edge/src/ledger/store/post.sql'), 'utf8');
    this.insert = this.db.prepare(`${post} ON CONFLICT (scope, idempotency_key) DO NOTHING RETURNING id`);
    this.read = this.db.prepare('SELECT t.id, t.public_id, t.legs, CAST(e.hi AS TEXT) AS hi, CAST(e.lo AS TEXT) AS lo FROM tx t JOIN account a ON a.name = ?3 JOIN entry e ON e.account = a.id AND e.xfer = (SELECT max(xfer) FROM entry WHERE account = a.id) WHERE t.scope = ?1 AND t.idempotency_key = ?2');
    for (let member = 0; member < members; member += 1) {
      this.post('system:ANM:reserve', this.account(member), 50_000_000_000);
    }
  }

  id(number) {
    return `0192f0c1-2a3b-7c4d-8e5f-${number.toString(16).padStart(12, '0')}`;
  }

  account(member) {
    return `user:${this.id(member + 1)}:ANM:available`;
  }

  post(from, to, units) {
    this.serial += 1;
    const key = `key-${this.serial}`;
    const legs = JSON.stringify([[from, to, 0, units]]);
    this.db.exec('BEGIN IMMEDIATE');
    this.insert.get(this.id(0x10000000 + this.serial), 'raw', key, 'a'.repeat(64), 'transfer',
      String(1_767_225_600_001 + this.serial), legs, null, null, null, null, null, null, null);
    this.read.get('raw', key, to);
    this.db.exec('COMMIT');
  }

  run(count, choose) {
    const started = performance.now();
    for (let index = 0; index < count; index += 1) {
      const [from, to] = choose(index);
      this.post(this.account(from), this.account(to), 1);
    }
    return { perSecond: count / ((performance.now() - started) / 1000) };
  }
}
