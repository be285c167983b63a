// Our network in our runtime: the very modules that visitors load.
let module;

const deeds = {
  async load({ device, style }) {
    module = await import(`/stylist/${device}.js`);
    await module.default({ module_or_path: `/stylist/${device}_bg.wasm` });
    const name = await module.begin();
    return { name, style };
  },
  async pass({ style, rgb, guidance }) {
    const began = performance.now();
    const drawn = await module.pass_numbers(style, rgb, guidance);
    return { elapsed: performance.now() - began, drawn };
  },
};

addEventListener("message", async ({ data }) => {
  try {
    postMessage(await deeds[data.deed](data));
  } catch (error) {
    postMessage({ error: String(error?.message ?? error) });
  }
});
