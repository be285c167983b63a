// Serves a folder on loopback with the headers the edge would give. Only for quick looks at one
// part (the vision worker, the fixtures); the journeys run against the real edge.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".json": "application/json",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
};

const PAGE_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "img-src 'self' blob: data:",
  "connect-src 'self' blob: data:",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'self'",
].join("; ");
const VISION_POLICY = PAGE_POLICY.replace("'wasm-unsafe-eval'", "'wasm-unsafe-eval' 'unsafe-eval'");

/**
 * `roots` maps address prefixes to folders, the longest prefix first. `intercept` may answer a
 * request itself by returning true. Answers `{ url, close }`.
 */
export async function serveFolders(roots, port, intercept = () => false) {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://site").pathname));
    response.setHeader(
      "Content-Security-Policy",
      path.startsWith("/vision/") ? VISION_POLICY : PAGE_POLICY,
    );
    if (intercept(request, response)) return;
    const prefix = Object.keys(roots).find((candidate) => path.startsWith(candidate));
    try {
      const file = join(roots[prefix], path.slice(prefix.length) || "index.html");
      const body = await readFile(file);
      response.setHeader("Content-Type", TYPES[extname(file)] ?? "application/octet-stream");
      response.setHeader("Cache-Control", "max-age=60");
      response.end(body);
    } catch {
      response.statusCode = 404;
      response.end("not found");
    }
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
