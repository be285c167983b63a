// Style packs as things: dropped, tried in a sandbox, kept, drawn with, removed; and refused.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { BAD_PACKS, PAPER_MOON } from "./pack-files.mjs";
import { readPng } from "./png.mjs";
import {
  DRAWING_LIMIT_MS, assertNoComplaints, bringFile, chooseStyle, downloadPortrait, dropFile, open,
  tabTo, untilDrawn, untilStep, visit,
} from "./visitor.mjs";

let site;
let browser;
let close;
before(async () => ({ site, browser, close } = await open()));
after(() => close?.());

const sheet = (page) => page.getByRole("dialog");

async function keepPaperMoon(page) {
  await dropFile(page, PAPER_MOON.name, PAPER_MOON.bytes);
  const keep = sheet(page).getByRole("button", { name: "Keep on this device" });
  await keep.waitFor({ timeout: DRAWING_LIMIT_MS });
  await keep.click();
  await page.getByText("Paper moon is kept on this device.").waitFor();
}

/** The shelf's line of a pack. */
const onShelf = (page, name) => page.locator(".packs li").filter({ hasText: name });

test("a pack is tried, kept, drawn with and exported; it stays, also offline", { timeout: 600_000 }, async () => {
  const { page, complaints } = await visit(browser, site, "/portrait");
  await bringFile(page, "astronaut.png");
  await untilStep(page, "result");
  await dropFile(page, PAPER_MOON.name, PAPER_MOON.bytes);
  const tried = sheet(page);
  await tried.getByRole("img", { name: "Drawn with Paper moon" }).waitFor({ timeout: DRAWING_LIMIT_MS });
  const words = await tried.innerText();
  for (const note of ["Paper moon", "Ren Aoki", "CC0-1.0", "Your photo, drawn in the sandbox", "KB"]) {
    assert.ok(words.includes(note), `${note} is not in: ${words}`);
  }
  await tried.getByRole("button", { name: "Keep on this device" }).click();
  await untilDrawn(page, "Paper moon");
  const { name, bytes } = await downloadPortrait(page);
  assert.match(name, /paper-moon/);
  const png = readPng(bytes);
  assert.equal(png.text.Style, "paper-moon");
  assert.equal(png.text.Pack, "paper-moon@3");

  await page.reload();
  await untilStep(page, "capture");
  await page.getByText("1 on this device").click();
  await onShelf(page, "Paper moon").getByText("by Ren Aoki").waitFor();
  await bringFile(page, "astronaut.png");
  await untilStep(page, "result");
  await chooseStyle(page, "Paper moon");
  assert.equal(readPng((await downloadPortrait(page)).bytes).text.Pack, "paper-moon@3");
  assertNoComplaints(complaints);
});

test("a pack by keyboard, before any photo; removed, brought back, removed for good", { timeout: 300_000 }, async () => {
  const { page, complaints } = await visit(browser, site, "/portrait");
  const opened = page.waitForEvent("filechooser");
  opened.catch(() => {});
  await page.locator("summary").filter({ hasText: "Your style packs" }).focus();
  await page.keyboard.press("Enter");
  await tabTo(page, "button", "Add a style pack");
  await page.keyboard.press("Enter");
  await (await opened).setFiles({ ...PAPER_MOON, mimeType: "", buffer: PAPER_MOON.bytes });
  await sheet(page).getByText("The sample face, drawn in the sandbox").waitFor({ timeout: DRAWING_LIMIT_MS });
  await sheet(page).getByRole("button", { name: "Keep on this device" }).press("Enter");
  await onShelf(page, "Paper moon").waitFor();

  const remove = page.getByRole("button", { name: "Remove Paper moon" });
  await remove.press("Enter");
  await onShelf(page, "Paper moon").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await onShelf(page, "Paper moon").waitFor();
  await page.reload();
  await page.getByText("1 on this device").click();
  await remove.click();
  await page.getByText("Paper moon was removed from this device.").waitFor();
  await page.reload();
  await page.getByText("none yet").waitFor();
  assertNoComplaints(complaints);
});

