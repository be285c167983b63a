// The same network in onnxruntime-web. As in ours, numbers come in as arrays and go out as arrays,
// so that both pay for the way to the device and back.
let runtime;
let session;

const deeds = {
  async load({ device, model }) {
    const bundle = device === "webgpu" ? "ort.webgpu.bundle.min.mjs" : "ort.wasm.bundle.min.mjs";
    runtime = await import(`/peer/${bundle}`);
    runtime.env.wasm.wasmPaths = "/peer/";
    runtime.env.wasm.numThreads = 1;
    runtime.env.wasm.proxy = false;
    session = await runtime.InferenceSession.create(model, {
      // In its other layout, NHWC, 1.30.0 draws a wrong picture of this network in SwiftShader.
      executionProviders: [
        device === "webgpu" ? { name: "webgpu", preferredLayout: "NCHW" } : "wasm",
      ],
      graphOptimizationLevel: "all",
    });
    return { name: `onnxruntime-web ${runtime.env.versions.web}` };
  },
  async pass({ rgb, guidance }) {
    const side = Math.sqrt(rgb.length / 3);
    const began = performance.now();
    const { drawn } = await session.run({
      rgb: new runtime.Tensor("float32", rgb, [1, 3, side, side]),
      guidance: new runtime.Tensor("float32", guidance, [1, 3, side / 2, side / 2]),
    });
    const numbers = await drawn.getData();
    const elapsed = performance.now() - began;
    drawn.dispose();
    return { elapsed, drawn: numbers };
  },
};

addEventListener("message", async ({ data }) => {
  try {
    postMessage(await deeds[data.deed](data));
  } catch (error) {
    postMessage({ error: String(error?.message ?? error) });
  }
});
