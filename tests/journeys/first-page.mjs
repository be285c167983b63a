// What Lighthouse says of the landing page's speed, several times in one run.
// Called by `cargo xtask bench page`; fails when the middle is below the floor.
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import lighthouse from "lighthouse";
import { launchBrowser } from "./browser.mjs";
import { startSite } from "./site.mjs";

const VISITS = 5;
const FLOOR = 95;
const PORT = 7391;
const FIGURES = {
  firstContentfulPaintMs: "first-contentful-paint",
  largestContentfulPaintMs: "largest-contentful-paint",
  totalBlockingTimeMs: "total-blocking-time",
  cumulativeLayoutShift: "cumulative-layout-shift",
};

const { values } = parseArgs({ options: { json: { type: "string" }, machine: { type: "string" } } });
const middle = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

async function look(url) {
  const { lhr } = await lighthouse(url, { port: PORT, logLevel: "error", onlyCategories: ["performance"] });
  const figures = Object.entries(FIGURES).map(([name, id]) => [name, lhr.audits[id].numericValue]);
  return { score: Math.round(lhr.categories.performance.score * 100), ...Object.fromEntries(figures) };
}

const site = await startSite();
const browser = await launchBrowser({ debuggingPort: PORT });
try {
  const visits = [];
  for (let visit = 0; visit < VISITS; visit += 1) visits.push(await look(site.url));
  const medians = Object.fromEntries(Object.keys(visits[0]).map((name) => [name, middle(visits.map((it) => it[name]))]));
  const least = Math.min(...visits.map(({ score }) => score));
  console.log(`landing page, Lighthouse, simulated phone; ${values.machine}, N = ${VISITS}`);
  console.log(`  performance ${medians.score} (least ${least}), floor ${FLOOR}`);
  for (const name of Object.keys(FIGURES)) console.log(`  ${name} ${medians[name].toFixed(name.endsWith("Ms") ? 0 : 3)}`);
  writeFileSync(values.json, JSON.stringify({ area: "page", machine: values.machine, n: VISITS, floor: FLOOR, medians, visits }));
  if (medians.score < FLOOR) process.exitCode = 1;
} finally {
  await browser.close();
  await site.stop();
}
