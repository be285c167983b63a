// The page with the camera: a filmed face moves the character, is lost and found, and calibrated;
// keys make expressions; the overlay is the character alone.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, afterEach, before, test } from "node:test";
import { launchBrowser } from "./browser.mjs";
import { assertNoComplaints, fixture, open, tabTo, visit, withoutChance } from "./visitor.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** The face finder starts in software, beside everything else. */
const START_MS = 120_000;
const FILM = fixture("face.mjpeg");

let site;
let browser;
let close;
before(async () => ({ site, browser, close } = await open({ camera: FILM })));
after(() => close?.());
/** A page that is left open goes on looking for faces, beside those that are tested. */
const contexts = [];
afterEach(() => Promise.all(contexts.splice(0).map((context) => context.close())));

const button = (page, name) => page.getByRole("button", { name, exact: true });
const status = (page, words) => page.locator(".telling [role=status]").filter({ hasText: words });

/** What axe finds on the page, one line each. */
async function findings(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

/**
 * The page, with a visitor whose surprise is the same every time. Where only the face matters the
 * character stands still: on a processor its picture costs more than all else.
 */
const STILL = "/live?renderer=still";
async function live(options = {}, on = browser, path = STILL) {
  const visited = await visit(on, site, path, {
    ...options,
    before: (context) => {
      contexts.push(context);
      return withoutChance(context);
    },
  });
  visited.page.setDefaultTimeout(60_000);
  return visited;
}

async function film(page) {
  await button(page, "Turn the camera on").click();
  await status(page, "Following your face").waitFor({ timeout: START_MS });
}

/** Opens the table of what is read, and keeps the least and most of every reading from now on. */
async function watch(page) {
  const details = page.locator("details", { hasText: "What I read" });
  if ((await details.getAttribute("open")) === null) await details.locator("summary").click();
  await page.evaluate(() => {
    window.ranges = {};
    const note = () => {
      for (const cell of document.querySelectorAll("[data-reading]")) {
        const value = Number(cell.textContent);
        if (!Number.isFinite(value)) continue;
        const range = (window.ranges[cell.dataset.reading] ??= [value, value]);
        window.ranges[cell.dataset.reading] = [Math.min(range[0], value), Math.max(range[1], value)];
      }
    };
    new MutationObserver(note).observe(document.querySelector(".readings table"), {
      subtree: true,
      characterData: true,
      childList: true,
    });
  });
}

test("a filmed face is followed, lost and found again", { timeout: 400_000 }, async (t) => {
  const { page, complaints } = await live();
  await film(page);
  await watch(page);
  // It tilts to both sides, blinks, opens its mouth, raises its brows, and is gone for a while.
  const moved = page.waitForFunction(
    () => {
      const span = (id) => (window.ranges[id] ? window.ranges[id][1] - window.ranges[id][0] : 0);
      // A processor that finds few faces a second may see a blink end with one eye before the other.
      const least = Math.min(...["EyeLOpen", "EyeROpen"].map((id) => window.ranges[id]?.[0] ?? 1));
      return span("AngleZ") > 18 && least === 0 && span("MouthOpenY") > 0.08 && span("BrowLY") > 0.25;
    },
    undefined,
    { timeout: 120_000 },
  );
  await moved.catch(async (error) => {
    throw new Error(`${error.message}: ${JSON.stringify(await page.evaluate(() => window.ranges))}`);
  });
  await status(page, "Face lost. Easing back to idle").waitFor({ timeout: 60_000 });
  assert.equal(await page.locator('[data-reading="AngleZ"]').innerText(), "–", "nothing is read of no face");
  await status(page, "Following your face").waitFor({ timeout: 60_000 });
  await page.locator("[data-figures]").filter({ hasText: /\d+ ms, 95 % below \d+ ms, \d+ fps/ }).waitFor();
  t.diagnostic(`figures: ${await page.locator("[data-figures]").innerText()}`);
  t.diagnostic(JSON.stringify(await page.evaluate(() => window.ranges)));
  const camera = () => page.evaluate(() => document.querySelector("#live-film").srcObject?.active ?? false);
  assert.equal(await camera(), true);
  await button(page, "Stop").click();
  await button(page, "Turn the camera on").waitFor();
  assert.equal(await camera(), false, "the camera is let go");
  assertNoComplaints(complaints);
});

test("the living character is told what the face does", { timeout: 400_000 }, async () => {
  const { page, complaints } = await live({}, browser, "/live");
  await page.evaluate(() => {
    const post = Worker.prototype.postMessage;
    window.tilts = [];
    Worker.prototype.postMessage = function (message, ...rest) {
      if (message?.type === "track" && message.values) window.tilts.push(message.values.AngleZ);
      return post.call(this, message, ...rest);
    };
  });
  await film(page);
  await page.waitForFunction(() => Math.max(...window.tilts) - Math.min(...window.tilts) > 8, undefined, { timeout: START_MS });
  assertNoComplaints(complaints);
});

test("a mirror shows the other side", { timeout: 400_000 }, async () => {
  const { page } = await live();
  await film(page);
  await watch(page);
  const leans = async () => {
    await page.evaluate(() => (window.ranges = {}));
    await page.waitForFunction(() => (window.ranges.AngleZ?.[1] ?? 0) > 8 && window.ranges.AngleZ[0] < -8, undefined, { timeout: 120_000 });
  };
  await leans();
  const mirror = page.getByRole("switch", { name: /Like a mirror/ });
  assert.equal(await mirror.isChecked(), true);
  await mirror.click();
  assert.equal(await page.locator("#live-film.mirrored").count(), 0, "the camera's picture is turned with it");
  await leans();
});

/** Asks for the neutral face, and again when the film's face did not keep still, as a person would. */
async function calibrate(page, press) {
  const done = page.getByText("Calibrated for your face");
  const deadline = Date.now() + START_MS;
  do {
    assert.ok(Date.now() < deadline, "no calm second was found");
    await press();
    await status(page, "Look straight ahead").waitFor();
    await status(page, "Look straight ahead").waitFor({ state: "hidden" });
  } while (!(await done.isVisible()));
}

test("a neutral face is collected, kept on the device, and forgotten", { timeout: 400_000 }, async () => {
  const { page } = await live();
  await film(page);
  await calibrate(page, () => button(page, "Calibrate").click());
  const kept = await page.evaluate(() => localStorage.getItem("live-neutral"));
  assert.ok(JSON.parse(kept).measures.mouthWidth ?? JSON.parse(kept).measures.mouth_width, kept);
  await page.reload();
  await page.getByText("Calibrated for your face").waitFor();
  await button(page, "Forget it").click();
  await page.getByText("Calibrated for your face").waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => localStorage.getItem("live-neutral")), null);
});

