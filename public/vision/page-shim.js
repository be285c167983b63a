/*
 * Makes a worker look enough like a page for MediaPipe's loader.
 *
 * The pinned release has a branch for workers, but it never hands its WebGL context to the code that
 * uploads pictures, so it cannot work. The branch for pages does, and asks for very little: a window,
 * a document that makes a canvas, and script elements that load.
 */
"use strict";

/**
 * Installs `window` and `document`. `assets` maps file names to bytes; scripts still come from their
 * own address, because only that keeps them under the content security policy.
 */
function installPageShim(base, solution, assets, onContextLost) {
  const failures = [];

  const giveBytes = () => {
    const packed = self.createMediapipeSolutionsPackedAssets;
    if (packed && typeof packed === "object") {
      packed.getPreloadedPackage = (url) => assets.get(nameOf(url)).buffer;
    }
    const wasm = self.createMediapipeSolutionsWasm;
    if (wasm && typeof wasm === "object" && !wasm.wasmBinary) {
      const name = [...assets.keys()].find((key) => key.endsWith(".wasm"));
      wasm.wasmBinary = assets.get(name);
    }
  };

  const loadScript = (script) => {
    try {
      giveBytes();
      importScripts(script.src);
      script.emit("load");
    } catch (error) {
      failures.push(`${script.src}: ${error.message}`);
      script.emit("error");
    }
  };

  const makeCanvas = () => {
    const canvas = new OffscreenCanvas(1, 1);
    canvas.addEventListener("webglcontextlost", onContextLost);
    return canvas;
  };

  const makeScript = () => {
    const listeners = {};
    return {
      src: "",
      setAttribute(name, value) {
        this[name] = value;
      },
      addEventListener(name, listener) {
        listeners[name] = listener;
      },
      emit(name) {
        listeners[name]?.();
      },
    };
  };

  self.window = self;
  self.document = {
    createElement: (name) => (name === "canvas" ? makeCanvas() : makeScript()),
    body: { appendChild: (script) => queueMicrotask(() => loadScript(script)) },
    addEventListener() {},
    getElementById: () => null,
    querySelector: () => null,
  };
  // The loader reports a missing WebGL with an alert, which a worker does not have.
  self.alert = (message) => failures.push(message);

  const fetchFromNetwork = self.fetch.bind(self);
  self.fetch = (input, options) => {
    const bytes = assets.get(nameOf(String(input?.url ?? input)));
    return bytes ? Promise.resolve(new Response(bytes)) : fetchFromNetwork(input, options);
  };

  importScripts(`${base}${solution}/${solution}.js`);
  return failures;
}

/** The last part of an address. */
function nameOf(url) {
  return url.slice(url.lastIndexOf("/") + 1);
}
