import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, test } from 'node:test';
import { agent } from './agent-token.mjs';
import { avatarForm, caller, memberOf } from './client.mjs';
import { start } from './workerd.mjs';

let server;
before(async () => {
  server = await start();
});
after(() => server?.stop());

const code = ({ status, json }) => [status, json?.error?.code];
const nothing = [401, 'agent_token_refused'];

async function registered() {
  const owner = await memberOf(server);
  const program = agent(server);
  const made = await program.register(owner, owner.principal);
  assert.equal(made.status, 201);
  return { owner, program, made: made.json };
}

test('POST /api/v1/agents registers a did:key that agrees, and it acts as itself', async () => {
  const { owner, program, made } = await registered();
  assert.equal(made.did, program.did);
  assert.equal(made.ownerId, owner.principal);
  assert.notEqual(made.id, owner.principal);
  const me = await program.call('GET', '/api/v1/agents/me');
  assert.equal(me.json.id, made.id);
  const account = await program.call('GET', '/api/v1/account');
  assert.equal(account.json.kind, 'agent');
  assert.equal(account.json.address, program.did);
  assert.ok(account.json.scopes.includes('ledger:write') && !account.json.scopes.includes('keys'));
  const list = await owner.call('GET', '/api/v1/agents');
  assert.deepEqual(list.json.items.map(({ id }) => id), [made.id]);
  assert.equal((await owner.call('GET', `/api/v1/agents/${made.id}`)).json.name, 'Courier');
});

test('nobody registers an agent that did not agree to be theirs', async () => {
  const [owner, thief] = [await memberOf(server), await memberOf(server)];
  const program = agent(server);
  const register = (who, proof, more = {}) => who.call('POST', '/api/v1/agents', {
    did: program.did, name: 'Courier', kind: 'assistant', proof, ...more,
  });
  const proof = program.proof(owner.principal);
  assert.deepEqual(code(await register(thief, proof)), [422, 'agent_proof_refused']);
  assert.deepEqual(code(await register(owner, agent(server).proof(owner.principal))), [422, 'agent_proof_refused']);
  assert.deepEqual(code(await register(owner, program.token('POST', '/api/v1/agents'))), [422, 'agent_proof_refused']);
  assert.deepEqual(code(await register(owner, program.token('GET', '/api/v1/agents', undefined, { claims: { owner: owner.principal } }))), [422, 'agent_proof_refused']);
  assert.equal((await register(owner, proof)).status, 201);
  assert.deepEqual(code(await register(owner, proof)), [422, 'agent_proof_refused']);
  assert.deepEqual(code(await register(thief, program.proof(thief.principal))), [409, 'agent_taken']);
  for (const more of [{ did: 'did:web:evil.example' }, { kind: 'Not a kind' }, { name: '' }]) {
    assert.deepEqual(code(await register(owner, program.proof(owner.principal), more)), [422, 'field_invalid']);
  }
  assert.deepEqual(code(await register(owner, program.proof(owner.principal), { ownerId: thief.principal })), [400, 'body_malformed']);
});

