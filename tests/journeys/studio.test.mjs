// The studio: a character, its wardrobe and its colours, the way back, and what is kept.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { assertNoComplaints, download, open, tabTo, visit, withoutChance } from "./visitor.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** The artist draws on a processor that others use as well. */
const DRAWING_MS = 60_000;

let site;
let browser;
let close;
before(async () => ({ site, browser, close } = await open()));
after(() => close?.());

const group = (page, name) => page.getByRole("group", { name, exact: true });
const choice = (page, of, name) => group(page, of).getByRole("button", { name, exact: true });

/** The size of the stage's picture and a number that is another one for another picture. */
function print() {
  const shown = document.querySelector(".easel canvas");
  if (!shown || shown.width < 400) return "";
  const small = document.createElement("canvas");
  [small.width, small.height] = [256, 256];
  const context = small.getContext("2d", { willReadFrequently: true });
  context.drawImage(shown, 0, 0, 256, 256);
  let sum = 2166136261;
  for (const value of context.getImageData(0, 0, 256, 256).data) sum = Math.imul(sum ^ value, 16777619) >>> 0;
  return `${shown.width}x${shown.height} ${sum}`;
}

/** Waits until the stage's picture is another one, or this one; answers it. */
async function until(page, isWanted) {
  const deadline = Date.now() + DRAWING_MS;
  for (;;) {
    const seen = await page.evaluate(print);
    if (seen !== "" && isWanted(seen)) return seen;
    assert.ok(Date.now() < deadline, `the stage still shows ${seen}`);
    await page.evaluate(() => new Promise((done) => setTimeout(done, 200)));
  }
}

const untilOther = (page, before) => until(page, (seen) => seen !== before);
const untilSame = (page, wanted) => until(page, (seen) => seen === wanted);

/** The studio without motion, which has journeys of its own. */
const studio = (options = {}) =>
  visit(browser, site, "/studio?renderer=still", { ...options, before: withoutChance });

const kept = (page) => page.getByText("Saved on this device").waitFor();

test("a character is dressed, coloured, undone, and there after a reload", { timeout: 300_000 }, async () => {
  const { page, complaints } = await studio();
  const first = await untilOther(page, "");
  await choice(page, "Outfit", "Kimono").click();
  const kimono = await untilOther(page, first);
  assert.equal(await choice(page, "Outfit", "Kimono").getAttribute("aria-pressed"), "true");
  await choice(page, "Style", "Bold cel").click();
  const bold = await untilOther(page, kimono);
  await page.getByRole("button", { name: "Undo" }).click();
  await untilSame(page, kimono);
  await page.keyboard.press("Control+z");
  await untilSame(page, first);
  await page.keyboard.press("Control+Shift+z");
  await page.getByRole("button", { name: "Redo" }).click();
  await untilSame(page, bold);
  // A colour by role: chosen, then turned.
  await group(page, "Colours").getByRole("button", { name: "Hair", exact: true }).click();
  await page.getByLabel("Hue").fill("90");
  const turned = await untilOther(page, bold);
  await kept(page);
  await page.reload();
  assert.equal(await untilOther(page, ""), turned, "what was made is there again, to the pixel");
  assert.equal(await choice(page, "Style", "Bold cel").getAttribute("aria-pressed"), "true");
  assertNoComplaints(complaints);
});

test("a surprise is another character, and a drawer shows this one in everything", { timeout: 300_000 }, async () => {
  const { page } = await studio();
  let seen = await untilOther(page, "");
  await page.getByRole("button", { name: "Surprise me" }).click();
  seen = await untilOther(page, seen);
  for (const [drawer, of] of [
    ["Hair", "Hair"], ["Eyes", "Eyes"], ["Face", "Mouth"], ["Extras", "Extras"], ["Ground", "Ground"],
  ]) {
    await group(page, "Drawer").getByRole("button", { name: drawer, exact: true }).click();
    // What is worn already would change nothing.
    const others = group(page, of).getByRole("button", { pressed: false });
    await others.last().click();
    seen = await untilOther(page, seen);
  }
  await choice(page, "Expression", "Laugh").click();
  seen = await untilOther(page, seen);
  await choice(page, "Frame", "Figure").click();
  // What was ordered before may still come; the figure comes after it.
  await until(page, (seen) => {
    const [width, height] = seen.split(" ")[0].split("x").map(Number);
    return height > 1.7 * width;
  });
});

test("a picture and a project file go out, and the file comes back", { timeout: 300_000 }, async () => {
  const { page } = await studio();
  const made = await untilOther(page, "");
  const picture = await download(page, () => page.getByRole("button", { name: "Download PNG" }).click());
  assert.equal(picture.bytes.subarray(1, 4).toString(), "PNG");
  assert.deepEqual([picture.bytes.readUInt32BE(16), picture.bytes.readUInt32BE(20)], [2048, 2048]);
  const file = await download(page, () => page.getByRole("button", { name: "Save" }).click());
  assert.equal(file.name, "character.digigami.json");
  const text = file.bytes.toString();
  await page.getByRole("button", { name: "Surprise me" }).click();
  const other = await untilOther(page, made);
  const give = (name, words) => page.getByLabel("Project file").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(words) });
  // Whatever is wrong with a file, the character that is open stays.
  for (const [words, said] of [
    [text.replace('"version":1', '"version":9'), "this studio reads versions up to 1"],
    [text.slice(0, -40), "The file ends too early"],
    [text.replace('"speed":1.0', '"speed":NaN'), "a value that is not a number"],
    ["{\"format\":\"digigami-rig\",\"version\":1}", "is not a project of this studio"],
  ]) {
    await give("broken.json", words);
    await page.getByRole("alert").filter({ hasText: said }).waitFor();
    assert.match(await page.getByRole("alert").innerText(), /is still here/);
    assert.equal(await page.evaluate(print), other);
  }
  await give(file.name, text);
  await untilSame(page, made);
  assert.equal(await page.getByRole("alert").count(), 0);
});

test("the keyboard alone, on a phone", { timeout: 300_000 }, async () => {
  const looks = { viewport: { width: 390, height: 844 }, reducedMotion: "reduce" };
  const { page, complaints } = await studio(looks);
  const first = await untilOther(page, "");
  await tabTo(page, "button", "Surprise me", 60);
  await page.keyboard.press("Enter");
  const other = await untilOther(page, first);
  await tabTo(page, "button", "Kimono", 60);
  await page.keyboard.press("Space");
  await untilOther(page, other);
  await tabTo(page, "button", "Undo", 90);
  await page.keyboard.press("Enter");
  await untilSame(page, other);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
  assertNoComplaints(complaints);
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [390, 1440]) {
    test(`axe finds nothing in the studio, ${colorScheme}, ${width} px`, { timeout: 300_000 }, async () => {
      const { page, context } = await studio({ colorScheme, reducedMotion: "reduce", viewport: { width, height: 900 } });
      await untilOther(page, "");
      await group(page, "Colours").getByRole("button", { name: "Skin", exact: true }).click();
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(" ")}`), []);
      await context.close();
    });
  }
}
