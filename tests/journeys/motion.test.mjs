// The living character: it dances, stands still when asked, and goes on in other clothes.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, afterEach, before, test } from "node:test";
import { assertNoComplaints, bringFile, open, tabTo, visit, withoutChance } from "./visitor.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Figures are built and drawn on a processor that others use as well. */
const BUILDING_MS = 90_000;

let site;
let browser;
let close;
before(async () => ({ site, browser, close } = await open()));
after(() => close?.());
/** A page that is left open dances on, beside those that are tested. */
const contexts = [];
afterEach(() => Promise.all(contexts.splice(0).map((context) => context.close())));

const group = (page, name) => page.getByRole("group", { name, exact: true });
const choice = (page, of, name) => group(page, of).getByRole("button", { name, exact: true });
const drawer = (page, name) => choice(page, "Drawer", name).click();
const slider = (page) => page.getByRole("slider", { name: "Place in the clip" });
const place = async (page) => Number(await slider(page).inputValue());

/** The studio, as soon as somebody moves on its stage. */
async function studio(options = {}) {
  const visited = await visit(browser, site, "/studio", { ...options, before: withoutChance });
  contexts.push(visited.context);
  await visited.page.locator(".picture.living").waitFor({ timeout: BUILDING_MS });
  return visited;
}

/** A number that is another one for another picture on the stage; frames that were begun have come. */
const print = (page) => page.evaluate(async () => {
  for (let n = 0; n < 3; n += 1) await new Promise(requestAnimationFrame);
  const small = document.createElement("canvas");
  [small.width, small.height] = [256, 256];
  const context = small.getContext("2d", { willReadFrequently: true });
  context.drawImage(document.querySelector(".easel .moving"), 0, 0, 256, 256);
  let sum = 2166136261;
  for (const value of context.getImageData(0, 0, 256, 256).data) sum = Math.imul(sum ^ value, 16777619) >>> 0;
  return sum;
});

