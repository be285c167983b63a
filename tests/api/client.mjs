// A caller of the API, and pictures to send.

import { deflateSync, crc32 } from 'node:zlib';

/** A caller with a token of its own; `bearer: false` calls as nobody. */
export async function caller(server, { bearer = true } = {}) {
  const headers = {};
  let principal;
  if (bearer) {
    const opened = await (await fetch(`${server.url}/api/v1/sessions`, { method: 'POST' })).json();
    headers.authorization = `Bearer ${opened.token}`;
    principal = opened.principal.id;
  }
  const call = async (method, path, body, more = {}) => {
    const options = { method, headers: { ...headers, ...more }, redirect: 'manual' };
    if (body instanceof FormData || body instanceof Uint8Array) {
      options.body = body;
    } else if (body !== undefined) {
      options.body = JSON.stringify(body);
      options.headers['content-type'] = 'application/json';
    }
    const response = await fetch(server.url + path, options);
    const bytes = Buffer.from(await response.arrayBuffer());
    const type = response.headers.get('content-type') ?? '';
    const json = type.startsWith('application/json') && bytes.length > 0 ? JSON.parse(bytes) : undefined;
    return { status: response.status, headers: response.headers, bytes, json };
  };
  return { call, headers, principal };
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
}

/** A PNG, RGBA, whose pixel is `colour(x, y)`; `notes` are further chunks before the pixels. */
export function png(width, height, colour = () => [200, 80, 40, 255], notes = []) {
  const rows = Buffer.alloc(height * (width * 4 + 1));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rows.set(colour(x, y), y * (width * 4 + 1) + 1 + x * 4);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    ...notes.map(([name, text]) => chunk(name, Buffer.from(text, 'latin1'))),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Width and height from the header of a PNG. */
export function pngSize(bytes) {
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

/** A data URL. */
export function dataUrl(bytes, type = 'image/png') {
  return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
}

/** A form for a new avatar. */
export function avatarForm(fields = {}, file = png(8, 8), type = 'image/png') {
  const form = new FormData();
  const { image = true, ...rest } = fields;
  for (const [name, value] of Object.entries({ name: 'Mei', style: 'ghibli', ...rest })) {
    if (value !== null) form.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  if (image) form.set('image', new Blob([file], { type }), 'avatar.png');
  return form;
}

/** A WebSocket whose frames can be waited for one by one. */
export async function socket(server, path = '/api/v1/ws', options = undefined) {
  const ws = new WebSocket(server.url.replace('http', 'ws') + path, options);
  const frames = [];
  const waiting = [];
  let closed;
  const flush = () => {
    for (let i = 0; i < waiting.length; i += 1) {
      const at = frames.findIndex(waiting[i].wanted);
      if (at >= 0) {
        const [{ done }] = waiting.splice(i, 1);
        done(frames.splice(0, at + 1));
        i -= 1;
      }
    }
  };
  ws.addEventListener('message', ({ data }) => {
    frames.push(JSON.parse(data));
    flush();
  });
  const over = new Promise((done) => ws.addEventListener('close', (event) => {
    closed = event;
    done(event);
    for (const { fail } of waiting.splice(0)) fail(new Error(`closed with ${event.code}`));
  }));
  await new Promise((done, fail) => {
    ws.addEventListener('open', done);
    ws.addEventListener('error', () => fail(new Error('the socket did not open')));
  });
  return {
    over,
    close: () => ws.close(),
    send: (frame) => ws.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    sendRaw: (data) => ws.send(data),
    /** All frames up to and including the first that is of `type` (or fits a function). */
    until: (type, msMax = 60_000) => new Promise((done, fail) => {
      const wanted = typeof type === 'function' ? type : (f) => (f.type ?? f.event) === type;
      if (closed) return fail(new Error(`closed with ${closed.code}`));
      const timer = setTimeout(
        () => fail(new Error(`no ${type} within ${msMax} ms, but ${JSON.stringify(frames)}`)),
        msMax,
      );
      waiting.push({ wanted, fail, done: (list) => (clearTimeout(timer), done(list)) });
      flush();
    }),
  };
}

/** A member with a token of their own: made through the door of local development. */
export async function memberOf(server, username = `member_${crypto.randomUUID().slice(0, 8)}`, roles = []) {
  const response = await fetch(`${server.url}/api/dev/members`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, roles }),
  });
  const opened = await response.json();
  const nobody = await caller(server, { bearer: false });
  const headers = { authorization: `Bearer ${opened.token}` };
  const call = (method, path, body, more = {}) => nobody.call(method, path, body, { ...headers, ...more });
  return { call, headers, username, token: opened.token, principal: opened.principal.id };
}
