// The style on the camera's frames: it draws, says how fast, follows the chosen style, and gives way
// where it would stutter.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { FACE_VIDEO } from "./browser.mjs";
import { DRAWING_LIMIT_MS, assertNoComplaints, open, untilStep, visit } from "./visitor.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let site;
let browser;
let close;
before(async () => ({ site, browser, close } = await open({ camera: FACE_VIDEO })));
after(() => close?.());

const liveButton = (page) => page.getByRole("button", { name: "Live style", disabled: false });

/** What axe finds on the page, one line each. */
async function findings(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

async function film(page) {
  await page.getByRole("button", { name: "Turn the camera on" }).click();
  await liveButton(page).waitFor();
}

/** What the live canvas shows: its side, its mean colour, and how much its pixels differ. */
function shownFrame(page) {
  return page.evaluate(() => {
    const canvas = document.querySelector(".live-view.shown");
    if (!canvas) return null;
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const mean = [0, 0, 0];
    const colours = new Set();
    for (let at = 0; at < data.length; at += 4) {
      for (const channel of [0, 1, 2]) mean[channel] += data[at + channel] / (data.length / 4);
      colours.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
    }
    return { side: canvas.width, mean, n_colours: colours.size };
  });
}

/** The worker's answers, and how long the page lets pass between them. */
const slowed = (delayMs) => `{
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message?.type !== "live" || !${delayMs}) return post.call(this, message, ...rest);
    setTimeout(() => post.call(this, message, ...rest), ${delayMs});
  };
}`;

test("the camera's picture is drawn as it moves, with a figure, in the chosen style", { timeout: 240_000 }, async () => {
  const { page, complaints } = await visit(browser, site, "/portrait");
  await film(page);
  assert.equal(await liveButton(page).getAttribute("aria-pressed"), "false", "a processor is not asked unasked");
  await liveButton(page).click();
  await page.locator(".live-view.shown").waitFor({ timeout: DRAWING_LIMIT_MS });
  await page.locator(".fps").filter({ hasText: /^\d+ fps$/ }).waitFor({ timeout: DRAWING_LIMIT_MS });
  const first = await shownFrame(page);
  assert.equal(first.side % 8, 0);
  assert.deepEqual(await findings(page), []);
  assert.ok(first.n_colours > 200, "a drawing has more colours than this");

  // Another style is another picture of the same frame.
  await page.getByLabel("Style of the live picture").selectOption({ label: "Painterly" });
  await page.waitForFunction(
    (before) => {
      const canvas = document.querySelector(".live-view.shown");
      const data = canvas?.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      let blue = 0;
      for (let at = 0; at < data.length; at += 4) blue += data[at + 2] / (data.length / 4);
      return data.length > 0 && Math.abs(blue - before) > 2;
    },
    first.mean[2],
    { timeout: DRAWING_LIMIT_MS },
  );
  await liveButton(page).click();
  await page.locator(".live-view").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Take the picture", disabled: false }).click();
  await untilStep(page, "result");
  assertNoComplaints(complaints);
});

test("where it would stutter it goes off with a word, and the camera goes on", { timeout: 240_000 }, async (t) => {
  const context = await browser.newContext();
  t.after(() => context.close());
  await context.addInitScript(slowed(450));
  const page = await context.newPage();
  await page.goto(`${site.url}/portrait`);
  await film(page);
  await liveButton(page).click();
  await page.getByText("The live style would stutter on this device").waitFor({ timeout: DRAWING_LIMIT_MS });
  assert.equal(await liveButton(page).getAttribute("aria-pressed"), "false");
  assert.ok(await page.getByRole("button", { name: "Take the picture", disabled: false }).isVisible());
});

test("hints come while the camera runs", { timeout: 120_000 }, async (t) => {
  const context = await browser.newContext();
  t.after(() => context.close());
  // A frame from far away: the same person, small, in the middle of a grey wall.
  await context.addInitScript(() => {
    const make = window.createImageBitmap.bind(window);
    window.createImageBitmap = async (source, ...rest) => {
      const bitmap = await make(source, ...rest);
      if (!(source instanceof HTMLVideoElement)) return bitmap;
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const pen = canvas.getContext("2d");
      pen.fillStyle = "#8a8a8a";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      const [width, height] = [canvas.width * 0.44, canvas.height * 0.44];
      pen.drawImage(bitmap, (canvas.width - width) / 2, (canvas.height - height) / 2, width, height);
      return make(canvas);
    };
  });
  const page = await context.newPage();
  await page.goto(`${site.url}/portrait`);
  await film(page);
  await page.getByRole("status").filter({ hasText: "Come closer." }).waitFor({ timeout: 60_000 });
});