test("keys make expressions, but not while an address is selected", { timeout: 200_000 }, async () => {
  const { page } = await live();
  const key = (name) => page.getByRole("group", { name: "Expressions" }).getByRole("button", { name });
  await key("Smile").waitFor();
  await page.keyboard.press("2");
  assert.equal(await key("Laugh").getAttribute("aria-pressed"), "true");
  await page.keyboard.press("4");
  assert.deepEqual(
    [await key("Laugh").getAttribute("aria-pressed"), await key("Oh").getAttribute("aria-pressed")],
    ["false", "true"],
  );
  await page.locator("summary", { hasText: "For streaming" }).click();
  await page.getByLabel("Overlay address").focus();
  await page.keyboard.press("1");
  assert.equal(await key("Smile").getAttribute("aria-pressed"), "false");
  await page.locator("summary", { hasText: "For streaming" }).focus();
  await page.keyboard.press("0");
  assert.equal(await key("Oh").getAttribute("aria-pressed"), "false");
});

test("the overlay is the character alone, on nothing", { timeout: 400_000 }, async () => {
  const { page: first } = await live();
  await first.locator("summary", { hasText: "For streaming" }).click();
  const field = first.getByLabel("Overlay address");
  await first.waitForFunction(() => document.querySelector(".readings input").value.includes("#character="), undefined, { timeout: START_MS });
  const address = new URL(await field.inputValue());
  assert.equal(`${address.pathname}${address.search}`, "/live?overlay=1");
  const { page, complaints } = await live({ permissions: ["camera"] }, browser, `${address.pathname}${address.search}&renderer=still${address.hash}`);
  await page.locator(".live-page.overlay").waitFor();
  // Allowed already, the camera comes by itself: no button is left.
  await button(page, "Turn the camera on").waitFor({ state: "detached", timeout: START_MS });
  assert.deepEqual(
    await page.evaluate(() => [document.documentElement, document.body].map((it) => getComputedStyle(it).backgroundColor)),
    ["rgba(0, 0, 0, 0)", "rgba(0, 0, 0, 0)"],
  );
  for (const gone of ["header", "footer", "aside", ".telling"]) {
    assert.equal(await page.locator(`${gone}:visible`).count(), 0, gone);
  }
  const corner = await page.screenshot({ omitBackground: true, clip: { x: 0, y: 0, width: 4, height: 4 } });
  const alpha = await page.evaluate(async (bytes) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(bytes)], { type: "image/png" }));
    const context = new OffscreenCanvas(4, 4).getContext("2d");
    context.drawImage(image, 0, 0);
    return context.getImageData(1, 1, 1, 1).data[3];
  }, [...corner]);
  assert.equal(alpha, 0);
  assertNoComplaints(complaints);
});

