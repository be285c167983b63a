// The character on the studio's stage: it moves, on WebGPU and on WebGL2, it is what a processor would
// draw, it rests when nothing changes, and it outlives its clothes and its graphics card.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  MOVING_LIMIT_MS, counts, difference, frames, heard, studioWith, tell, untilAtRest, untilHeard,
} from "./performer.mjs";
import { launchBrowser } from "./browser.mjs";
import { assertNoComplaints, open } from "./visitor.mjs";

/** Mean difference of a colour value, of 255, between a card and the processor. */
const MEAN_MOST = 1;
/** Of a thousand values, those that differ by more than 8: edges are cut otherwise, and levels of detail chosen. */
const FAR_PER_MILLE_MOST = 12;
const LIMIT = { timeout: 300_000 };

let site;
let browser;
let close;
before(async () => ({ site, browser, close } = await open({ webgpu: true })));
after(() => close?.());

const choice = (page, group, name) =>
  page.getByRole("group", { name: group, exact: true }).getByRole("button", { name, exact: true });

/** Waits until the artist's still picture is there. */
const untilStill = (page) => page.waitForFunction(() => {
  const still = document.querySelector(".easel .still");
  if (!still || still.width < 400) return false;
  return still.getContext("2d").getImageData(still.width / 2, still.height / 2, 1, 1).data[3] > 0;
}, null, { timeout: MOVING_LIMIT_MS });

/** Shows one second of a clip and nothing else, at once. */
async function hold(page, clip, at) {
  await tell(page, { type: "still", isStill: true });
  await tell(page, { type: "perform", clip, speed: 1, isPlaying: false, at });
  return untilAtRest(page);
}

for (const renderer of ["webgpu", "webgl2"]) {
  test(`on ${renderer} it lives, and every picture is the processor's`, LIMIT, async (t) => {
    const { page, context, complaints } = await studioWith(browser, site, renderer);
    const ready = await untilHeard(page, "ready");
    assert.equal(ready.renderer, renderer);
    assert.ok(ready.clips.some(({ name, isLoop }) => name === "dance_9" && isLoop));
    await page.locator(".picture.living").waitFor();
    const before = await counts(page);
    await untilHeard(page, "drawn", 3);
    assert.ok((await counts(page)).frames > before.frames, "it breathes by itself");
    for (const [clip, at] of [["idle", 0], ["dance_3", 1.2], ["walk", 0.4]]) {
      await hold(page, clip, at);
      await frames(page, 3);
      const found = await difference(page);
      t.diagnostic(`${renderer} ${clip}: ${JSON.stringify(found)}`);
      assert.deepEqual(found.own, found.size);
      assert.ok(found.colours > 500, "there is something to be seen");
      assert.ok(found.mean < MEAN_MOST && found.farPerMille < FAR_PER_MILLE_MOST, JSON.stringify(found));
    }
    assertNoComplaints(complaints);
    await context.close();
  });

  test(`on ${renderer} nothing is drawn and nothing uploaded when nothing changes`, LIMIT, async () => {
    const { page, context } = await studioWith(browser, site, renderer);
    await untilHeard(page, "ready");
    const rested = await hold(page, "idle", 0);
    await frames(page, 90);
    const { frames: drawn, bytes } = await counts(page);
    assert.deepEqual({ frames: drawn, bytes }, rested);
    // Gone from the page it does nothing either, and comes back as it was.
    await tell(page, { type: "still", isStill: false });
    await tell(page, { type: "perform", clip: "dance_1", speed: 1, isPlaying: true, at: null });
    await page.waitForFunction((n) => window.performers[0].heard.some((it) => it.type === "at" && it.clip === n), "dance_1");
    await page.getByRole("link", { name: "Gallery" }).first().click();
    await page.waitForURL("**/gallery");
    await page.locator(".studio").waitFor({ state: "detached" });
    await frames(page, 10);
    const left = await counts(page);
    await frames(page, 60);
    assert.equal((await counts(page)).frames, left.frames, "nobody dances for nobody");
    await page.getByRole("link", { name: "Studio" }).first().click();
    await page.locator(".studio").waitFor();
    await page.waitForFunction(
      (n) => window.performers[0].heard.some((it) => it.type === "drawn" && it.frames > n),
      left.frames,
      { timeout: MOVING_LIMIT_MS },
    );
    await context.close();
  });

  test(`on ${renderer} it changes clothes while it dances`, LIMIT, async () => {
    const { page, context, complaints } = await studioWith(browser, site, renderer);
    await untilHeard(page, "ready");
    await tell(page, { type: "perform", clip: "dance_2", speed: 1, isPlaying: true, at: null });
    await page.waitForFunction(() => window.performers[0].heard.at(-1)?.clip === "dance_2");
    await choice(page, "Outfit", "Kimono").click();
    await untilHeard(page, "ready", 2);
    const n = (await heard(page, "at")).length;
    await untilHeard(page, "at", n + 2);
    const told = (await heard(page, "at")).filter(({ clip }) => clip === "dance_2").map(({ seconds }) => seconds);
    const steps = told.slice(1).map((seconds, at) => seconds - told[at]).filter((step) => step > 0);
    assert.ok((await heard(page, "at")).slice(-2).every(({ clip }) => clip === "dance_2"), "it goes on dancing");
    assert.ok(steps.length > 2 && Math.max(...steps) < 1, `time goes on where it was: ${told}`);
    assert.equal((await page.evaluate(() => window.performers.length)), 1, "by the same performer");
    assertNoComplaints(complaints);
    await context.close();
  });

  test(`on ${renderer} a lost card is replaced once; then the still picture stays, with a word`, LIMIT, async () => {
    const { page, context } = await studioWith(browser, site, renderer);
    await untilHeard(page, "ready");
    const before = await counts(page);
    await tell(page, { type: "lose" });
    if (renderer === "webgl2") {
      // A canvas is given back to who has heard of its loss.
      while ((await counts(page)).hasCard) await frames(page, 1);
      await tell(page, { type: "restore" });
    }
    await page.waitForFunction(
      ([frames, bytes]) => window.performers[0].heard.some((it) =>
        it.type === "drawn" && it.frames > frames + 1 && it.bytes > bytes + 1_000_000),
      [before.frames, before.bytes],
      { timeout: MOVING_LIMIT_MS },
    );
    assert.equal(await page.locator(".picture.living").count(), 1, "it moves again");
    assert.deepEqual(await heard(page, "lost"), []);
    await tell(page, { type: "lose" });
    await untilHeard(page, "lost");
    await page.getByRole("alert").filter({ hasText: "stands still" }).waitFor();
    await page.locator(".picture:not(.living)").waitFor();
    await untilStill(page);
    await context.close();
  });
}

