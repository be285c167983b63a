import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { caller, dataUrl, png, pngSize, socket } from './client.mjs';
import { ROOT, start } from './workerd.mjs';

const STEPS = [5, 15, 25, 35, 45, 75, 85, 95, 100];

let server;
let photo;
before(async () => {
  server = await start();
  photo = await readFile(join(ROOT, 'tests/fixtures/astronaut.png'));
});
after(() => server?.stop());

const order = (more = {}) => ({
  type: 'generate_avatar', image: dataUrl(photo), style: 'ghibli', options: { outputSize: 512 }, ...more,
});

function form(fields = {}) {
  const form = new FormData();
  form.set('image', new Blob([photo], { type: 'image/png' }), 'me.png');
  for (const [name, value] of Object.entries({ style: 'ghibli', ...fields })) form.set(name, value);
  return form;
}

test('a drawing over the WebSocket, from handshake to picture', async () => {
  const ws = await socket(server);
  ws.send({ type: 'handshake' });
  const [ack] = await ws.until('handshake_ack');
  assert.match(ack.sessionId, /^digi_[0-9a-f]{32}$/);
  assert.equal(ack.styles.length, 4);
  assert.equal(ack.generation.status, 'idle');
  ws.send(order({ sessionId: ack.sessionId }));
  const frames = await ws.until('result');
  const percents = frames.filter(({ type }) => type === 'progress').map(({ percent }) => percent);
  assert.deepEqual(percents, percents.toSorted((a, b) => a - b), 'never back');
  for (const step of STEPS) assert.ok(percents.includes(step), `${step} in ${percents}`);
  assert.ok(percents.some((percent) => percent > 45 && percent < 75), 'the network reports');
  const result = frames.at(-1);
  assert.equal(result.success, true);
  assert.equal(result.metadata.style, 'ghibli');
  assert.equal(result.metadata.face, 'not_measured');
  assert.equal(result.metadata.device, 'cpu');
  assert.ok(result.metadata.model.startsWith('ghibli@'));
  const picture = Buffer.from(result.avatarData.split(',')[1], 'base64');
  assert.deepEqual(pngSize(picture), [512, 512]);
  assert.match(picture.toString('latin1'), /digigami:pack\0ghibli@/);
  assert.notDeepEqual(picture, photo);
  const kept = await (await caller(server, { bearer: false })).call('GET', result.avatarUrl);
  assert.deepEqual(kept.bytes, picture);
  console.log(`# drawn in ${result.metadata.processingTime} ms`);
  ws.close();
});

test('a lost connection finds progress and result again', async () => {
  const first = await socket(server);
  first.send({ type: 'handshake' });
  const [{ sessionId }] = await first.until('handshake_ack');
  first.send(order());
  const seen = await first.until((frame) => frame.type === 'progress' && frame.percent >= 45);
  first.close();
  await first.over;
  const second = await socket(server, `/ws/${sessionId}`);
  second.send({ type: 'handshake', sessionId });
  const frames = await second.until('result');
  const progress = frames.filter(({ type }) => type === 'progress');
  assert.ok(progress[0].percent >= seen.at(-1).percent, 'goes on where it was');
  assert.equal(frames.at(-1).success, true);
  second.close();
  const third = await socket(server, `/api/v1/ws?session=${sessionId}`);
  third.send({ type: 'handshake' });
  const again = await third.until('result');
  assert.equal(again[0].generation.status, 'complete');
  assert.equal(again.at(-1).avatarData, frames.at(-1).avatarData);
  third.close();
});

test('cancel_generation really stops the drawing', async () => {
  const ws = await socket(server);
  ws.send({ type: 'handshake' });
  const [{ sessionId }] = await ws.until('handshake_ack');
  ws.send(order());
  await ws.until((frame) => frame.type === 'progress' && frame.percent >= 45);
  ws.send({ type: 'cancel_generation', sessionId });
  const frames = await ws.until('result');
  const result = frames.at(-1);
  assert.equal(result.success, false);
  assert.equal(result.code, 'cancelled');
  assert.ok(frames.every(({ percent }) => !(percent >= 95)), 'did not go on to the end');
  ws.send({ type: 'cancel_generation' });
  const [nothing] = await ws.until('error');
  assert.equal(nothing.code, 'nothing_to_cancel');
  const { json } = await (await caller(server, { bearer: false })).call('GET', `/api/v1/generate/${sessionId}`);
  assert.equal(json.status, 'cancelled');
  ws.send(order({ style: 'cel-shade' }));
  assert.equal((await ws.until('result')).at(-1).success, true, 'the session can draw again');
  ws.close();
});

