// The whole economy in one walk: sign up, faucet, stake, produce, propose, vote, carry out. Once with a
// mouse on a desk while another browser looks on, once with nothing but a keyboard on a phone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launchBrowser } from "./browser.mjs";
import { memberAt, openForMembers, untilBalance, untilLive } from "./member.mjs";
import { DAY_MS, call, letPass, signInAgain, untilTier } from "./staker.mjs";
import { assertNoComplaints, tabTo, visit } from "./visitor.mjs";

let site;
let browser;
let close;
before(async () => ({ site, browser, close } = await openForMembers()));
after(() => close?.());

/** The voting period is seven days, and what was voted waits another. */
const VOTING_MS = 7 * DAY_MS + 60_000;
const LOCK_MS = DAY_MS + 60_000;

/** Where a person can press: in the dialog that lies on top, if one does. */
const within = async (page) => {
  const sheet = page.locator("dialog[open]");
  return (await sheet.count()) > 0 ? sheet : page;
};

const MOUSE = {
  press: async (page, role, name) => (await within(page)).getByRole(role, { name }).first().click(),
  write: (page, label, text) => page.getByLabel(label, { exact: true }).fill(text),
  pick: (page, label, value) => page.getByLabel(label, { exact: true }).selectOption(value),
};

const KEYBOARD = {
  async press(page, role, name) {
    await (await within(page)).getByRole(role, { name }).first().waitFor();
    await tabTo(page, role, name, 200);
    await page.keyboard.press("Enter");
  },
  async write(page, label, text) {
    await page.getByLabel(label, { exact: true }).waitFor();
    await tabTo(page, "textbox", label, 200);
    await page.keyboard.press("Control+A");
    await page.keyboard.type(text);
  },
  async pick(page, label, value) {
    const list = await tabTo(page, "combobox", label, 200);
    for (let press = 0; press < 200; press += 1) {
      if ((await list.inputValue()) === value) return;
      await page.keyboard.press("ArrowDown");
    }
    throw new Error(`${label} does not reach ${value}`);
  },
};

const heading = (page, name) => page.getByRole("heading", { level: 1, name });

/** Helps oneself to tokens, and stakes what Advanced takes. */
async function becomeAdvanced(hands, page) {
  await hands.press(page, "button", "Faucet");
  await page.getByRole("dialog", { name: "The faucet" }).waitFor();
  await hands.write(page, "Amount", "1000");
  await hands.press(page, "button", /^Draw/);
  await untilBalance(page, "Available", "1,000.00000000");
  await page.goto(`${site.url}/staking`);
  await untilTier(page, "Basic");
  await hands.press(page, "button", "Fill in 100.00000000 ANM");
  await hands.press(page, "button", "Stake 100.00000000 ANM");
  const step = page.getByRole("dialog", { name: "Stake this much?" });
  await step.getByText("900.00000000 ANM").waitFor();
  await hands.press(page, "button", "Stake 100.00000000 ANM");
  await step.waitFor({ state: "detached" });
  await untilTier(page, "Advanced");
}

/** Orders a production that Basic could not, and waits until it is done. */
async function produce(hands, page, title) {
  await page.goto(`${site.url}/jobs`);
  await hands.write(page, "Title", title);
  await hands.press(page, "button", "1080p");
  await hands.press(page, "button", "30");
  await hands.write(page, "Seconds of clip 2", "116");
  await hands.press(page, "button", "Order for 8.04000000 ANM");
  const step = page.getByRole("dialog", { name: "Order this production?" });
  await step.getByText("891.96000000 ANM").waitFor();
  await hands.press(page, "button", "Order and hold 8.04000000 ANM");
  await step.waitFor({ state: "detached" });
  await hands.press(page, "link", new RegExp(`^${title}`));
  await heading(page, title).waitFor();
  await page.getByText("The manifest is ready").waitFor({ timeout: 60_000 });
  await page.getByText("+0.00800000 ANM").waitFor();
}

