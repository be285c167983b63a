// Talks to /vision/worker.js from inside a page, so that a test can ask where the faces are.

/** Installs `window.vision` in a page of the site under test. */
export async function installVision(page) {
  await page.evaluate(() => {
    const start = (solution) => {
      const worker = new Worker(`/vision/worker.js?solution=${solution}`);
      const waiting = new Map();
      const log = [];
      let next = 0;
      worker.onmessage = ({ data }) => {
        log.push(data.type);
        waiting.get(data.id)?.(data);
        waiting.delete(data.id);
      };
      worker.onerror = (event) => {
        for (const answer of waiting.values()) answer({ type: "failed", message: event.message });
      };
      const ask = (message) =>
        new Promise((resolve) => {
          const id = (next += 1);
          waiting.set(id, resolve);
          worker.postMessage({ ...message, id }, message.image ? [message.image] : []);
        });
      return { ask, log, worker };
    };
    window.vision = {
      start,
      solutions: {},
      of: (solution) => (window.vision.solutions[solution] ??= start(solution)),
      picture: async (url) => createImageBitmap(await (await fetch(url)).blob()),
    };
  });
}

/** Faces in a picture given as bytes or as an address of the site. */
export function findFaces(page, picture, maxFaces = 4) {
  const url =
    typeof picture === "string"
      ? picture
      : `data:application/octet-stream;base64,${Buffer.from(picture).toString("base64")}`;
  return page.evaluate(
    async ([address, most]) => {
      const image = await window.vision.picture(address);
      const began = performance.now();
      const answer = await window.vision
        .of("face_mesh")
        .ask({ type: "detect", image, maxFaces: most });
      const faces = answer.faces?.map((points) => Array.from(points)) ?? null;
      return { ...answer, faces, elapsed: performance.now() - began };
    },
    [url, maxFaces],
  );
}

/** The person's outline: share of the picture covered, and alpha at the asked points (0..1). */
export function findPerson(page, picture, points = []) {
  return page.evaluate(
    async ([address, asked]) => {
      const image = await window.vision.picture(address);
      const began = performance.now();
      const { alpha, width, height, ...answer } = await window.vision
        .of("selfie_segmentation")
        .ask({ type: "segment", image });
      if (!alpha) return answer;
      const at = ([x, y]) => alpha[Math.floor(y * height) * width + Math.floor(x * width)];
      const covered = alpha.reduce((sum, value) => sum + value, 0) / (255 * alpha.length);
      const elapsed = performance.now() - began;
      return { ...answer, width, height, covered, samples: asked.map(at), elapsed };
    },
    [picture, points],
  );
}
