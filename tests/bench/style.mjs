// Times the style network in our runtime and in onnxruntime-web, turn by turn in one browser.
//
//   node tests/bench/style.mjs OUT [--only cpu|webgpu] [--runs N] [--style ID] [--side N]
//
// Writes what it measured as JSON. Runtimes that draw different pictures are not timed: who is
// wrong is told instead.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { launchBrowser } from "../journeys/browser.mjs";
import { serveFolders } from "../journeys/static-server.mjs";
import { readPack, toOnnx } from "./onnx.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** The size that portraits are drawn at. */
const SIDE = "512";
/** The most that two runtimes may differ in a channel, of 255 steps. */
const STEPS_APART_MAX = 2;
const RUNS = { cpu: 15, webgpu: 30, software: 3 };

const { values: options, positionals: [out] } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string" },
    runs: { type: "string" },
    side: { type: "string", default: SIDE },
    style: { type: "string", default: "kingdom-hearts" },
  },
});

/** Runs in the page: a worker that answers one message at a time. */
function installWorkers() {
  const start = (script) => {
    const worker = new Worker(script, { type: "module" });
    return (message) =>
      new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data));
        worker.onerror = (event) => reject(new Error(event.message ?? `${script} failed`));
        worker.postMessage(message);
      });
  };
  // Waves, an edge and three discs: time does not depend on what is drawn, agreement does.
  const rgb = (side) => {
    const wave = (t) => 0.5 + 0.45 * Math.sin(t);
    const plane = side * side;
    const numbers = new Float32Array(3 * plane);
    for (let at = 0; at < plane; at += 1) {
      const [x, y] = [at % side, Math.floor(at / side)];
      numbers[at] = wave(x * 0.07) * 0.75 + (x + 0.5 * y > 0.75 * side ? 0.25 : 0);
      numbers[plane + at] = wave(y * 0.05 + 1);
      numbers[2 * plane + at] = wave((x + y) * 0.03 + 2);
    }
    return numbers;
  };
  const guidance = (side) => {
    const discs = [[0.5, 0.5, 0.35], [0.4, 0.4, 0.1], [0.5, 0.7, 0.1]];
    const numbers = new Float32Array(3 * side * side);
    for (let at = 0; at < numbers.length; at += 1) {
      const [cx, cy, radius] = discs[Math.floor(at / (side * side))];
      const [x, y] = [(at % side) / side, (Math.floor(at / side) % side) / side];
      numbers[at] = Math.min(1, Math.max(0, (radius - Math.hypot(x - cx, y - cy)) * side));
    }
    return numbers;
  };
  const apart = (one, other) => {
    let worst = 0;
    const limited = (value) => Math.min(1, Math.max(0, value));
    for (let at = 0; at < one.length; at += 1) {
      worst = Math.max(worst, Math.abs(limited(one[at]) - limited(other[at])));
    }
    // Not a number anywhere: as wrong as can be.
    return one.length === other.length && one.every(Number.isFinite) && other.every(Number.isFinite)
      ? worst
      : 1;
  };
  window.bench = { start, rgb, guidance, apart };
}

/** Both runtimes on one device: loaded, warmed up, compared, then timed turn by turn. */
async function compare(page, device, style, runs) {
  return page.evaluate(
    async ({ device, style, side, runs, most }) => {
      const { start, rgb, guidance, apart } = window.bench;
      const model = new Uint8Array(await (await fetch("/model.onnx")).arrayBuffer());
      // A third opinion, so that a disagreement has a culprit: the peer on the processor.
      const judge = start("/bench/peer.js");
      await judge({ deed: "load", device: "cpu", model });
      const sides = { ours: start("/bench/ours.js"), peer: start("/bench/peer.js") };
      const names = {};
      const first = {};
      const times = { ours: [], peer: [] };
      const picture = { deed: "pass", style, rgb: rgb(side), guidance: guidance(side / 2) };
      for (const [name, ask] of Object.entries(sides)) {
        names[name] = (await ask({ deed: "load", device, style, model })).name;
        first[name] = await ask(picture);
      }
      const right = (await judge(picture)).drawn;
      const stepsApart = {
        ours: apart(first.ours.drawn, right) * 255,
        peer: apart(first.peer.drawn, right) * 255,
      };
      if (Math.max(stepsApart.ours, stepsApart.peer) > most) return { names, stepsApart };
      for (let run = 0; run < runs; run += 1) {
        for (const [name, ask] of Object.entries(sides)) times[name].push((await ask(picture)).elapsed);
      }
      const cold = { ours: first.ours.elapsed, peer: first.peer.elapsed };
      return { names, cold, times, stepsApart };
    },
    { device, style, side: Number(options.side), runs, most: STEPS_APART_MAX },
  );
}

