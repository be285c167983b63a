// One run through real WebGPU. The adapter is emulated, so it takes minutes where a graphics card
// takes a blink; what counts is that the picture is the same one.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { coloursIn, readPng } from "./png.mjs";
import { bringFile, chooseStyle, downloadPortrait, open, untilDrawn, untilStep, visit } from "./visitor.mjs";

const EMULATED_LIMIT_MS = 480_000;
/** Mean difference of a colour value, of 255, between the two devices. */
const DIFFERENCE_LIMIT = 2;

let site;
let browser;
let close;
before(async () => ({ site, browser, close } = await open({ webgpu: true })));
after(() => close?.());

async function portraitOn(device) {
  const { page, context } = await visit(browser, site, `/portrait?device=${device}`);
  page.setDefaultTimeout(EMULATED_LIMIT_MS);
  await bringFile(page, "astronaut.png");
  await untilStep(page, "result", EMULATED_LIMIT_MS);
  await untilDrawn(page, "Vibrant");
  assert.equal(await page.locator("[data-device]").first().getAttribute("data-device"), device);
  const { bytes } = await downloadPortrait(page);
  await context.close();
  return readPng(bytes);
}

test("WebGPU draws what the processor draws", { timeout: 2 * EMULATED_LIMIT_MS }, async (t) => {
  const [card, processor] = [await portraitOn("webgpu"), await portraitOn("cpu")];
  assert.ok(JSON.stringify(card.text).includes("webgpu"), JSON.stringify(card.text));
  assert.ok(coloursIn(card) > 500);
  let difference = 0;
  card.pixels.forEach((value, at) => (difference += Math.abs(value - processor.pixels[at])));
  difference /= card.pixels.length;
  t.diagnostic(`mean difference ${difference.toFixed(3)} of 255`);
  assert.ok(difference < DIFFERENCE_LIMIT, `mean difference ${difference}`);
});

test("an emulated card is no card: left alone, the processor draws", { timeout: 300_000 }, async () => {
  const { page } = await visit(browser, site, "/portrait?from=sample");
  await untilStep(page, "result");
  await chooseStyle(page, "Vibrant");
  assert.equal(await page.locator("[data-device]").first().getAttribute("data-device"), "cpu");
  await page.getByText("only emulated").waitFor();
});
