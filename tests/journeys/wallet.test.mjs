// Tokens come, go to somebody by name, and are seen at once where they arrive.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { draw, memberAt, openForMembers, untilBalance, untilLive } from "./member.mjs";
import { assertNoComplaints, download, tabTo } from "./visitor.mjs";

let site;
let browser;
let close;
before(async () => ({ site, browser, close } = await openForMembers()));
after(() => close?.());

test("sign up, draw, send; the other browser sees it without a reload", { timeout: 300_000 }, async () => {
  const mei = await memberAt(browser, site, "/wallet", "mei");
  await untilLive(mei.page);
  await mei.page.getByText("Nothing has moved yet.").waitFor();
  const sora = await memberAt(browser, site, "/wallet", "sora");
  const { page } = sora;
  await untilLive(page);
  await draw(page, "1000");
  await untilBalance(page, "Available", "1,000.00000000");

  await page.getByRole("button", { name: "Send", exact: true }).click();
  let dialog = page.getByRole("dialog", { name: "Send ANM" });
  await dialog.getByLabel("To", { exact: true }).fill(mei.name.slice(0, -2));
  await dialog.getByRole("button", { name: new RegExp(`@${mei.name}`) }).click();
  await dialog.getByLabel("Amount").fill("40.00000001");
  await dialog.getByLabel("Note, if you like").fill("for the hoodie");
  await dialog.getByRole("button", { name: "Go on" }).click();

  dialog = page.getByRole("dialog", { name: `Send to @${mei.name}?` });
  await dialog.getByText("959.99999999 ANM").waitFor();
  const act = dialog.getByRole("button", { name: "Send 40.00000001 ANM" });
  await untilBalance(mei.page, "Available", "0.00000000");
  await act.click();
  await page.getByRole("dialog", { name: "Sent." }).getByRole("button", { name: "Done" }).click();
  await untilBalance(page, "Available", "959.99999999");

  await untilBalance(mei.page, "Available", "40.00000001");
  await mei.page.getByRole("button", { name: `From @${sora.name}` }).waitFor();
  await mei.page.getByText("for the hoodie").waitFor();
  assertNoComplaints([...mei.complaints, ...sora.complaints]);
});

test("more than there is, and oneself, are refused before anything moves", { timeout: 200_000 }, async () => {
  const { page, name, complaints } = await memberAt(browser, site, "/wallet", "kofi");
  await draw(page, "12.5");
  await untilBalance(page, "Available", "12.50000000");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Send ANM" });
  await dialog.getByLabel("To", { exact: true }).fill(`@${name}`);
  await dialog.getByLabel("Amount").fill("40");
  await dialog.getByRole("button", { name: "Go on" }).click();
  await dialog.getByText("You have 12.50000000 ANM; this needs 40.00000000.").waitFor();
  await dialog.getByText("That is you. Choose somebody else.").waitFor();
  assertNoComplaints(complaints);
});

test("the history is narrowed, opened and saved", { timeout: 200_000 }, async () => {
  const { page, complaints } = await memberAt(browser, site, "/wallet", "lin");
  await draw(page, "7");
  await page.getByRole("button", { name: "From the faucet" }).waitFor();
  await page.getByRole("group", { name: "Direction" }).getByRole("button", { name: "Out" }).click();
  await page.getByText("Nothing fits these filters.").waitFor();
  await page.getByRole("group", { name: "Direction" }).getByRole("button", { name: "In" }).click();
  await page.getByRole("button", { name: "From the faucet" }).click();
  const dialog = page.getByRole("dialog", { name: "From the faucet" });
  await dialog.getByText("+7.00000000 ANM").waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
  const { name, bytes } = await download(page, () => page.getByRole("button", { name: "Save as CSV" }).click());
  assert.equal(name, "digigami-history-anm.csv");
  assert.match(bytes.toString(), /7\.00000000/);
  assertNoComplaints(complaints);
});

test("the code of the receiver opens a transfer to them", { timeout: 200_000 }, async () => {
  const mei = await memberAt(browser, site, "/wallet", "mei");
  await mei.page.getByRole("button", { name: "Receive" }).click();
  const dialog = mei.page.getByRole("dialog", { name: "Receive" });
  await dialog.getByRole("img", { name: `Code that opens a transfer to @${mei.name}` }).waitFor();
  const link = (await dialog.locator("p.mono").innerText()).trim();
  const sora = await memberAt(browser, site, "/wallet", "sora");
  await sora.page.goto(link);
  const send = sora.page.getByRole("dialog", { name: "Send ANM" });
  await send.waitFor();
  assert.equal(await send.getByLabel("To", { exact: true }).inputValue(), `@${mei.name}`);
});

test("a transfer by keyboard alone", { timeout: 300_000 }, async () => {
  const mei = await memberAt(browser, site, "/wallet", "mei");
  const { page, complaints } = await memberAt(browser, site, "/wallet", "sora");
  await draw(page, "5");
  await untilBalance(page, "Available", "5.00000000");
  await tabTo(page, "button", "Send");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Send ANM" }).waitFor();
  await tabTo(page, "textbox", "To");
  await page.keyboard.type(`@${mei.name}`);
  await page.getByRole("dialog").getByRole("button", { name: new RegExp(mei.name) }).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await tabTo(page, "textbox", "Amount");
  await page.keyboard.type("1.5");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: `Send to @${mei.name}?` }).waitFor();
  await tabTo(page, "button", "Send 1.50000000 ANM");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Sent." }).waitFor();
  await page.keyboard.press("Escape");
  await untilBalance(page, "Available", "3.50000000");
  assertNoComplaints(complaints);
});
