// Reads and writes just enough PNG to check what the product exports, without trusting its encoder.
import { crc32, inflateSync } from "node:zlib";

export const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const CHANNELS = { 0: 1, 2: 3, 4: 2, 6: 4 };

export function chunk(type, body) {
  const named = Buffer.concat([Buffer.from(type, "latin1"), body]);
  const out = Buffer.alloc(named.length + 8);
  out.writeUInt32BE(body.length, 0);
  named.copy(out, 4);
  out.writeUInt32BE(crc32(named), named.length + 4);
  return out;
}

function* chunksOf(bytes) {
  if (!bytes.subarray(0, 8).equals(PNG_SIGNATURE)) throw new Error("not a PNG");
  let at = 8;
  while (at < bytes.length) {
    const length = bytes.readUInt32BE(at);
    const named = bytes.subarray(at + 4, at + 8 + length);
    if (crc32(named) !== bytes.readUInt32BE(at + 8 + length)) throw new Error("a chunk is damaged");
    yield [named.toString("latin1", 0, 4), named.subarray(4)];
    at += length + 12;
  }
}

function readText(type, body) {
  const end = body.indexOf(0);
  const key = body.toString("latin1", 0, end);
  if (type === "tEXt") return [key, body.toString("latin1", end + 1)];
  // iTXt: compression flag and method, then language and translated keyword, each closed by a zero.
  const language = body.indexOf(0, end + 3);
  const translated = body.indexOf(0, language + 1);
  const text = body.subarray(translated + 1);
  return [key, (body[end + 1] === 1 ? inflateSync(text) : text).toString("utf8")];
}

function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

function unfilter(raw, stride, pixel, height) {
  const out = Buffer.alloc(stride * height);
  for (let row = 0; row < height; row += 1) {
    const filter = raw[row * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const at = row * stride + x;
      const left = x >= pixel ? out[at - pixel] : 0;
      const up = row > 0 ? out[at - stride] : 0;
      const corner = x >= pixel && row > 0 ? out[at - stride - pixel] : 0;
      const added = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      if (added === undefined) throw new Error(`no filter is called ${filter}`);
      out[at] = raw[row * (stride + 1) + 1 + x] + added;
    }
  }
  return out;
}

/** Decodes an 8-bit, non-interlaced PNG: `{ width, height, channels, pixels, text }`. */
export function readPng(bytes) {
  let header = null;
  const data = [];
  const text = {};
  for (const [type, body] of chunksOf(bytes)) {
    if (type === "IHDR") header = body;
    if (type === "IDAT") data.push(body);
    if (type === "tEXt" || type === "iTXt") {
      const [key, value] = readText(type, body);
      text[key] = value;
    }
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = CHANNELS[header[9]];
  if (header[8] !== 8 || header[12] !== 0 || !channels) throw new Error("a kind of PNG we never write");
  const raw = inflateSync(Buffer.concat(data));
  const pixels = unfilter(raw, width * channels, channels, height);
  return { width, height, channels, pixels, text };
}

/** Lowest and highest alpha; an opaque picture answers 255 and 255. */
export function alphaRange({ channels, pixels }) {
  if (channels !== 4 && channels !== 2) return [255, 255];
  let [low, high] = [255, 0];
  for (let at = channels - 1; at < pixels.length; at += channels) {
    low = Math.min(low, pixels[at]);
    high = Math.max(high, pixels[at]);
  }
  return [low, high];
}

/** How many different colours stand in a picture, up to `limit`: a blank one has one. */
export function coloursIn({ channels, pixels }, limit = 1_000) {
  const seen = new Set();
  for (let at = 0; at < pixels.length && seen.size < limit; at += channels) {
    seen.add((pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2]);
  }
  return seen.size;
}
