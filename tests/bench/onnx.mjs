// Turns a style pack into an ONNX model with the same weights and the same layers, as
// `shared/stylize/src/network.rs` lays them, so that another runtime can run it. Sizes are read off
// the tensors; what no layer asks for is an error, so that a changed network is noticed.
import { bytes, integer, message } from "./protobuf.mjs";

const FLOAT = 1;
const INT_64 = 7;
const OPSET = 17;
const IR_VERSION = 8;
/** Kinds of attributes. */
const IS_INT = 2;
const IS_TEXT = 3;
const IS_INTS = 7;

/** Reads safetensors with f16 weights: `{ notes, tensors: name → { shape, values } }`. */
export function readPack(file) {
  const length = Number(file.readBigUInt64LE(0));
  const { __metadata__: notes, ...entries } = JSON.parse(file.toString("utf8", 8, 8 + length));
  const tensors = new Map();
  for (const [name, { dtype, shape, data_offsets: [from, to] }] of Object.entries(entries)) {
    const body = file.subarray(8 + length + from, 8 + length + to);
    if (dtype === "F16") tensors.set(name, { shape, values: halves(body) });
  }
  return { notes, tensors };
}

function halves(body) {
  return Float32Array.from({ length: body.length / 2 }, (_, index) => {
    const half = body.readUInt16LE(index * 2);
    const [sign, exponent, fraction] = [half & 0x8000 ? -1 : 1, (half >> 10) & 31, half & 1023];
    if (exponent === 0) return sign * fraction * 2 ** -24;
    return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  });
}

/** Collects nodes and weights; each layer answers the name of its result. */
class Graph {
  nodes = [];
  weights = [];
  #count = 0;

  constructor(tensors) {
    this.unused = new Map(tensors);
  }

  node(type, inputs, attributes = []) {
    const output = `x${(this.#count += 1)}`;
    const names = inputs.map((name) => bytes(1, name));
    const settings = attributes.map((attribute) => bytes(5, attribute));
    this.nodes.push(message(1, ...names, bytes(2, output), bytes(4, type), ...settings));
    return output;
  }

  constant(name, shape, values) {
    const body = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
    const kind = values instanceof BigInt64Array ? INT_64 : FLOAT;
    const dims = shape.map((length) => integer(1, length));
    this.weights.push(message(5, ...dims, integer(2, kind), bytes(8, name), bytes(9, body)));
    return name;
  }

  take(name) {
    const tensor = this.unused.get(name);
    if (tensor) this.unused.delete(name);
    return tensor;
  }

  /** A convolution that keeps the size, or halves it with stride 2. */
  convolution(x, name, { stride = 1, depthwise = false, order = null } = {}) {
    const weight = this.take(`${name}.weight`);
    if (!weight) throw new Error(`the pack has no ${name}.weight`);
    const [out, , kernel] = weight.shape;
    const values = order ? reordered(weight, order) : weight.values;
    const inputs = [x, this.constant(`${name}.weight`, weight.shape, values)];
    const bias = this.take(`${name}.bias`);
    if (bias) inputs.push(this.constant(`${name}.bias`, bias.shape, bias.values));
    return this.node("Conv", inputs, [
      integers("kernel_shape", [kernel, kernel]),
      integers("pads", Array(4).fill((kernel - 1) / 2)),
      integers("strides", [stride, stride]),
      whole("group", depthwise ? out : 1),
    ]);
  }
}

const whole = (name, value) => Buffer.concat([bytes(1, name), integer(3, value), integer(20, IS_INT)]);
const text = (name, value) => Buffer.concat([bytes(1, name), bytes(4, value), integer(20, IS_TEXT)]);
const integers = (name, values) =>
  Buffer.concat([bytes(1, name), ...values.map((value) => integer(8, value)), integer(20, IS_INTS)]);

/** The same weight with its input channels in another order: `order[new] = old`. */
function reordered({ shape: [out, into, height, width], values }, order) {
  const area = height * width;
  const moved = new Float32Array(values.length);
  for (let o = 0; o < out; o += 1) {
    for (let i = 0; i < into; i += 1) {
      const from = (o * into + order[i]) * area;
      moved.set(values.subarray(from, from + area), (o * into + i) * area);
    }
  }
  return moved;
}

/**
 * Ours folds 2 × 2 pixels to channels by colour, row, column; ONNX's operator by row, column, colour.
 * The guidance follows in both.
 */
const FOLDED = [0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11, 12, 13, 14];

function blocks(graph, x, stage) {
  let out = x;
  for (let index = 0; graph.unused.has(`block_${stage}_${index}.depthwise.weight`); index += 1) {
    const name = `block_${stage}_${index}`;
    const near = graph.convolution(out, `${name}.depthwise`, { depthwise: true });
    const wide = graph.node("Relu", [graph.convolution(near, `${name}.widen`)]);
    out = graph.node("Add", [out, graph.convolution(wide, `${name}.narrow`)]);
  }
  return out;
}

function layers(graph) {
  const half = graph.constant("half", [], Float32Array.of(0.5));
  const twice = graph.constant("twice", [4], Float32Array.of(1, 1, 2, 2));
  const centred = graph.node("Sub", ["rgb", half]);
  const folded = graph.node("SpaceToDepth", [centred], [whole("blocksize", 2)]);
  const joined = graph.node("Concat", [folded, "guidance"], [whole("axis", 1)]);
  let x = graph.node("Relu", [graph.convolution(joined, "stem", { order: FOLDED })]);
  const skips = [];
  for (const stage of [0, 1]) {
    x = blocks(graph, x, stage);
    skips.push(x);
    x = graph.node("Relu", [graph.convolution(x, `down_${stage}`, { stride: 2 })]);
  }
  x = blocks(graph, x, 2);
  for (const step of [0, 1]) {
    const larger = graph.node("Resize", [graph.convolution(x, `up_${step}`), "", twice], [
      text("mode", "nearest"),
      text("coordinate_transformation_mode", "asymmetric"),
      text("nearest_mode", "floor"),
    ]);
    x = blocks(graph, graph.node("Add", [larger, skips.pop()]), 3 + step);
  }
  const unfolded = graph.node("DepthToSpace", [graph.convolution(x, "head")], [
    whole("blocksize", 2),
    text("mode", "CRD"),
  ]);
  return graph.node("Add", [unfolded, graph.convolution("rgb", "colour")]);
}

function tensorType(number, name, shape) {
  const dims = shape.map((length) => message(1, integer(1, length)));
  const type = message(2, message(1, integer(1, FLOAT), message(2, ...dims)));
  return message(number, bytes(1, name), type);
}

/** The model for square pictures of `side`: `rgb` and `guidance` in, `drawn` out, planar f32. */
export function toOnnx({ tensors }, side) {
  const graph = new Graph(tensors);
  const last = layers(graph);
  graph.nodes.push(
    message(1, bytes(1, last), bytes(2, "drawn"), bytes(4, "Identity")),
  );
  if (graph.unused.size > 0) {
    throw new Error(`the exporter knows no use for ${[...graph.unused.keys()].join(", ")}`);
  }
  return Buffer.concat([
    integer(1, IR_VERSION),
    message(
      7,
      ...graph.nodes,
      bytes(2, "style"),
      ...graph.weights,
      tensorType(11, "rgb", [1, 3, side, side]),
      tensorType(11, "guidance", [1, 3, side / 2, side / 2]),
      tensorType(12, "drawn", [1, 3, side, side]),
    ),
    message(8, bytes(1, ""), integer(2, OPSET)),
  ]);
}