/** Waits until what `see` answers is wanted; answers it. */
async function until(page, see, isWanted, what) {
  const deadline = Date.now() + BUILDING_MS;
  for (;;) {
    const seen = await see(page);
    if (isWanted(seen)) return seen;
    assert.ok(Date.now() < deadline, `${what}, still ${seen}`);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

/** Waits until two pictures in a row are the same: what was begun is drawn. */
async function stillness(page) {
  let before = await print(page);
  return until(page, print, (seen) => {
    const isSame = seen === before;
    before = seen;
    return isSame;
  }, "it stands still");
}

const untilIt = (page, before, what) => until(page, print, (seen) => seen !== before, what);

test("a dance is chosen, goes on, is held, and is there after a reload", { timeout: 300_000 }, async () => {
  const { page, complaints } = await studio();
  await drawer(page, "Motion");
  await choice(page, "Dances", "Disco").click();
  assert.equal(await choice(page, "Frame", "Figure").getAttribute("aria-pressed"), "true", "a dance shows the feet");
  const begun = await until(page, place, (seconds) => seconds > 0.5, "the dance goes on");
  await until(page, place, (seconds) => seconds > begun + 0.5, "and on");
  await untilIt(page, await print(page), "it moves");

  await page.getByRole("button", { name: "Pause" }).click();
  const held = await stillness(page);
  const at = await place(page);
  assert.equal(await print(page), held, "paused is still");
  // Another moment, by the keyboard.
  await slider(page).focus();
  for (let n = 0; n < 20; n += 1) await page.keyboard.press("ArrowRight");
  const later = await place(page);
  assert.ok(later > at || at > 5.5, `${later} comes after ${at}`);
  await untilIt(page, held, "another moment is another picture");
  await page.getByLabel("Speed").fill("2");
  await page.getByText("2.0×").waitFor();
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await untilIt(page, await print(page), "it goes on");

  await page.getByText("Saved on this device").waitFor();
  await page.reload();
  await page.locator(".picture.living").waitFor({ timeout: BUILDING_MS });
  await drawer(page, "Motion");
  assert.equal(await choice(page, "Dances", "Disco").getAttribute("aria-pressed"), "true");
  await page.getByText("2.0×").waitFor();
  await untilIt(page, await print(page), "it dances at once");
  assertNoComplaints(complaints);
});

test("a photo becomes a character that is dressed, dances, and is all there after a reload", { timeout: 600_000 }, async () => {
  const { page, complaints } = await studio();
  const kept = () => page.evaluate(() => JSON.parse(localStorage.getItem("studio-project")).project);
  await page.getByRole("button", { name: "Use my photo" }).click();
  await bringFile(page, "astronaut.png", "Choose a photo");
  // The face finder and the stage share one processor here.
  await page.getByText("Made from your photo").waitFor({ timeout: 2 * BUILDING_MS });
  await drawer(page, "Outfit");
  await choice(page, "Outfit", "Kimono").click();
  await drawer(page, "Motion");
  await choice(page, "Dances", "Waltz").click();
  await until(page, place, (seconds) => seconds > 0.3, "the waltz goes on");
  await page.getByText("Saved on this device").waitFor();
  const made = await kept();
  assert.deepEqual([made.look.outfit, made.scene.clip, made.seed], ["kimono", "dance_7", undefined]);
  await page.reload();
  await page.locator(".picture.living").waitFor({ timeout: BUILDING_MS });
  assert.deepEqual(await kept(), made);
  assert.equal(await choice(page, "Outfit", "Kimono").getAttribute("aria-pressed"), "true");
  await drawer(page, "Motion");
  assert.equal(await choice(page, "Dances", "Waltz").getAttribute("aria-pressed"), "true");
  await untilIt(page, await print(page), "it dances at once");
  assertNoComplaints(complaints);
});

test("clothes are changed while it dances, and a dance is undone in one step", { timeout: 300_000 }, async () => {
  const { page, complaints } = await studio();
  await drawer(page, "Motion");
  await choice(page, "Dances", "Waltz").click();
  await until(page, place, (seconds) => seconds > 0.3, "the waltz goes on");
  await drawer(page, "Outfit");
  const other = group(page, "Outfit").getByRole("button", { pressed: false }).first();
  await other.click();
  // It never stands still or leaves the stage meanwhile.
  for (let n = 0; n < 3; n += 1) {
    assert.ok(await page.locator(".picture.living").isVisible());
    await untilIt(page, await print(page), "it dances on");
  }
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  assert.equal(await choice(page, "Frame", "Bust").getAttribute("aria-pressed"), "true", "frame and dance are one step");
  await drawer(page, "Motion");
  assert.equal(await choice(page, "Moods", "Stand").getAttribute("aria-pressed"), "true");
  assertNoComplaints(complaints);
});

test("with motion reduced it is a still pose with a play button, by the keyboard, on a phone", { timeout: 300_000 }, async () => {
  const { page, complaints } = await studio({ viewport: { width: 390, height: 844 }, reducedMotion: "reduce" });
  const still = await stillness(page);
  assert.equal(await print(page), still);
  await tabTo(page, "button", "Play", 60);
  await page.keyboard.press("Enter");
  await untilIt(page, still, "asked for, it moves");
  await page.keyboard.press("Enter");
  await stillness(page);
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  // A motion that is chosen is shown by its telling moment, not played.
  const stood = await print(page);
  await drawer(page, "Motion");
  await choice(page, "Ways to go", "Run").click();
  await untilIt(page, stood, "it shows what running is");
  await stillness(page);
  assertNoComplaints(complaints);
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing in the motion drawer, ${colorScheme}`, { timeout: 300_000 }, async () => {
    const { page } = await studio({ colorScheme, reducedMotion: "reduce" });
    await drawer(page, "Motion");
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    assert.deepEqual(violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`), []);
  });
}