/** The graphics card the browser offers; none is null. */
function findAdapter(page) {
  return page.evaluate(async () => {
    const adapter = await navigator.gpu?.requestAdapter({ powerPreference: "high-performance" });
    if (!adapter) return null;
    const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
    const words = [vendor, architecture, device, description].filter(Boolean).join(" ");
    const software = Boolean(isFallbackAdapter) || /swiftshader|llvmpipe|software/i.test(words);
    return { name: words, software, isFallbackAdapter: Boolean(isFallbackAdapter) };
  });
}

const summary = (times) => {
  const sorted = [...times].sort((one, other) => one - other);
  const middle = (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
  return { n: sorted.length, min_ms: sorted[0], median_ms: middle };
};

const pack = readPack(await readFile(join(ROOT, `public/styles/${options.style}.safetensors`)));
const model = toOnnx(pack, Number(options.side));

const server = await serveFolders(
  {
    "/stylist/": join(ROOT, "build/stylist"),
    "/styles/": join(ROOT, "public/styles"),
    "/peer/": join(ROOT, "tests/bench/node_modules/onnxruntime-web/dist"),
    "/bench/": join(ROOT, "tests/bench/page"),
  },
  0,
  (request, response) => {
    if (request.url === "/model.onnx") response.end(model);
    else if (request.url === "/") {
      response.setHeader("Content-Type", "text/html");
      response.end("<!doctype html><title>bench</title>");
    } else if (request.url === "/favicon.ico") response.end();
    else return false;
    return true;
  },
);
const browser = await launchBrowser({ webgpu: options.only !== "cpu" });
try {
  const page = await browser.newPage();
  page.on("console", (message) => {
    if (message.type() === "error") console.error(message.text());
  });
  await page.goto(server.url);
  await page.evaluate(installWorkers);
  const adapter = await findAdapter(page);
  const rows = [];
  const wrong = [];
  for (const device of ["cpu", "webgpu"]) {
    if (options.only && options.only !== device) continue;
    if (device === "webgpu" && !adapter) {
      console.log("webgpu: this browser offers no adapter");
      continue;
    }
    const usual = device === "webgpu" && adapter.software ? RUNS.software : RUNS[device];
    const found = await compare(page, device, options.style, Number(options.runs ?? usual));
    if (!found.times) {
      const apart = Object.entries(found.stepsApart).map(([who, steps]) => `${who} by ${steps.toFixed(1)}`);
      wrong.push(`${device}: ${apart.join(", ")} of 255 steps away from the peer on the processor`);
      continue;
    }
    const [ours, peer] = [summary(found.times.ours), summary(found.times.peer)];
    rows.push({
      name: device,
      device: found.names.ours,
      peer_name: found.names.peer,
      cold_ms: found.cold,
      ours,
      peer,
      steps_apart: Math.max(found.stepsApart.ours, found.stepsApart.peer),
    });
  }
  const { tier, version } = pack.notes;
  const about = { style: options.style, tier, version, side: Number(options.side), parameters: weightsIn(pack) };
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, JSON.stringify({ browser: browser.version(), adapter, network: about, rows, wrong }));
} finally {
  await browser.close();
  await server.close();
}

function weightsIn({ tensors }) {
  return [...tensors.values()].reduce((sum, { values }) => sum + values.length, 0);
}
