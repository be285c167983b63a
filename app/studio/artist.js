// The studio's artist: draws in a worker, so that the page answers while a picture is made. It runs
// the same program as the page, of the version that its own address names.

const version = new URL(import.meta.url).searchParams.get("v");
const base = `/studio/studio-${version}`;
const ready = import(`${base}.js`).then(async (program) => {
  await program.default({ module_or_path: `${base}_bg.wasm` });
  return program;
});

self.onmessage = async ({ data: { id, project, region, scale } }) => {
  try {
    const program = await ready;
    const picture = program.picture(project, ...region, scale);
    const { width, height } = picture;
    const pixels = picture.take();
    postMessage({ id, width, height, pixels }, [pixels.buffer]);
  } catch (reason) {
    postMessage({ id, trouble: String(reason) });
  }
};
