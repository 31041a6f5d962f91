// Keeps the pages of a driver's rounds for when there is no network, with what they are made of. Registered for /rounds/ alone by the page
// (app/domains/rounds/ui/round-keeper.ts), which says what to keep; signing out forgets the pages. What a driver does is not kept here but by the
// page itself (driver-queue.ts).

const pages = "round-pages";
const parts = "round-parts";
const pageAddress = /^\/rounds\/[0-9a-f-]{36}$/;
const dataAddress = /^\/rounds\/[0-9a-f-]{36}\.data$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const { keep, parts: names } = event.data ?? {};
  if (typeof keep === "string" && pageAddress.test(keep)) event.waitUntil(keepPage(keep, Array.isArray(names) ? names : []));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin || request.method !== "GET") return;
  if (request.mode === "navigate" ? pageAddress.test(pathname) : dataAddress.test(pathname)) event.respondWith(fresh(request, pathname));
  else if (pathname.startsWith("/assets/")) event.respondWith(part(request));
});

async function keepPage(address, names) {
  const page = await fetch(address, { redirect: "manual", cache: "no-store" }).catch(() => null);
  if (!page || page.headers.get("X-Round-Page") !== "valid") return;
  const cache = await caches.open(pages);
  await cache.put(address, page.clone());
  const data = await fetch(`${address}.data`, { cache: "no-store" }).catch(() => null);
  if (data?.ok) await cache.put(`${address}.data`, data);
  // What the page names, and what it loaded itself on the way.
  const named = (await page.text()).match(/\/assets\/[\w.~-]+/g) ?? [];
  const kept = await caches.open(parts);
  const wanted = new Set([...named, ...names.map((one) => new URL(one, self.location.origin).pathname)]);
  for (const name of wanted) {
    if (await kept.match(name)) continue;
    const response = await fetch(name).catch(() => null);
    if (response?.ok) await kept.put(name, response);
  }
  // Parts of an older build are of no use any more.
  for (const { url } of await kept.keys()) if (!wanted.has(new URL(url).pathname)) await kept.delete(url);
}

// The network's answer; without a network, or from a server in trouble, what was kept.
async function fresh(request, address) {
  const known = async () => (await caches.open(pages)).match(address);
  try {
    const answer = await fetch(request);
    if (answer.status >= 500) return (await known()) ?? answer;
    if (request.mode === "navigate" && (answer.status === 403 || answer.status === 404)) await (await caches.open(pages)).delete(address);
    return answer;
  } catch (error) {
    const kept = await known();
    if (kept) return kept;
    throw error;
  }
}

// Names of parts change with their content: one that is kept is right.
async function part(request) {
  const kept = await (await caches.open(parts)).match(new URL(request.url).pathname);
  return kept ?? fetch(request);
}
