// What a visitor does, in a visitor's words. Elements are found by role and name, as people find
// them; `data-step` tells which step of the portrait page is shown.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { launchBrowser } from "./browser.mjs";
import { startSite } from "./site.mjs";

/** The network draws on a processor here, beside a server and a browser: generous, not endless. */
export const DRAWING_LIMIT_MS = 120_000;
export const STYLES = [
  { id: "kingdom-hearts", name: "Vibrant" },
  { id: "dark-cloud", name: "Warm cel" },
  { id: "ghibli", name: "Painterly" },
  { id: "cel-shade", name: "Bold cel" },
];

export const fixture = (name) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

/** Starts site and browser for one test file: `{ site, browser, close }`. */
export async function open(options = {}) {
  const site = await startSite(options);
  try {
    const browser = await launchBrowser(options);
    const close = async () => {
      await browser.close();
      await site.stop();
    };
    return { site, browser, close };
  } catch (error) {
    await site.stop();
    throw error;
  }
}

/**
 * A page whose every complaint is kept: errors, policy violations, requests that left the house.
 * `before` gets the context before the page is asked for; all other options are the browser's.
 */
export async function visit(browser, site, path, { before, ...contextOptions } = {}) {
  const context = await browser.newContext({
    acceptDownloads: true,
    viewport: { width: 1280, height: 900 },
    ...contextOptions,
  });
  await before?.(context);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    if (/Content Security Policy|panicked|unreachable/i.test(text)) complaints.push(text);
  });
  context.on("request", (request) => {
    const { origin } = new URL(request.url());
    const isOurs = origin === site.url || !request.url().startsWith("http");
    if (!isOurs) complaints.push(`left the house: ${request.url()}`);
  });
  await page.goto(site.url + path, { waitUntil: "load" });
  return { page, context, complaints };
}

/** Before the page: chance is the same every time, so that a surprise is, and no choice one that is made already. */
export const withoutChance = (context) => context.addInitScript(() => {
  let turn = 0;
  Math.random = () => (turn = (turn + 0.314159) % 1);
});

export function assertNoComplaints(complaints) {
  assert.deepEqual(complaints, []);
}

/** Waits for a step of the portrait page; a trouble in between fails with its words. */
export async function untilStep(page, step, timeout = DRAWING_LIMIT_MS) {
  const wanted = page.locator(`[data-step="${step}"]`);
  const trouble = page.locator('[data-step="trouble"]');
  await (step === "trouble" ? wanted : wanted.or(trouble)).first().waitFor({ timeout });
  if (step !== "trouble" && (await trouble.count()) > 0) {
    throw new Error(`in the way: ${await trouble.innerText()}`);
  }
}

export async function bringFile(page, name, button = "Choose a file") {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: button }).first().click(),
  ]);
  await chooser.setFiles(fixture(name));
}

/** Drops a file of these bytes anywhere on the page. */
export function dropFile(page, name, bytes) {
  return page.evaluate(
    ([called, encoded]) => {
      const data = new DataTransfer();
      const content = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
      data.items.add(new File([content], called));
      window.dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true }));
    },
    [name, bytes.toString("base64")],
  );
}

/** Waits until the chosen style is drawn with the options of now. */
export async function untilDrawn(page, styleName) {
  const chosen = page.getByRole("group", { name: "Style" }).getByRole("button", { name: styleName });
  await chosen.locator("img").waitFor({ timeout: DRAWING_LIMIT_MS });
  await page
    .getByRole("button", { name: "Download PNG", disabled: false })
    .waitFor({ timeout: DRAWING_LIMIT_MS });
}

export async function chooseStyle(page, styleName) {
  await page.getByRole("group", { name: "Style" }).getByRole("button", { name: styleName }).click();
  await untilDrawn(page, styleName);
}

export async function choose(page, group, word) {
  await page
    .getByRole("group", { name: group })
    .getByRole("button", { name: word, exact: true })
    .click();
}

/** Presses something that downloads; answers the file's name and bytes. */
export async function download(page, press) {
  const [saved] = await Promise.all([
    page.waitForEvent("download", { timeout: DRAWING_LIMIT_MS }),
    press(),
  ]);
  return { name: saved.suggestedFilename(), bytes: await readFile(await saved.path()) };
}

export function downloadPortrait(page) {
  return download(page, () => page.getByRole("button", { name: "Download PNG" }).click());
}

/** Moves the focus with Tab until it stands on the element with this name. */
export async function tabTo(page, role, name, most = 80) {
  // A dialog that lies on top holds the focus: what is behind it cannot be meant. One that is just
  // closing has nothing to find any more, so where to look is asked anew at every press.
  const sheet = page.locator("dialog[open]");
  for (let press = 0; press < most; press += 1) {
    const isCovered = (await sheet.count()) > 0;
    const wanted = (isCovered ? sheet : page).getByRole(role, { name }).first();
    const isThere = !isCovered || (await wanted.count()) > 0;
    if (isThere && (await wanted.evaluate((element) => element === document.activeElement))) return wanted;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${most} presses of Tab do not reach ${role} “${name}”`);
}
