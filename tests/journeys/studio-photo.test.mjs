// The studio and a photo: a face becomes a character, as one step, and nothing leaves the device.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { faults } from "./accessible.mjs";
import { readFile } from "node:fs/promises";
import { assertNoComplaints, bringFile, dropFile, fixture, open, tabTo, untilStep, visit, withoutChance } from "./visitor.mjs";

/** Two models load for a photo, on a processor that also serves them: generous, not endless. */
const READING_LIMIT_MS = 120_000;

let site;
let browser;
let close;
before(async () => {
  ({ site, browser, close } = await open({ development: true }));
});
after(() => close?.());

const project = (page) =>
  page.evaluate(() => JSON.parse(localStorage.getItem("studio-project") ?? "null")?.project ?? null);

async function untilKept(page) {
  await page.getByText("Saved on this device").waitFor();
  return project(page);
}

/** A studio with stills, which every browser draws the same. */
async function studio(options) {
  const visited = await visit(browser, site, "/studio?renderer=still", { ...options, before: withoutChance });
  await visited.page.getByRole("heading", { name: "Wardrobe" }).waitFor({ timeout: 60_000 });
  return visited;
}

const told = (page) => page.getByText("Made from your photo");
const sheet = (page) => page.getByRole("dialog", { name: "Use my photo" });

async function use(page, name) {
  await page.getByRole("button", { name: "Use my photo" }).click();
  await bringFile(page, name, "Choose a photo");
}

/** What the photo decides, without what is worn. */
function person({ look }) {
  const { palette, face, jaw, eyes, brows, nose, mouth, hair } = look;
  const { skin, hair: root, iris } = palette;
  return { skin, root, iris, face, jaw, eyes, brows, nose, mouth, hair };
}

/** Hue in degrees and lightness of `#rrggbb`. */
function hueAndLight(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [high, low] = [Math.max(r, g, b), Math.min(r, g, b)];
  const sector = high === r ? (g - b) / (high - low) : high === g ? (b - r) / (high - low) + 2 : (r - g) / (high - low) + 4;
  return { hue: (sector * 60 + 360) % 360, light: (high + low) / 2 };
}

test("a photo becomes a character of its colours, in the clothes of before; undo brings the former back", async () => {
  const { page, complaints } = await studio();
  await page.getByRole("button", { name: "Kimono" }).click();
  const before = await untilKept(page);
  await use(page, "astronaut.png");
  await told(page).waitFor({ timeout: READING_LIMIT_MS });
  const made = await untilKept(page);
  const skin = hueAndLight(made.look.palette.skin);
  assert.ok(skin.hue > 5 && skin.hue < 45 && skin.light > 0.6, `fair skin: ${made.look.palette.skin}`);
  const hair = hueAndLight(made.look.palette.hair);
  assert.ok(hair.hue > 12 && hair.hue < 45 && hair.light < 0.5, `brown hair: ${made.look.palette.hair}`);
  assert.equal(made.scene.expression, "smile");
  assert.equal(made.look.outfit, before.look.outfit);
  assert.equal(made.look.palette.cloth, before.look.palette.cloth);
  assert.notDeepEqual(person(made), person(before));
  await page.getByRole("button", { name: "Undo" }).click();
  await told(page).waitFor({ state: "detached" }).catch(() => {});
  assert.deepEqual(await untilKept(page), before);
  assertNoComplaints(complaints);
  await page.context().close();
});

test("the same photo gives the same person and another photo another one", async () => {
  const { page, complaints } = await studio();
  const persons = [];
  for (const name of ["astronaut.png", "camera.jpg", "astronaut.png"]) {
    await use(page, name);
    await told(page).waitFor({ timeout: READING_LIMIT_MS });
    persons.push(person(await untilKept(page)));
    // Something else is decided, so that the words about the photo go.
    await page.getByRole("button", { name: "Surprise me" }).click();
    await told(page).waitFor({ state: "hidden" });
  }
  assert.deepEqual(persons[0], persons[2]);
  assert.notDeepEqual(persons[0], persons[1]);
  assertNoComplaints(complaints);
  await page.context().close();
});

test("of two faces the largest is taken and that is said; a photo can be dropped", async () => {
  const { page, complaints } = await studio();
  await dropFile(page, "two-faces.png", await readFile(fixture("two-faces.png")));
  await sheet(page).waitFor();
  await told(page).waitFor({ timeout: READING_LIMIT_MS });
  assert.match(await told(page).innerText(), /2 faces.*the largest/);
  assertNoComplaints(complaints);
  await page.context().close();
});

