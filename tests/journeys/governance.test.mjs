// A proposal from the first word to the vote, hostile text on its way, and nothing but a keyboard.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { asVisitor, everyLook } from "./accessible.mjs";
import { memberAt, openForMembers } from "./member.mjs";
import { assertNoComplaints, tabTo, visit } from "./visitor.mjs";

const HOSTILE = [
  "# Why",
  "The fee is **too high**.",
  "<script>window.wasHit = 1</script>",
  "<img src=x onerror=\"window.wasHit = 1\">",
  "[a trap](javascript:window.wasHit=1) and [another](//evil.example/x)",
  "![a pixel](https://evil.example/pixel.png)",
  "[the treasury](/treasury) and [elsewhere](https://example.com/x)",
].join("\n\n");

let site;
let browser;
let close;
before(async () => ({ site, browser, close } = await openForMembers()));
after(() => close?.());

/** A member with a stake, in front of the proposals. */
async function staker(stem, stake = "500") {
  const visitor = await memberAt(browser, site, "/wallet", stem);
  await asVisitor(visitor.page, "POST", "/token/faucet", { amount: "1000" });
  await asVisitor(visitor.page, "POST", "/staking/stake", { amount: stake });
  await visitor.page.goto(`${site.url}/governance`);
  return visitor;
}

/** Writes a proposal by the API and brings it to a vote; answers it. */
async function opened(page, title, body = "Because.") {
  const actions = [{ type: "set_policy", key: "fee.usage.rate", value: "0.0025" }];
  const draft = await asVisitor(page, "POST", "/governance/proposals", { title, type: "parameter", body, actions });
  return asVisitor(page, "POST", `/governance/proposals/${draft.id}/activate`);
}

