// Takes a picture of every page and step, for eyes that judge: `cargo xtask shots`.
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { FACE_VIDEO } from "./browser.mjs";
import { bringFile, open, untilDrawn, untilStep, visit } from "./visitor.mjs";

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
  await bringFile(page, "not-a-picture.jpg");
  await untilStep(page, "trouble");
  await take(page, `trouble-${mark}`);
  await bringFile(page, "two-faces.png");
  await untilStep(page, "pick");
  await take(page, `pick-${mark}`);
  await page.getByRole("button", { name: "Face 1 of 2" }).click();
  await untilStep(page, "result");
  await untilDrawn(page, "Vibrant");
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
