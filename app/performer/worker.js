// The performer's door: loads the program of the version that its own address names, and hands it
// the page's messages, one after the other.

const version = new URL(import.meta.url).searchParams.get("v");
const base = `/performer/performer-${version}`;

const ready = import(`${base}.js`).then(async (program) => {
  await program.default({ module_or_path: `${base}_bg.wasm` });
  return program;
});

/** Resolves to whether there is anything that draws; what comes before waits for it. */
let begun = null;

async function take(data) {
  const program = await ready;
  if (data.type !== "begin") {
    if (await begun) program.hear(data);
    return;
  }
  begun = program.begin(data.canvas, data.renderer);
  await begun;
}

let turn = Promise.resolve();
self.onmessage = ({ data }) => {
  turn = turn.then(() => take(data)).catch((reason) => {
    console.error(reason);
    postMessage({ type: "lost", words: String(reason) });
  });
};
