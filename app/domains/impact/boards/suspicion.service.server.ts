import { DateTime } from "luxon";
import { inTransaction, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { holdReasons, type HoldReason as Rule } from "#app/shared/anti-gaming.ts";
import { periodDays, seasonOf } from "#app/shared/periods.ts";
import type { HoldReason } from "./holds.schema.ts";
import { holdEntry } from "./holds.service.server.ts";
import { keysOf, lockWatch, logSize, selectHistory, selectWatched, setWatched, watchedSize, type Suspect, type WatchedEntry } from "./suspicion.repository.server.ts";

/** Entries that one step looks at. */
const BATCH = 500;

/** When what else counts hand-overs of a community at a moment ends, such as its challenges. */
export type EndsAround = (tx: Tx, communityId: string, at: Date) => Promise<Date[]>;

/** The rules of suspicion that an entry meets, from what stood before it in the log. `ends` are the ends of what it counts for. */
export async function suspicionOf(tx: Tx, line: Suspect, ends: readonly Date[]): Promise<Rule[]> {
  const { partyId, takerPartyId, takerTreats, material, occurredAt } = line;
  const handOver = { giverPartyId: partyId, takerPartyId, takerTreats, material, at: occurredAt, massGrams: Number(line.movedGrams), itemKeys: keysOf(line) };
  return holdReasons(handOver, await selectHistory(tx, line), ends);
}

/** What a hold says of the rule that made it. */
const REASON: Record<Rule, HoldReason> = { SAME_PAIR: "same_pair", CAME_BACK: "circular", MORE_THAN_A_HOME_HAS: "implausible_weight", BURST_BEFORE_END: "season_burst" };

/** The end of the season that an entry falls into, in the zone of those it counts for. */
function seasonEnd({ occurredAt, timeZone }: WatchedEntry): Date[] {
  const days = periodDays(seasonOf(DateTime.fromJSDate(occurredAt, { zone: timeZone }).toFormat("yyyy-MM-dd")));
  return days ? [DateTime.fromISO(days.to, { zone: timeZone }).plus({ days: 1 }).toJSDate()] : [];
}

/**
 * Watches the ledger's log: an entry of a household that meets a rule of suspicion is held from rankings until a moderator has looked. Each
 * entry is looked at once, in the order of the log; whoever calls it, and however often. Returns how many were held.
 */
export async function holdSuspicious(db: Db, endsAround: EndsAround): Promise<number> {
  let held = 0;
  for (;;) {
    // A look without the lock: most of the time there is nothing new.
    if ((await watchedSize(db)) >= (await logSize(db))) return held;
    held += await inTransaction(db, (tx) => watchOnce(tx, endsAround));
  }
}

async function watchOnce(tx: Tx, endsAround: EndsAround): Promise<number> {
  const from = await lockWatch(tx);
  const size = await logSize(tx);
  const to = size < from + BigInt(BATCH) ? size : from + BigInt(BATCH);
  if (from >= to) return 0;
  let held = 0;
  for (const line of await selectWatched(tx, from, to)) {
    const ends = [...seasonEnd(line), ...(line.communityId ? await endsAround(tx, line.communityId, line.occurredAt) : [])];
    const [rule] = await suspicionOf(tx, line, ends);
    if (!rule) continue;
    const hold = await holdEntry(tx, { entryId: line.entryId, reason: REASON[rule], at: line.recordedAt });
    if (hold.ok && hold.value.isNew) held += 1;
  }
  await setWatched(tx, to);
  return held;
}
