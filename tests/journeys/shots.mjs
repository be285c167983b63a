// Takes a picture of every page and step, for eyes that judge: `cargo xtask shots`.
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { FACE_VIDEO } from "./browser.mjs";
import { PAPER_MOON } from "./pack-files.mjs";
import {
  DRAWING_LIMIT_MS, bringFile, dropFile, open, untilDrawn, untilStep, visit,
} from "./visitor.mjs";

const folder = fileURLToPath(new URL("../../target/shots/", import.meta.url));
const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } };
await mkdir(folder, { recursive: true });

async function take(page, name) {
  await page.waitForTimeout(700);
  await page.screenshot({ path: `${folder}${name}.png`, fullPage: true });
  console.log(`${name}.png`);
}

async function walk(browser, site, colorScheme, size) {
  const mark = `${size}-${colorScheme}`;
  const looks = { colorScheme, viewport: SIZES[size] };
  for (const [name, path] of [["landing", "/"], ["privacy", "/privacy"], ["missing", "/nowhere"]]) {
    const { page, context } = await visit(browser, site, path, looks);
    await take(page, `${name}-${mark}`);
    await context.close();
  }
  const { page, context } = await visit(browser, site, "/portrait", looks);
  await page.getByRole("button", { name: "Turn the camera on" }).click();
  await page.locator("#camera-view").waitFor();
  await take(page, `capture-${mark}`);
  await page.getByRole("button", { name: "Live style", disabled: false }).click();
  await page.locator(".live-view.shown").waitFor({ timeout: DRAWING_LIMIT_MS });
  await take(page, `live-${mark}`);
  await page.getByRole("button", { name: "Live style" }).click();
  await dropFile(page, "letter.safetensors", Buffer.from("no pack"));
  await page.getByRole("dialog").getByRole("alert").waitFor();
  await take(page, `pack-refused-${mark}`);
  await dropFile(page, PAPER_MOON.name, PAPER_MOON.bytes);
  await page.getByRole("button", { name: "Keep on this device" }).waitFor({ timeout: DRAWING_LIMIT_MS });
  await take(page, `pack-tried-${mark}`);
  await page.getByRole("button", { name: "Keep on this device" }).click();
  await page.getByText("1 on this device").click();
  await take(page, `packs-${mark}`);
  await bringFile(page, "not-a-picture.jpg");
  await untilStep(page, "trouble");
  await take(page, `trouble-${mark}`);
  await bringFile(page, "two-faces.png");
  await untilStep(page, "pick");
  await take(page, `pick-${mark}`);
  await page.getByRole("button", { name: "Face 1 of 2" }).click();
  await untilStep(page, "result");
  await untilDrawn(page, "Paper moon");
  await take(page, `result-${mark}`);
  await page.goto(`${site.url}/gallery`);
  await take(page, `gallery-${mark}`);
  await context.close();
}

const { site, browser, close } = await open({ camera: FACE_VIDEO });
try {
  for (const colorScheme of ["light", "dark"]) {
    for (const size of Object.keys(SIZES)) await walk(browser, site, colorScheme, size);
  }
} finally {
  await close();
}