test("no face and a damaged file are said, change nothing, and lead on; all is accessible", async () => {
  const { page, complaints } = await studio();
  await page.getByRole("button", { name: "Kimono" }).click();
  const before = await untilKept(page);
  await page.getByRole("button", { name: "Use my photo" }).click();
  await sheet(page).waitFor();
  assert.deepEqual(await faults(page, "the sheet for a photo"), []);
  await bringFile(page, "no-face.jpg", "Choose a photo");
  const alert = sheet(page).getByRole("alert");
  await alert.waitFor({ timeout: READING_LIMIT_MS });
  assert.match(await alert.innerText(), /can’t find a face/);
  assert.deepEqual(await faults(page, "a photo without a face"), []);
  await bringFile(page, "corrupt.jpg", "Another photo");
  await sheet(page).getByText("That picture is damaged").waitFor();
  assert.deepEqual(await project(page), before);
  await bringFile(page, "astronaut.png", "Another photo");
  await told(page).waitFor({ timeout: READING_LIMIT_MS });
  assertNoComplaints(complaints);
  await page.context().close();
});

test("with the keyboard alone, and away again", async () => {
  const { page } = await studio();
  const button = await tabTo(page, "button", "Use my photo");
  await page.keyboard.press("Enter");
  await sheet(page).waitFor();
  await tabTo(page, "button", "Choose a photo");
  await page.keyboard.press("Escape");
  await sheet(page).waitFor({ state: "detached" });
  await page.waitForFunction((it) => it === document.activeElement, await button.elementHandle());
  await page.context().close();
});

test("a photo goes nowhere and is not kept", async () => {
  const sent = [];
  const before = (context) =>
    context.on("request", (request) => {
      if (request.method() !== "GET") sent.push(`${request.method()} ${request.url()}`);
    });
  const { page, complaints } = await studio({ before });
  await use(page, "astronaut.png");
  await told(page).waitFor({ timeout: READING_LIMIT_MS });
  await untilKept(page);
  assert.deepEqual(sent, []);
  const kept = await page.evaluate(async () => {
    const entries = Object.entries(localStorage).concat(Object.entries(sessionStorage));
    const databases = (await indexedDB.databases?.()) ?? [];
    return { longest: Math.max(...entries.map(([, value]) => value.length)), n: databases.length };
  });
  assert.ok(kept.longest < 20_000, "no pixels are stored");
  assert.equal(kept.n, 0);
  assertNoComplaints(complaints);
  await page.context().close();
});

test("a portrait leads to a character with its face", async () => {
  const { page, complaints } = await visit(browser, site, "/portrait?from=sample");
  await untilStep(page, "result");
  await page.getByRole("link", { name: "Make it a character" }).click();
  await told(page).waitFor({ timeout: READING_LIMIT_MS });
  const made = await untilKept(page);
  const hair = hueAndLight(made.look.palette.hair);
  assert.ok(hair.hue > 12 && hair.hue < 45 && hair.light < 0.5, made.look.palette.hair);
  assert.equal(made.scene.expression, "smile");
  assertNoComplaints(complaints);
  await page.context().close();
});

/** What is worn first, as the device keeps it. */
const worn = async (page) => (await untilKept(page)).look.accessories[0];

/** A studio in which nothing but a hair bow is worn, its drawer open. */
async function withBow(options) {
  const visited = await studio(options);
  const { page } = visited;
  const drawer = page.getByRole("group", { name: "Drawer" });
  await drawer.getByRole("button", { name: "Extras" }).click();
  const extras = page.getByRole("group", { name: "Extras" });
  const pressed = extras.locator("button[aria-pressed=true]");
  while ((await pressed.count()) > 0) await pressed.first().click();
  await extras.getByRole("button", { name: "Hair bow" }).click();
  const thing = page.getByRole("group", { name: "Place what is worn" }).getByRole("button", { name: /^Hair bow/ });
  await thing.waitFor();
  await untilKept(page);
  return { ...visited, thing };
}

async function drag(page, from, by) {
  const { x, y, width, height } = await from.boundingBox();
  const [left, top] = [x + width / 2, y + height / 2];
  await page.mouse.move(left, top);
  await page.mouse.down();
  for (let step = 1; step <= 5; step += 1) {
    await page.mouse.move(left + (by[0] * step) / 5, top + (by[1] * step) / 5);
  }
  await page.mouse.up();
}

