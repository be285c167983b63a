// Accessibility of every page, and what Lighthouse thinks of the first one.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import lighthouse from "lighthouse";
import { untilSettled } from "./accessible.mjs";
import { launchBrowser } from "./browser.mjs";
import { PAPER_MOON } from "./pack-files.mjs";
import {
  DRAWING_LIMIT_MS, bringFile, dropFile, open, untilDrawn, untilStep, visit,
} from "./visitor.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PAGES = ["/", "/portrait", "/gallery", "/privacy", "/no/such/page"];
const WIDTHS = [390, 1440];
const SCHEMES = ["light", "dark"];
const LIGHTHOUSE_FLOOR = 95;

let site;
let browser;
let close;
before(async () => ({ site, browser, close } = await open()));
after(() => close?.());

/** What axe finds, one line each. */
async function findings(page) {
  // By the debugger, for the page's policy rightly forbids strangers' scripts.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary}`),
  );
}

for (const colorScheme of SCHEMES) {
  for (const width of WIDTHS) {
    const looks = { colorScheme, reducedMotion: "reduce", viewport: { width, height: 900 } };
    test(`axe finds nothing, ${colorScheme}, ${width} px`, { timeout: 400_000 }, async () => {
      const found = [];
      for (const path of PAGES) {
        const { page, context } = await visit(browser, site, path, looks);
        await page.getByRole("heading", { level: 1 }).first().waitFor();
        await untilSettled(page, colorScheme);
        found.push(...(await findings(page)).map((line) => `${path}: ${line}`));
        const tooWide = await page.evaluate(
          () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
        );
        if (tooWide) found.push(`${path}: scrolls sideways`);
        await context.close();
      }
      assert.deepEqual(found, []);
    });

    test(`axe finds nothing on the way, ${colorScheme}, ${width} px`, { timeout: 600_000 }, async () => {
      const found = [];
      const look = async (page, name) =>
        found.push(...(await findings(page)).map((line) => `${name}: ${line}`));
      const { page, context } = await visit(browser, site, "/portrait", looks);
      await bringFile(page, "not-a-picture.jpg");
      await untilStep(page, "trouble");
      await look(page, "trouble");
      await bringFile(page, "two-faces.png");
      await untilStep(page, "pick");
      await look(page, "pick");
      await page.getByRole("button", { name: "Face 1 of 2" }).click();
      await untilStep(page, "result");
      await untilDrawn(page, "Vibrant");
      await look(page, "result");
      await page.getByRole("button", { name: "Use as profile picture" }).click();
      await page.getByRole("dialog").waitFor();
      await look(page, "profile dialog");
      await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
      await dropFile(page, "letter.safetensors", Buffer.from("no pack"));
      await page.getByRole("dialog").getByRole("alert").waitFor();
      await look(page, "refused pack");
      await dropFile(page, PAPER_MOON.name, PAPER_MOON.bytes);
      const keep = page.getByRole("button", { name: "Keep on this device" });
      await keep.waitFor({ timeout: DRAWING_LIMIT_MS });
      await look(page, "tried pack");
      await keep.click();
      await untilDrawn(page, "Paper moon");
      await page.getByText("1 on this device").click();
      await look(page, "result with an own pack");
      await context.close();
      assert.deepEqual(found, []);
    });
  }
}

// Its fourth figure is speed, which depends on the machine: `cargo xtask bench page` measures it.
test("Lighthouse: accessibility, best practices, SEO", { timeout: 600_000 }, async (t) => {
  const debuggingPort = 7390;
  const chromium = await launchBrowser({ debuggingPort });
  t.after(() => chromium.close());
  const { lhr } = await lighthouse(site.url, {
    port: debuggingPort,
    logLevel: "error",
    onlyCategories: ["accessibility", "best-practices", "seo"],
  });
  const missed = Object.values(lhr.audits)
    .filter(({ score, scoreDisplayMode }) => scoreDisplayMode === "binary" && score === 0)
    .map(({ id }) => id);
  for (const { id, score } of Object.values(lhr.categories)) {
    assert.ok(score * 100 >= LIGHTHOUSE_FLOOR, `${id}: ${score}; missed: ${missed.join(", ")}`);
  }
});
