import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { RoundState } from "./day.schema.ts";

/** A stop as its resident is told about it. */
export type ToldStop = {
  stopId: string;
  bookingId: string;
  userId: string;
  partyId: string;
  recyclerName: string;
  timeZone: string;
  slotStartsAt: Date;
  toldFrom: Date | null;
  toldUntil: Date | null;
  /** How often the window was told anew. */
  toldVersion: number;
  expectedAt: Date;
  placeOut: "inside" | "door" | "lobby" | "kerb";
};

/** Stops of a round whose booking is still confirmed; all, or those named. */
export async function selectToldStops(db: Db, input: { roundId: string; stopIds?: readonly string[] }): Promise<ToldStop[]> {
  const ids = input.stopIds ? JSON.stringify(input.stopIds) : null;
  return db.$queryRaw<ToldStop[]>(sql`
    SELECT t.id AS "stopId", t.booking_id AS "bookingId", b.booked_by_user_id AS "userId", b.party_id AS "partyId", y.name AS "recyclerName", p.time_zone AS "timeZone",
      s.starts_at AS "slotStartsAt", t.told_from AS "toldFrom", t.told_until AS "toldUntil", t.told_version AS "toldVersion", t.expected_at AS "expectedAt", h.place_out::text AS "placeOut"
    FROM round_stop t JOIN booking b ON b.id = t.booking_id JOIN slot s ON s.id = b.slot_id JOIN home_visit h ON h.booking_id = b.id
      JOIN party y ON y.id = b.recycler_party_id JOIN recycling_point p ON p.id = b.point_id
    WHERE t.round_id = ${input.roundId} AND b.state = 'confirmed' AND (${ids}::jsonb IS NULL OR t.id IN (SELECT jsonb_array_elements_text(${ids}::jsonb)))
    ORDER BY t.sequence LIMIT 500`);
}

/**
 * Marks the stops of rounds that are out, or of one, that come more than so many minutes after what was told, and answers with those that
 * were not marked before: whoever marks tells. A round whose day is over at its depot was forgotten and makes nobody late; one that somebody
 * acts on at this moment is left to that act, which asks the same.
 */
export async function markLate(tx: Tx, input: { now: Date; minutes: number; roundId: string | null }): Promise<{ stopId: string; bookingId: string; roundId: string; recyclerPartyId: string }[]> {
  const { now, minutes, roundId } = input;
  const isLate = sql`t.state = 'planned' AND t.late_told_at IS NULL AND t.told_until IS NOT NULL AND greatest(t.expected_at, ${now}::timestamptz) > t.told_until + make_interval(mins => ${minutes}::int)`;
  // The round before its stops, as every verb locks them: whoever took stops first would wait for ever for a driver's act, and it for them.
  return tx.$queryRaw(sql`
    WITH out AS (
      SELECT r.id, r.recycler_party_id FROM round r JOIN recycling_point p ON p.id = r.point_id
      WHERE r.state IN ('published', 'under_way') AND (${roundId}::text IS NULL OR r.id = ${roundId})
        AND r.local_date >= ((${now}::timestamptz - make_interval(mins => ${minutes}::int)) AT TIME ZONE p.time_zone)::date
        AND EXISTS (SELECT 1 FROM round_stop t WHERE t.round_id = r.id AND ${isLate})
      ORDER BY r.id FOR UPDATE OF r SKIP LOCKED)
    UPDATE round_stop t SET late_told_at = ${now}::timestamptz
    FROM out r, booking b
    WHERE r.id = t.round_id AND b.id = t.booking_id AND b.state = 'confirmed' AND ${isLate}
    RETURNING t.id AS "stopId", t.booking_id AS "bookingId", t.round_id AS "roundId", r.recycler_party_id AS "recyclerPartyId"`);
}

/** A round as its driver is told about it; null while it has none. */
export async function findDriverTold(db: Db, roundId: string): Promise<{ userId: string; recyclerPartyId: string; vehicleName: string; timeZone: string; leavesAt: Date; stops: number } | null> {
  const row = await db.round.findUnique({
    where: { id: roundId },
    select: { driverUserId: true, recyclerPartyId: true, leavesAt: true, vehicle: { select: { name: true } }, point: { select: { timeZone: true } }, _count: { select: { stops: { where: { state: "planned" } } } } },
  });
  if (!row?.driverUserId) return null;
  return { userId: row.driverUserId, recyclerPartyId: row.recyclerPartyId, vehicleName: row.vehicle.name, timeZone: row.point.timeZone, leavesAt: row.leavesAt, stops: row._count.stops };
}

/** What is so of each round: its state. */
export async function roundMarks(db: Db, ids: readonly string[]): Promise<Map<string, RoundState[]>> {
  const rows = await db.round.findMany({ where: { id: { in: [...ids] } }, select: { id: true, state: true }, take: ids.length });
  return new Map(rows.map(({ id, state }) => [id, [state]]));
}
