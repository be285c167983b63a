// Style packs for journeys: one of the product's own under another name, and everything that can be
// wrong with one. Written here byte by byte, without trusting the product's writer.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const OURS = fileURLToPath(new URL("../../public/styles/kingdom-hearts.safetensors", import.meta.url));
/** More than a pack may have. */
const TOO_MANY_BYTES = 900_000;

/** `{ notes, tensors: Map(name -> { dtype, shape, data }) }` */
function readPack(bytes) {
  const length = Number(bytes.readBigUInt64LE(0));
  const { __metadata__: notes, ...header } = JSON.parse(bytes.toString("utf8", 8, 8 + length));
  const tensors = new Map();
  for (const [name, { dtype, shape, data_offsets: [from, to] }] of Object.entries(header)) {
    tensors.set(name, { dtype, shape, data: Buffer.from(bytes.subarray(8 + length + from, 8 + length + to)) });
  }
  return { notes, tensors };
}

function writePack({ notes, tensors }) {
  const header = { __metadata__: notes };
  let at = 0;
  for (const [name, { dtype, shape, data }] of tensors) {
    header[name] = { dtype, shape, data_offsets: [at, at + data.length] };
    at += data.length;
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, ...[...tensors.values()].map(({ data }) => data)]);
}

/** A good pack of a visitor's own, after `change` has been at it. */
async function packAfter(change = () => {}) {
  const pack = readPack(await readFile(OURS));
  Object.assign(pack.notes, {
    id: "paper-moon", name: "Paper moon", version: "3", author: "Ren Aoki", licence: "CC0-1.0",
  });
  change(pack);
  return writePack(pack);
}

export const PAPER_MOON = { name: "paper-moon.safetensors", bytes: await packAfter() };

const HALF_NAN = 0x7e00;
const HALF_INFINITY = 0x7c00;
const broken = (half) => ({ tensors }) => tensors.get("stem.weight").data.writeUInt16LE(half, 40);

/** Each kind of bad pack, with words of its own refusal. */
export const BAD_PACKS = [
  ["not a pack", Buffer.from("A letter about the moon."), /isn’t a style pack/],
  ["cut short", PAPER_MOON.bytes.subarray(0, PAPER_MOON.bytes.length / 2), /cut short/],
  ["too heavy", Buffer.alloc(TOO_MANY_BYTES), /too heavy[\s\S]*900 KB/],
  ["another version", await packAfter(({ notes }) => { notes.format = "digigami-style/9"; }), /another version/],
  ["no licence", await packAfter(({ notes }) => { delete notes.licence; }), /does not say what it is[\s\S]*licence/],
  ["NaN", await packAfter(broken(HALF_NAN)), /broken numbers[\s\S]*stem\.weight/],
  ["infinite", await packAfter(broken(HALF_INFINITY)), /broken numbers[\s\S]*stem\.weight/],
  [
    "another shape",
    await packAfter(({ tensors }) => { tensors.get("stem.weight").shape.reverse(); }),
    /does not fit[\s\S]*stem\.weight/,
  ],
  ["a part missing", await packAfter(({ tensors }) => { tensors.delete("head.bias"); }), /missing[\s\S]*head\.bias/],
  [
    "a part too many",
    await packAfter(({ tensors }) => {
      tensors.set("stowaway", { dtype: "F16", shape: [4], data: Buffer.alloc(8) });
    }),
    /brings something along[\s\S]*stowaway/,
  ],
  [
    "another picture than promised",
    await packAfter(({ tensors }) => {
      const { data } = tensors.get("golden");
      for (let at = 0; at < 400; at += 4) data.writeFloatLE(data.readFloatLE(at) > 0.5 ? 0 : 1, at);
    }),
    /something else than it promises/,
  ],
];
