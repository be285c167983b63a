// The main job: a face in, a portrait out, in four styles and four sizes.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { FACE_VIDEO } from "./browser.mjs";
import { differences, readExpression } from "./expression.mjs";
import { alphaRange, coloursIn, readPng } from "./png.mjs";
import { findFaces, installVision } from "./vision-page.mjs";
import {
  DRAWING_LIMIT_MS, STYLES, assertNoComplaints, bringFile, choose, chooseStyle, download,
  downloadPortrait, fixture, open, tabTo, untilDrawn, untilStep, visit,
} from "./visitor.mjs";

/** How far a measure of the face may move between the photo and the portrait. */
const EXPRESSION_GATE = 0.05;
/** Frames of the video that are photographed, each another one. */
const PHOTOS = 5;
const SIZES = [128, 256, 512, 1024];
/** What a visitor gets who chooses nothing. */
const DEFAULT_SIZE = 1024;

let site;
let browser;
let close;
before(async () => ({ site, browser, close } = await open({ camera: FACE_VIDEO })));
after(() => close?.());

/** A portrait must be a picture, of the asked size, and say what made it. */
function checkPortrait(png, { size, style, device = "cpu" }) {
  assert.deepEqual([png.width, png.height], [size, size]);
  assert.ok(coloursIn(png) > 500, "a portrait has more colours than this");
  const words = JSON.stringify(png.text);
  for (const word of [style, device]) assert.ok(words.includes(word), `${word} is not in ${words}`);
}

async function photoOf(page) {
  const address = await page.locator("[data-step] .ba img.ph").getAttribute("src");
  const [face] = (await findFaces(page, address)).faces;
  return readExpression(face);
}

/** Takes a picture, and answers what the photo and the portrait in each style measure. */
async function photographed() {
  const { page, complaints } = await visit(browser, site, "/portrait");
  await page.getByRole("button", { name: "Turn the camera on" }).click();
  const shutter = page.getByRole("button", { name: "Take the picture" });
  await page.locator("#camera-view").waitFor();
  const size = await page.waitForFunction(() => {
    const video = document.getElementById("camera-view");
    return video.videoWidth > 0 && [video.videoWidth, video.videoHeight];
  });
  assert.deepEqual(await size.jsonValue(), [1280, 960]);
  await shutter.click();
  await untilStep(page, "result");
  await installVision(page);
  const photo = await photoOf(page);
  const portraits = {};
  for (const style of STYLES) {
    await chooseStyle(page, style.name);
    const { name, bytes } = await downloadPortrait(page);
    assert.match(name, new RegExp(`${style.id}.*\\.png$`));
    checkPortrait(readPng(bytes), { size: DEFAULT_SIZE, style: style.id });
    const { faces } = await findFaces(page, bytes);
    assert.equal(faces.length, 1, `${style.name}: the face is still a face`);
    portraits[style.id] = readExpression(faces[0]);
  }
  assertNoComplaints(complaints);
  await page.context().close();
  return { photo, portraits };
}

test("by camera: four styles, and the face keeps its expression", { timeout: 900_000 }, async (t) => {
  const taken = [];
  for (let n = 0; n < PHOTOS; n += 1) taken.push(await photographed());
  for (const style of STYLES) {
    const pairs = taken.map(({ photo, portraits }) => [photo, portraits[style.id]]);
    const moved = differences(pairs, EXPRESSION_GATE);
    t.diagnostic(`${style.name}: ${moved.join(", ") || "expression kept"}`);
    assert.deepEqual(moved, [], style.name);
  }
});

test("four sizes, opaque and transparent, and a round one", { timeout: 600_000 }, async () => {
  const { page, complaints } = await visit(browser, site, "/portrait");
  await bringFile(page, "astronaut.png");
  await untilStep(page, "result");
  await chooseStyle(page, "Bold cel");
  for (const size of SIZES) {
    await choose(page, "Size in pixels", String(size));
    await choose(page, "Background", "As drawn");
    await untilDrawn(page, "Bold cel");
    const opaque = readPng((await downloadPortrait(page)).bytes);
    checkPortrait(opaque, { size, style: "cel-shade" });
    assert.deepEqual(alphaRange(opaque), [255, 255]);
    await choose(page, "Background", "Transparent");
    await untilDrawn(page, "Bold cel");
    const clear = readPng((await downloadPortrait(page)).bytes);
    checkPortrait(clear, { size, style: "cel-shade" });
    assert.deepEqual(alphaRange(clear), [0, 255]);
    const middle = (Math.floor(size / 2) * size + Math.floor(size / 2)) * 4 + 3;
    assert.equal(clear.pixels[middle], 255, "the person is not cut away");
  }
  await page.getByRole("button", { name: "Use as profile picture" }).click();
  const press = () => page.getByRole("button", { name: "Download profile picture" }).click();
  const round = readPng((await download(page, press)).bytes);
  assert.equal(round.pixels[3], 0, "the corner of a round picture is clear");
  assertNoComplaints(complaints);
});

