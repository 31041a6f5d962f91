import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { RoundState, StopState } from "./day.schema.ts";

/** Writes what each open stop's resident is told; answers with those stops. */
export async function tellStops(
  tx: Tx,
  roundId: string,
  windowOf: (expectedAt: Date, slot: { startsAt: Date; endsAt: Date }) => { from: Date; until: Date },
): Promise<{ id: string; bookingId: string }[]> {
  const stops = await tx.roundStop.findMany({
    where: { roundId, state: "planned" },
    select: { id: true, bookingId: true, expectedAt: true, booking: { select: { slot: { select: { startsAt: true, endsAt: true } } } } },
    orderBy: { sequence: "asc" },
    take: 500,
  });
  for (const { id, expectedAt, booking } of stops) {
    const { from, until } = windowOf(expectedAt, booking.slot);
    await tx.roundStop.update({ where: { id }, data: { toldFrom: from, toldUntil: until }, select: { id: true } });
  }
  return stops.map(({ id, bookingId }) => ({ id, bookingId }));
}

/** The round a booking is on: still to come, at the door, or collected and not yet closed. */
export async function findActiveStop(db: Db, bookingId: string): Promise<{ id: string; roundId: string; state: StopState; roundState: RoundState } | null> {
  const rows = await db.$queryRaw<{ id: string; roundId: string; state: StopState; roundState: RoundState }[]>(sql`
    SELECT t.id, t.round_id AS "roundId", t.state::text AS state, r.state::text AS "roundState"
    FROM round_stop t JOIN round r ON r.id = t.round_id WHERE t.booking_id = ${bookingId} AND t.state IN ('planned', 'arrived', 'collected')`);
  return rows[0] ?? null;
}

export type StopToChange = {
  id: string;
  bookingId: string;
  state: StopState;
  sequence: number;
  toldFrom: Date | null;
  toldUntil: Date | null;
  arrivedAt: Date | null;
  expectedAt: Date;
  latitude: number;
  longitude: number;
  startsAt: Date;
  endsAt: Date;
  serviceMinutes: number;
  floor: number | null;
  hasLift: boolean | null;
  bookingState: string;
};

/** A round's stops in order, with what the verbs and the forecast need of their bookings. */
export async function selectStops(db: Db, roundId: string): Promise<StopToChange[]> {
  return db.$queryRaw<StopToChange[]>(sql`
    SELECT t.id, t.booking_id AS "bookingId", t.state::text AS state, t.sequence, t.told_from AS "toldFrom", t.told_until AS "toldUntil", t.arrived_at AS "arrivedAt", t.expected_at AS "expectedAt",
      h.latitude, h.longitude, s.starts_at AS "startsAt", s.ends_at AS "endsAt", a.service_minutes AS "serviceMinutes", h.floor, h.has_lift AS "hasLift", b.state::text AS "bookingState"
    FROM round_stop t JOIN booking b ON b.id = t.booking_id JOIN slot s ON s.id = b.slot_id JOIN home_visit h ON h.booking_id = b.id JOIN service_area a ON a.id = h.area_id
    WHERE t.round_id = ${roundId} ORDER BY t.sequence LIMIT 500`);
}

export type Resequenced = { id: string; sequence: number; plannedAt?: Date; plannedUntil?: Date; /** Told anew. */ told?: { from: Date; until: Date } };

/** Gives all stops of a round other places in it, and those that are named with times other times; the stops stay what they are. */
export async function resequence(tx: Tx, roundId: string, stops: readonly Resequenced[]): Promise<void> {
  // No two may share a place on the way either.
  await tx.$executeRaw(sql`UPDATE round_stop SET sequence = -sequence WHERE round_id = ${roundId}`);
  for (const { id, sequence, plannedAt, plannedUntil, told } of stops) {
    const times = plannedAt && plannedUntil ? { plannedAt, plannedUntil, expectedAt: plannedAt } : {};
    const anew = told ? { toldFrom: told.from, toldUntil: told.until, toldVersion: { increment: 1 }, lateToldAt: null } : {};
    await tx.roundStop.update({ where: { id }, data: { sequence, ...times, ...anew }, select: { id: true } });
  }
}

/** Moves a stop if it is still in this state. */
export async function updateStop(
  tx: Tx,
  input: { id: string; from: StopState; data: { state: StopState; arrivedAt?: Date; settledAt?: Date; reason?: string; note?: string; signedName?: string | null; signedStrokes?: string | null } },
): Promise<boolean> {
  const { count } = await tx.roundStop.updateMany({ where: { id: input.id, state: input.from }, data: input.data });
  return count === 1;
}

/** Writes when the vehicle is expected at each stop. */
export async function setExpected(tx: Tx, expected: ReadonlyMap<string, Date>): Promise<void> {
  for (const [id, expectedAt] of expected) await tx.roundStop.update({ where: { id }, data: { expectedAt }, select: { id: true } });
}
