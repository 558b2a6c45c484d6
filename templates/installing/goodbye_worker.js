// Takes the place of every worker from before, deletes what it kept, and goes.
async function goodbye() {
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  await self.clients.claim();
  await self.registration.unregister();
  for (const window of await self.clients.matchAll({ type: "window" })) window.navigate(window.url);
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(goodbye()));
