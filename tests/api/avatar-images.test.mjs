import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { avatarForm, caller, dataUrl, png } from './client.mjs';
import { ROOT, start } from './workerd.mjs';

let server;
let call;
before(async () => {
  server = await start();
  ({ call } = await caller(server));
});
after(() => server?.stop());

const fixture = (name) => readFile(join(ROOT, 'tests/fixtures', name));
const save = (file, type) => call('POST', '/api/v1/avatars', avatarForm({}, file, type));

async function refused(code, status, file, type) {
  const answer = await save(file, type);
  assert.equal(answer.json.error?.code, code);
  assert.equal(answer.status, status);
}

test('a text named .jpg is of no type that is taken', async () => {
  await refused('image_type_unsupported', 415, await fixture('not-a-picture.jpg'), 'image/jpeg');
});

test('an empty file is empty', () => refused('image_empty', 422, Buffer.alloc(0), 'image/jpeg'));

test('a 20,000 by 20,000 PNG is refused by its header', async () => {
  await refused('image_sides_too_large', 422, await fixture('huge.png'), 'image/png');
});

test('a damaged JPEG is damaged', async () => {
  await refused('image_corrupt', 422, await fixture('corrupt.jpg'), 'image/jpeg');
});

test('a PNG cut short is damaged', async () => {
  const whole = png(64, 64, (x, y) => [x * y, x, y, 255]);
  await refused('image_corrupt', 422, whole.subarray(0, whole.length - 30), 'image/png');
});

test('an animated GIF is an animation, a PNG that says JPEG is a lie', async () => {
  await refused('image_animated', 422, await fixture('animated.gif'), 'image/gif');
  await refused('image_type_mismatch', 422, png(2, 2), 'image/jpeg');
});

test('an animated PNG is an animation', async () => {
  const animated = png(2, 2, undefined, [['acTL', '\0\0\0\x02\0\0\0\0']]);
  await refused('image_animated', 422, animated, 'image/png');
});

test('a file above 5 MB is too large, a body above 8 MB is not even read', async () => {
  await refused('image_too_large', 413, Buffer.alloc(5 * 1024 * 1024 + 1), 'image/png');
  await refused('body_too_large', 413, Buffer.alloc(9 * 1024 * 1024), 'image/png');
});

test('a form without an image, a name or a known style says so', async () => {
  const code = async (fields) => {
    const { json } = await call('POST', '/api/v1/avatars', avatarForm(fields));
    return [json.error.code, json.error.field];
  };
  assert.deepEqual(await code({ image: false }), ['image_missing', undefined]);
  assert.deepEqual(await code({ name: null }), ['field_missing', 'name']);
  assert.deepEqual(await code({ style: 'vibrant' }), ['style_unknown', 'style']);
  assert.deepEqual(await code({ isPublic: 'perhaps' }), ['field_invalid', 'isPublic']);
  assert.deepEqual(await code({ metadata: '[]' }), ['field_invalid', 'metadata']);
});

test('bodies that cannot be read have their own codes', async () => {
  const post = (body, type) => call('POST', '/api/v1/avatars', Buffer.from(body), { 'content-type': type });
  assert.equal((await post('{', 'application/json')).json.error.code, 'body_malformed');
  assert.equal((await post('a', 'text/plain')).json.error.code, 'content_type_unsupported');
  assert.equal((await post('a', 'multipart/form-data; boundary=x')).json.error.code, 'body_malformed');
  const none = { image: 'https://elsewhere.example/a.png', name: 'a', style: 'ghibli' };
  assert.equal((await call('POST', '/api/v1/avatars', none)).json.error.code, 'image_missing');
  const bad = { image: 'data:image/png;base64,@@', name: 'a', style: 'ghibli' };
  assert.equal((await call('POST', '/api/v1/avatars', bad)).json.error.code, 'image_corrupt');
});

test('what a camera notes is not kept, what we note is', async () => {
  const noted = png(6, 6, undefined, [
    ['tEXt', 'digigami:style\0ghibli'],
    ['tEXt', 'Comment\0taken at home'],
    ['eXIf', 'MM\0*GPS 48.1 11.5'],
  ]);
  const { json, status } = await call('POST', '/api/v1/avatars', {
    image: dataUrl(noted), name: 'noted', style: 'ghibli',
  });
  assert.equal(status, 201);
  const { bytes } = await call('GET', json.baseImageUrl);
  const text = bytes.toString('latin1');
  assert.match(text, /digigami:style\0ghibli/);
  assert.doesNotMatch(text, /at home|GPS/);
});

test('a photo that lies on its side is exported upright', async () => {
  const { json } = await save(await fixture('turned.jpg'), 'image/jpeg');
  assert.equal(json.contentType, 'image/jpeg');
  const stored = await call('GET', json.baseImageUrl);
  assert.match(stored.bytes.subarray(0, 64).toString('latin1'), /Exif/);
  const { status } = await call('POST', `/api/v1/avatars/${json.id}/export`, { size: 128 });
  assert.equal(status, 200);
});
