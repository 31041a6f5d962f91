import { useEffect } from "react";

/** Where the worker of rounds keeps pages (public/rounds-worker.js). */
const kept = "round-pages";

/**
 * Keeps a round's page on this device as it is now: the page, its data, and whatever it is made of. Does nothing where the browser cannot,
 * or where there is no network to keep it from.
 */
export async function keepRoundPage(roundId: string): Promise<void> {
  if (!("serviceWorker" in navigator) || !("caches" in window) || !navigator.onLine) return;
  try {
    await navigator.serviceWorker.register("/rounds-worker.js", { scope: "/rounds/" });
    const worker = (await navigator.serviceWorker.ready).active;
    const parts = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => new URL(name).pathname.startsWith("/assets/"));
    worker?.postMessage({ keep: `/rounds/${roundId}`, parts: [...new Set(parts)] });
  } catch {
    // Without a worker the page needs its network; the queue does not.
  }
}

/** Forgets every round on this device when nobody is signed in: addresses are on them. What waits to be sent stays. */
export function useForgetRounds(isSignedIn: boolean): void {
  useEffect(() => {
    if (isSignedIn || !("caches" in window)) return;
    void caches.has(kept).then((has) => (has ? caches.delete(kept) : false));
  }, [isSignedIn]);
}
