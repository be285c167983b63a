// The studio: a character, its wardrobe and its colours, the way back, and what is kept.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { assertNoComplaints, download, open, tabTo, visit } from "./visitor.mjs";

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
const stage = (page) => page.locator(".easel canvas");

/** A number that is another one for another picture. */
const print = (canvas) => canvas.evaluate((it) => {
  const { data } = it.getContext("2d").getImageData(0, 0, it.width, it.height);
  let sum = 2166136261;
  for (const value of data) sum = Math.imul(sum ^ value, 16777619) >>> 0;
  return `${it.width}x${it.height} ${sum}`;
});

/** Waits until the stage shows something else than before; answers what. */
async function untilOther(page, before) {
  await page.waitForFunction(async ([seen]) => {
    const it = document.querySelector(".easel canvas");
    if (!it || it.width < 400) return false;
    const { data } = it.getContext("2d").getImageData(0, 0, it.width, it.height);
    let sum = 2166136261;
    for (const value of data) sum = Math.imul(sum ^ value, 16777619) >>> 0;
    return `${it.width}x${it.height} ${sum}` !== seen;
  }, [before], { timeout: DRAWING_MS });
  return print(stage(page));
}

async function untilSame(page, wanted) {
  const deadline = Date.now() + DRAWING_MS;
  while ((await print(stage(page))) !== wanted) {
    assert.ok(Date.now() < deadline, "the picture of before does not come back");
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  }
}

const kept = (page) => page.getByText("Saved on this device").waitFor();

test("a character is dressed, coloured, undone, and there after a reload", { timeout: 300_000 }, async () => {
  const { page, complaints } = await visit(browser, site, "/studio");
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
  await untilSame(page, turned).catch(() => {});
  assert.equal(await untilOther(page, ""), turned, "what was made is there again, to the pixel");
  assert.equal(await choice(page, "Style", "Bold cel").getAttribute("aria-pressed"), "true");
  assertNoComplaints(complaints);
});

test("a surprise is another character, and a drawer shows this one in everything", { timeout: 300_000 }, async () => {
  const { page } = await visit(browser, site, "/studio");
  let seen = await untilOther(page, "");
  await page.getByRole("button", { name: "Surprise me" }).click();
  seen = await untilOther(page, seen);
  for (const [drawer, of, name] of [
    ["Hair", "Hair", "Twin tails"], ["Eyes", "Eyes", "Cat"], ["Face", "Mouth", null],
    ["Extras", "Extras", "Beanie"], ["Ground", "Ground", "Meadow"],
  ]) {
    await group(page, "Drawer").getByRole("button", { name: drawer, exact: true }).click();
    await group(page, of).getByRole("button").first().waitFor();
    const options = group(page, of).getByRole("button", { pressed: false });
    await (name ? choice(page, of, name) : options.last()).click();
    seen = await untilOther(page, seen);
  }
  await choice(page, "Expression", "Laugh").click();
  seen = await untilOther(page, seen);
  await choice(page, "Frame", "Whole figure").click();
  await untilOther(page, seen);
  const [width, height] = await stage(page).evaluate((it) => [it.width, it.height]);
  assert.ok(height > 1.7 * width, `${width} × ${height} is a whole figure`);
});

test("a picture and a project file go out, and the file comes back", { timeout: 300_000 }, async () => {
  const { page } = await visit(browser, site, "/studio");
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
    assert.equal(await print(stage(page)), other);
  }
  await give(file.name, text);
  await untilSame(page, made);
  assert.equal(await page.getByRole("alert").count(), 0);
});

test("the keyboard alone, on a phone", { timeout: 300_000 }, async () => {
  const looks = { viewport: { width: 390, height: 844 }, reducedMotion: "reduce" };
  const { page, complaints } = await visit(browser, site, "/studio", looks);
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
      const { page, context } = await visit(browser, site, "/studio", { colorScheme, reducedMotion: "reduce", viewport: { width, height: 900 } });
      await untilOther(page, "");
      await group(page, "Colours").getByRole("button", { name: "Skin", exact: true }).click();
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(" ")}`), []);
      await context.close();
    });
  }
}
