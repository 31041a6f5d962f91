/** How many requests one sender may make within a window. */
export type WindowRule = { windowSeconds: number; max: number };
export type WindowAnswer = { allowed: boolean; retryAfterSeconds: number | null };

/** The most senders remembered at once; beyond it, those heard of longest ago are forgotten. */
const sendersMax = 100_000;

/**
 * Counts requests per sender over a window that moves along: at any instant only those of the last `windowSeconds` count, and
 * refused ones never do. So `max` in a minute means that, however evenly somebody comes: a whole house behind one address that
 * signs in all day long is never refused, a flood is. Lives in one process.
 */
export class RequestWindows {
  readonly #seen = new Map<string, number[]>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Counts one request of a sender. Refused, it says after how many whole seconds the next one fits. */
  consume(key: string, rule: WindowRule): WindowAnswer {
    const now = this.#now();
    const since = now - rule.windowSeconds * 1000;
    const recent = (this.#seen.get(key) ?? []).filter((at) => at > since);
    const oldest = recent[recent.length - rule.max];
    const allowed = oldest === undefined;
    if (allowed) recent.push(now);
    // Written anew, it is the last in the map's order.
    this.#seen.delete(key);
    this.#seen.set(key, recent);
    if (this.#seen.size > sendersMax) this.#seen.delete(this.#seen.keys().next().value ?? key);
    return { allowed, retryAfterSeconds: allowed ? null : Math.max(1, Math.ceil((oldest - since) / 1000)) };
  }

  /** How many senders are remembered. */
  get size(): number {
    return this.#seen.size;
  }
}