/**
 * Presses Enter on the button, once. The listener stands before the walk with Tab begins: the driver
 * tells the browser of it without waiting, and a press right behind it can overtake it.
 */
async function chooserByKeyboard(page) {
  const opened = page.waitForEvent("filechooser");
  // A walk that fails says so itself.
  opened.catch(() => {});
  await tabTo(page, "button", "Choose a file");
  await page.keyboard.press("Enter");
  return opened;
}

test("by upload, with the keyboard alone", { timeout: 600_000 }, async () => {
  const { page, complaints } = await visit(browser, site, "/portrait");
  await page.getByRole("button", { name: "Choose a file" }).waitFor();
  const chooser = await chooserByKeyboard(page);
  await chooser.setFiles(fixture("astronaut.png"));
  await untilStep(page, "result");
  await tabTo(page, "button", "Painterly");
  await page.keyboard.press("Enter");
  await untilDrawn(page, "Painterly");
  await tabTo(page, "button", "Download PNG");
  const { bytes } = await download(page, () => page.keyboard.press("Enter"));
  checkPortrait(readPng(bytes), { size: DEFAULT_SIZE, style: "ghibli" });
  assertNoComplaints(complaints);
});

/** Where the keyboard is: the name of the control, or the tag of what is none. */
const keyboardAt = (page) =>
  page.evaluate(() => {
    const held = document.activeElement;
    return held.ariaLabel ?? (held.matches("button, a") ? held.innerText.trim() : held.tagName);
  });

test("a camera that answers late takes the keyboard from nobody", { timeout: 120_000 }, async () => {
  const { page, complaints } = await visit(browser, site, "/portrait");
  await page.evaluate(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (wish) =>
      new Promise((resolve) => {
        window.answerAsCamera = () => resolve(ask(wish));
      });
  });
  const shutter = page.getByRole("button", { name: "Take the picture", disabled: false });
  const start = async () => {
    await tabTo(page, "button", "Turn the camera on");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => window.answerAsCamera);
  };
  await start();
  await tabTo(page, "button", "Choose a file");
  await page.evaluate(() => window.answerAsCamera());
  await shutter.waitFor();
  assert.equal(await keyboardAt(page), "Choose a file", "somebody stood there");
  await page.getByRole("button", { name: "Turn the camera off" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "camera-button");

  // Who waits where the button was finds the shutter under the hand.
  await start();
  await page.evaluate(() => window.answerAsCamera());
  await page.waitForFunction(() => document.activeElement.id === "shutter");
  assertNoComplaints(complaints);
});

test("pasted, dropped, and the sample face", { timeout: 600_000 }, async () => {
  const { page, complaints } = await visit(browser, site, "/portrait?from=sample");
  await untilStep(page, "result");
  for (const kind of ["paste", "drop"]) {
    await page.goto(`${site.url}/portrait`);
    await untilStep(page, "capture");
    await page.evaluate(async (event) => {
      const blob = await (await fetch("/samples/astronaut.png")).blob();
      const data = new DataTransfer();
      data.items.add(new File([blob], "face.png", { type: "image/png" }));
      const name = event === "paste" ? "clipboardData" : "dataTransfer";
      const make = event === "paste" ? ClipboardEvent : DragEvent;
      window.dispatchEvent(new make(event, { [name]: data, bubbles: true, cancelable: true }));
    }, kind);
    await untilStep(page, "result");
  }
  assertNoComplaints(complaints);
});

test("the two options change the picture", { timeout: 600_000 }, async () => {
  const { page } = await visit(browser, site, "/portrait");
  await bringFile(page, "astronaut.png");
  await untilStep(page, "result");
  await chooseStyle(page, "Vibrant");
  const given = async () => readPng((await downloadPortrait(page)).bytes).pixels.toString("latin1");
  const seen = [await given()];
  for (const option of ["Keep my expression", "Sharpen the details"]) {
    await page.getByLabel(option).click();
    const deadline = Date.now() + DRAWING_LIMIT_MS;
    let picture = await given();
    while (seen.includes(picture)) {
      assert.ok(Date.now() < deadline, `"${option}" gives a picture that was there before`);
      await untilDrawn(page, "Vibrant");
      picture = await given();
    }
    seen.push(picture);
  }
});

test("Stop stops, and progress never goes back", { timeout: 300_000 }, async () => {
  const { page } = await visit(browser, site, "/portrait?from=sample");
  await untilStep(page, "working");
  const percents = await page.evaluate(async (limit) => {
    const seen = [];
    const end = performance.now() + limit;
    while (document.querySelector('[data-step="working"]') && performance.now() < end) {
      seen.push(Number(document.querySelector('[role="progressbar"]')?.ariaValueNow ?? 0));
      if (seen.at(-1) > 20) break;
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
    return seen;
  }, DRAWING_LIMIT_MS);
  assert.deepEqual(percents, percents.toSorted((one, other) => one - other));
  await page.getByRole("button", { name: "Stop" }).click();
  await untilStep(page, "capture");
});
