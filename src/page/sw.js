// Cairn without a network: the files of one release, kept together. `cargo xtask build` fills in the
// release and its files. A new release waits until a person says so, since it reloads every tab.
"use strict";
const RELEASE = "{release}";
const FILES = [/* files */];
const PREFIX = "cairn-release-";
const CACHE = PREFIX + RELEASE;

const keepFiles = async () => {
  const cache = await caches.open(CACHE);
  // From the network, as the browser's own cache may still hold an older page.
  await cache.addAll(FILES.map((file) => new Request(file, { cache: "reload" })));
};

const dropOlder = async () => {
  const names = await caches.keys();
  await Promise.all(names.filter((it) => it.startsWith(PREFIX) && it !== CACHE).map((it) => caches.delete(it)));
  await self.clients.claim();
};

// Large, and only for those who send a plan with the app inside: kept from the first time on.
const COPY = "/cairn.html";

const fetchCopy = async (cache, request) => {
  const copy = await fetch(request);
  if (copy.ok) await cache.put(request, copy.clone());
  return copy;
};

const answer = async (request) => {
  const cache = await caches.open(CACHE);
  const { pathname } = new URL(request.url);
  // The page is kept under its folder's name only.
  const wanted = pathname.endsWith("/index.html") ? "./" : request;
  const kept = await cache.match(wanted, { ignoreSearch: true });
  return kept ?? (pathname.endsWith(COPY) ? fetchCopy(cache, request) : fetch(request));
};

self.addEventListener("install", (event) => event.waitUntil(keepFiles()));
self.addEventListener("activate", (event) => event.waitUntil(dropOlder()));
self.addEventListener("message", (event) => {
  if (event.data === "use this release") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && new URL(url).origin === self.location.origin) event.respondWith(answer(event.request));
});
