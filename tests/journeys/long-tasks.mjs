// How long the page's own thread is busy at a stretch while it draws, writes files and films, from the
// browser's trace. Processor time is what the page is answerable for; the clock also counts whatever
// else this machine does. Prints a table; `--json FILE` writes it, too.
import { writeFile } from "node:fs/promises";
import { FACE_VIDEO } from "./browser.mjs";
import { bringFile, choose, downloadPortrait, open, untilDrawn, untilStep, visit } from "./visitor.mjs";

/** A task longer than this is felt (DESIGN: nothing blocks the page). */
const TASK_MS_MAX = 50;
const SHOWN = 3;

/** Records the page's tasks while `work` runs. */
async function tasksDuring(page, work) {
  const session = await page.context().browser().newBrowserCDPSession();
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"] },
  });
  await work();
  const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await complete;
  await session.detach();
  return longest(events, page.url());
}

function longest(events, url) {
  const origin = new URL(url).origin;
  // The thread that ran our page's scripts is the one that is meant; there are others in the browser.
  const ours = new Map();
  for (const { name, pid, tid, args } of events) {
    const address = args?.data?.url ?? args?.data?.stackTrace?.[0]?.url ?? "";
    const weight = name === "FunctionCall" && address.startsWith(origin) && address.includes("/app-");
    if (weight) ours.set(`${pid}/${tid}`, (ours.get(`${pid}/${tid}`) ?? 0) + 1);
  }
  const [thread] = [...ours].sort(([, one], [, other]) => other - one)[0] ?? [""];
  const tasks = events.filter(
    ({ name, pid, tid, dur }) => dur && `${pid}/${tid}` === thread && name.endsWith("RunTask"),
  );
  const inside = ({ ts, dur, pid, tid }) =>
    events
      .filter((it) => it.pid === pid && it.tid === tid && it.dur && it.ts >= ts && it.ts + it.dur <= ts + dur)
      .filter(({ name }) => !name.endsWith("RunTask"))
      .sort((one, other) => other.dur - one.dur)
      .slice(0, SHOWN)
      .map(({ name, dur }) => `${name} ${(dur / 1000).toFixed(0)}`);
  return tasks
    .sort((one, other) => (other.tdur ?? other.dur) - (one.tdur ?? one.dur))
    .slice(0, SHOWN)
    .map((task) => ({
      cpu_ms: Math.round((task.tdur ?? task.dur) / 100) / 10,
      clock_ms: Math.round(task.dur / 100) / 10,
      what: inside(task).join(", "),
    }));
}

const { site, browser, close } = await open({ camera: FACE_VIDEO });
const rows = [];
try {
  const { page } = await visit(browser, site, "/portrait");
  await untilStep(page, "capture");
  const measure = async (name, work) => rows.push({ name, tasks: await tasksDuring(page, work) });
  await measure("film, with hints", async () => {
    await page.getByRole("button", { name: "Turn the camera on" }).click();
    await page.waitForTimeout(4_000);
  });
  await measure("film, live style", async () => {
    await page.getByRole("button", { name: "Live style" }).click();
    await page.locator(".live-view.shown").waitFor({ timeout: 60_000 });
    await page.waitForTimeout(4_000);
  });
  await measure("open and draw four styles", async () => {
    await bringFile(page, "astronaut.png");
    await untilStep(page, "result");
    for (const name of ["Vibrant", "Warm cel", "Painterly", "Bold cel"]) await untilDrawn(page, name);
  });
  await measure("export 1024, transparent", async () => {
    await choose(page, "Background", "Transparent");
    await untilDrawn(page, "Vibrant");
    await downloadPortrait(page);
  });
} finally {
  await close();
}
for (const { name, tasks } of rows) {
  for (const { cpu_ms: cpu, clock_ms: clock, what } of tasks) {
    const mark = cpu > TASK_MS_MAX ? "over" : "";
    console.log(`${name.padEnd(28)} ${cpu.toFixed(1).padStart(7)} ms cpu ${clock.toFixed(1).padStart(7)} ms ${mark.padEnd(5)} ${what}`);
  }
}
const at = process.argv.indexOf("--json");
if (at > 0) await writeFile(process.argv[at + 1], JSON.stringify({ area: "tasks", limit_ms: TASK_MS_MAX, rows }));