/** Proposes another usage fee, and brings it to a vote; answers the proposal's path. */
async function propose(hands, page, title, rate) {
  await page.goto(`${site.url}/governance`);
  await hands.press(page, "link", "New proposal");
  await hands.write(page, "Title", title);
  await hands.pick(page, "Rule", "fee.usage.rate");
  await hands.write(page, "New value", rate);
  await hands.press(page, "button", "Save the draft");
  await heading(page, title).waitFor();
  await hands.press(page, "button", "Bring to a vote");
  const step = page.getByRole("dialog", { name: "Bring it to a vote?" });
  await step.waitFor();
  await hands.press(page, "button", "Bring to a vote");
  await step.waitFor({ state: "detached" });
  await page.getByText("Open to votes").first().waitFor();
  return new URL(page.url()).pathname;
}

async function voteFor(hands, page) {
  await hands.press(page, "button", "For");
  await hands.press(page, "button", "Vote: for");
  await page.getByText("You voted for it, with 100.00000000 ANM.").waitFor();
}

/** Lets the vote end and the lock pass, and carries out what was voted. */
async function carryOut(hands, page) {
  await letPass(site, VOTING_MS);
  await letPass(site, LOCK_MS);
  await signInAgain(page, site, new URL(page.url()).pathname, hands.press);
  await hands.press(page, "button", "Carry it out");
  const step = page.getByRole("dialog", { name: "Carry it out?" });
  await step.waitFor();
  await hands.press(page, "button", "Carry it out");
  await step.waitFor({ state: "detached" });
  await page.getByText("What happened").waitFor();
}

test("from a visitor to a changed rule, while another browser looks on", { timeout: 400_000 }, async () => {
  const mei = await memberAt(browser, site, "/wallet", "mei");
  const { page } = mei;
  await untilLive(page);
  const elsewhere = await launchBrowser();
  try {
    const reader = await visit(elsewhere, site, "/governance");
    // The same member in another window sees the balance move.
    const wallet = await mei.context.newPage();
    await wallet.goto(`${site.url}/wallet`);
    await untilLive(wallet);

    await becomeAdvanced(MOUSE, page);
    await untilBalance(wallet, "Available", "900.00000000");
    await untilBalance(wallet, "Staked", "100.00000000");
    await produce(MOUSE, page, "Rain over the harbour");
    // 900 less 8.04, and a thousandth of the cost comes back.
    await untilBalance(wallet, "Available", "891.96800000");

    const path = await propose(MOUSE, page, "Halve the usage fee", "0.0025");
    await reader.page.getByRole("link", { name: "Halve the usage fee" }).waitFor();
    await reader.page.goto(site.url + path);
    await reader.page.getByRole("heading", { name: "No votes yet" }).waitFor();
    await voteFor(MOUSE, page);
    await reader.page.getByRole("heading", { name: "1 vote" }).waitFor();
    await carryOut(MOUSE, page);
    await reader.page.getByText("What happened").waitFor();

    // What was voted holds at once, in every price.
    await page.goto(`${site.url}/jobs`);
    await page.getByRole("row", { name: /^Usage fee 0\.25 %/ }).waitFor();
    const { json } = await call(page, "GET", "/api/v1/policies/fee.usage.rate");
    assert.equal(json.policy.value, "0.0025");
    assertNoComplaints([...mei.complaints, ...reader.complaints]);
  } finally {
    await elsewhere.close();
  }
});

test("the keyboard alone, on a phone", { timeout: 400_000 }, async () => {
  const looks = { viewport: { width: 390, height: 844 }, reducedMotion: "reduce" };
  const { page, complaints } = await memberAt(browser, site, "/wallet", "aya", looks);
  await becomeAdvanced(KEYBOARD, page);
  const path = await propose(KEYBOARD, page, "By hand", "0.004");
  assert.match(path, /^\/governance\//);
  await voteFor(KEYBOARD, page);
  await carryOut(KEYBOARD, page);
  const { json } = await call(page, "GET", "/api/v1/policies/fee.usage.rate");
  assert.equal(json.policy.value, "0.004");
  assertNoComplaints(complaints);
});
