/*
 * Keeps Digigami working without a network.
 *
 * The shell (page, program, fonts) is stored whole when a version is installed, so one visit is enough
 * and a page never mixes two versions. Models (vision, stylist, style packs) and the programs of the
 * member's pages, the studio and the performer are large: each is stored when first used, and all of them once a page asks
 * (`cache-models`) or begins to use one.
 * `/api/` is never stored. Responses are stored with their headers, for the content security policy of
 * the vision worker comes with its script.
 */
"use strict";

/** Set by the build; a new value is what makes a browser install a new version. */
const VERSION = "development";
const SHELL = `shell-${VERSION}`;
const MODELS = `models-${VERSION}`;
const MODEL_FOLDERS = ["/vision/", "/stylist/", "/styles/", "/samples/", "/living/", "/member/", "/studio/", "/performer/"];
/** Downloads of models at the same time; more would starve the page. */
const AT_ONCE = 3;

/** The running download of all models, shared by everyone who asks. */
let caching = null;

self.addEventListener("install", (event) => event.waitUntil(storeShell()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", (event) => hear(event));
self.addEventListener("fetch", (event) => answer(event));

async function readList() {
  const response = await fetch("/precache.json", { cache: "no-store" });
  if (!response.ok) throw new Error(`/precache.json answered ${response.status}`);
  return response.json();
}

async function storeShell() {
  const { shell, models } = await readList();
  const cache = await caches.open(SHELL);
  // The list itself is kept too: it names the models when there is no network to ask.
  const wanted = [...shell, "/precache.json"];
  await cache.addAll(wanted.map((url) => new Request(url, { cache: "no-cache" })));
  // The landing page shows the samples; it should not stand there with holes.
  const samples = models.filter((url) => url.startsWith("/samples/") && url.endsWith(".webp"));
  await Promise.allSettled(samples.map((url) => store(url)));
}

async function takeOver() {
  for (const name of await caches.keys()) {
    // Models of the version before stay until ours are complete.
    if (name.startsWith("shell-") && name !== SHELL) await caches.delete(name);
  }
  await self.clients.claim();
  // A first visit may have loaded its models before we could see it. Not waited for: no page should
  // have to until megabytes are here.
  const pages = await self.clients.matchAll({ type: "window" });
  if (pages.some(({ url }) => new URL(url).pathname === "/portrait")) cacheModels(() => {});
}

function hear(event) {
  const kind = String(event.data?.type ?? "").replace("_", "-");
  if (kind === "skip-waiting") event.waitUntil(self.skipWaiting());
  if (kind === "cache-models") event.waitUntil(cacheModels((news) => event.source?.postMessage(news)));
}

/** Stores every model; `tell` hears the progress and the end. */
async function cacheModels(tell) {
  const listeners = caching?.listeners ?? new Set();
  listeners.add(tell);
  caching ??= { listeners, work: storeModels((news) => listeners.forEach((each) => each(news))) };
  try {
    await caching.work;
    tell({ type: "models-cached" });
  } catch (error) {
    tell({ type: "models-failed", message: String(error.message ?? error) });
  } finally {
    listeners.delete(tell);
    caching = null;
  }
}

async function storeModels(tell) {
  const list = (await caches.match("/precache.json", { cacheName: SHELL })) ?? null;
  const { models } = list ? await list.json() : await readList();
  const waiting = [...models];
  let done = 0;
  const worker = async () => {
    for (let url = waiting.shift(); url; url = waiting.shift()) {
      await store(url);
      done += 1;
      tell({ type: "models-caching", done, total: models.length });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  for (const name of await caches.keys()) {
    if (name.startsWith("models-") && name !== MODELS) await caches.delete(name);
  }
}

/** Stores one model, unless it is there; what an older version has and still holds is copied over. */
async function store(url) {
  const cache = await caches.open(MODELS);
  if (await cache.match(url)) return;
  const older = await caches.match(url, { ignoreSearch: true });
  const tag = older?.headers.get("ETag");
  const response = await fetch(url, tag ? { headers: { "If-None-Match": tag }, cache: "no-store" } : {});
  if (response.status === 304) {
    await cache.put(url, older);
  } else if (response.ok) {
    await cache.put(url, response);
  } else {
    throw new Error(`${url} answered ${response.status}`);
  }
}

function answer(event) {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/api/") || url.pathname === "/precache.json") return;
  if (request.mode === "navigate") {
    event.respondWith(page(request));
  } else if (MODEL_FOLDERS.some((folder) => url.pathname.startsWith(folder))) {
    event.respondWith(model(request, url.pathname));
    if (url.pathname === "/vision/worker.js") event.waitUntil(cacheModels(() => {}));
  } else {
    event.respondWith(shellFile(request));
  }
}

/** Every address of the app is the same page; a file opened by its name is that file. */
async function page(request) {
  const { pathname } = new URL(request.url);
  if (pathname.includes(".")) return shellFile(request);
  return (await caches.match("/", { cacheName: SHELL })) ?? fetch(request);
}

async function shellFile(request) {
  const kept = await caches.match(request, { cacheName: SHELL, ignoreSearch: true });
  return kept ?? fetch(request);
}

async function model(request, path) {
  const cache = await caches.open(MODELS);
  const kept = await cache.match(path);
  if (kept) return asAsked(kept);
  try {
    const response = await fetch(request);
    if (response.status === 200) await cache.put(path, response.clone());
    return response;
  } catch (error) {
    const older = await caches.match(path);
    if (older) return asAsked(older);
    throw error;
  }
}

/** Without an address of its own a response takes the request's; a worker reads its query there. */
function asAsked(kept) {
  return new Response(kept.body, kept);
}
