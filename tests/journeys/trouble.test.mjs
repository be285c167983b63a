// What can go wrong, and the way on. Every answer is its own, and the page stays usable.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launchBrowser } from "./browser.mjs";
import { assertNoComplaints, bringFile, open, untilDrawn, untilStep, visit } from "./visitor.mjs";

let site;
let browser;
let close;
before(async () => ({ site, browser, close } = await open()));
after(() => close?.());

const BAD_FILES = {
  "not-a-picture.jpg": /isn’t a picture[\s\S]*ends in \.jpg/,
  "empty.jpg": /empty/,
  "huge.png": /too large[\s\S]*20000|too large[\s\S]*20,000/,
  "corrupt.jpg": /damaged/,
  "animated.gif": /moves[\s\S]*animated GIF/,
};

test("five files that are no photo get five answers, on one page", { timeout: 300_000 }, async () => {
  const { page, complaints } = await visit(browser, site, "/portrait");
  const said = [];
  for (const [name, words] of Object.entries(BAD_FILES)) {
    await bringFile(page, name);
    await page.locator('[data-step="trouble"]').filter({ hasText: words }).waitFor();
    assert.ok(await page.getByRole("alert").isVisible());
    said.push(await page.getByRole("heading", { level: 1 }).innerText());
  }
  assert.equal(new Set(said).size, said.length, said.join(" | "));
  await bringFile(page, "astronaut.png");
  await untilStep(page, "result");
  assertNoComplaints(complaints);
});

test("no face: words, and three ways on", { timeout: 300_000 }, async () => {
  const { page, complaints } = await visit(browser, site, "/portrait");
  await bringFile(page, "no-face.jpg");
  await untilStep(page, "trouble");
  await page.getByRole("heading", { name: "I can’t find a face here" }).waitFor();
  for (const way of ["Retake", "Choose another photo", "Draw the whole picture"]) {
    assert.ok(await page.getByRole("button", { name: way }).isVisible(), way);
  }
  await page.getByRole("button", { name: "Draw the whole picture" }).click();
  await untilStep(page, "result");
  await untilDrawn(page, "Vibrant");
  assertNoComplaints(complaints);
});

test("two faces: the visitor picks one", { timeout: 300_000 }, async () => {
  const { page, complaints } = await visit(browser, site, "/portrait");
  await bringFile(page, "two-faces.png");
  await untilStep(page, "pick");
  await page.getByRole("heading", { name: "I see two faces." }).waitFor();
  await page.getByRole("button", { name: "Face 2 of 2" }).click();
  await untilStep(page, "result");
  assertNoComplaints(complaints);
});

/** What `getUserMedia` would throw; real browsers are in these states too rarely to wait for. */
const pretend = (name) => `
  navigator.mediaDevices.getUserMedia = () =>
    Promise.reject(new DOMException("pretended", ${JSON.stringify(name)}));`;
const CAMERAS = [
  { name: "denied", script: pretend("NotAllowedError"), words: /switched off for this site/ },
  { name: "none", script: "", words: /No camera found/ },
  { name: "busy", script: pretend("NotReadableError"), words: /Another app has the camera/ },
  { name: "unsuitable", script: pretend("OverconstrainedError"), words: /This camera can’t do it/ },
  {
    name: "unsupported",
    script: 'Object.defineProperty(navigator, "mediaDevices", { value: undefined });',
    words: /gives pages no camera/,
  },
];

for (const { name, script, words } of CAMERAS) {
  test(`camera ${name}: its own words and another way on`, { timeout: 60_000 }, async (t) => {
    const context = await browser.newContext();
    t.after(() => context.close());
    await context.addInitScript(script);
    const page = await context.newPage();
    await page.goto(`${site.url}/portrait`);
    await page.getByRole("button", { name: "Turn the camera on" }).click();
    await page.getByRole("alert").filter({ hasText: words }).waitFor();
    assert.ok(await page.getByRole("button", { name: "Upload instead" }).isVisible());
  });
}

test("a camera the visitor denies in earnest", { timeout: 60_000 }, async (t) => {
  const strict = await launchBrowser({ camera: "denied" });
  t.after(() => strict.close());
  const { page } = await visit(strict, site, "/portrait");
  await page.getByRole("button", { name: "Turn the camera on" }).click();
  await page.getByRole("alert").filter({ hasText: /switched off for this site/ }).waitFor();
});

test("a page that is not there says so", { timeout: 60_000 }, async () => {
  const { page, complaints } = await visit(browser, site, "/no/such/page");
  await page.getByRole("heading", { level: 1 }).waitFor();
  assert.ok(await page.getByRole("link", { name: /portrait|home/i }).first().isVisible());
  assertNoComplaints(complaints);
});
