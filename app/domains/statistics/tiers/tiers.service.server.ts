import { createHash } from "node:crypto";
import { inTransaction, type Db } from "#app/platform/db/database.server.ts";
import { lastClosedMonth, nextMonth } from "#app/shared/months.ts";
import { publishedStatistics } from "../statistics.service.server.ts";
import type { Statistics } from "../statistics.schema.ts";
import { insertElsewhere, insertFlows, insertSeal, keptFlows, monthsOfBooks } from "./tiers.repository.server.ts";
import { publishFlows } from "./tiers.rules.ts";
import type { TierStatistics } from "./tiers.schema.ts";

/**
 * The timer: sums the months that are closed and not yet summed, the oldest first, each in a transaction of its own. A month is summed once and
 * never again: points that change their tier later, and whatever is corrected later, do not change it. Returns how many were summed.
 */
export async function sealMonths(db: Db, now: Date): Promise<number> {
  const last = lastClosedMonth(now);
  const { first, lastSealed } = await monthsOfBooks(db);
  let sealed = 0;
  for (let month = lastSealed === null ? first : nextMonth(lastSealed); month !== null && month <= last; month = nextMonth(month)) {
    const one = { month, from: new Date(`${month}-01T00:00:00Z`), until: new Date(`${nextMonth(month)}-01T00:00:00Z`) };
    await inTransaction(db, async (tx) => {
      if (!(await insertSeal(tx, one.month, now))) return;
      await insertFlows(tx, one);
      await insertElsewhere(tx, one);
      sealed += 1;
    });
  }
  return sealed;
}

/** Those made from the same statistics are the same: a month that is summed meanwhile comes with the next. */
const kept = new WeakMap<Statistics, Promise<TierStatistics>>();

/** The published flows between tiers at an instant, kept as long as the statistics they stand beside. */
export async function publishedTiers(db: Db, now: Date): Promise<TierStatistics> {
  const statistics = await publishedStatistics(db, now);
  const before = kept.get(statistics);
  if (before) return before;
  const made = makeTiers(db, lastClosedMonth(now), statistics);
  kept.set(statistics, made);
  made.catch(() => kept.delete(statistics));
  return made;
}

async function makeTiers(db: Db, lastMonth: string, statistics: Statistics): Promise<TierStatistics> {
  const { months, flows: all } = await keptFlows(db, lastMonth);
  const flows = publishFlows(all, statistics.cells);
  return { months, flows, version: createHash("sha256").update(JSON.stringify(flows)).digest("base64url").slice(0, 22) };
}
