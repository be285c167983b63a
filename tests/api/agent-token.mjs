// An agent: an Ed25519 key, its did:key, and tokens for one request each.

import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

function base58(bytes) {
  let number = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  let text = '';
  for (; number > 0n; number /= 58n) text = ALPHABET[Number(number % 58n)] + text;
  return text;
}

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A program with a key of its own. */
export function agent(server) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const did = `did:key:z${base58(Buffer.concat([Buffer.from([0xed, 0x01]), raw]))}`;

  /** A token for one request. `claims` and `header` go over the honest ones; `key` signs instead. */
  const token = (method, path, body, { claims = {}, header = {}, key = privateKey } = {}) => {
    const now = Math.floor((claims.nowMs ?? Date.now()) / 1000);
    const { nowMs, ...more } = claims;
    const honest = {
      iss: did, sub: did, aud: server.url, iat: now, nbf: now, exp: now + 120,
      jti: randomUUID(), htm: method, htu: path,
    };
    if (body !== undefined) honest.bsh = createHash('sha256').update(body).digest('base64url');
    const signed = `${part({ alg: 'EdDSA', typ: 'JWT', ...header })}.${part({ ...honest, ...more })}`;
    return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
  };

  const send = async (method, path, body, authorization) => {
    const headers = { authorization: `Bearer ${authorization}` };
    if (body !== undefined) headers['content-type'] = 'application/json';
    const response = await fetch(server.url + path, { method, headers, body });
    const text = await response.text();
    return { status: response.status, headers: response.headers, json: text ? JSON.parse(text) : undefined };
  };

  return {
    did,
    token,
    send,
    /** The agent's consent to be `owner`'s. */
    proof: (owner, more = {}) => token('POST', '/api/v1/agents', undefined, { claims: { owner, ...more } }),
    /** Sends a request with an honest token, or one with `lies`. */
    call: (method, path, value, lies) => {
      const body = value === undefined ? undefined : JSON.stringify(value);
      return send(method, path, body, token(method, path, body, lies));
    },
    /** Has a member register it. */
    register: async (member, owner, more = {}) => member.call('POST', '/api/v1/agents', {
      did, name: 'Courier', kind: 'assistant', proof: token('POST', '/api/v1/agents', undefined, { claims: { owner } }), ...more,
    }),
  };
}
