import { createHash } from "node:crypto";

import { isClient, type Db } from "#app/platform/db/database.server.ts";

import { followedSize, keptCells } from "./statistics.repository.server.ts";
import { lastClosedMonth, publish } from "./statistics.rules.ts";
import type { Statistics } from "./statistics.schema.ts";

interface Kept {
  month: string;
  logSize: number;
  made: Promise<Statistics>;
}

/** What each database's statistics are, until the log or the calendar moves on. */
const kept = new WeakMap<object, Kept>();

/** The published statistics at an instant, made from kept sums once for each state of the log; who asks meanwhile waits for the same. */
export async function publishedStatistics(db: Db, now: Date): Promise<Statistics> {
  const month = lastClosedMonth(now);
  const logSize = await followedSize(db);
  const before = kept.get(db);
  if (before?.month === month && before.logSize === logSize) return before.made;
  const made = makeStatistics(db, month, logSize);
  if (isClient(db)) {
    kept.set(db, { month, logSize, made });
    made.catch(() => kept.delete(db));
  }
  return made;
}

async function makeStatistics(db: Db, lastMonth: string, logSize: number): Promise<Statistics> {
  const cells = publish(await keptCells(db, lastMonth));
  const named = (name: "month" | "region") => [...new Set(cells.map((cell) => cell[name]))].filter((one) => one !== "all").sort();
  const version = createHash("sha256").update(JSON.stringify(cells)).digest("base64url").slice(0, 22);
  return { months: named("month"), regions: named("region"), cells, version, logSize };
}
