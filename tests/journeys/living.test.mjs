// The landing page's character: it comes to life when it is seen, looks at the hand, rests when
// nobody looks, and where it cannot move its picture stands.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { everyLook, faults, untilSettled } from "./accessible.mjs";
import { readPng } from "./png.mjs";
import { assertNoComplaints, open, visit } from "./visitor.mjs";

const LIMIT_MS = 30_000;
/** The character's irises, and its skin. */
const IRIS = ([r, g, b]) => r < 70 && g > 110 && b > 120 && Math.abs(g - b) < 50;
const SKIN = ([r, g, b]) => r > 235 && g > 195 && g < 235 && b > 175 && b < 222;

let site;
let browser;
let close;
before(async () => ({ site, browser, close } = await open()));
after(() => close?.());

const living = (page) => page.locator(".living");
const scene = (page) => page.getByRole("img", { name: /character with violet hair/ });
const framesDrawn = (page) => page.evaluate(() => document.querySelector(".scene canvas")?.frames ?? 0);

async function look(page) {
  await living(page).waitFor();
  await living(page).evaluate((it) => it.scrollIntoView({ block: "center", behavior: "instant" }));
}

async function untilAlive(page, more = 2) {
  const from = await framesDrawn(page);
  await page.waitForFunction(
    (least) => document.querySelector(".alive .scene canvas")?.frames >= least, from + more, { timeout: LIMIT_MS },
  );
}

/** What is seen, asked again until it is as it should be; `meanwhile` happens before each look. */
async function untilSeen(page, isRight, words, meanwhile = () => {}) {
  const limit = Date.now() + LIMIT_MS;
  for (let n = 0; ; n += 1) {
    await meanwhile(n);
    const picture = readPng(await scene(page).screenshot());
    if (isRight(picture)) return picture;
    assert.ok(Date.now() < limit, words);
  }
}

/** The pixels of a kind between two shares of the width and of the height: how many, and their middle. */
function find({ width, height, channels, pixels }, isKind, [left, right, top, bottom] = [0, 1, 0, 1]) {
  let [n, x] = [0, 0];
  for (let row = Math.floor(top * height); row < bottom * height; row += 1) {
    for (let column = Math.floor(left * width); column < right * width; column += 1) {
      const at = (row * width + column) * channels;
      if (!isKind(pixels.subarray(at, at + 3))) continue;
      n += 1;
      x += column / width;
    }
  }
  return { n, x: x / n };
}

/** Whether nothing is drawn while the page goes through some frames of its own. */
const rests = (page) => page.evaluate(async () => {
  const canvas = document.querySelector(".scene canvas");
  const frame = () => new Promise(requestAnimationFrame);
  for (let tries = 0; tries < 50; tries += 1) {
    const before = canvas.frames;
    for (let n = 0; n < 10; n += 1) await frame();
    if (canvas.frames === before) return true;
  }
  return false;
});

test("it comes to life in its place, follows the hand, and rests unseen", { timeout: 240_000 }, async () => {
  const before = (context) => context.addInitScript(() => {
    window.shifts = 0;
    const add = (list) => list.getEntries().forEach(({ value }) => (window.shifts += value));
    new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
  });
  const { page, complaints } = await visit(browser, site, "/", { before });
  await living(page).waitFor();
  assert.equal(await framesDrawn(page), 0, "unseen, it is not even fetched");
  await look(page);
  const shifts = await page.evaluate(() => window.shifts);
  await untilAlive(page);
  assert.equal(await page.evaluate(() => window.shifts), shifts, "nothing moves aside for it");

  const first = await scene(page).screenshot();
  await untilAlive(page, 10);
  assert.notDeepEqual(await scene(page).screenshot(), first, "it moves");

  // A hand that rests is forgotten after a while, so it goes on a little.
  const { x, y, width, height } = await scene(page).boundingBox();
  const point = (at) => (n) => page.mouse.move(at + (n % 2), y + 0.4 * height);
  const eyes = (picture) => find(picture, IRIS);
  const right = await untilSeen(
    page, (seen) => eyes(seen).n > 200 && eyes(seen).x > 0.52, "it looks to the right", point(x + 2 * width),
  );
  const turned = (seen) => eyes(seen).n > 200 && eyes(seen).x < eyes(right).x - 0.05;
  await untilSeen(page, turned, "it looks to the left", point(2));

  await page.getByRole("button", { name: "Say hello" }).click();
  const hand = (picture) => find(picture, SKIN, [0.78, 1, 0.15, 0.55]).n > 300;
  await untilSeen(page, hand, "it waves");
  await untilSeen(page, (picture) => !hand(picture), "and stops");

  await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
  assert.ok(await rests(page), "out of view nothing is drawn");
  await look(page);
  await untilAlive(page);
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  assert.ok(await rests(page), "behind another tab nothing is drawn");
  assertNoComplaints(complaints);
});

test("a lost card gives the picture back, and then the life", { timeout: 120_000 }, async () => {
  const { page, complaints } = await visit(browser, site, "/");
  await look(page);
  await untilAlive(page);
  await page.evaluate(() => {
    window.card = document.querySelector(".scene canvas").getContext("webgl2").getExtension("WEBGL_lose_context");
    window.card.loseContext();
  });
  await living(page).locator(".scene img").waitFor();
  assert.ok(await rests(page));
  await page.evaluate(() => window.card.restoreContext());
  await untilAlive(page);
  await untilSeen(page, (picture) => find(picture, IRIS).n > 200, "it is drawn again");
  assertNoComplaints(complaints);
});

test("with less motion it holds a pose until the keyboard plays it", { timeout: 120_000 }, async () => {
  const { page, context, complaints } = await visit(browser, site, "/", { reducedMotion: "reduce" });
  const asked = [];
  context.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await look(page);
  const play = page.getByRole("button", { name: "Play", exact: true });
  await play.waitFor();
  await living(page).locator(".scene img").waitFor();
  assert.ok(!asked.includes("/living/figure.bin"), "what nobody plays is not fetched");
  await play.focus();
  await page.keyboard.press("Enter");
  await untilAlive(page);
  const pause = page.getByRole("button", { name: "Pause", exact: true });
  assert.ok(await pause.evaluate((it) => it === document.activeElement), "the keyboard stays");
  await untilSettled(page, "light");
  assert.deepEqual(await faults(page, "alive"), []);
  await page.keyboard.press("Space");
  await play.waitFor();
  assert.ok(await rests(page));
  assert.deepEqual(await everyLook(page, "landing page"), []);
  assertNoComplaints(complaints);
});

test("without WebGL the picture stays, and nothing offers what cannot be", { timeout: 120_000 }, async () => {
  const before = (context) => context.addInitScript(() => {
    const real = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function get(kind, ...rest) {
      return kind.startsWith("webgl") ? null : real.call(this, kind, ...rest);
    };
  });
  const { page, complaints } = await visit(browser, site, "/", { before });
  const player = page.waitForResponse((answer) => answer.url().endsWith("/living/living.js"));
  await page.reload();
  await player;
  await look(page);
  const picture = living(page).locator(".scene img");
  await picture.waitFor();
  await page.waitForFunction(() => document.querySelector(".scene img").naturalWidth === 800);
  assert.equal(await living(page).getByRole("button").count(), 0);
  await untilSeen(page, (seen) => find(seen, IRIS).n > 200, "the picture is there");
  assertNoComplaints(complaints);
});
