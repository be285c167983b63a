// What the treasury's page shows is what the API says, to the last unit.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { asVisitor, everyLook } from "./accessible.mjs";
import { memberAt, openForMembers } from "./member.mjs";
import { assertNoComplaints, visit } from "./visitor.mjs";

let site;
let browser;
let close;
before(async () => ({ site, browser, close } = await openForMembers()));
after(() => close?.());

/** `12,345.00000000` as the API writes it. */
const bare = (text) => text.replaceAll(",", "").trim();

/** An amount as a number of its smallest unit. */
const units = (amount) => BigInt(amount.replace(".", ""));

async function supplyOf(page) {
  const { supplies } = await asVisitor(page, "GET", "/treasury");
  return supplies.find(({ asset }) => asset === "ANM");
}

test("picture, table and API agree", { timeout: 200_000 }, async () => {
  const { page, complaints } = await memberAt(browser, site, "/wallet", "ren");
  await asVisitor(page, "POST", "/token/faucet", { amount: "1000.00000001" });
  await asVisitor(page, "POST", "/staking/stake", { amount: "250" });
  await page.goto(`${site.url}/treasury`);
  await page.getByRole("heading", { name: "Where every ANM is" }).waitFor();
  const supply = await supplyOf(page);
  const cell = async (part) => bare(await page.locator(`[data-part=${part}]`).innerText());
  for (const part of ["staked", "reserve", "treasury", "fees", "burned", "issued"]) {
    assert.equal(await cell(part), supply[part], part);
  }
  const free = units(await cell("free"));
  assert.equal(free + units(supply.staked), units(supply.circulating));
  await page.getByText("Together, to the last unit").waitFor();

  const widths = await page.locator("svg.whole > svg").evaluateAll((parts) => {
    const whole = parts[0].ownerSVGElement.getBoundingClientRect().width;
    const share = (it) => (it.width.baseVal.value / whole) * 100;
    return Object.fromEntries(parts.map((it) => [it.classList[1], share(it)]));
  });
  const reserve = Number((units(supply.reserve) * 10_000n) / units(supply.issued)) / 100;
  assert.ok(Math.abs(widths.reserve - reserve) < 0.3, `${widths.reserve} of ${reserve}`);
  assertNoComplaints(complaints);
});

test("the page follows what happens", { timeout: 200_000 }, async () => {
  const reader = await visit(browser, site, "/treasury");
  await reader.page.getByRole("heading", { name: "Where every ANM is" }).waitFor();
  const { page } = await memberAt(browser, site, "/wallet", "aya");
  await asVisitor(page, "POST", "/token/faucet", { amount: "77" });
  await asVisitor(page, "POST", "/token/burn", { amount: "7.00000007" });
  await reader.page.locator("[data-part=burned]").filter({ hasText: "7.00000007" }).waitFor();
  assertNoComplaints(reader.complaints);
});

test("axe finds nothing, for a visitor and for a member", { timeout: 300_000 }, async () => {
  const { page } = await visit(browser, site, "/treasury");
  await page.getByRole("heading", { name: "Where every ANM is" }).waitFor();
  const found = await everyLook(page, "visitor");
  const table = page.getByText("The same as a table");
  if (await table.count()) {
    await table.click();
    found.push(...(await everyLook(page, "with the table")));
  }
  assert.deepEqual(found, []);
});