test('a caller without a socket gives a drawing up too', async () => {
  const { call } = await caller(server, { bearer: false });
  const ws = await socket(server);
  ws.send({ type: 'handshake' });
  const [{ sessionId }] = await ws.until('handshake_ack');
  ws.send(order());
  await ws.until((frame) => frame.type === 'progress' && frame.percent >= 45);
  assert.equal((await call('DELETE', `/api/v1/generate/${sessionId}`)).status, 204);
  assert.equal((await ws.until('result')).at(-1).code, 'cancelled');
  const nothing = await call('DELETE', `/api/v1/generate/${sessionId}`);
  assert.equal(nothing.status, 409);
  assert.equal(nothing.json.error.code, 'nothing_to_cancel');
  ws.close();
});

test('a second drawing at once is refused, the first goes on', async () => {
  const ws = await socket(server);
  ws.send(order());
  const early = await ws.until('progress');
  assert.equal(early[0].type, 'handshake_ack', 'a start without a handshake counts as both');
  ws.send(order());
  const [error] = (await ws.until('error')).slice(-1);
  assert.equal(error.code, 'generation_in_progress');
  assert.equal((await ws.until('result')).at(-1).success, true);
  ws.close();
});

test('two sessions at once both get their picture', async () => {
  const sockets = await Promise.all([socket(server), socket(server)]);
  for (const ws of sockets) ws.send(order());
  const ends = await Promise.all(sockets.map((ws) => ws.until('result', 120_000)));
  for (const frames of ends) assert.equal(frames.at(-1).success, true);
  for (const ws of sockets) ws.close();
});

test('the event names of the second list mean the same', async () => {
  const flat = await socket(server);
  flat.send(order({ type: 'generate:start' }));
  const frames = await flat.until('generate:complete');
  assert.equal(frames[0].type, 'generate:progress');
  assert.ok(frames.at(-1).success && frames.at(-1).avatarData);
  flat.close();
  const envelope = await socket(server);
  const { type, ...data } = order();
  envelope.send({ event: 'generate:start', data });
  const first = (await envelope.until('generate:progress'))[0];
  assert.equal(first.event, 'generate:progress');
  assert.equal(typeof first.data.percent, 'number');
  envelope.send({ event: 'generate:cancel' });
  const end = (await envelope.until('generate:complete')).at(-1);
  assert.equal(end.data.success, false);
  assert.equal(end.data.code, 'cancelled');
  envelope.close();
});

test('ping, get_styles, and frames that cannot be followed', async () => {
  const ws = await socket(server);
  const error = async (frame) => {
    ws.send(frame);
    return (await ws.until('error'))[0].code;
  };
  ws.send({ type: 'ping' });
  assert.ok((await ws.until('pong'))[0].timestamp > 1.7e12);
  ws.send({ type: 'get_styles' });
  assert.equal((await ws.until('styles'))[0].styles.length, 4);
  assert.equal(await error('no json'), 'frame_malformed');
  assert.equal(await error({ type: 'dance' }), 'frame_unknown');
  assert.equal(await error({ type: 'handshake', protocol: 99 }), 'protocol_unsupported');
  ws.send({ type: 'handshake' });
  await ws.until('handshake_ack');
  assert.equal(await error(order({ style: 'nothing' })), 'style_unknown');
  assert.equal(await error(order({ image: undefined })), 'image_missing');
  assert.equal(await error(order({ image: dataUrl(Buffer.from('text')) })), 'image_type_unsupported');
  assert.equal(await error(order({ options: { outputSize: 300 } })), 'export_size_unsupported');
  ws.sendRaw(new Uint8Array([1, 2, 3]));
  assert.equal((await ws.until('error'))[0].code, 'frame_malformed');
  ws.send({ type: 'ping' });
  await ws.until('pong');
  ws.close();
});

test('a frame above 8 MiB closes the connection with 1009', async () => {
  const ws = await socket(server);
  ws.send(JSON.stringify({ type: 'ping', padding: 'x'.repeat(8 * 1024 * 1024) }));
  assert.equal((await ws.over).code, 1009);
});

test('addresses of sessions are minded', async () => {
  const { call } = await caller(server, { bearer: false });
  const plain = await call('GET', '/ws');
  assert.equal(plain.status, 426);
  assert.equal(plain.json.error.code, 'upgrade_required');
  const malformed = await call('GET', '/api/v1/generate/nothing');
  assert.equal(malformed.json.error.code, 'generation_session_malformed');
  const none = await call('GET', '/api/v1/generate/digi_000000000000/image');
  assert.equal(none.json.error.code, 'generation_not_found');
  await assert.rejects(socket(server, '/ws/bad'));
});

