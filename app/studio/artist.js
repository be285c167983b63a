// The studio's artist: draws in a worker, so that the page answers while a picture is made. It runs
// the same program as the page, of the version that its own address names.

const version = new URL(import.meta.url).searchParams.get("v");
const base = `/studio/studio-${version}`;
const ready = import(`${base}.js`).then(async (program) => {
  await program.default({ module_or_path: `${base}_bg.wasm` });
  return program;
});

const orders = {
  picture(program, { project, region, scale }) {
    const picture = program.picture(project, ...region, scale);
    const { width, height } = picture;
    const pixels = picture.take();
    postMessage({ width, height, pixels }, [pixels.buffer]);
  },
  likeness(program, { project, pixels, width, height, points, matte }) {
    const { alpha, width: across, height: down } = matte ?? { alpha: new Uint8Array(), width: 0, height: 0 };
    postMessage({ project: program.likeness(project, pixels, width, height, points, alpha, across, down) });
  },
  figure(program, { project, scale }) {
    const figure = program.figure(project, scale);
    const { pictures } = figure;
    const [skeleton, pixels] = [figure.skeleton(), figure.take()];
    postMessage({ skeleton, pictures, pixels }, [skeleton.buffer, pixels.buffer]);
  },
};

self.onmessage = async ({ data }) => {
  try {
    orders[data.type](await ready, data);
  } catch (reason) {
    postMessage({ trouble: String(reason) });
  }
};
