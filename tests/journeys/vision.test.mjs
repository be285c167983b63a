import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { fixture, open, visit } from "./visitor.mjs";
import { findFaces, findPerson, installVision } from "./vision-page.mjs";

let page;
let close;
const address = async (name) => {
  const bytes = await readFile(fixture(name));
  return `data:application/octet-stream;base64,${bytes.toString("base64")}`;
};

before(async () => {
  const opened = await open();
  ({ close } = opened);
  ({ page } = await visit(opened.browser, opened.site, "/privacy"));
  await installVision(page);
});
after(() => close?.());

test("a face has 478 finite points, the same ones each time", async (t) => {
  const first = await findFaces(page, await address("astronaut.png"));
  assert.equal(first.type, "faces", first.message);
  assert.equal(first.faces.length, 1);
  assert.equal(first.faces[0].length, 478 * 3);
  assert.ok(first.faces[0].every(Number.isFinite));
  const again = await findFaces(page, await address("astronaut.png"));
  const moved = Math.max(...again.faces[0].map((value, at) => Math.abs(value - first.faces[0][at])));
  assert.ok(moved < 0.01, `a point moved by ${moved}`);
  t.diagnostic(`first ${Math.round(first.elapsed)} ms, then ${Math.round(again.elapsed)} ms`);
});

test("two faces are two, a cup of coffee is none, and order does not matter", async () => {
  const counts = [];
  for (const name of ["two-faces.png", "no-face.jpg", "two-faces.png", "turned.jpg", "coffee.png"]) {
    counts.push((await findFaces(page, await address(name))).faces.length);
  }
  assert.deepEqual(counts, [2, 0, 2, 1, 0]);
});

test("a face far away is found by looking closer", async () => {
  const far = await page.evaluate(async (url) => {
    const face = await window.vision.picture(url);
    const canvas = new OffscreenCanvas(1600, 1200);
    const context = canvas.getContext("2d");
    context.fillStyle = "#8a9a7b";
    context.fillRect(0, 0, 1600, 1200);
    context.drawImage(face, 1000, 500, 512, 512);
    const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
    return Array.from(bytes);
  }, await address("astronaut.png"));
  const { faces } = await findFaces(page, Uint8Array.from(far));
  assert.equal(faces.length, 1);
  const [x, y] = [faces[0][3] * 1600, faces[0][4] * 1200];
  // About the tip of the nose, where the picture was put.
  assert.ok(Math.hypot(x - (1000 + 0.437 * 512), y - (500 + 0.24 * 512)) < 30, `nose at ${x}, ${y}`);
});

test("the matte covers the person and not the flag behind her", async () => {
  const points = [[0.43, 0.25], [0.43, 0.8], [0.02, 0.3], [0.93, 0.1]];
  const matte = await findPerson(page, await address("astronaut.png"), points);
  assert.equal(matte.type, "matte", matte.message);
  assert.deepEqual([matte.width, matte.height], [512, 512]);
  const [face, suit, flag, corner] = matte.samples;
  assert.ok(face > 240 && suit > 240, `person ${face}, ${suit}`);
  assert.ok(flag < 15 && corner < 15, `background ${flag}, ${corner}`);
});