test('a session opened by somebody is theirs alone', async () => {
  const owner = await caller(server);
  const session = 'digi_0123456789abcdef';
  assert.equal((await owner.call('GET', `/api/v1/generate/${session}`)).json.status, 'idle');
  const other = await (await caller(server)).call('GET', `/api/v1/generate/${session}`);
  assert.equal(other.status, 403);
  assert.equal(other.json.error.code, 'generation_session_foreign');
});

test('POST /api/v1/generate draws a form, and a key gives the same drawing again', async () => {
  const { call } = await caller(server);
  const key = { 'idempotency-key': 'draw-1' };
  const options = JSON.stringify({ outputSize: 256, enhanceDetails: true });
  const first = await call('POST', '/api/generate', form({ options }), key);
  assert.equal(first.status, 200, JSON.stringify(first.json));
  assert.equal(first.json.success, true);
  const picture = Buffer.from(first.json.avatarData.split(',')[1], 'base64');
  assert.deepEqual(pngSize(picture), [256, 256]);
  const again = await call('POST', '/api/v1/generate', form({ options }), key);
  assert.equal(again.json.avatarData, first.json.avatarData);
  assert.equal(again.json.sessionId, first.json.sessionId);
  const other = await call('POST', '/api/v1/generate', form({ options, style: 'cel-shade' }), key);
  assert.equal(other.json.error.code, 'idempotency_conflict');
});

test('POST /api/v1/generate refuses what is no photo', async () => {
  const { call } = await caller(server);
  const refused = async (body) => (await call('POST', '/api/v1/generate', body)).json.error.code;
  assert.equal(await refused({ image: dataUrl(png(4, 4)), style: 'none' }), 'style_unknown');
  assert.equal(await refused({ image: dataUrl(Buffer.from('x')), style: 'ghibli' }), 'image_type_unsupported');
  const huge = await readFile(join(ROOT, 'tests/fixtures/huge.png'));
  assert.equal(await refused({ image: dataUrl(huge), style: 'ghibli' }), 'image_sides_too_large');
  const corrupt = await readFile(join(ROOT, 'tests/fixtures/corrupt.jpg'));
  assert.equal(await refused({ image: dataUrl(corrupt, 'image/jpeg'), style: 'ghibli' }), 'image_corrupt');
});

test('a drawing that the edge lost is reported as interrupted', async () => {
  const fragile = await start();
  const ws = await socket(fragile);
  ws.send({ type: 'handshake' });
  const [{ sessionId }] = await ws.until('handshake_ack');
  ws.send(order());
  await ws.until((frame) => frame.type === 'progress' && frame.percent >= 45);
  const keep = await fragile.stop({ keep: true, signal: 'SIGKILL' });
  const again = await start({ keep });
  try {
    const { call } = await caller(again, { bearer: false });
    const { json } = await call('GET', `/api/v1/generate/${sessionId}`);
    assert.equal(json.status, 'failed');
    assert.equal(json.code, 'generation_interrupted');
  } finally {
    await again.stop();
  }
});

test('a style whose weights are missing or damaged is not drawn', async () => {
  const site = { 'styles/cel-shade.safetensors': null, 'styles/ghibli.safetensors': 'damaged' };
  const poor = await start({ site });
  try {
    const { call } = await caller(poor, { bearer: false });
    const { json } = await call('GET', '/api/v1/styles/cel-shade');
    assert.equal(json.pack, null);
    const missing = await call('POST', '/api/v1/generate', form({ style: 'cel-shade' }));
    assert.equal(missing.status, 503);
    assert.equal(missing.json.error.code, 'pack_missing');
    const broken = await call('POST', '/api/v1/generate', form());
    assert.equal(broken.json.error.code, 'pack_broken');
    assert.equal((await call('POST', '/api/v1/generate', form({ style: 'dark-cloud' }))).status, 200);
  } finally {
    await poor.stop();
  }
});

test('where drawing is switched off, the answer says so and names the packs', async () => {
  const off = await start({ variables: { GENERATION: 'off' } });
  try {
    const { call } = await caller(off, { bearer: false });
    const { status, json } = await call('POST', '/api/v1/generate', form());
    assert.equal(status, 501);
    assert.equal(json.error.code, 'not_available_here');
    assert.equal(json.error.details.onDevice.packs.length, 4);
    const ws = await socket(off);
    ws.send(order());
    const [error] = (await ws.until('error')).slice(-1);
    assert.equal(error.code, 'not_available_here');
    ws.close();
  } finally {
    await off.stop();
  }
});

