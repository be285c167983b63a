/*
 * The vision worker: finds faces, or cuts a person out, with MediaPipe.
 *
 * Start one worker per solution, `/vision/worker.js?solution=face_mesh` or `…=selfie_segmentation`:
 * both use the same global names. MediaPipe's glue calls `new Function`, so responses under /vision/
 * carry 'unsafe-eval'; a worker lives under the policy of its own script, and the page stays strict.
 * A solution cannot be started twice in one global, so after `failed` with `restart` the page ends
 * this worker and starts another.
 */
"use strict";

const BASE = new URL("./", self.location.href).href;
importScripts(`${BASE}assets.js`, `${BASE}page-shim.js`);

const SOLUTION = new URLSearchParams(self.location.search).get("solution") ?? "face_mesh";
/** Points of the refined mesh, with both irises. */
const POINTS = 478;
const MOST_FACES = 6;
/** Faces and mattes need no more than this; larger pictures only cost memory. */
const LONGEST_SIDE = { face_mesh: 1280, selfie_segmentation: 1024 };
/** A square of fewer pixels holds no face worth drawing. */
const SMALLEST_SQUARE = 96;
const START_LIMIT_MS = 60_000;
const SEND_LIMIT_MS = 30_000;
/** Requests that may wait; the page sends one at a time, so more than this is a mistake. */
const MOST_WAITING = 8;

const state = {
  /** The solution, once it is being started. */
  starting: null,
  solution: null,
  onResults: null,
  /** Whether the model may be following faces, which must not leak into a still. */
  tracking: false,
  waiting: 0,
  /** Why this worker can do no more. */
  dead: null,
  line: Promise.resolve(),
};

const CONFIGURATIONS = {
  face_mesh: {
    make: (config) => new self.FaceMesh(config),
    options: {
      maxNumFaces: MOST_FACES,
      refineLandmarks: true,
      // With SIMD the processor is as quick as a graphics card here, and starts in a third of the time.
      useCpuInference: hasSimd(),
      enableFaceGeometry: false,
      selfieMode: false,
      minDetectionConfidence: 0.5,
      minTrackingConfidence: 0.5,
    },
  },
  selfie_segmentation: {
    make: (config) => new self.SelfieSegmentation(config),
    options: { modelSelection: 0, useCpuInference: hasSimd(), selfieMode: false },
  },
};

function requireWebGl() {
  const canvas = typeof OffscreenCanvas === "function" ? new OffscreenCanvas(1, 1) : null;
  const context = canvas?.getContext("webgl2") ?? canvas?.getContext("webgl");
  if (!context) {
    throw new VisionTrouble("vision_unavailable", "this browser has no WebGL in workers");
  }
  context.getExtension("WEBGL_lose_context")?.loseContext();
}

async function start() {
  const configuration = CONFIGURATIONS[SOLUTION];
  if (!configuration) throw new VisionTrouble("vision_failed", `no solution is called ${SOLUTION}`);
  requireWebGl();
  const assets = await loadAssets(BASE, SOLUTION, (percent) => {
    postMessage({ type: "loading", percent });
  });
  try {
    await begin(configuration, assets);
  } catch (error) {
    // Up to here a second try is free; MediaPipe itself begins only once in a global.
    state.dead = error;
    throw error;
  }
}

async function begin(configuration, assets) {
  const failures = installPageShim(BASE, SOLUTION, assets, () => {
    state.dead ??= new VisionTrouble("vision_failed", "the graphics context was lost");
  });
  const solution = configuration.make({ locateFile: (name) => `${BASE}${SOLUTION}/${name}` });
  solution.setOptions(configuration.options);
  solution.onResults((results) => state.onResults?.(results));
  const refused = new Promise((_, reject) => {
    // The loader answers a script that did not load by waiting for ever.
    const watch = setInterval(() => {
      if (failures.length > 0) reject(new VisionTrouble("vision_failed", failures.join("; ")));
      if (failures.length > 0 || state.solution) clearInterval(watch);
    }, 50);
  });
  await within(
    START_LIMIT_MS,
    "starting the model",
    Promise.race([solution.initialize(), refused]),
  );
  assets.clear();
  state.solution = solution;
  postMessage({ type: "ready" });
}

function ensureStarted() {
  state.starting ??= start().catch((error) => {
    state.starting = null;
    throw error;
  });
  return state.starting;
}

/** Draws a part of the picture onto a canvas no larger than the solution needs. */
function bounded(image, part = { x: 0, y: 0, width: image.width, height: image.height }) {
  const scale = Math.min(1, LONGEST_SIDE[SOLUTION] / Math.max(part.width, part.height));
  const width = Math.max(1, Math.round(part.width * scale));
  const height = Math.max(1, Math.round(part.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: SOLUTION !== "face_mesh" });
  context.imageSmoothingQuality = "high";
  context.drawImage(image, part.x, part.y, part.width, part.height, 0, 0, width, height);
  return canvas;
}

/**
 * Ends the tracking of earlier pictures by showing a blank one: `reset()` would do it too, but it
 * compiles every shader again, which takes seconds where there is no graphics card.
 */
async function forget() {
  const blank = new OffscreenCanvas(64, 64);
  blank.getContext("2d").fillRect(0, 0, 64, 64);
  await send(blank);
}

async function send(picture) {
  let results = null;
  state.onResults = (value) => {
    results = value;
    value.image?.close?.();
  };
  await within(SEND_LIMIT_MS, "looking at the picture", state.solution.send({ image: picture }));
  if (!results) throw new VisionTrouble("vision_failed", "the model gave no answer");
  return results;
}

