// The landing page's character: it comes to life when it is seen, looks at the hand, rests when
// nobody looks, and where it cannot move its picture stands.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { everyLook, faults, untilSettled } from "./accessible.mjs";
import { assertNoComplaints, open, visit } from "./visitor.mjs";

const LIMIT_MS = 60_000;
/** Colours from and to, as red, green, blue: the character's irises, and its skin. */
const IRIS = { low: [0, 110, 120], high: [70, 230, 230] };
const SKIN = { low: [236, 196, 176], high: [255, 234, 222] };
const EVERYWHERE = [0, 1, 0, 1];

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

/**
 * Waits for a frame on which pixels of a colour, between two shares of the width and of the height,
 * are as many as they should be, with their middle where it should be; gives number and middle. Every
 * frame is looked at, so nothing is missed however slow the machine is.
 */
function untilDrawn(page, colour, words, { part = EVERYWHERE, n = [1, Infinity], x = [0, 1], aim } = {}) {
  // Infinity does not cross into the page.
  const asked = { colour, words, part, n: n.map((it) => Math.min(it, Number.MAX_VALUE)), x, aim, limit: LIMIT_MS };
  return page.evaluate(async (it) => {
    const canvas = document.querySelector(".scene canvas");
    const gl = canvas.getContext("webgl2");
    const frame = () => new Promise(requestAnimationFrame);
    const find = () => {
      const [width, height] = [canvas.width, canvas.height];
      const left = Math.floor(it.part[0] * width);
      const low = Math.floor((1 - it.part[3]) * height);
      const wide = Math.floor(it.part[1] * width) - left;
      const high = Math.floor((1 - it.part[2]) * height) - low;
      const pixels = new Uint8Array(4 * wide * high);
      gl.readPixels(left, low, wide, high, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
      let [n, sum] = [0, 0];
      for (let at = 0; at < pixels.length; at += 4) {
        if ([0, 1, 2].some((k) => pixels[at + k] < it.colour.low[k] || pixels[at + k] > it.colour.high[k])) continue;
        n += 1;
        sum += (left + ((at / 4) % wide)) / width;
      }
      return { n: n / (width * height / 1e6), x: sum / n };
    };
    const until = performance.now() + it.limit;
    let found;
    // A hand that rests is forgotten after a while, so it goes on a little.
    const point = (n) => it.aim && dispatchEvent(
      new PointerEvent("pointermove", { clientX: it.aim[0] + (n % 2), clientY: it.aim[1] }),
    );
    for (let n = 0; performance.now() < until; n += 1) {
      point(n);
      // Asked for after the player's own, so it comes after it, before the frame is shown.
      await frame();
      found = find();
      const isNone = it.n[1] === 0 && found.n === 0;
      if (isNone || (found.n >= it.n[0] && found.n <= it.n[1] && found.x >= it.x[0] && found.x <= it.x[1])) return found;
    }
    throw new Error(`${it.words}: ${JSON.stringify(found)}`);
  }, asked);
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

  const { x, y, width, height } = await scene(page).boundingBox();
  const eyes = { n: [1_000, Infinity] };
  const right = await untilDrawn(
    page, IRIS, "it looks to the right", { ...eyes, x: [0.52, 1], aim: [x + 2 * width, y + 0.4 * height] },
  );
  const left = { ...eyes, x: [0, right.x - 0.05], aim: [2, y + 0.4 * height] };
  await untilDrawn(page, IRIS, "it looks to the left", left);

  const hand = [0.8, 1, 0.1, 0.6];
  await untilDrawn(page, SKIN, "its hand hangs", { part: hand, n: [0, 0] });
  const waving = untilDrawn(page, SKIN, "it waves", { part: hand, n: [1_000, Infinity] });
  await page.getByRole("button", { name: "Say hello" }).click();
  await waving;
  await untilDrawn(page, SKIN, "it stops", { part: hand, n: [0, 0] });

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
  await untilDrawn(page, IRIS, "it is drawn again", { n: [1_000, Infinity] });
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
  await page.keyboard.press("Space");
  await play.waitFor();
  assert.ok(await rests(page));
  await untilSettled(page, "light");
  assert.deepEqual(await faults(page, "alive"), []);
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
  assertNoComplaints(complaints);
});