test("an emulated card is no card: left alone, WebGL2 draws", LIMIT, async () => {
  const { page, context } = await studioWith(browser, site, null);
  assert.equal((await untilHeard(page, "ready")).renderer, "webgl2");
  await context.close();
});

test("expression and frame are swaps, not new figures", LIMIT, async () => {
  const { page, context } = await studioWith(browser, site, "webgl2");
  await untilHeard(page, "ready");
  await hold(page, "idle", 0);
  const before = await counts(page);
  await choice(page, "Expression", "Laugh").click();
  await page.waitForFunction(() => document.querySelector(".easel .picture").getAttribute("aria-label").includes("laugh"));
  await frames(page, 5);
  await untilAtRest(page);
  const laughing = await counts(page);
  assert.ok(laughing.frames > before.frames, "the face is another one");
  // The shapes of a face; a figure is some tens of millions.
  assert.ok(laughing.bytes - before.bytes < 100_000, `${laughing.bytes - before.bytes} bytes for a laugh`);
  await choice(page, "Frame", "Figure").click();
  await page.waitForFunction(() => {
    const { width, height } = document.querySelector(".easel .moving").getBoundingClientRect();
    return height > 1.7 * width;
  });
  await untilAtRest(page);
  const whole = await counts(page);
  assert.ok(whole.frames > laughing.frames && whole.bytes - laughing.bytes < 200);
  assert.equal((await heard(page, "ready")).length, 1);
  await context.close();
});

test("a visitor who asked for less motion sees one pose", LIMIT, async () => {
  const { page, context } = await studioWith(browser, site, "webgl2", { reducedMotion: "reduce" });
  await untilHeard(page, "ready");
  const rested = await untilAtRest(page);
  await frames(page, 60);
  const { frames: drawn, bytes } = await counts(page);
  assert.deepEqual({ frames: drawn, bytes }, rested);
  await context.close();
});

test("where nothing can draw what moves, the still picture stays, with a word", LIMIT, async () => {
  const flat = await launchBrowser({ flat: true });
  try {
    const { page, complaints } = await studioWith(flat, site, null);
    await untilHeard(page, "lost");
    await page.getByRole("alert").filter({ hasText: "stands still" }).waitFor();
    await untilStill(page);
    assert.equal(await page.locator(".picture.living").count(), 0);
    assertNoComplaints(complaints);
  } finally {
    await flat.close();
  }
});

test("who asks for stills gets no performer", LIMIT, async () => {
  const { page, context } = await studioWith(browser, site, "still");
  await untilStill(page);
  assert.deepEqual(await page.evaluate(() => window.performers), []);
  await context.close();
});
