// Packs the baked pictures as WebP: pack.mjs SCRATCH PUBLIC, called by `cargo xtask bake`.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { launchBrowser } from "../../tests/journeys/browser.mjs";

const [scratch, folder] = process.argv.slice(2);
/** From, to, the side if it is made smaller, quality. */
const PICTURES = [
  ["sheet.png", "living/sheet.webp", null, 0.8],
  ["still.png", "samples/living.webp", 800, 0.84],
];

async function pack([base64, side, quality]) {
  const blob = await (await fetch(`data:image/png;base64,${base64}`)).blob();
  const picture = await createImageBitmap(blob, side ? { resizeWidth: side, resizeQuality: "high" } : {});
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext("2d").drawImage(picture, 0, 0);
  const file = await canvas.convertToBlob({ type: "image/webp", quality });
  return Array.from(new Uint8Array(await file.arrayBuffer()));
}

const browser = await launchBrowser();
const page = await browser.newPage();
for (const [from, to, side, quality] of PICTURES) {
  const base64 = (await readFile(join(scratch, from))).toString("base64");
  const bytes = await page.evaluate(pack, [base64, side, quality]);
  await writeFile(join(folder, to), Buffer.from(bytes));
  console.log(to, bytes.length);
}
await browser.close();
