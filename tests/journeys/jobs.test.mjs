// A production: its price, its order, its place in the queue, its manifest.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";
import { openForMembers } from "./member.mjs";
import { call, findings, stakerAt } from "./staker.mjs";
import { assertNoComplaints, choose, download, tabTo, visit } from "./visitor.mjs";

let site;
let browser;
let close;
let operator;
// The queue is worked off by an operator here, so that its order can be looked at.
before(async () => {
  ({ site, browser, close } = await openForMembers({ variables: { JOBS: "manual" } }));
  const answer = await fetch(`${site.url}/api/dev/members`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username: `operator_${crypto.randomUUID().slice(0, 8)}`, roles: ["admin"] }),
  });
  assert.ok(answer.ok, await answer.clone().text());
  const { token } = await answer.json();
  operator = async () => {
    const headers = { authorization: `Bearer ${token}`, "idempotency-key": crypto.randomUUID() };
    const worked = await fetch(`${site.url}/api/v1/admin/jobs/process`, { method: "POST", headers });
    assert.ok(worked.ok, await worked.clone().text());
    return (await worked.json()).job;
  };
});
after(() => close?.());

const dialog = (page) => page.getByRole("dialog");
const total = (page) => page.locator("[data-total] .vh");
const order = (page) => page.getByRole("button", { name: /^Order for/ });
const row = (page, title) => page.locator(".job-list li").filter({ hasText: title });

/** Writes a title and orders what stands there. */
async function orderIt(page, title) {
  await page.getByLabel("Title").fill(title);
  await order(page).click();
  await dialog(page).getByRole("button", { name: /^Order and hold/ }).click();
  await dialog(page).waitFor({ state: "detached" });
  await row(page, title).waitFor();
}

test("a guest sees what it would cost, and finds the door", { timeout: 120_000 }, async () => {
  const { page, complaints } = await visit(browser, site, "/jobs");
  await total(page).getByText("0.43215000 ANM").waitFor({ state: "attached" });
  await choose(page, "Picture", "1080p");
  await total(page).getByText("0.85425000 ANM").waitFor({ state: "attached" });
  await page.getByText("Picture: 1080p. Your tier goes up to 720p.").waitFor();
  await page.getByRole("link", { name: "Sign up to order" }).click();
  await page.waitForURL("**/account");
  assertNoComplaints(complaints);
});

test("ordered, worked on, paid; the manifest comes; another window sees it", { timeout: 200_000 }, async () => {
  const mei = await stakerAt(browser, site, "/jobs", "mei", { drawn: "10" });
  const { page } = mei;
  await page.getByText("Nothing ordered yet.").waitFor();
  assert.ok(await order(page).isDisabled());
  await page.getByText("Give it a title.").waitFor();
  await page.getByLabel("Title").fill("Rain over the harbour");
  await page.getByRole("button", { name: "Add a clip" }).click();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("Credits");
  await page.getByLabel("Seconds of clip 3").fill("13.5");
  await page.getByText("All clips together have to last whole seconds.").waitFor();
  await page.getByLabel("Seconds of clip 2").fill("12.5");
  await page.getByLabel("Beginning of clip 3").selectOption("Dissolve");
  await total(page).getByText("0.80400000 ANM").waitFor({ state: "attached" });
  const other = await mei.context.newPage();
  await other.goto(`${site.url}/jobs`);
  await other.getByText("Nothing ordered yet.").waitFor();

  await order(page).click();
  await dialog(page).getByText("9.19600000 ANM").waitFor();
  await dialog(page).getByRole("button", { name: "Order and hold 0.80400000 ANM" }).click();
  await page.getByText(/is ordered\. 0\.80400000 ANM is held for it\./).waitFor();
  await row(other, "Rain over the harbour").getByText("Waiting").waitFor();
  await row(other, "Rain over the harbour").click();
  await other.getByText("Next in the queue").waitFor();

  await operator();
  await row(page, "Rain over the harbour").getByText("Done").waitFor();
  await other.getByText("The manifest is ready").waitFor();
  await other.getByText("720 frames, 00:00:30:00 long", { exact: false }).waitFor();
  await other.getByText("+0.00080000 ANM").waitFor();
  const { name, bytes } = await download(other, () => other.getByRole("link", { name: "Download the manifest" }).click());
  assert.match(name, /^JOB-\d{6}\.json$/);
  const manifest = JSON.parse(bytes);
  assert.deepEqual(manifest.clips.map((it) => it.frames), [96, 300, 324]);
  await other.getByText(createHash("sha256").update(bytes).digest("hex")).waitFor();
  const { json } = await call(page, "GET", "/api/v1/staking");
  assert.equal(json.available, "9.19680000");
  assertNoComplaints(mei.complaints);
});

test("the larger stake goes first, and places are true", { timeout: 200_000 }, async () => {
  const small = await stakerAt(browser, site, "/jobs", "kofi", { drawn: "10" });
  const large = await stakerAt(browser, site, "/jobs", "sora", { drawn: "1010", staked: "1000" });
  await orderIt(small.page, "First come");
  await row(small.page, "First come").getByText("Next in the queue").waitFor();
  await orderIt(large.page, "More at stake");
  await row(large.page, "More at stake").getByText("Next in the queue").waitFor();
  await small.page.reload();
  await row(small.page, "First come").getByText("Number 2 in the queue").waitFor();
  assert.equal((await operator()).title, "More at stake");
  assert.equal((await operator()).title, "First come");
  await row(small.page, "First come").getByText("Done").waitFor();
});

