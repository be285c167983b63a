// Starts Chromium the way every journey needs it: no network of its own, a camera fed from a file,
// WebGL and, when asked, WebGPU in software.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const CANDIDATES = [
  process.env.CHROMIUM_BIN,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

export const FACE_VIDEO = fileURLToPath(new URL("../fixtures/astronaut.mjpeg", import.meta.url));

/** The Chromium to test with, or a sentence about what to install. */
export function chromiumPath() {
  const found = CANDIDATES.find((path) => path && existsSync(path));
  if (!found) {
    throw new Error("No Chromium found. Install it (Debian: apt-get install chromium) or set CHROMIUM_BIN.");
  }
  return found;
}

/**
 * `camera`: a file for the fake camera, `"denied"`, or null for none. `webgpu`: software WebGPU.
 * `flat`: neither WebGPU nor WebGL.
 * `debuggingPort`: for tools that bring their own protocol client.
 */
export function launchArguments({ camera = null, webgpu = false, flat = false, debuggingPort = null } = {}) {
  const flags = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    ...(flat
      ? ["--disable-gpu", "--disable-software-rasterizer"]
      : ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]),
    "--disable-dev-shm-usage",
  ];
  if (webgpu) {
    // Without its own Vulkan the first canvas that WebGPU draws on takes the whole GPU process down.
    flags.push(
      "--enable-unsafe-webgpu",
      "--use-webgpu-adapter=swiftshader",
      "--use-vulkan=swiftshader",
      "--enable-features=Vulkan",
    );
  }
  if (camera && camera !== "denied") {
    flags.push(
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-video-capture=${camera}`,
    );
  }
  if (camera === "denied") flags.push("--use-fake-device-for-media-stream", "--deny-permission-prompts");
  if (debuggingPort) flags.push(`--remote-debugging-port=${debuggingPort}`);
  return flags;
}

export function launchBrowser(options = {}) {
  return chromium.launch({
    executablePath: chromiumPath(),
    headless: true,
    args: launchArguments(options),
  });
}
