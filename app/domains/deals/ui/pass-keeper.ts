import { useEffect } from "react";

/** Where the pass's worker keeps pages (public/pass-worker.js). */
const kept = "deal-pass";

/** Forgets the pass of a deal on this device once the page shows no code any more. */
export function useForgetPass(dealId: string, isOver: boolean): void {
  useEffect(() => {
    if (isOver) void forget((path) => path === `/deals/${dealId}/pass`);
  }, [dealId, isOver]);
}

/** Forgets every pass on this device when nobody is signed in: whoever comes next has no business with them. */
export function useForgetPasses(isSignedIn: boolean): void {
  useEffect(() => {
    if (!isSignedIn) void forget((path) => /^\/deals\/[^/]+\/pass$/.test(path));
  }, [isSignedIn]);
}

async function forget(isMeant: (path: string) => boolean): Promise<void> {
  // Neither is there where the page did not come over a safe connection; opening a cache makes it, so it is looked for first.
  if (!("caches" in window) || !("serviceWorker" in navigator)) return;
  if (!(await caches.has(kept))) return;
  const cache = await caches.open(kept);
  for (const { url } of await cache.keys()) if (isMeant(new URL(url).pathname)) await cache.delete(url);
  for (const registration of await navigator.serviceWorker.getRegistrations()) if (isMeant(new URL(registration.scope).pathname)) await registration.unregister();
  if ((await cache.keys()).length === 0) await caches.delete(kept);
}
