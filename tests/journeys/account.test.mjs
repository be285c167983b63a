// From a visitor to a member and back: passkeys, codes, devices, keys.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { freshName, memberAt, openForMembers, signUp, visitWithDevice } from "./member.mjs";
import { assertNoComplaints } from "./visitor.mjs";

let site;
let browser;
let close;
before(async () => ({ site, browser, close } = await openForMembers()));
after(() => close?.());

const heading = (page, name) => page.getByRole("heading", { level: 1, name });

async function signOut(page) {
  await page.getByRole("main").getByRole("button", { name: "Sign out", exact: true }).first().click();
  await heading(page, "A name and a passkey.").waitFor();
}

test("a name and a passkey make a member; the passkey alone lets them back in", { timeout: 200_000 }, async () => {
  const { page, complaints } = await visitWithDevice(browser, site, "/account");
  await page.getByRole("link", { name: "Sign in" }).first().waitFor();
  const name = freshName("sora");
  const codes = await signUp(page, name);
  assert.equal(codes.length, 10);
  assert.equal(new Set(codes).size, 10);
  await heading(page, "Account").waitFor();
  const badge = page.getByRole("link", { name: `Your account, @${name}` });
  await badge.waitFor();

  await page.reload();
  await badge.waitFor();
  await page.getByText("10 of 10 unused").waitFor();
  await page.getByText("This device").waitFor();

  await signOut(page);
  await page.getByRole("tab", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await heading(page, "Account").waitFor();
  await badge.waitFor();
  assertNoComplaints(complaints);
});

test("a name that is taken is told beneath it", { timeout: 200_000 }, async () => {
  const first = await memberAt(browser, site, "/account", "mei");
  const { page } = await visitWithDevice(browser, site, "/account");
  await page.getByLabel("Username").fill("ab");
  await page.getByRole("button", { name: "Create my account" }).click();
  await page.getByText("A name has 3 to 32 characters.").waitFor();
  await page.getByLabel("Username").fill(first.name);
  await page.getByRole("button", { name: "Create my account" }).click();
  await page.locator("#username-note .wrong").waitFor();
  assert.equal(await page.getByLabel("Username").getAttribute("aria-invalid"), "true");
});

test("who lost the device comes back with a code, and makes a new passkey", { timeout: 200_000 }, async () => {
  const { page, name, codes, loseDevice, complaints } = await memberAt(browser, site, "/account", "noa");
  await signOut(page);
  await loseDevice();
  await page.getByRole("tab", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Use a recovery code" }).click();
  await page.getByLabel("Username").fill(name);
  await page.getByLabel("Recovery code").fill("0000-0000");
  await page.getByRole("button", { name: "Sign in with the code" }).click();
  await page.getByRole("alert").filter({ hasText: /\w/ }).first().waitFor();
  await page.getByLabel("Recovery code").fill(codes[3]);
  await page.getByRole("button", { name: "Sign in with the code" }).click();
  const must = page.getByRole("heading", { name: "Make a new passkey now." });
  await must.waitFor();
  await page.getByRole("button", { name: "Add a passkey" }).first().click();
  await must.waitFor({ state: "detached" });
  await page.getByText("9 of 10 unused").waitFor();
  assertNoComplaints(complaints);
});

test("a key is shown once, works, and stops when it is revoked", { timeout: 200_000 }, async () => {
  const { page, complaints } = await memberAt(browser, site, "/account", "ren");
  await page.getByRole("button", { name: "Make a key" }).click();
  let dialog = page.getByRole("dialog", { name: "Make a key" });
  await dialog.getByLabel("Name").fill("Nightly renders");
  await dialog.getByLabel(/Read the profile/).check();
  await dialog.getByRole("button", { name: "Make the key" }).click();
  dialog = page.getByRole("dialog", { name: "Keep this key." });
  const secret = await dialog.locator(".secret").innerText();
  await dialog.getByRole("button", { name: "I have kept it" }).click();

  const asks = async () =>
    (await fetch(`${site.url}/api/v1/account`, { headers: { authorization: `Bearer ${secret}` } })).status;
  assert.equal(await asks(), 200);
  assert.equal(await page.getByText(secret).count(), 0);
  await page.getByRole("button", { name: "Revoke Nightly renders" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke it" }).click();
  await page.getByText("The key is revoked.").waitFor();
  assert.equal(await asks(), 401);
  assertNoComplaints(complaints);
});

test("a changed name is everywhere at once", { timeout: 200_000 }, async () => {
  const { page, complaints } = await memberAt(browser, site, "/account", "aya");
  await page.getByRole("button", { name: "Change name" }).click();
  const dialog = page.getByRole("dialog", { name: "Your name" });
  await dialog.getByLabel("Display name").fill("Aya of the North");
  const handle = freshName("north");
  await dialog.getByLabel("Username").fill(handle);
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByText("Aya of the North").waitFor();
  await page.getByRole("link", { name: `Your account, @${handle}` }).waitFor();
  assertNoComplaints(complaints);
});
