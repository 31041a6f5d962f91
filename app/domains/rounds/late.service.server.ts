import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { record } from "#app/outbox/record.server.ts";
import { ok, type Result } from "#app/shared/result.ts";
import { topicsOf } from "./draft-round.service.server.ts";
import { markLate } from "./told.repository.server.ts";

/** How far past its window a stop may be before its resident is told. */
export const LATE_MINUTES = 30;

/**
 * Has everybody told, once for each window, whose round comes more than half an hour after the time they were told: by what is expected, or by
 * the clock where nothing has been heard of the driver. All rounds that are out, or one. Answers with how many are told.
 */
export async function tellLate(tx: Tx, now: Date, roundId: string | null = null): Promise<number> {
  const late = await markLate(tx, { now, minutes: LATE_MINUTES, roundId });
  for (const id of new Set(late.map((stop) => stop.roundId))) {
    const stops = late.filter((stop) => stop.roundId === id);
    const [first] = stops;
    if (first) await record(tx, { type: "rounds.late", payload: { roundId: id, stopIds: stops.map(({ stopId }) => stopId) }, topics: topicsOf(first, stops.map(({ bookingId }) => bookingId)) });
  }
  return late.length;
}

/** The same by the clock: a round whose driver says nothing is late too. */
export async function tellLateRounds(db: Db, now: Date): Promise<number> {
  const told = await transact<Result<number, never>>(db, async (tx) => ok(await tellLate(tx, now)));
  return told.ok ? told.value : 0;
}
