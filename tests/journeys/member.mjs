// What a member does, in a member's words. Passkeys come from a virtual authenticator of the browser;
// they are bound to a domain, so the site is visited as `localhost`.
import { open, visit } from "./visitor.mjs";

/** As `open`, with the doors of local development open and an address that passkeys work at. */
export async function openForMembers(options = {}) {
  const opened = await open({ development: true, ...options });
  const url = opened.site.url.replace("127.0.0.1", "localhost");
  return { ...opened, site: { ...opened.site, url } };
}

/** A name that nobody has. */
export const freshName = (stem) => `${stem}-${crypto.randomUUID().slice(0, 8)}`;

/** A visitor whose device can keep passkeys. */
export async function visitWithDevice(browser, site, path, options = {}) {
  const visitor = await visit(browser, site, "/privacy", options);
  const debug = await visitor.context.newCDPSession(visitor.page);
  await debug.send("WebAuthn.enable");
  const { authenticatorId } = await debug.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const loseDevice = () => debug.send("WebAuthn.clearCredentials", { authenticatorId });
  await visitor.page.goto(site.url + path, { waitUntil: "load" });
  return { ...visitor, loseDevice };
}

/** Signs up from a page that shows the door; answers the ten codes. */
export async function signUp(page, name) {
  await page.getByLabel("Username").fill(name);
  await page.getByRole("button", { name: "Create my account" }).click();
  const dialog = page.getByRole("dialog", { name: "Keep these ten codes." });
  await dialog.waitFor();
  const codes = await dialog.getByRole("listitem").allInnerTexts();
  await dialog.getByRole("button", { name: "I have kept them" }).click();
  await dialog.waitFor({ state: "detached" });
  return codes;
}

/** A fresh member in front of a page. */
export async function memberAt(browser, site, path, stem, options = {}) {
  const visitor = await visitWithDevice(browser, site, path, options);
  const name = freshName(stem);
  const codes = await signUp(visitor.page, name);
  return { ...visitor, name, codes };
}

/** Waits until the wallet says that it hears of everything at once. */
export const untilLive = (page) => page.locator("#page").getByText("Live", { exact: true }).waitFor();

/** Helps oneself to test tokens. */
export async function draw(page, amount) {
  await page.getByRole("button", { name: "Faucet" }).click();
  const dialog = page.getByRole("dialog", { name: "The faucet" });
  await dialog.getByLabel("Amount").fill(amount);
  await dialog.getByRole("button", { name: /^Draw/ }).click();
  await dialog.waitFor({ state: "detached" });
}

/** Waits until a part of the balance card has this amount. */
export async function untilBalance(page, part, amount) {
  const entry = page.locator(".split > div").filter({ hasText: part }).getByText(amount, { exact: true });
  await entry.waitFor();
}
