// What axe finds on a page, and whether it scrolls sideways.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** One line for each fault. */
export async function faults(page, name) {
  // By the debugger, for the page's policy rightly forbids strangers' scripts.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${name}: ${id} at ${target.join(" ")}: ${failureSummary}`),
  );
  const tooWide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  return tooWide ? [...found, `${name}: scrolls sideways`] : found;
}

/** Waits until the page stands in these colours and at rest: between two of them nothing has contrast. */
export async function untilSettled(page, colorScheme) {
  await page.waitForFunction((scheme) => {
    const isAsked = matchMedia(`(prefers-color-scheme: ${scheme})`).matches;
    const isWorn = document.documentElement.dataset.theme === scheme;
    return isAsked && isWorn && document.getAnimations().every(({ playState }) => playState !== "running");
  }, colorScheme);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Goes through a page in both colours, on a phone and on a desk. */
export async function everyLook(page, name) {
  const found = [];
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [390, 1440]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      await untilSettled(page, colorScheme);
      found.push(...(await faults(page, `${name}, ${colorScheme}, ${width} px`)));
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  return found;
}

/** Calls the API as whoever is in front of the page. */
export function asVisitor(page, method, path, body) {
  return page.evaluate(
    async ([verb, address, content]) => {
      const headers = { "idempotency-key": crypto.randomUUID() };
      if (content !== undefined) headers["content-type"] = "application/json";
      const options = { method: verb, headers };
      if (content !== undefined) options.body = JSON.stringify(content);
      const answer = await fetch(`/api/v1${address}`, verb === "GET" ? {} : options);
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${verb} ${address}: ${answer.status} ${text}`);
      return text ? JSON.parse(text) : null;
    },
    [method, path, body],
  );
}
