// Writes protocol buffers: fields by number, lengths in front. Just enough for an ONNX model.

function varint(value) {
  const bytes = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const more = rest > 127n;
    bytes.push(Number(rest & 127n) | (more ? 128 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return Buffer.from(bytes);
}

const VARINT = 0;
const LENGTH = 2;

const key = (number, kind) => varint((number << 3) | kind);

/** A whole number. */
export const integer = (number, value) => Buffer.concat([key(number, VARINT), varint(value)]);

/** Bytes, or a text. */
export function bytes(number, value) {
  const body = typeof value === "string" ? Buffer.from(value, "utf8") : value;
  return Buffer.concat([key(number, LENGTH), varint(body.length), body]);
}

/** A message: its own fields in order. */
export const message = (number, ...fields) => bytes(number, Buffer.concat(fields));
