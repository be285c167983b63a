/*
 * Fetches everything a solution needs before MediaPipe asks for it.
 *
 * MediaPipe swallows a failed download and then waits for ever. So each file is loaded here first,
 * with a length check and a limit on silence, and MediaPipe is handed the bytes.
 */
"use strict";

/** How long a download may stay silent before it counts as failed. */
const SILENCE_LIMIT_MS = 20_000;

/** A trouble with a code the page knows. */
class VisionTrouble extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** Rejects when `work` takes longer than `limit` milliseconds. */
function within(limit, what, work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(new VisionTrouble("vision_failed", `${what} took longer than ${limit / 1000} s`)),
      limit,
    );
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Reads one file to its end; `onBytes` hears of every chunk. */
async function fetchBytes(url, length, onBytes) {
  const response = await within(SILENCE_LIMIT_MS, url, fetch(url));
  if (!response.ok) {
    throw new VisionTrouble("vision_failed", `${url} answered ${response.status}`);
  }
  const reader = response.body.getReader();
  const bytes = new Uint8Array(length);
  let filled = 0;
  for (;;) {
    const { done, value } = await within(SILENCE_LIMIT_MS, url, reader.read());
    if (done) break;
    if (filled + value.length > length) {
      await reader.cancel();
      throw new VisionTrouble("vision_failed", `${url} is longer than ${length} bytes`);
    }
    bytes.set(value, filled);
    filled += value.length;
    onBytes(value.length);
  }
  if (filled !== length) {
    throw new VisionTrouble("vision_failed", `${url} ended after ${filled} of ${length} bytes`);
  }
  return bytes;
}

/** Whether this browser runs WebAssembly SIMD: a function that returns one i8x16 value, popped. */
function hasSimd() {
  return WebAssembly.validate(
    new Uint8Array([
      0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253,
      15, 253, 98, 11,
    ]),
  );
}

/**
 * Loads the files of one solution. Returns their bytes by name.
 * `onPercent` hears whole percents, never going back.
 */
async function loadAssets(base, solution, onPercent) {
  const listUrl = `${base}files.json`;
  const answer = await within(SILENCE_LIMIT_MS, listUrl, fetch(listUrl));
  if (!answer.ok) throw new VisionTrouble("vision_failed", `${listUrl} answered ${answer.status}`);
  const { solutions } = await answer.json();
  const simd = hasSimd();
  const wanted = solutions[solution].files.filter((file) => (file.simd ?? simd) === simd);

  const total = wanted.reduce((sum, file) => sum + file.bytes, 0);
  let loaded = 0;
  let shown = -1;
  const onBytes = (count) => {
    loaded += count;
    const percent = Math.floor((loaded / total) * 100);
    if (percent > shown) {
      shown = percent;
      onPercent(percent);
    }
  };
  const entries = await Promise.all(
    wanted.map(async ({ name, bytes }) => [
      name,
      await fetchBytes(`${base}${solution}/${name}`, bytes, onBytes),
    ]),
  );
  return new Map(entries);
}
