// What a member does with a stake, in a member's words.
import assert from "node:assert/strict";
import { memberAt } from "./member.mjs";

export { faults as findings } from "./accessible.mjs";

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

/** Days end a session; the passkey begins a new one. `press` presses a control of this role and name. */
export async function signInAgain(page, site, path, press = pressWithMouse) {
  await page.goto(`${site.url}/account`);
  await press(page, "tab", "Sign in");
  await press(page, "button", "Sign in with a passkey");
  await page.getByRole("heading", { level: 1, name: "Account" }).waitFor();
  await page.goto(site.url + path);
}

const pressWithMouse = (page, role, name) => page.getByRole(role, { name }).first().click();

/** The sheet of a tier on the ladder. */
export const sheet = (page, tier) =>
  page.locator(".ladder > li").filter({ has: page.getByRole("heading", { name: tier, exact: true }) });

/** Waits until this tier is the member's. */
export const untilTier = (page, tier) =>
  page.locator('.ladder > li[aria-current="true"]').getByRole("heading", { name: tier, exact: true }).waitFor();