test("each bad pack has its own refusal, and nothing of it stays", { timeout: 600_000 }, async () => {
  const { page, complaints } = await visit(browser, site, "/portrait");
  await untilStep(page, "capture");
  const said = new Map();
  for (const [kind, bytes, words] of BAD_PACKS) {
    await dropFile(page, `${kind}.safetensors`, bytes);
    const alert = sheet(page).getByRole("alert");
    await alert.waitFor({ timeout: DRAWING_LIMIT_MS });
    const text = await alert.innerText();
    assert.match(text, words, kind);
    assert.match(text, /Nothing of it was kept|It was not opened/, kind);
    said.set(text.split("\n")[0], kind);
    await sheet(page).getByRole("button", { name: "Close" }).click();
    await sheet(page).waitFor({ state: "detached" });
  }
  // NaN and infinity are one kind of fault.
  assert.equal(said.size, BAD_PACKS.length - 1, [...said.keys()].join(" | "));
  await page.reload();
  await page.getByText("none yet").waitFor();
  assertNoComplaints(complaints);
});

/** Changes what the page asks of the sandbox; the worker and its answers are the real ones. */
const asked = (change) => `{
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message?.type === "pack" && message.bounds) { ${change} }
    return post.call(this, message, ...rest);
  };
}`;

for (const [kind, change, words] of [
  ["slow", "message.bounds.elapsedMsMax = 1;", /too slow/],
  ["hungry", "message.bounds.memoryBytesMax = 1e6;", /too hungry/],
]) {
  test(`a pack that is too ${kind} for its bounds is refused`, { timeout: 120_000 }, async (t) => {
    const context = await browser.newContext();
    t.after(() => context.close());
    await context.addInitScript(asked(change));
    const page = await context.newPage();
    await page.goto(`${site.url}/portrait`);
    await untilStep(page, "capture");
    await dropFile(page, PAPER_MOON.name, PAPER_MOON.bytes);
    await sheet(page).getByRole("alert").filter({ hasText: words }).waitFor({ timeout: DRAWING_LIMIT_MS });
  });
}

test("a sandbox that never answers is ended, and its worker with it", { timeout: 120_000 }, async (t) => {
  const context = await browser.newContext();
  t.after(() => context.close());
  await context.addInitScript(asked("return undefined;"));
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(`${site.url}/portrait`);
  await untilStep(page, "capture");
  const started = page.waitForEvent("worker");
  await dropFile(page, PAPER_MOON.name, PAPER_MOON.bytes);
  const worker = await started;
  const ended = worker.waitForEvent ? new Promise((resolve) => worker.once("close", resolve)) : null;
  await page.clock.runFor(31_000);
  await sheet(page).getByRole("alert").filter({ hasText: /sandbox stopped/i }).waitFor();
  await ended;
  assert.equal(page.workers().length, 0);
  await sheet(page).getByRole("button", { name: "Close" }).click();
  await sheet(page).waitFor({ state: "detached" });
});

test("a kept pack works with the network off", { timeout: 600_000 }, async (t) => {
  const { page, context, complaints } = await visit(browser, site, "/portrait?from=sample");
  t.after(() => context.close());
  await untilStep(page, "result");
  await keepPaperMoon(page);
  await page.waitForFunction(
    async () => {
      const { shell, models } = await (await fetch("/precache.json")).json();
      const kept = await Promise.all([...shell, ...models].map((url) => caches.match(url, { ignoreSearch: true })));
      return kept.every(Boolean);
    },
    null,
    { timeout: 120_000, polling: 1_000 },
  );
  await context.setOffline(true);
  await page.goto(`${site.url}/portrait`);
  await bringFile(page, "astronaut.png");
  await untilStep(page, "result");
  await chooseStyle(page, "Paper moon");
  assert.equal(readPng((await downloadPortrait(page)).bytes).text.Pack, "paper-moon@3");
  assertNoComplaints(complaints);
});
