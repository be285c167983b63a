// Looks for the largest face in every PNG of a folder, with the face mesh that visitors run, and
// writes `faces.json` beside them: file name to 478 × 3 numbers, or to null where there is none.
//
//   node tests/bench/faces.mjs FOLDER
import { readdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { launchBrowser } from "../journeys/browser.mjs";
import { serveFolders } from "../journeys/static-server.mjs";
import { findFaces, installVision } from "../journeys/vision-page.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const folder = resolve(process.argv[2] ?? ".");

const roots = {
  // As the build brings them together: the models from npm, the worker from the repository.
  "/vision/face_mesh/": join(ROOT, "build/vision/face_mesh"),
  "/vision/": join(ROOT, "public/vision"),
  "/pictures/": folder,
};

/** The page itself is empty: all it does is start the worker. */
function emptyPage(request, response) {
  if (request.url !== "/") return false;
  response.setHeader("Content-Type", "text/html");
  response.end("<!doctype html><title>faces</title>");
  return true;
}

const server = await serveFolders(roots, 0, emptyPage);
const browser = await launchBrowser();
try {
  const page = await browser.newPage();
  await page.goto(server.url);
  await installVision(page);
  const found = {};
  const names = (await readdir(folder)).filter((name) => name.endsWith(".png")).sort();
  for (const name of names) {
    const answer = await findFaces(page, `/pictures/${name}`, 1);
    if (answer.type !== "faces") throw new Error(`${name}: ${answer.message}`);
    found[name] = answer.faces[0] ?? null;
  }
  await writeFile(join(folder, "faces.json"), JSON.stringify(found));
} finally {
  await browser.close();
  await server.close();
}
