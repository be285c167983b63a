// After one visit the whole way from a photo to a portrait works with the network off.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { coloursIn, readPng } from "./png.mjs";
import {
  assertNoComplaints, bringFile, chooseStyle, downloadPortrait, open, untilStep, visit,
} from "./visitor.mjs";

let site;
let browser;
let close;
before(async () => ({ site, browser, close } = await open()));
after(() => close?.());

/** Waits until everything the build lists is in the browser's caches. */
async function untilKept(page) {
  await page.waitForFunction(
    async () => {
      const { shell, models } = await (await fetch("/precache.json")).json();
      for (const url of [...shell, ...models]) {
        if (!(await caches.match(url, { ignoreSearch: true }))) return false;
      }
      return true;
    },
    null,
    { timeout: 120_000, polling: 1_000 },
  );
}

test("one visit, then no network: photo to portrait", { timeout: 600_000 }, async () => {
  const { page, context, complaints } = await visit(browser, site, "/portrait?from=sample");
  await untilStep(page, "result");
  await untilKept(page);
  const api = await page.evaluate(async () => {
    await fetch("/api/health");
    return Boolean(await caches.match("/api/health"));
  });
  assert.equal(api, false, "/api/ is never kept");

  // The server is really gone; `setOffline` alone does not reach every worker.
  await context.setOffline(true);
  await site.stop();
  await page.goto(`${site.url}/portrait`);
  await page.getByText("You are offline.").waitFor();
  await bringFile(page, "astronaut.png");
  await untilStep(page, "result");
  await chooseStyle(page, "Warm cel");
  const png = readPng((await downloadPortrait(page)).bytes);
  assert.ok(coloursIn(png) > 1);

  await page.goto(`${site.url}/gallery`);
  await page.locator("li.piece").first().waitFor();
  await page.goto(`${site.url}/`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.locator(".living").evaluate((it) => it.scrollIntoView({ behavior: "instant" }));
  await page.locator(".alive .scene canvas").waitFor();
  const strict = await page.evaluate(async () => {
    const policy = (await fetch("/")).headers.get("Content-Security-Policy");
    const vision = (await fetch("/vision/worker.js")).headers.get("Content-Security-Policy");
    return [policy.includes("'unsafe-eval'"), vision.includes("'unsafe-eval'")];
  });
  assert.deepEqual(strict, [false, true], "kept answers keep their policies");
  assertNoComplaints(complaints);
});