test("a camera that is denied, or a file that cannot be played, leaves a way on", { timeout: 300_000 }, async () => {
  const other = await launchBrowser({ camera: "denied" });
  try {
    const { page, complaints } = await live({}, other);
    await button(page, "Turn the camera on").click();
    const alert = page.getByRole("alert");
    await alert.filter({ hasText: "Allow it in the address bar, then try again." }).waitFor();
    assert.equal(await button(page, "Turn the camera on").isEnabled(), true);
    await page.getByLabel("Recorded face").setInputFiles(fixture("corrupt.jpg"));
    await alert.filter({ hasText: "This recording cannot be played" }).waitFor();
    assertNoComplaints(complaints);
    contexts.length = 0;
  } finally {
    await other.close();
  }
});

test("a recorded face moves the character as a camera does", { timeout: 400_000 }, async () => {
  const { page } = await live();
  // The camera's film, recorded by the browser itself.
  const bytes = await page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    const recorder = new MediaRecorder(stream, { mimeType: "video/webm;codecs=vp8" });
    const parts = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const ended = new Promise((resolve) => (recorder.onstop = resolve));
    recorder.start();
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    recorder.stop();
    await ended;
    for (const track of stream.getTracks()) track.stop();
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
  });
  await page.getByLabel("Recorded face").setInputFiles({ name: "me.webm", mimeType: "video/webm", buffer: Buffer.from(bytes) });
  await status(page, "Following your face").waitFor({ timeout: START_MS });
});

test("the keyboard alone, on a phone, where motion is unwelcome", { timeout: 400_000 }, async () => {
  const { page, complaints } = await live({ viewport: { width: 390, height: 844 }, reducedMotion: "reduce" });
  await tabTo(page, "button", "Turn the camera on", 60);
  await page.keyboard.press("Enter");
  await status(page, "Following your face").waitFor({ timeout: START_MS });
  await calibrate(page, async () => {
    await tabTo(page, "button", "Calibrate", 60);
    await page.keyboard.press("Space");
  });
  await tabTo(page, "button", "Stop", 60);
  await page.keyboard.press("Enter");
  await button(page, "Turn the camera on").waitFor();
  assertNoComplaints(complaints);
});

test("axe finds nothing, light and dark, large and small", { timeout: 300_000 }, async () => {
  for (const colorScheme of ["light", "dark"]) {
    for (const [width, height] of [[1440, 900], [390, 844]]) {
      const { page, context } = await live({ colorScheme, viewport: { width, height } });
      await button(page, "Turn the camera on").waitFor();
      for (const summary of await page.locator("details > summary").all()) await summary.click();
      assert.deepEqual(await findings(page), [], `${colorScheme} at ${width}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${wide} is wider than ${width}`);
      await context.close();
      contexts.length = 0;
    }
  }
});
