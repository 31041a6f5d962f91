import { createHash } from "node:crypto";

import { isClient, type Db } from "#app/platform/db/database.server.ts";
import { lastClosedMonth } from "#app/shared/months.ts";

import { followedSize, keptCells } from "./statistics.repository.server.ts";
import { publish } from "./statistics.rules.ts";
import type { Statistics } from "./statistics.schema.ts";

interface Kept {
  month: string;
  madeAt: number;
  made: Promise<Statistics>;
}

/** So long the statistics of a database are kept: every new entry moves the log, and hardly any moves a closed month. */
export const KEPT_FOR_MS = 5 * 60_000;

const kept = new WeakMap<object, Kept>();

/**
 * The published statistics at an instant, at most five minutes old; who asks while they are made waits for the same. What could not be
 * made is not kept.
 */
export async function publishedStatistics(db: Db, now: Date): Promise<Statistics> {
  const month = lastClosedMonth(now);
  const before = kept.get(db);
  const age = before ? now.getTime() - before.madeAt : 0;
  if (before?.month === month && age >= 0 && age < KEPT_FOR_MS) return before.made;
  const made = makeStatistics(db, month);
  if (isClient(db)) {
    const mine = { month, madeAt: now.getTime(), made };
    kept.set(db, mine);
    made.catch(() => {
      // Another may have been made meanwhile.
      if (kept.get(db) === mine) kept.delete(db);
    });
  }
  return made;
}

async function makeStatistics(db: Db, lastMonth: string): Promise<Statistics> {
  const logSize = await followedSize(db);
  const cells = publish(await keptCells(db, lastMonth));
  const named = (name: "month" | "region") => [...new Set(cells.map((cell) => cell[name]))].filter((one) => one !== "all").sort();
  const months = named("month").filter((month) => month.length > 4);
  const version = createHash("sha256").update(JSON.stringify(cells)).digest("base64url").slice(0, 22);
  return { months, regions: named("region"), cells, version, logSize };
}
