/**
 * What a page asks its own server while there is no network waits for the network instead of ending in an error page:
 * what is on the screen, and what was typed, stays. A read is asked again until it is answered; a form is held back while
 * the browser knows that it is offline, and is never sent twice, since nobody can tell whether a lost answer had been heard.
 */

/** What the browser has and a test replaces. */
export type Network = {
  send: typeof fetch;
  origin: string;
  isOnline(): boolean;
  /** Settles when the browser says that it is online again, or after so many milliseconds where they are given. */
  waitForNetwork(signal: AbortSignal | null | undefined, atMostMs?: number): Promise<void>;
};

const listeners = new Set<() => void>();
let waiting = 0;

/** How many questions of the page wait for a network at present. */
export const questionsWaiting = (): number => waiting;

/** Calls back whenever that number changes; the answer ends it. */
export function onQuestionsWaiting(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function count(change: 1 | -1): void {
  waiting += change;
  for (const listener of listeners) listener();
}

/** Milliseconds until a read that met no network is asked again although the browser believes that it is online. */
const AGAIN_MS = 2_000;

/** A `fetch` that waits for the network with the questions that pages ask (`*.data` of this origin), and sends everything else as it is. Rejects as `fetch` does when its signal aborts. */
export function patientFetch(network: Network): typeof fetch {
  return async (input, init) => {
    if (!isPageData(input, network.origin)) return network.send(input, init);
    const signal = init?.signal;
    const isRead = (init?.method ?? "GET").toUpperCase() === "GET";
    let isWaiting = false;
    try {
      for (;;) {
        if (!network.isOnline()) {
          if (!isWaiting) count(1);
          isWaiting = true;
          await network.waitForNetwork(signal);
        }
        try {
          return await network.send(input, init);
        } catch (error) {
          if (!isRead || signal?.aborted) throw error;
          if (!isWaiting) count(1);
          isWaiting = true;
          await network.waitForNetwork(signal, AGAIN_MS);
        }
      }
    } finally {
      if (isWaiting) count(-1);
    }
  };
}

/** Only addresses of single fetch: the framework passes them as URL objects; a Request of somebody else is not ours. */
function isPageData(input: RequestInfo | URL, origin: string): boolean {
  if (input instanceof Request) return false;
  const url = new URL(input, origin);
  return url.origin === origin && url.pathname.endsWith(".data");
}

/** The browser's network. */
export function browserNetwork(): Network {
  return {
    send: window.fetch.bind(window),
    origin: location.origin,
    isOnline: () => navigator.onLine,
    waitForNetwork: (signal, atMostMs) =>
      new Promise((resolve, reject) => {
        const timer = atMostMs === undefined ? undefined : setTimeout(end, atMostMs);
        function end() {
          clearTimeout(timer);
          removeEventListener("online", end);
          signal?.removeEventListener("abort", end);
          if (signal?.aborted) reject(new DOMException("The page no longer asks.", "AbortError"));
          else resolve();
        }
        addEventListener("online", end);
        signal?.addEventListener("abort", end);
        if (signal?.aborted) end();
      }),
  };
}
