// A device with passkeys, in software: P-256 keys, authenticator data and CBOR by hand.

import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const b64 = (bytes) => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes) => createHash('sha256').update(bytes).digest();

const PRESENT = 1;
const VERIFIED = 4;
const ATTESTED = 64;

/** The CBOR that an authenticator speaks: integers, bytes, text and maps. */
function cbor(value) {
  const head = (major, n) => {
    if (n < 24) return Buffer.from([major << 5 | n]);
    if (n < 256) return Buffer.from([major << 5 | 24, n]);
    return Buffer.from([major << 5 | 25, n >> 8, n & 255]);
  };
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  const pairs = [...value];
  return Buffer.concat([head(5, pairs.length), ...pairs.flatMap(([k, v]) => [cbor(k), cbor(v)])]);
}

/** A device that keeps one passkey; `cheat` in each step changes what it says. */
export function device(server) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(32);
  const cose = cbor(new Map([
    [1, 2], [3, -7], [-1, 1], [-2, Buffer.from(x, 'base64url')], [-3, Buffer.from(y, 'base64url')],
  ]));
  let counter = 0;
  let handle;

  const clientData = (type, challenge, cheat) => Buffer.from(JSON.stringify({
    type, challenge: cheat.challenge ?? challenge, origin: cheat.origin ?? server.url, crossOrigin: false,
  }));
  const data = (rpId, flags, more = Buffer.alloc(0)) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, more]);
  };

  return {
    id: b64(id),
    get counter() { return counter; },
    set counter(value) { counter = value; },
    set handle(value) { handle = value; },

    /** What `navigator.credentials.create` gives for these options, as `toJSON` writes it. */
    create({ publicKey: options }, cheat = {}) {
      handle = options.user.id;
      counter += 1;
      const length = Buffer.from([id.length >> 8, id.length & 255]);
      const credential = Buffer.concat([Buffer.alloc(16), length, id, cose]);
      const authData = data(cheat.rpId ?? options.rp.id, (cheat.flags ?? PRESENT | VERIFIED) | ATTESTED, credential);
      const object = cbor(new Map([['fmt', 'none'], ['attStmt', new Map()], ['authData', authData]]));
      return {
        id: b64(id), rawId: b64(id), type: 'public-key', authenticatorAttachment: 'platform',
        clientExtensionResults: { credProps: { rk: true } },
        response: {
          clientDataJSON: b64(clientData('webauthn.create', options.challenge, cheat)),
          attestationObject: b64(object), transports: ['internal'],
          authenticatorData: b64(authData), publicKeyAlgorithm: -7,
        },
      };
    },

    /** What `navigator.credentials.get` gives for these options. */
    get({ publicKey: options }, cheat = {}) {
      counter += 1;
      const client = clientData('webauthn.get', options.challenge, cheat);
      const authData = data(cheat.rpId ?? options.rpId, cheat.flags ?? PRESENT | VERIFIED);
      const signature = sign('sha256', Buffer.concat([authData, sha256(client)]), privateKey);
      if (cheat.signature) signature[signature.length - 1] ^= 1;
      return {
        id: b64(id), rawId: b64(id), type: 'public-key', clientExtensionResults: {},
        response: {
          clientDataJSON: b64(client), authenticatorData: b64(authData),
          signature: b64(signature), userHandle: cheat.handle ?? handle,
        },
      };
    },
  };
}

/** Signs somebody up with a fresh device; `visitor` may be a guest with a token. */
export async function signUp(server, visitor, username, options = {}) {
  const passkey = device(server);
  const begun = await visitor.call('POST', '/api/v1/account/sign-up/begin', { username });
  if (begun.status !== 200) return { begun, passkey };
  const finished = await visitor.call('POST', '/api/v1/account/sign-up/finish', {
    ceremonyId: begun.json.ceremonyId, credential: passkey.create(begun.json), ...options,
  });
  if (finished.json?.token) visitor.headers.authorization = `Bearer ${finished.json.token}`;
  return { begun, finished, passkey, codes: finished.json?.recoveryCodes, account: finished.json?.account };
}

/** Signs somebody in with a device. */
export async function signIn(visitor, passkey, cheat = {}, more = {}) {
  const begun = await visitor.call('POST', '/api/v1/account/sign-in/begin', undefined, more);
  const credential = passkey.get(begun.json, cheat);
  const finished = await visitor.call(
    'POST', '/api/v1/account/sign-in/finish', { ceremonyId: begun.json.ceremonyId, credential }, more,
  );
  if (finished.json?.token) visitor.headers.authorization = `Bearer ${finished.json.token}`;
  return { begun, credential, finished };
}
