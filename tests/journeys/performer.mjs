// What journeys ask of the performer: the worker that moves the studio's character.
import assert from "node:assert/strict";
import { visit } from "./visitor.mjs";

/** A processor draws in the place of a card here, beside a server and an artist. */
export const MOVING_LIMIT_MS = 90_000;

/** Runs before the page: keeps every performer, and what it says. */
function keepPerformers() {
  let turn = 0;
  Math.random = () => (turn = (turn + 0.314159) % 1);
  const Real = window.Worker;
  window.performers = [];
  window.Worker = class extends Real {
    constructor(address, options) {
      super(address, options);
      if (!String(address).startsWith("/performer/")) return;
      const performer = { worker: this, heard: [] };
      window.performers.push(performer);
      this.addEventListener("message", ({ data }) => performer.heard.push(data));
    }
  };
}

/** The studio by a visitor whose surprises are the same every time; `renderer` is asked for in the address. */
export const studioWith = (browser, site, renderer, options = {}) =>
  visit(browser, site, renderer ? `/studio?renderer=${renderer}` : "/studio", {
    // Narrower, the stage would be scrolled out of sight by whoever reaches for the wardrobe.
    viewport: { width: 1200, height: 720 },
    ...options,
    before: (context) => context.addInitScript(keepPerformers),
  });

/** Everything of one kind that the newest performer said. */
export const heard = (page, type) =>
  page.evaluate((wanted) => window.performers.at(-1)?.heard.filter((it) => it.type === wanted) ?? [], type);

/** Waits until the newest performer has said this `times` times; answers the last one. */
export async function untilHeard(page, type, times = 1) {
  await page.waitForFunction(
    ([wanted, n]) => (window.performers.at(-1)?.heard.filter((it) => it.type === wanted).length ?? 0) >= n,
    [type, times],
    { timeout: MOVING_LIMIT_MS },
  );
  return (await heard(page, type)).at(-1);
}

/** Says something to the newest performer. */
export const tell = (page, message) =>
  page.evaluate((it) => window.performers.at(-1).worker.postMessage(it), message);

/** Asks the newest performer something that it answers with a message of the same type. */
export const ask = (page, type) =>
  page.evaluate((wanted) => new Promise((done) => {
    const { worker } = window.performers.at(-1);
    worker.addEventListener("message", function hear({ data }) {
      if (data.type !== wanted) return;
      worker.removeEventListener("message", hear);
      done(data);
    });
    worker.postMessage({ type: wanted });
  }), type);

/** Lets the page draw this many frames. */
export const frames = (page, n) =>
  page.evaluate(async (count) => {
    for (let k = 0; k < count; k += 1) await new Promise(requestAnimationFrame);
  }, n);

/** What was drawn and uploaded until now. */
export const counts = (page) => ask(page, "count");

/** Waits until nothing is asked for any more: what was said has come to rest. */
export async function untilAtRest(page) {
  const deadline = Date.now() + MOVING_LIMIT_MS;
  for (;;) {
    const { isAwake, frames: drawn, bytes } = await counts(page);
    if (!isAwake) return { frames: drawn, bytes };
    assert.ok(Date.now() < deadline, "the performer never comes to rest");
    await frames(page, 5);
  }
}

/** How what the canvas shows differs from what a processor draws of the same scene, of 255. */
export const difference = (page) =>
  page.evaluate(async () => {
    const { worker } = window.performers.at(-1);
    const reference = await new Promise((done) => {
      worker.addEventListener("message", function hear({ data }) {
        if (data.type !== "reference") return;
        worker.removeEventListener("message", hear);
        done(data);
      });
      worker.postMessage({ type: "reference" });
    });
    const { width, height, pixels } = reference;
    const shown = document.querySelector(".easel .moving");
    const copy = document.createElement("canvas");
    [copy.width, copy.height] = [width, height];
    const context = copy.getContext("2d", { willReadFrequently: true });
    context.drawImage(shown, 0, 0);
    const seen = context.getImageData(0, 0, width, height).data;
    let [sum, far] = [0, 0];
    const colours = new Set();
    for (let at = 0; at < seen.length; at += 1) {
      // The canvas gives colours out without their alpha.
      const alpha = at % 4 === 3 ? 255 : seen[at - (at % 4) + 3];
      const apart = Math.abs((seen[at] * alpha) / 255 - pixels[at]);
      sum += apart;
      far += apart > 8 ? 1 : 0;
      if (at % 4 === 0) colours.add((pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2]);
    }
    return {
      size: [width, height], own: [shown.width, shown.height], colours: colours.size,
      mean: sum / seen.length, farPerMille: (far * 1000) / seen.length,
    };
  });
