// A stake: what it opens, what it earns, and every way to change it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openForMembers } from "./member.mjs";
import { DAY_MS, call, findings, letPass, sheet, signInAgain, stakerAt, untilTier } from "./staker.mjs";
import { assertNoComplaints, tabTo, visit } from "./visitor.mjs";

let site;
let browser;
let close;
before(async () => ({ site, browser, close } = await openForMembers()));
after(() => close?.());

const dialog = (page) => page.getByRole("dialog");
const earned = (page) => page.locator("[data-earned] .vh");
const units = (text) => BigInt(text.replace(/[^\d]/g, ""));

test("a guest sees the ladder, tries the simulator, and finds the door", { timeout: 120_000 }, async () => {
  const { page, complaints } = await visit(browser, site, "/staking");
  await sheet(page, "Studio").getByText("10,000").waitFor();
  assert.equal(await page.locator('.ladder [aria-current="true"]').count(), 0);
  await page.getByLabel("If you staked").fill("1000");
  await page.getByRole("button", { name: "30 days" }).click();
  await page.getByText("12.32032854 ANM").first().waitFor({ state: "attached" });
  await page.getByRole("button", { name: "1 year" }).click();
  await page.getByRole("img", { name: "150.00000000 ANM in a year" }).waitFor();
  await page.getByText("As a table").click();
  assert.equal(await page.getByRole("row", { name: /^Month/ }).count(), 12);
  await page.getByRole("link", { name: "Sign up to stake" }).click();
  await page.waitForURL("**/account");
  assertNoComplaints(complaints);
});

test("one press fills in what is missing; the tier holds at once, in every window", { timeout: 200_000 }, async () => {
  const mei = await stakerAt(browser, site, "/staking", "mei", { drawn: "150" });
  const { page } = mei;
  await untilTier(page, "Basic");
  await page.getByText("Nothing has happened yet.").waitFor();
  const other = await mei.context.newPage();
  await other.goto(`${site.url}/staking`);
  await untilTier(other, "Basic");

  await page.getByRole("button", { name: "Fill in 100.00000000 ANM" }).click();
  // The keyboard follows with the next frame.
  await page.waitForFunction(() => document.activeElement.id === "stake-amount");
  await page.getByText("You reach Advanced.").waitFor();
  await page.getByRole("button", { name: "Stake 100.00000000 ANM" }).click();
  await dialog(page).getByText("50.00000000 ANM").waitFor();
  await untilTier(other, "Basic");
  await dialog(page).getByRole("button", { name: "Stake 100.00000000 ANM" }).click();
  await page.getByText("100.00000000 ANM staked. Your tier is Advanced now.").waitFor();
  await untilTier(page, "Advanced");
  await untilTier(other, "Advanced");
  await page.getByRole("row", { name: /Basic → Advanced/ }).waitFor();
  await sheet(page, "Pro").getByText("900.00000000 to go").waitFor();
  assertNoComplaints(mei.complaints);
});

test("what is earned counts up by the rule that pays it, and is claimed", { timeout: 200_000 }, async () => {
  const { page, complaints } = await stakerAt(browser, site, "/staking", "noa", { drawn: "1000", staked: "1000" });
  await untilTier(page, "Pro");
  await letPass(site, 30 * DAY_MS);
  await signInAgain(page, site, "/staking");
  await earned(page).waitFor({ state: "attached" });
  const first = units(await earned(page).innerText());
  // A month of 1,000 ANM at 15 %, and the seconds of this test at half a hundred-thousandth each.
  assert.ok(first >= 1_232_032_854n && first < 1_232_332_854n, String(first));
  await page.waitForFunction(
    (was) => document.querySelector("[data-earned] .vh").innerText !== was,
    await earned(page).innerText(),
  );

  await page.getByRole("button", { name: "Claim and restake" }).click();
  await dialog(page).getByRole("button", { name: /^Claim and restake 12\.32/ }).click();
  await page.getByText(/12\.32\d{6} ANM claimed and staked again\./).waitFor();
  await page.getByText(/Claimed so far: 12\.32/).waitFor();
  const { json } = await call(page, "GET", "/api/v1/staking");
  assert.match(json.staked, /^1012\.32\d{6}$/);
  assertNoComplaints(complaints);
});

