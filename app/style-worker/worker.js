// The style worker's door: chooses the device, loads the module built for it, hands messages on.
// A software adapter is no graphics card: the processor is faster there.

let choice = null;
let waiting = Promise.resolve();

async function adapterNotice(prefer) {
  if (prefer === "cpu") return { device: "cpu", notice: null };
  if (!navigator.gpu) return { device: "cpu", notice: "webgpu_missing" };
  const adapter = await navigator.gpu
    .requestAdapter({ powerPreference: "high-performance" })
    .catch(() => null);
  if (!adapter) return { device: "cpu", notice: "webgpu_missing" };
  const info = adapter.info ?? {};
  const words = `${info.vendor} ${info.architecture} ${info.device} ${info.description}`;
  const software = info.isFallbackAdapter || adapter.isFallbackAdapter
    || /swiftshader|llvmpipe|software|basic render/i.test(words);
  if (software && prefer !== "webgpu") return { device: "cpu", notice: "webgpu_software" };
  return { device: "webgpu", notice: null };
}

async function load(device) {
  const module = await import(`./${device}.js`);
  await module.default({ module_or_path: new URL(`./${device}_bg.wasm`, import.meta.url) });
  const adapter = await module.begin();
  return { module, device, adapter };
}

async function choose(prefer) {
  const wish = await adapterNotice(prefer);
  if (wish.device === "webgpu") {
    try {
      const loaded = await load("webgpu");
      if (await loaded.module.agrees()) return { ...loaded, notice: null };
      wish.notice = "webgpu_disagrees";
    } catch (reason) {
      console.warn("the graphics card could not be used:", reason);
      wish.notice = "webgpu_missing";
    }
  }
  return { ...(await load("cpu")), notice: wish.notice };
}

/** A trap (out of memory, a lost device) leaves the module unusable: the processor takes over. */
async function startOver(used) {
  if (choice !== used) return;
  choice = await load("cpu").then((loaded) => ({ ...loaded, notice: null })).catch(() => null);
}

function refuse(job, code, reason) {
  postMessage({ type: "refused", job, code, message: String(reason) });
}

async function probe(prefer) {
  try {
    choice = await choose(prefer ?? "auto");
    const { device, adapter, notice } = choice;
    postMessage({ type: "ready", device, adapter, notice });
  } catch (reason) {
    refuse(0, "pack_missing", reason);
  }
}

/**
 * The pictures lie beside the request as fields that are not enumerable: the module reads them by
 * name, and what parses the request does not trip over bitmaps and typed arrays.
 */
function apart({ image, landmarks, matte, pack, ...request }) {
  const beside = { image, landmarks, matte, pack };
  for (const [name, value] of Object.entries(beside)) {
    Object.defineProperty(request, name, { value, enumerable: false });
  }
  return request;
}

addEventListener("message", ({ data }) => {
  if (data?.type === "probe") {
    waiting = probe(data.prefer);
    return;
  }
  const turn = waiting.then(async () => {
    if (!choice) await probe("auto");
    if (!choice) return;
    const used = choice;
    try {
      const isLost = await used.module.handle(apart(data));
      if (isLost) {
        await startOver(used);
        refuse(data.job ?? 0, "webgpu_lost", "the graphics card went away");
      }
    } catch (reason) {
      console.error(reason);
      await startOver(used);
      refuse(data.job ?? 0, "webgpu_lost", reason);
    }
  });
  // A pack is checked on the device before anything is drawn with it.
  if (data?.type === "pack") waiting = turn;
});