test("what waits is taken back in full", { timeout: 200_000 }, async () => {
  const { page, complaints } = await stakerAt(browser, site, "/jobs", "noa", { drawn: "1" });
  await orderIt(page, "Second thoughts");
  await row(page, "Second thoughts").getByText("Held").waitFor();
  await row(page, "Second thoughts").click();
  await page.getByRole("button", { name: "Take it back" }).click();
  await dialog(page).getByText("1.00000000 ANM").waitFor();
  await dialog(page).getByRole("button", { name: "Take back 0.43215000 ANM" }).click();
  await page.getByText(/is taken back\. 0\.43215000 ANM is yours to spend again\./).waitFor();
  await page.getByText("You took it back").waitFor();
  assert.equal(await page.getByRole("button", { name: "Take it back" }).count(), 0);
  await page.getByRole("link", { name: "All productions" }).click();
  await row(page, "Second thoughts").getByText("Given back").waitFor();
  const { json } = await call(page, "GET", "/api/v1/staking");
  assert.equal(json.available, "1.00000000");
  assertNoComplaints(complaints);
});

test("every reason is listed, with the smallest stake that helps; too little says both numbers", { timeout: 200_000 }, async () => {
  const { page, complaints } = await stakerAt(browser, site, "/jobs", "lin", { drawn: "0.1" });
  await page.getByLabel("Title").fill("Big");
  await page.getByText("You have 0.10000000 ANM; this needs 0.43215000 ANM.").waitFor();
  await choose(page, "Picture", "4K");
  await choose(page, "Frames a second", "60");
  await page.getByLabel("Seconds of clip 2").fill("120");
  await page.getByText("Picture: 4K. Your tier goes up to 720p.").waitFor();
  await page.getByText("Frames a second: 60. Your tier goes up to 24.").waitFor();
  await page.getByText("Length: 124 s. Your tier goes up to 30 s.").waitFor();
  await page.getByText("Pro allows it: 1,000.00000000 ANM more staked.").waitFor();
  assert.ok(await order(page).isDisabled());
  await page.getByRole("link", { name: "Stake for Pro" }).click();
  await page.waitForURL("**/staking");
  assertNoComplaints(complaints);
});

test("an address that is nobody's, or somebody else's, shows nothing", { timeout: 200_000 }, async () => {
  const mei = await stakerAt(browser, site, "/jobs", "mei", { drawn: "1" });
  await orderIt(mei.page, "Mine");
  const { json } = await call(mei.page, "GET", "/api/v1/jobs");
  const { page } = await stakerAt(browser, site, `/jobs?job=${json.items[0].id}`, "eve");
  await page.getByRole("heading", { name: "This production cannot be shown." }).waitFor();
  assert.equal(await page.getByText("Mine").count(), 0);
  await operator();
});

test("the keyboard alone orders, on a phone", { timeout: 200_000 }, async () => {
  const looks = { viewport: { width: 390, height: 844 }, reducedMotion: "reduce" };
  const { page } = await stakerAt(browser, site, "/jobs", "aya", { drawn: "5", ...looks });
  await tabTo(page, "textbox", "Title");
  await page.keyboard.type("By hand");
  await tabTo(page, "button", "Remove clip 1");
  await page.keyboard.press("Enter");
  await page.getByText("1 clip, 12 s together.").waitFor();
  await page.locator("#add-clip:focus").waitFor();
  await tabTo(page, "button", /^Order for/);
  await page.keyboard.press("Enter");
  await dialog(page).waitFor();
  await tabTo(page, "button", /^Order and hold/);
  await page.keyboard.press("Enter");
  await tabTo(page, "link", /^By hand/);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "By hand" }).waitFor();
  await operator();
  await page.getByText("The manifest is ready").waitFor();
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 1440]) {
    test(`axe finds nothing around a production, ${colorScheme}, ${width} px`, { timeout: 300_000 }, async () => {
      const looks = { colorScheme, reducedMotion: "reduce", viewport: { width, height: 900 } };
      const found = [];
      const { page, context } = await stakerAt(browser, site, "/jobs", "axe", { drawn: "5", ...looks });
      await page.getByText("Nothing ordered yet.").waitFor();
      found.push(...(await findings(page, "empty")));
      await choose(page, "Picture", "8K");
      await page.getByLabel("Seconds of clip 1").fill("x");
      found.push(...(await findings(page, "locked and wrong")));
      await choose(page, "Picture", "720p");
      await page.getByLabel("Seconds of clip 1").fill("4");
      await page.getByLabel("Title").fill("Axe");
      await order(page).click();
      await dialog(page).waitFor();
      found.push(...(await findings(page, "the last step")));
      await dialog(page).getByRole("button", { name: /^Order and hold/ }).click();
      await row(page, "Axe").waitFor();
      found.push(...(await findings(page, "list")));
      await row(page, "Axe").click();
      await page.getByText("Next in the queue").waitFor();
      found.push(...(await findings(page, "waiting")));
      await operator();
      await page.getByRole("heading", { name: "The manifest", exact: true }).waitFor();
      found.push(...(await findings(page, "done")));
      assert.deepEqual(found, []);
      await context.close();
    });
  }
}
