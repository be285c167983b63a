// The second program: it comes when it is wanted, says when it cannot, and leaves the portrait alone.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { draw, memberAt, openForMembers } from "./member.mjs";
import { assertNoComplaints, bringFile, untilStep, visit } from "./visitor.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let site;
let browser;
let close;
before(async () => ({ site, browser, close } = await openForMembers()));
after(() => close?.());

/** What axe finds, and whether the page scrolls sideways. */
async function findings(page, name) {
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

test("nobody who wants a portrait downloads it; who opens the wallet does", { timeout: 120_000 }, async () => {
  const { page, context, complaints } = await visit(browser, site, "/", { serviceWorkers: "block" });
  const asked = [];
  context.on("request", (request) => {
    if (new URL(request.url()).pathname.startsWith("/member/")) asked.push(request.url());
  });
  await page.getByRole("link", { name: "Gallery" }).first().click();
  await page.getByRole("heading", { name: "No portrait here yet." }).waitFor();
  assert.deepEqual(asked, []);
  await page.getByRole("link", { name: "Wallet" }).first().click();
  await page.getByRole("heading", { name: "A wallet of your own." }).waitFor();
  assert.equal(asked.length, 3, "script, module, style sheet");
  await page.getByRole("link", { name: "Gallery" }).first().click();
  await page.goBack();
  await page.getByRole("heading", { name: "A wallet of your own." }).waitFor();
  assert.equal(asked.length, 3, "once");
  assertNoComplaints(complaints);
});

test("without a network it says so, and comes when it is asked again", { timeout: 120_000 }, async () => {
  const { page, context } = await visit(browser, site, "/privacy", { serviceWorkers: "block" });
  // The footer is the program's: from here on a link is no journey to the server.
  await page.getByRole("contentinfo").waitFor();
  await context.setOffline(true);
  await page.getByRole("link", { name: "Wallet" }).first().click();
  await page.getByRole("heading", { name: "This page did not load." }).waitFor();
  await context.setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("heading", { name: "A wallet of your own." }).waitFor();
});

test("a portrait is still there after a look at the wallet", { timeout: 300_000 }, async () => {
  const { page, complaints } = await visit(browser, site, "/portrait");
  await bringFile(page, "astronaut.png");
  await untilStep(page, "result");
  await page.getByRole("link", { name: "Wallet" }).first().click();
  await page.getByRole("heading", { name: "A wallet of your own." }).waitFor();
  await page.goBack();
  await untilStep(page, "result");
  assertNoComplaints(complaints);
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [390, 1440]) {
    test(`axe finds nothing in a member's pages, ${colorScheme}, ${width} px`, { timeout: 400_000 }, async () => {
      const looks = { colorScheme, reducedMotion: "reduce", viewport: { width, height: 900 } };
      const found = [];
      const { page, context } = await memberAt(browser, site, "/wallet", "axe", looks);
      const look = async (name) => found.push(...(await findings(page, name)));
      const lookAtSheet = async (button, name) => {
        await page.getByRole("button", { name: button, exact: true }).first().click();
        await page.getByRole("dialog").waitFor();
        await look(name);
        await page.keyboard.press("Escape");
        await page.getByRole("dialog").waitFor({ state: "detached" });
      };
      await page.getByText("Nothing has moved yet.").waitFor();
      await look("empty wallet");
      await draw(page, "1000");
      await page.getByRole("button", { name: "From the faucet" }).waitFor();
      await look("wallet");
      await lookAtSheet("Send", "send");
      await lookAtSheet("Receive", "receive");
      await lookAtSheet("Statement", "statement");
      await lookAtSheet("From the faucet", "entry");
      await page.goto(`${site.url}/account`);
      await page.getByText("10 of 10 unused").waitFor();
      await look("account");
      await lookAtSheet("Change name", "name");
      await lookAtSheet("Make a key", "key");
      await lookAtSheet("Delete my account", "deletion");
      await page.getByRole("main").getByRole("button", { name: "Sign out", exact: true }).first().click();
      await page.getByRole("heading", { name: "A name and a passkey." }).waitFor();
      await look("door");
      await page.getByRole("tab", { name: "Sign in" }).click();
      await page.getByRole("button", { name: "Use a recovery code" }).click();
      await look("recovery");
      await context.close();
      assert.deepEqual(found, []);
    });
  }
}