test("a proposal is written, opened and voted on, and others see it at once", { timeout: 300_000 }, async () => {
  const { page, complaints } = await staker("noa");
  await page.getByRole("link", { name: "New proposal" }).click();
  await page.getByRole("heading", { name: "A new proposal" }).waitFor();
  await page.getByRole("button", { name: "Save the draft" }).click();
  await page.getByText("A proposal needs a title.").waitFor();
  await page.waitForFunction(() => document.activeElement.id === "p-title");

  await page.getByLabel("Title").fill("Halve the fee");
  await page.getByLabel("Text, in Markdown").fill("It is **too high** for short clips.");
  await page.getByRole("button", { name: "Preview" }).click();
  assert.equal(await page.locator(".previewed strong").innerText(), "too high");
  await page.getByLabel("Rule").selectOption("fee.usage.rate");
  await page.getByText("Now 0.5 %.").waitFor();
  await page.getByLabel("New value").fill("0.0025");
  await page.getByText("That is 0.25 %.").waitFor();
  await page.getByRole("button", { name: "Save the draft" }).click();

  await page.getByRole("heading", { name: "Halve the fee", level: 1 }).waitFor();
  await page.getByText("Only you see it.").waitFor();
  await page.getByRole("button", { name: "Bring to a vote" }).click();
  const dialog = page.getByRole("dialog", { name: "Bring it to a vote?" });
  await dialog.getByText("0.25 %").waitFor();
  await dialog.getByRole("button", { name: "Bring to a vote" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByText("Open to votes").first().waitFor();

  // Somebody without an account reads along.
  const reader = await visit(browser, site, new URL(page.url()).pathname);
  await reader.page.getByRole("heading", { name: "No votes yet" }).waitFor();
  await page.getByRole("group", { name: "Your vote" }).getByRole("button", { name: "For" }).click();
  await page.getByRole("button", { name: "Vote: for" }).click();
  await page.getByText("You voted for it, with 500.00000000 ANM.").waitFor();
  await reader.page.getByRole("heading", { name: "1 vote" }).waitFor();
  await reader.page.getByText("100 % are for:").waitFor();

  // A vote can be changed, and everybody sees that it was.
  await page.getByRole("group", { name: "Your vote" }).getByRole("button", { name: "Abstain" }).click();
  await page.getByRole("button", { name: "Change to abstain" }).click();
  await page.getByText("You abstained, with 500.00000000 ANM.").waitFor();
  await reader.page.getByText("before: for").waitFor();

  await page.getByRole("link", { name: "All proposals" }).click();
  await page.getByRole("link", { name: "Halve the fee" }).waitFor();
  await page.getByText("You abstained").waitFor();
  assertNoComplaints([...complaints, ...reader.complaints]);
});

test("hostile text is text", { timeout: 200_000 }, async () => {
  const { page } = await staker("kofi");
  const proposal = await opened(page, "A <b>trap</b>", HOSTILE);
  const reader = await visit(browser, site, `/governance/${proposal.id}`);
  const article = reader.page.locator("article");
  await article.getByRole("heading", { name: "Why" }).waitFor();
  await article.getByText("<script>window.wasHit = 1</script>").waitFor();
  await reader.page.getByRole("heading", { name: "A <b>trap</b>", level: 1 }).waitFor();
  const found = await article.evaluate((element) => ({
    hit: window.wasHit ?? 0,
    strangers: element.querySelectorAll("script, img, iframe, object, form, style").length,
    links: [...element.querySelectorAll(".md a")].map((link) => [link.getAttribute("href"), link.rel]),
  }));
  assert.deepEqual(found, {
    hit: 0,
    strangers: 0,
    links: [
      ["/treasury", "nofollow noopener ugc"],
      ["https://example.com/x", "nofollow noopener ugc"],
    ],
  });
  assertNoComplaints(reader.complaints);
});

test("a vote by keyboard alone", { timeout: 200_000 }, async () => {
  const { page, complaints } = await staker("lin");
  const proposal = await opened(page, "By hand");
  await page.goto(`${site.url}/governance/${proposal.id}`);
  await page.getByRole("heading", { name: "By hand" }).waitFor();
  await tabTo(page, "button", "Against");
  await page.keyboard.press("Enter");
  await tabTo(page, "button", "Vote: against");
  await page.keyboard.press("Enter");
  await page.getByText("You voted against it, with 500.00000000 ANM.").waitFor();
  await tabTo(page, "button", "Cancel the proposal");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Cancel the proposal?" });
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await page.getByText("Open to votes").first().waitFor();
  assertNoComplaints(complaints);
});

test("who has no stake is told what it takes, and axe finds nothing", { timeout: 300_000 }, async () => {
  const { page, complaints } = await memberAt(browser, site, "/wallet", "mei");
  await page.goto(`${site.url}/governance`);
  await page.getByText("It takes 100.00000000 ANM staked.").waitFor();
  await page.getByText("You have 0.00000000 ANM staked.").waitFor();
  assert.equal(await page.getByRole("link", { name: "New proposal" }).count(), 0);
  const found = await everyLook(page, "list");
  await page.getByRole("link", { name: "Your drafts" }).click();
  await page.getByText("You have no drafts.").waitFor();
  found.push(...(await everyLook(page, "empty list")));
  await page.goto(`${site.url}/governance/new`);
  await page.getByRole("heading", { name: "A new proposal" }).waitFor();
  await page.getByLabel("Rule").selectOption("fee.usage.rate");
  found.push(...(await everyLook(page, "new proposal")));
  const { items } = await asVisitor(page, "GET", "/governance/proposals?status=active");
  await page.goto(`${site.url}/governance/${items[0].id}`);
  await page.getByRole("heading", { name: "The vote" }).waitFor();
  found.push(...(await everyLook(page, "proposal")));
  await page.goto(`${site.url}/governance/01936fd2-0000-7000-8000-000000000001`);
  await page.getByRole("heading", { name: "There is no such proposal." }).waitFor();
  found.push(...(await everyLook(page, "no proposal")));
  assert.deepEqual(found, []);
  assertNoComplaints(complaints);
});
