import type { Db } from "./db/database.server.ts";
import { logger } from "./logger.server.ts";

/**
 * Work that is due by the clock. What is due stands in rows (a hold's expiry, a deal's deadline); a timer only looks
 * again, so a late or doubled tick gives the same result. Each run re-checks the present state in its own statements.
 */
export type Timer = { name: string; everySeconds: number; run(db: Db, now: Date): Promise<void> };

/** Starts the timers; returns the function that stops them and waits for what is under way. */
export function startTimers(db: Db, timers: Timer[]): () => Promise<void> {
  let stopped = false;
  const underWay = new Map<string, Promise<void>>();
  const tick = (timer: Timer) => {
    if (stopped || underWay.has(timer.name)) return;
    const run = timer
      .run(db, new Date())
      .catch((error: unknown) => logger().error({ err: error, timer: timer.name }, "timer failed; next tick tries again"))
      .finally(() => underWay.delete(timer.name));
    underWay.set(timer.name, run);
  };
  const handles = timers.map((timer) => setInterval(() => tick(timer), timer.everySeconds * 1000));
  for (const timer of timers) tick(timer);
  return async () => {
    stopped = true;
    handles.forEach(clearInterval);
    await Promise.all(underWay.values());
  };
}
