// Keeps the page that says there is no connection, and what it is drawn with. Nothing else is ever kept.
const KEPT = "{{ kept }}";
const OFFLINE = "{{ offline }}";
const SHELL = {{ shell|safe }};

async function keepShell() {
  const cache = await caches.open(KEPT);
  // Without cookies: as nobody sees it.
  await cache.addAll(SHELL.map((address) => new Request(address, { credentials: "omit", cache: "reload" })));
  await self.skipWaiting();
}

async function takeOver() {
  const old = (await caches.keys()).filter((name) => name !== KEPT);
  await Promise.all(old.map((name) => caches.delete(name)));
  // The browser itself asks for pages, with all that it says of who asks; this only looks at what comes.
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

async function showPage(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return caches.match(OFFLINE);
  }
}

self.addEventListener("install", (event) => event.waitUntil(keepShell()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(showPage(event));
  else if (SHELL.includes(new URL(request.url).pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request.url)));
  }
});