test("what is worn is dragged, turned and resized; each is one step; a reload keeps it", async () => {
  const { page, complaints, thing } = await withBow();
  const home = await worn(page);
  assert.deepEqual([home.x, home.y, home.turn, home.scale], [0, 0, 0, 1]);
  await drag(page, thing, [-60, 40]);
  const moved = await worn(page);
  assert.ok(moved.x < -20 && moved.y > 20, JSON.stringify(moved));
  assert.ok(Math.abs(moved.x / moved.y + 1.5) < 0.1, "in the direction of the pointer");
  await drag(page, page.locator(".thing .size"), [30, 30]);
  const resized = await worn(page);
  assert.ok(resized.scale > 1.1 && resized.x === moved.x, JSON.stringify(resized));
  await drag(page, page.locator(".thing .turn"), [50, 20]);
  const turned = await worn(page);
  assert.ok(turned.turn > 5 && turned.turn < 180, JSON.stringify(turned));
  await page.reload();
  await page.getByRole("heading", { name: "Wardrobe" }).waitFor({ timeout: 60_000 });
  const after = await project(page);
  assert.deepEqual(after.look.accessories[0], turned);
  assertNoComplaints(complaints);
  await page.context().close();
});

test("by keyboard it is moved, turned and resized; undo takes one step each; put back", async () => {
  const { page, complaints, thing } = await withBow({ viewport: { width: 390, height: 844 } });
  await thing.focus();
  for (const [key, changed] of [
    ["ArrowRight", { x: 4 }],
    ["Shift+ArrowUp", { y: -24 }],
    ["]", { turn: 2 }],
    ["+", { scale: 1.02 }],
  ]) {
    const before = await worn(page);
    await page.keyboard.press(key);
    const after = await worn(page);
    assert.deepEqual(after, { ...before, ...changed }, key);
  }
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => JSON.parse(localStorage.getItem("studio-project")).project.look.accessories[0].scale === 1);
  assert.equal((await worn(page)).turn, 2);
  assert.deepEqual(await faults(page, "placing what is worn"), []);
  await page.getByRole("button", { name: "Put back: Hair bow" }).click();
  await page.waitForFunction(() => JSON.parse(localStorage.getItem("studio-project")).project.look.accessories[0].x === 0);
  assertNoComplaints(complaints);
  await page.context().close();
});

test("a drag with the finger moves what is worn and does not scroll the page", async () => {
  const { page, thing } = await withBow({ viewport: { width: 390, height: 844 }, hasTouch: true });
  await thing.scrollIntoViewIfNeeded();
  const scrolled = await page.evaluate(() => scrollY);
  const { x, y, width, height } = await thing.boundingBox();
  const finger = await page.context().newCDPSession(page);
  const [left, top] = [x + width / 2, y + height / 2];
  const touch = (type, dx = 0, dy = 0) =>
    finger.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: type === "touchEnd" ? [] : [{ x: left + dx, y: top + dy }],
    });
  await touch("touchStart");
  for (let step = 1; step <= 6; step += 1) await touch("touchMove", -4 * step, 8 * step);
  await touch("touchEnd");
  await page.waitForFunction(() => JSON.parse(localStorage.getItem("studio-project")).project.look.accessories[0].y > 20);
  assert.equal(await page.evaluate(() => scrollY), scrolled);
  await page.context().close();
});

test("numbers of a face have sliders, which are one step and go back to the usual", async () => {
  const { page, complaints } = await studio();
  await page.getByRole("group", { name: "Drawer" }).getByRole("button", { name: "Face" }).click();
  const jaw = page.getByRole("slider", { name: "Jaw" });
  await jaw.focus();
  await page.keyboard.press("End");
  await page.waitForFunction(() => JSON.parse(localStorage.getItem("studio-project"))?.project.look.jaw === 1);
  assert.deepEqual(await faults(page, "sliders of a face"), []);
  await page.getByRole("button", { name: "Everything as usual" }).click();
  await page.waitForFunction(() => JSON.parse(localStorage.getItem("studio-project")).project.look.jaw === 0);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.waitForFunction(() => JSON.parse(localStorage.getItem("studio-project")).project.look.jaw === 1);
  assertNoComplaints(complaints);
  await page.context().close();
});
