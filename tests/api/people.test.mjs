import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { agent } from './agent-token.mjs';
import { caller, memberOf } from './client.mjs';
import { start } from './workerd.mjs';

let server;
before(async () => {
  server = await start();
});
after(() => server?.stop());

const code = ({ status, json }) => [status, json?.error?.code];

test('GET /api/v1/people?q= finds members by the beginning of their name', async () => {
  const member = await memberOf(server, 'hana-1st');
  for (const name of ['hanako', 'hana_b', 'haruto']) await memberOf(server, name);
  const find = (q) => member.call('GET', `/api/v1/people?q=${encodeURIComponent(q)}`);
  const names = async (q) => (await find(q)).json.items.map(({ username }) => username);
  assert.deepEqual(await names('hana'), ['hana-1st', 'hana_b', 'hanako']);
  assert.deepEqual(await names('@HANAK'), ['hanako']);
  assert.deepEqual(await names('zz'), []);
  for (const q of ['', 'h', '%', 'ha%', 'x'.repeat(33)]) assert.deepEqual(code(await find(q)), [400, 'query_invalid'], q);
  const guest = await caller(server);
  assert.deepEqual(code(await guest.call('GET', '/api/v1/people?q=hana')), [403, 'membership_required']);
});

test('GET /api/v1/people/:username is open to everybody, and takes a did or an id as well', async () => {
  const member = await memberOf(server, 'known-one');
  const program = agent(server);
  const made = await program.register(member, member.principal);
  const nobody = await caller(server, { bearer: false });
  const get = async (address) => (await nobody.call('GET', `/api/v1/people/${address}`)).json;
  const person = await get('known-one');
  assert.deepEqual(await get(member.principal), person);
  assert.deepEqual(await get('@Known-One'), person);
  assert.equal(person.address, '@known-one');
  assert.deepEqual(Object.keys(person).sort(), ['address', 'displayName', 'id', 'kind', 'memberSince', 'pictureUrl', 'username']);
  const found = await get(encodeURIComponent(program.did));
  assert.deepEqual([found.id, found.kind, found.address], [made.json.id, 'agent', program.did]);
  const guest = await caller(server);
  assert.equal((await nobody.call('GET', `/api/v1/people/${guest.principal}`)).json.error.code, 'person_not_found');
  const bare = await nobody.call('GET', '/api/v1/people/known-one/picture');
  assert.deepEqual(code(bare), [404, 'person_not_found']);
});