test("more than is there is told with both numbers; taking out lowers the tier", { timeout: 200_000 }, async () => {
  const { page, complaints } = await stakerAt(browser, site, "/staking", "kofi", { drawn: "150", staked: "120" });
  await untilTier(page, "Advanced");
  await page.getByLabel("Amount").fill("30.00000001");
  await page.getByText("You have 30.00000000 ANM to spend; this needs 30.00000001 ANM.").waitFor();
  assert.ok(await page.getByRole("button", { name: "Stake ANM" }).isDisabled());
  await page.getByRole("button", { name: "Take out", exact: true }).click();
  await page.getByLabel("Amount").fill("20.00000001");
  await page.getByText("You go back to Basic.").waitFor();
  await page.getByRole("button", { name: "Take out 20.00000001 ANM" }).click();
  await dialog(page).getByRole("button", { name: "Not now" }).click();
  await untilTier(page, "Advanced");
  await page.getByRole("button", { name: "Take out 20.00000001 ANM" }).click();
  await dialog(page).getByRole("button", { name: "Take out 20.00000001 ANM" }).click();
  await untilTier(page, "Basic");
  await page.getByText(/^20\.00000001 ANM taken out/).waitFor();
  assertNoComplaints(complaints);
});

test("a lost answer is asked for again, and nothing happens twice", { timeout: 200_000 }, async () => {
  const { page, context } = await stakerAt(browser, site, "/staking", "ren", { drawn: "100", serviceWorkers: "block" });
  await page.getByLabel("Amount").fill("40");
  await page.getByRole("button", { name: "Stake 40.00000000 ANM" }).click();
  let n = 0;
  await context.route("**/api/v1/staking/stake", async (route) => {
    n += 1;
    // The first one arrives, but its answer is lost.
    if (n === 1) {
      await route.fetch();
      await route.abort("connectionreset");
    } else {
      await route.continue();
    }
  });
  const act = dialog(page).getByRole("button", { name: "Stake 40.00000000 ANM" });
  await act.click();
  await dialog(page).getByText("it will not happen twice").waitFor();
  await act.click();
  await dialog(page).waitFor({ state: "detached" });
  const { json } = await call(page, "GET", "/api/v1/staking");
  assert.deepEqual([n, json.staked, json.available], [2, "40.00000000", "60.00000000"]);
});

test("the history has pages", { timeout: 200_000 }, async () => {
  const { page, complaints } = await stakerAt(browser, site, "/account", "lin", { drawn: "100" });
  for (let n = 1; n <= 12; n += 1) {
    const { status } = await call(page, "POST", "/api/v1/staking/stake", { amount: String(n) });
    assert.equal(status, 200);
  }
  await page.goto(`${site.url}/staking`);
  const rows = page.locator(".stake-history tbody tr");
  await rows.nth(9).waitFor();
  assert.equal(await rows.count(), 10);
  await page.getByRole("button", { name: "Show older" }).click();
  await rows.nth(11).waitFor();
  assert.equal(await page.getByRole("button", { name: "Show older" }).count(), 0);
  assertNoComplaints(complaints);
});

test("the keyboard alone stakes, on a phone", { timeout: 200_000 }, async () => {
  const looks = { viewport: { width: 390, height: 844 }, reducedMotion: "reduce" };
  const { page } = await stakerAt(browser, site, "/staking", "aya", { drawn: "100", ...looks });
  await untilTier(page, "Basic");
  await tabTo(page, "button", "Fill in 100.00000000 ANM");
  await page.keyboard.press("Enter");
  await page.getByText("You reach Advanced.").waitFor();
  await tabTo(page, "button", "Stake 100.00000000 ANM");
  await page.keyboard.press("Enter");
  await dialog(page).waitFor();
  await tabTo(page, "button", "Stake 100.00000000 ANM");
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  await untilTier(page, "Basic");
  await tabTo(page, "button", "Stake 100.00000000 ANM");
  await page.keyboard.press("Enter");
  await dialog(page).waitFor();
  await tabTo(page, "button", "Stake 100.00000000 ANM");
  await page.keyboard.press("Enter");
  await untilTier(page, "Advanced");
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 1440]) {
    test(`axe finds nothing around a stake, ${colorScheme}, ${width} px`, { timeout: 300_000 }, async () => {
      const looks = { colorScheme, reducedMotion: "reduce", viewport: { width, height: 900 } };
      const found = [];
      const guest = await visit(browser, site, "/staking", looks);
      await sheet(guest.page, "Studio").waitFor();
      found.push(...(await findings(guest.page, "guest")));
      await guest.context.close();
      const { page, context } = await stakerAt(browser, site, "/staking", "axe", { drawn: "2000", staked: "150", ...looks });
      await untilTier(page, "Advanced");
      await page.getByText("As a table").click();
      found.push(...(await findings(page, "member")));
      await page.getByRole("button", { name: "Fill in 850.00000000 ANM" }).click();
      await page.getByText("You reach Pro.").waitFor();
      found.push(...(await findings(page, "filled in")));
      await page.getByLabel("Amount").fill("x");
      found.push(...(await findings(page, "wrong")));
      await page.getByRole("button", { name: "Claim", exact: true }).click();
      await dialog(page).waitFor();
      found.push(...(await findings(page, "claim")));
      assert.deepEqual(found, []);
      await context.close();
    });
  }
}
