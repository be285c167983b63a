// What a member does with a stake, in a member's words.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { memberAt } from "./member.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
export const DAY_MS = 86_400_000;

/** Calls the API as the member in front of this page. */
export function call(page, method, path, body) {
  return page.evaluate(
    async ([method, path, body]) => {
      const answer = await fetch(path, {
        method,
        headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
        body: body === null ? undefined : JSON.stringify(body),
      });
      return { status: answer.status, json: await answer.json().catch(() => null) };
    },
    [method, path, body ?? null],
  );
}

/** A fresh member with so many ANM, some of them staked, in front of a page. */
export async function stakerAt(browser, site, path, stem, { drawn = "0", staked = "0", ...options } = {}) {
  const member = await memberAt(browser, site, "/account", stem, options);
  const does = async (path, amount) => {
    const { status, json } = await call(member.page, "POST", path, { amount });
    assert.ok(status < 300, JSON.stringify(json));
  };
  if (drawn !== "0") await does("/api/v1/token/faucet", drawn);
  if (staked !== "0") await does("/api/v1/staking/stake", staked);
  await member.page.goto(site.url + path);
  return member;
}

/** Sets the edge's clock forward by so much from where it is. */
export async function letPass(site, milliseconds) {
  const clock = `${site.url}/api/dev/clock`;
  const { aheadMs } = await (await fetch(clock)).json();
  const answer = await fetch(clock, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ aheadMs: aheadMs + milliseconds }),
  });
  assert.equal(answer.status, 200, await answer.text());
}

/** The sheet of a tier on the ladder. */
export const sheet = (page, tier) =>
  page.locator(".ladder > li").filter({ has: page.getByRole("heading", { name: tier, exact: true }) });

/** Waits until this tier is the member's. */
export const untilTier = (page, tier) =>
  page.locator('.ladder > li[aria-current="true"]').getByRole("heading", { name: tier, exact: true }).waitFor();

/** What axe finds, and whether the page scrolls sideways; one line each. */
export async function findings(page, name) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${name}: ${id} at ${target.join(" ")}: ${failureSummary}`),
  );
  const isTooWide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  return isTooWide ? [...found, `${name}: scrolls sideways`] : found;
}
