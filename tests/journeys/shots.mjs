// Takes a picture of every page and step, for eyes that judge: `cargo xtask shots`. A word after it
// (`visitor`, `studio` or `member`) takes only theirs.
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { FACE_VIDEO } from "./browser.mjs";
import { openForMembers } from "./member.mjs";
import { PAPER_MOON } from "./pack-files.mjs";
import { cookieOf, stage } from "./stage.mjs";
import {
  DRAWING_LIMIT_MS, bringFile, dropFile, untilDrawn, untilStep, visit,
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

/** The studio with each drawer open, and the page that a camera drives, in every light and size. */
async function walkTheStudio(browser, site, colorScheme, size) {
  const mark = `${size}-${colorScheme}`;
  const { page, context } = await visit(browser, site, "/studio", { colorScheme, viewport: SIZES[size] });
  await page.locator(".picture.living").waitFor({ timeout: DRAWING_LIMIT_MS });
  for (const drawer of await page.getByRole("group", { name: "Drawer", exact: true }).getByRole("button").all()) {
    await drawer.click();
    await page.waitForTimeout(4000);
    await take(page, `studio-${(await drawer.innerText()).toLowerCase()}-${mark}`);
  }
  await page.goto(`${site.url}/live`, { waitUntil: "load" });
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await take(page, `live-page-${mark}`);
  await context.close();
}

/** What a member with three weeks behind them sees, and what is seen without an account. */
async function walkAsMember(browser, site, { token, job, proposal, now }) {
  const { page, context } = await visit(browser, site, "/privacy", { reducedMotion: "reduce" });
  page.setDefaultTimeout(DRAWING_LIMIT_MS);
  await context.clock.setSystemTime(now);
  // Each page is loaded once and turned to every light and size.
  const takeAll = async (name) => {
    for (const size of Object.keys(SIZES)) {
      await page.setViewportSize(SIZES[size]);
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await take(page, `${name}-${size}-${colorScheme}`);
      }
    }
  };
  const look = async (name, path) => {
    await page.goto(site.url + path, { waitUntil: "load" });
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await page.waitForTimeout(800);
    await takeAll(name);
  };
  for (const area of ["account", "wallet", "staking", "jobs", "governance", "treasury"]) {
    await look(`guest-${area}`, `/${area}`);
  }
  await context.addCookies([cookieOf(site, token)]);
  for (const [name, path] of [
    ["landing-member", "/"], ["wallet", "/wallet"], ["staking", "/staking"], ["jobs", "/jobs"],
    ["jobs-one", `/jobs?job=${job}`], ["governance", "/governance"],
    ["governance-drafts", "/governance?show=drafts"], ["governance-past", "/governance?show=past"],
    ["governance-new", "/governance/new"], ["governance-one", `/governance/${proposal}`],
    ["treasury", "/treasury"], ["account", "/account"],
    ["developers", "/developers"], ["developers-operation", "/developers/transfer"],
  ]) await look(name, path);
  await page.goto(`${site.url}/wallet`);
  await page.getByRole("button", { name: "Send", exact: true }).first().click();
  await takeAll("wallet-send");
  await context.close();
}

const wanted = process.argv.slice(2);
const isWanted = (who) => wanted.length === 0 || wanted.includes(who);
const { site, browser, close } = await openForMembers({ camera: FACE_VIDEO, variables: { JOBS: "manual" } });
try {
  if (isWanted("visitor")) {
    for (const colorScheme of ["light", "dark"]) {
      for (const size of Object.keys(SIZES)) await walk(browser, site, colorScheme, size);
    }
  }
  if (isWanted("studio")) {
    for (const colorScheme of ["light", "dark"]) {
      for (const size of Object.keys(SIZES)) await walkTheStudio(browser, site, colorScheme, size);
    }
  }
  if (isWanted("member")) await walkAsMember(browser, site, await stage(site));
} finally {
  await close();
}
