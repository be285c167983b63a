// What stays on the device, and the one thing that leaves it: the drawing, when asked for.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertNoComplaints, bringFile, chooseStyle, open, untilDrawn, untilStep, visit } from "./visitor.mjs";

let site;
let browser;
let close;
before(async () => ({ site, browser, close } = await open()));
after(() => close?.());

async function withTwoPortraits() {
  const visitor = await visit(browser, site, "/portrait");
  const { page } = visitor;
  await bringFile(page, "astronaut.png");
  await untilStep(page, "result");
  await untilDrawn(page, "Vibrant");
  await chooseStyle(page, "Painterly");
  await page.getByRole("button", { name: "Save to gallery" }).click();
  await page.getByRole("button", { name: "Saved to the gallery" }).waitFor();
  return visitor;
}

/** Waits until what the device keeps is as `wanted` says, given the names of the portraits. */
async function untilKept(page, wanted) {
  const names = () => page.evaluate(async () => {
    const answer = (request) => new Promise((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
    const database = await answer(indexedDB.open("digigami"));
    const all = await answer(database.transaction("portraits").objectStore("portraits").getAll());
    database.close();
    return all.map(({ name }) => name);
  });
  const deadline = Date.now() + 20_000;
  for (let seen = await names(); !wanted(seen); seen = await names()) {
    assert.ok(Date.now() < deadline, `the device keeps ${JSON.stringify(seen)}`);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

test("the gallery keeps, renames, compares, deletes and gives back", { timeout: 400_000 }, async () => {
  const { page, complaints } = await withTwoPortraits();
  await page.goto(`${site.url}/gallery`);
  const pieces = page.locator("li.piece");
  await pieces.nth(1).waitFor();
  assert.equal(await pieces.count(), 2);

  const name = pieces.first().getByRole("textbox", { name: "Name" });
  await name.fill("Eileen in oils");
  await name.press("Enter");
  await name.blur();
  await untilKept(page, (names) => names.includes("Eileen in oils"));
  await page.reload();
  await page.getByRole("button", { name: "Delete Eileen in oils" }).waitFor();

  const compare = page.getByRole("button", { name: "Compare" });
  assert.ok(await compare.isDisabled());
  for (const box of await page.getByRole("checkbox", { name: "Compare" }).all()) await box.check();
  await compare.click();
  const dialog = page.getByRole("dialog", { name: "Side by side" });
  await dialog.getByRole("img").nth(1).waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });

  await page.getByRole("button", { name: "Delete Eileen in oils" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await pieces.nth(1).waitFor();
  await page.getByRole("button", { name: "Delete Eileen in oils" }).click();
  await untilKept(page, (names) => names.length === 1);
  await page.reload();
  await pieces.first().waitFor();
  assert.equal(await pieces.count(), 1);
  assertNoComplaints(complaints);
});

test("saving to the account sends the drawing and never the photo", { timeout: 400_000 }, async () => {
  const { page, context, complaints } = await withTwoPortraits();
  const sent = [];
  context.on("request", (request) => {
    if (request.method() !== "GET") sent.push(request);
  });
  await page.getByRole("button", { name: "Save to my account" }).click();
  const dialog = page.getByRole("dialog", { name: "Save to my account" });
  await dialog.getByRole("button", { name: "Send the drawing" }).click();
  await dialog.getByText("Done. The portrait is in your account.").waitFor({ timeout: 60_000 });
  assert.deepEqual(sent.map((request) => new URL(request.url()).pathname), ["/api/v1/avatars"]);

  const { status, body } = await page.evaluate(async () => {
    const answer = await fetch("/api/v1/avatars");
    return { status: answer.status, body: await answer.json() };
  });
  assert.equal(status, 200);
  assert.match(JSON.stringify(body), /ghibli/);
  assert.doesNotMatch(JSON.stringify(body), /landmark/i);
  assertNoComplaints(complaints);
});

test("an empty gallery leads on", { timeout: 60_000 }, async () => {
  const { page } = await visit(browser, site, "/gallery");
  await page.getByRole("heading", { name: "No portrait here yet." }).waitFor();
  await page.getByRole("main").getByRole("link", { name: "Make a portrait" }).click();
  await untilStep(page, "capture");
});