async function detect({ id, image, maxFaces = 1, video = false }) {
  const { width, height } = image;
  if (state.tracking && !video) await forget();
  state.tracking = true;
  let faces = await facesIn(bounded(image));
  if (faces.length === 0 && !video) faces = await lookCloser(image);
  const light = video ? lightness(image, faces[0]) : undefined;
  image.close();
  const most = Math.min(Math.max(1, Math.floor(maxFaces)), MOST_FACES);
  const shown = faces.sort((one, other) => span(other) - span(one)).slice(0, most);
  postMessage(
    { type: "faces", id, width, height, faces: shown, light },
    shown.map((points) => points.buffer),
  );
}

/** Mean lightness of a face, or of the whole picture when there is none, from 0 to 1. */
function lightness(image, face) {
  const side = 24;
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const places = (axis) => face.filter((_, index) => index % 3 === axis);
  const [left, right] = face ? [Math.min(...places(0)), Math.max(...places(0))] : [0, 1];
  const [top, bottom] = face ? [Math.min(...places(1)), Math.max(...places(1))] : [0, 1];
  const { width, height } = image;
  const part = [left * width, top * height, (right - left) * width, (bottom - top) * height];
  context.drawImage(image, ...part, 0, 0, side, side);
  const { data } = context.getImageData(0, 0, side, side);
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) {
    sum += 0.3 * data[at] + 0.59 * data[at + 1] + 0.11 * data[at + 2];
  }
  return sum / (side * side * 255);
}

async function facesIn(picture) {
  const results = await send(picture);
  return (results.multiFaceLandmarks ?? []).map(flatten).filter(Boolean);
}

/**
 * The detector sees faces down to about an eighth of the picture. Where it finds none, overlapping
 * squares of half the picture are tried in reading order, until one holds a face.
 */
async function lookCloser(image) {
  const side = Math.max(image.width, image.height) / 2;
  const width = Math.min(side, image.width);
  const height = Math.min(side, image.height);
  if (Math.min(width, height) < SMALLEST_SQUARE) return [];
  const steps = (whole, part) => (whole - part < part / 4 ? [0] : [0, 0.5, 1]);
  for (const down of steps(image.height, height)) {
    for (const right of steps(image.width, width)) {
      const x = right * (image.width - width);
      const y = down * (image.height - height);
      await forget();
      const found = await facesIn(bounded(image, { x, y, width, height }));
      if (found.length > 0) {
        return found.map((points) => placed(points, image, { x, y, width, height }));
      }
    }
  }
  return [];
}

/** Landmarks of a part, in the coordinates of the whole. */
function placed(points, image, part) {
  return points.map((value, index) => {
    if (index % 3 === 0) return (part.x + value * part.width) / image.width;
    if (index % 3 === 1) return (part.y + value * part.height) / image.height;
    return (value * part.width) / image.width;
  });
}

/** How tall a face stands in its picture, from the top of the brow to the chin. */
function span(points) {
  return Math.hypot(points[10 * 3] - points[152 * 3], points[10 * 3 + 1] - points[152 * 3 + 1]);
}

/** One face as x, y, z triples, or null when the model answered nonsense. */
function flatten(landmarks) {
  if (landmarks.length !== POINTS) return null;
  const points = new Float32Array(POINTS * 3);
  landmarks.forEach(({ x, y, z }, index) => points.set([x, y, z], index * 3));
  return points.every(Number.isFinite) ? points : null;
}

async function segment({ id, image }) {
  const picture = bounded(image);
  image.close();
  const { segmentationMask } = await send(picture);
  const { width, height } = picture;
  const context = picture.getContext("2d");
  context.globalCompositeOperation = "copy";
  context.drawImage(segmentationMask, 0, 0, width, height);
  segmentationMask.close?.();
  const rgba = context.getImageData(0, 0, width, height).data;
  const alpha = new Uint8Array(width * height);
  for (let index = 0; index < alpha.length; index += 1) alpha[index] = rgba[index * 4 + 3];
  postMessage({ type: "matte", id, width, height, alpha }, [alpha.buffer]);
}

async function answer(request) {
  if (state.dead) throw state.dead;
  await ensureStarted();
  if (request.type === "detect" && SOLUTION === "face_mesh") return detect(request);
  if (request.type === "segment" && SOLUTION === "selfie_segmentation") return segment(request);
  if (request.type === "warm") return undefined;
  throw new VisionTrouble("vision_failed", `${SOLUTION} cannot ${request.type}`);
}

function refuse(id, error) {
  const code = error.code === "vision_unavailable" ? error.code : "vision_failed";
  // A thrown error may leave the model's memory in any state, so none but our own limits is forgiven.
  if (state.solution && !(error instanceof VisionTrouble)) state.dead ??= error;
  const restart = Boolean(state.dead) && code === "vision_failed";
  postMessage({ type: "failed", id, code, message: String(error.message ?? error), restart });
}

self.addEventListener("message", ({ data: request }) => {
  if (state.waiting >= MOST_WAITING) {
    request.image?.close();
    refuse(request.id, new VisionTrouble("vision_failed", "too many pictures are waiting"));
    return;
  }
  state.waiting += 1;
  state.line = state.line
    .then(() => answer(request))
    .catch((error) => refuse(request.id, error))
    .finally(() => {
      state.waiting -= 1;
    });
});
