import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { avatarForm, caller, dataUrl, png, pngSize } from './client.mjs';
import { start, until } from './workerd.mjs';

let server;
before(async () => {
  server = await start();
});
after(() => server?.stop());

const PICTURE = png(40, 30, (x, y) => [x * 6, y * 8, 100, 128]);

test('POST /api/v1/avatars saves a form, GET gives it back', async () => {
  const { call, principal } = await caller(server);
  const form = avatarForm({
    name: '  Mei  ', isPublic: 'false', metadata: { pack: 'ghibli@1', tier: 'small' },
    customizations: { hair: '#334455' },
  }, PICTURE);
  const { status, json, headers } = await call('POST', '/api/v1/avatars', form);
  assert.equal(status, 201);
  assert.equal(headers.get('location'), `/api/v1/avatars/${json.id}`);
  assert.equal(headers.get('etag'), '"v1"');
  assert.match(json.id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(json.name, 'Mei');
  assert.equal(json.userId, principal);
  assert.equal(json.sha256, createHash('sha256').update(PICTURE).digest('hex'));
  assert.deepEqual([json.width, json.height, json.contentType], [40, 30, 'image/png']);
  assert.deepEqual(json.customizations, { hair: '#334455' });
  assert.deepEqual((await call('GET', `/api/avatars/${json.id}`)).json, json);
});

test('POST /api/v1/avatars takes JSON with a data URL too', async () => {
  const { call } = await caller(server);
  const body = { image: dataUrl(PICTURE), name: 'Ren', style: 'cel-shade', isPublic: true };
  const { status, json } = await call('POST', '/api/v1/avatars', body);
  assert.equal(status, 201);
  assert.equal(json.isPublic, true);
});

test('GET /api/v1/avatars pages from the newest to the oldest', async () => {
  const { call } = await caller(server);
  const names = ['a', 'b', 'c', 'd', 'e'];
  for (const name of names) await call('POST', '/api/v1/avatars', avatarForm({ name }));
  const seen = [];
  let cursor = '';
  do {
    const { json } = await call('GET', `/api/v1/avatars?limit=2${cursor && `&cursor=${cursor}`}`);
    assert.equal(json.total, 5);
    seen.push(...json.items.map((avatar) => avatar.name));
    cursor = json.nextCursor;
  } while (cursor);
  assert.deepEqual(seen, names.toReversed());
  for (const query of ['limit=0', 'limit=101', 'limit=x', 'cursor=nothing']) {
    const refused = await call('GET', `/api/v1/avatars?${query}`);
    assert.equal(refused.status, 400);
    assert.equal(refused.json.error.code, 'query_invalid');
  }
});

test('GET /api/v1/avatars/:id/image has an ETag and is immutable to its owner', async () => {
  const { call } = await caller(server);
  const { json } = await call('POST', '/api/v1/avatars', avatarForm({}, PICTURE));
  const image = await call('GET', json.baseImageUrl);
  assert.equal(image.status, 200);
  assert.equal(image.headers.get('content-type'), 'image/png');
  assert.deepEqual(image.bytes, PICTURE);
  assert.match(image.headers.get('cache-control'), /private.*immutable/);
  const etag = image.headers.get('etag');
  assert.equal(etag, `"${json.sha256}"`);
  const again = await call('GET', json.baseImageUrl, undefined, { 'if-none-match': etag });
  assert.equal(again.status, 304);
  assert.equal(again.bytes.length, 0);
});

test('an avatar of somebody else does not exist, unless it is public', async () => {
  const owner = await caller(server);
  const other = await caller(server);
  const { json } = await owner.call('POST', '/api/v1/avatars', avatarForm());
  const path = `/api/v1/avatars/${json.id}`;
  const refused = (answer, status = 404) => {
    assert.equal(answer.status, status);
    assert.equal(answer.json.error.code, 'avatar_not_found');
  };
  refused(await other.call('GET', path));
  refused(await other.call('GET', `${path}/image`));
  refused(await other.call('POST', `${path}/export`, { size: 128 }));
  refused(await other.call('PATCH', path, { name: 'mine' }));
  refused(await other.call('DELETE', path));
  await owner.call('PATCH', path, { isPublic: true });
  assert.equal((await other.call('GET', path)).status, 200);
  const image = await other.call('GET', `${path}/image`);
  assert.equal(image.headers.get('cache-control'), 'public, max-age=300');
  refused(await other.call('PATCH', path, { name: 'mine' }));
  refused(await other.call('DELETE', path));
  const nobody = await caller(server, { bearer: false });
  const anonymous = await nobody.call('DELETE', path);
  assert.equal(anonymous.status, 401);
  assert.equal(anonymous.json.error.code, 'session_required');
  refused(await owner.call('GET', '/api/v1/avatars/nothing'));
});

test('PATCH /api/v1/avatars/:id changes what is sent, and minds If-Match', async () => {
  const { call } = await caller(server);
  const { json } = await call('POST', '/api/v1/avatars', avatarForm({ customizations: { a: 1 } }));
  const path = `/api/v1/avatars/${json.id}`;
  const renamed = await call('PATCH', path, { name: 'Aya' }, { 'if-match': '"v1"' });
  assert.equal(renamed.status, 200);
  assert.equal(renamed.headers.get('etag'), '"v2"');
  assert.deepEqual([renamed.json.name, renamed.json.version], ['Aya', 2]);
  assert.deepEqual(renamed.json.customizations, { a: 1 });
  const stale = await call('PATCH', path, { name: 'Noa' }, { 'if-match': '"v1"' });
  assert.equal(stale.status, 412);
  assert.equal(stale.json.error.code, 'version_conflict');
  for (const body of [{ name: '' }, { customizations: [] }, { name: 'x'.repeat(101) }]) {
    const refused = await call('PATCH', path, body);
    assert.equal(refused.status, 422);
    assert.equal(refused.json.error.code, 'field_invalid');
    assert.equal(refused.json.error.field, Object.keys(body)[0]);
  }
  assert.equal((await call('PATCH', path, { style: 'ghibli' })).json.error.code, 'body_malformed');
});

test('patches at once are all applied, one after another', async () => {
  const { call } = await caller(server);
  const { json } = await call('POST', '/api/v1/avatars', avatarForm());
  const path = `/api/v1/avatars/${json.id}`;
  const answers = await Promise.all([1, 2, 3].map((i) => call('PATCH', path, { name: `n${i}` })));
  const good = answers.filter(({ status }) => status === 200).length;
  assert.ok(answers.every(({ status }) => status === 200 || status === 412));
  assert.equal((await call('GET', path)).json.version, 1 + good);
});

test('DELETE /api/v1/avatars/:id takes the file along when nobody else has it', async () => {
  const { call } = await caller(server);
  const twin = await caller(server);
  const picture = png(16, 16, (x) => [x, 1, 2, 255]);
  const mine = (await call('POST', '/api/v1/avatars', avatarForm({}, picture))).json;
  const theirs = (await twin.call('POST', '/api/v1/avatars', avatarForm({}, picture))).json;
  assert.equal((await call('DELETE', `/api/v1/avatars/${mine.id}`)).status, 204);
  assert.equal((await call('GET', `/api/v1/avatars/${mine.id}`)).status, 404);
  assert.equal((await twin.call('GET', theirs.baseImageUrl)).status, 200);
  assert.equal((await twin.call('DELETE', `/api/v1/avatars/${theirs.id}`)).status, 204);
  await until('the file is swept', () => /swept/.test(server.log) && server.log.includes(`${theirs.sha256}.png`));
  // The same picture can come back at once.
  const back = await twin.call('POST', '/api/v1/avatars', avatarForm({}, picture));
  assert.equal(back.status, 201);
  assert.deepEqual((await twin.call('GET', back.json.baseImageUrl)).bytes, picture);
});

test('the same idempotency key gives the first answer again, another body 409', async () => {
  const { call } = await caller(server);
  const key = { 'idempotency-key': 'save-1' };
  const first = await call('POST', '/api/v1/avatars', avatarForm({ name: 'one' }), key);
  const again = await call('POST', '/api/v1/avatars', avatarForm({ name: 'one' }), key);
  assert.equal(again.status, 201);
  assert.deepEqual(again.json, first.json);
  assert.equal(again.headers.get('idempotency-replayed'), 'true');
  assert.equal(again.headers.get('etag'), '"v1"');
  const other = await call('POST', '/api/v1/avatars', avatarForm({ name: 'two' }), key);
  assert.equal(other.status, 409);
  assert.equal(other.json.error.code, 'idempotency_conflict');
  assert.equal((await call('GET', '/api/v1/avatars')).json.total, 1);
  const stranger = await caller(server);
  assert.equal((await stranger.call('POST', '/api/v1/avatars', avatarForm(), key)).status, 201);
  const path = `/api/v1/avatars/${first.json.id}`;
  const gone = await call('DELETE', path, undefined, { 'idempotency-key': 'gone' });
  const twice = await call('DELETE', path, undefined, { 'idempotency-key': 'gone' });
  assert.deepEqual([gone.status, twice.status], [204, 204]);
  const bad = await call('POST', '/api/v1/avatars', avatarForm(), { 'idempotency-key': 'x'.repeat(201) });
  assert.equal(bad.json.error.code, 'idempotency_key_invalid');
});

test('ten requests at once with one key save one avatar', async () => {
  const { call } = await caller(server);
  const save = () => call('POST', '/api/v1/avatars', avatarForm(), { 'idempotency-key': 'storm' });
  const answers = await Promise.all(Array.from({ length: 10 }, save));
  assert.ok(answers.every(({ status }) => status === 201), JSON.stringify(answers.map((a) => a.json)));
  assert.equal(new Set(answers.map(({ json }) => json.id)).size, 1);
  assert.equal((await call('GET', '/api/v1/avatars')).json.total, 1);
});

test('a key may be used again when it has run out', async () => {
  const { call } = await caller(server);
  const key = { 'idempotency-key': 'daily' };
  await call('POST', '/api/v1/avatars', avatarForm({ name: 'one' }), key);
  const later = { ...key, 'x-test-now': String(Date.now() + 25 * 3600 * 1000) };
  const other = await call('POST', '/api/v1/avatars', avatarForm({ name: 'two' }), later);
  assert.equal(other.status, 201);
});

test('an account holds 200 avatars', async () => {
  const { call } = await caller(server);
  const picture = png(4, 4);
  for (let i = 0; i < 200; i += 20) {
    const batch = Array.from({ length: 20 }, () => call('POST', '/api/v1/avatars', avatarForm({}, picture)));
    const answers = await Promise.all(batch);
    assert.ok(answers.every(({ status }) => status === 201), JSON.stringify(answers.map((a) => a.json)));
  }
  const full = await call('POST', '/api/v1/avatars', avatarForm({}, picture));
  assert.equal(full.status, 409);
  assert.equal(full.json.error.code, 'avatars_full');
});

test('POST /api/v1/avatars/:id/export resizes and keeps transparency', async () => {
  const { call } = await caller(server);
  const { json } = await call('POST', '/api/v1/avatars', avatarForm({}, PICTURE));
  const path = `/api/v1/avatars/${json.id}/export`;
  for (const size of [128, 256, 512, 1024]) {
    const { status, headers, bytes } = await call('POST', path, { format: 'png', size });
    assert.equal(status, 200);
    assert.equal(headers.get('content-type'), 'image/png');
    assert.match(headers.get('content-disposition'), new RegExp(`avatar-${size}\\.png`));
    assert.deepEqual(pngSize(bytes), [size, size]);
    assert.equal(bytes[25], 6, 'colour with alpha');
  }
  const jpeg = await call('POST', path, { format: 'jpeg', size: 128 });
  assert.deepEqual([...jpeg.bytes.subarray(0, 3)], [0xff, 0xd8, 0xff]);
  const webp = await call('POST', path, { format: 'webp', size: 128 });
  assert.equal(webp.bytes.subarray(8, 12).toString(), 'WEBP');
  const refused = await call('POST', path, { size: 300 });
  assert.equal(refused.status, 422);
  assert.equal(refused.json.error.code, 'export_size_unsupported');
  assert.equal((await call('POST', path, { format: 'bmp' })).json.error.code, 'body_malformed');
});