test('a forged token opens nothing: alg none, other keys, headers that name a key', async () => {
  const { program } = await registered();
  const path = '/api/v1/agents/me';
  const ask = (lies) => program.call('GET', path, undefined, lies);
  assert.equal((await ask()).status, 200);
  const stranger = generateKeyPairSync('ed25519').privateKey;
  for (const lies of [
    { header: { alg: 'none' } }, { header: { alg: 'HS256' } }, { header: { alg: 'ES256' } },
    { header: { jku: 'https://evil.example/keys' } }, { header: { x5u: 'https://evil.example' } },
    { header: { jwk: { kty: 'OKP', crv: 'Ed25519', x: 'AA' } } }, { header: { kid: 'did:key:zOther' } },
    { key: stranger }, { claims: { iss: agent(server).did } }, { claims: { sub: agent(server).did } },
    { claims: { aud: 'https://elsewhere.example' } }, { claims: { exp: 1 } },
    { claims: { exp: Math.floor(Date.now() / 1000) + 3600 } }, { claims: { nbf: Math.floor(Date.now() / 1000) + 600 } },
    { claims: { jti: 'x' } },
  ]) {
    assert.deepEqual(code(await ask(lies)), nothing, JSON.stringify(lies));
  }
  const honest = program.token('GET', path);
  const bare = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${honest.split('.')[1]}.`;
  assert.deepEqual(code(await program.send('GET', path, undefined, bare)), nothing);
  assert.deepEqual(code(await agent(server).call('GET', path)), [401, 'agent_unknown']);
});

test('a token is for one request: other method, path, query or body is refused', async () => {
  const { program } = await registered();
  const body = JSON.stringify({ displayName: 'x' });
  const refused = async (method, path, sent, token) => {
    assert.deepEqual(code(await program.send(method, path, sent, token)), nothing, `${method} ${path} ${sent}`);
  };
  await refused('GET', '/api/v1/account', undefined, program.token('GET', '/api/v1/agents/me'));
  await refused('GET', '/api/v1/agents/me?x=1', undefined, program.token('GET', '/api/v1/agents/me'));
  await refused('GET', '/api/agents/me', undefined, program.token('GET', '/api/v1/agents/me'));
  await refused('PATCH', '/api/v1/account', body, program.token('POST', '/api/v1/account', body));
  await refused('PATCH', '/api/v1/account', body, program.token('PATCH', '/api/v1/account', '{}'));
  await refused('PATCH', '/api/v1/account', body, program.token('PATCH', '/api/v1/account'));
  const right = await program.send('PATCH', '/api/v1/account', body, program.token('PATCH', '/api/v1/account', body));
  assert.deepEqual(code(right), [403, 'scope_missing']);
});

test('a token changes something once', async () => {
  const { program } = await registered();
  const body = '{}';
  const token = program.token('POST', '/api/v1/webhooks', body);
  const send = () => program.send('POST', '/api/v1/webhooks', body, token);
  const answers = await Promise.all(Array.from({ length: 16 }, send));
  assert.equal(answers.filter((answer) => code(answer)[1] === 'agent_token_replayed').length, 15);
  assert.deepEqual(code(await send()), [401, 'agent_token_replayed']);
});

test('PATCH and DELETE /api/v1/agents/:id turn an agent off; it comes back as who it was', async () => {
  const { owner, program, made } = await registered();
  const other = await memberOf(server);
  assert.deepEqual(code(await other.call('GET', `/api/v1/agents/${made.id}`)), [404, 'agent_not_found']);
  assert.deepEqual(code(await other.call('PATCH', `/api/v1/agents/${made.id}`, { enabled: false })), [404, 'agent_not_found']);
  assert.deepEqual(code(await other.call('DELETE', `/api/v1/agents/${made.id}`)), [404, 'agent_not_found']);
  const off = await owner.call('PATCH', `/api/v1/agents/${made.id}`, { enabled: false, name: 'Resting' });
  assert.deepEqual([off.json.enabled, off.json.name], [false, 'Resting']);
  assert.deepEqual(code(await program.call('GET', '/api/v1/agents/me')), [401, 'agent_unknown']);
  await owner.call('PATCH', `/api/v1/agents/${made.id}`, { enabled: true });
  assert.equal((await program.call('GET', '/api/v1/agents/me')).status, 200);
  assert.equal((await owner.call('DELETE', `/api/v1/agents/${made.id}`)).status, 204);
  assert.deepEqual(code(await program.call('GET', '/api/v1/agents/me')), [401, 'agent_unknown']);
  const again = await program.register(other, other.principal);
  assert.equal(again.status, 201);
  assert.equal(again.json.id, made.id);
  assert.equal(again.json.ownerId, other.principal);
});

test('an agent’s token binds a large body as well, and an agent saves no avatar', async () => {
  const { program } = await registered();
  const form = new Response(avatarForm());
  const bytes = Buffer.from(await form.arrayBuffer());
  const token = program.token('POST', '/api/v1/avatars', bytes);
  const response = await fetch(`${server.url}/api/v1/avatars`, {
    method: 'POST', body: bytes,
    headers: { authorization: `Bearer ${token}`, 'content-type': form.headers.get('content-type') },
  });
  assert.equal((await response.json()).error.code, 'scope_missing');
  const nobody = await caller(server, { bearer: false });
  assert.deepEqual(code(await nobody.call('GET', '/api/v1/agents')), [401, 'session_required']);
});
