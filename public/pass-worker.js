// Keeps one page for when there is no network: the pass of a deal, which shows its code. Nothing else passes through here.
// The page registers this for its own address alone. A pass that is no longer valid is forgotten as soon as the network says so;
// signing out forgets all of them (app/domains/deals/ui/pass-keeper.ts).

const kept = "deal-pass";
const passAddress = /^\/deals\/[0-9a-f-]{36}\/pass$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.mode === "navigate" && origin === self.location.origin && passAddress.test(pathname)) event.respondWith(passFor(event.request, pathname));
});

async function passFor(request, pathname) {
  const cache = await caches.open(kept);
  const known = await cache.match(pathname);
  // Without a network there is nothing to ask.
  if (known && !navigator.onLine) return known;
  try {
    const fresh = await fetch(request);
    const isPass = fresh.ok && fresh.headers.get("X-Deal-Pass") === "valid";
    // A server in trouble says nothing about the deal.
    if (fresh.status >= 500) return known ?? fresh;
    if (isPass) await cache.put(pathname, fresh.clone());
    else await cache.delete(pathname);
    return fresh;
  } catch {
    return known ?? Response.error();
  }
}
