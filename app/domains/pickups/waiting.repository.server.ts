import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { emptySql, sql } from "#app/platform/db/sql.server.ts";
import { lockLimitsOf } from "./daily-limits.repository.server.ts";
import type { HomeDetails } from "./home/home.schema.ts";
import { dayLeftSql } from "./slots.repository.server.ts";
import type { WaitingLine, WaitingRow, WaitingState } from "./waiting.schema.ts";

/** A place in line as the verbs need it. */
export type WaitingEntry = {
  id: string;
  slotId: string;
  pointId: string;
  recyclerPartyId: string;
  partyId: string;
  userId: string;
  state: WaitingState;
  lines: WaitingLine[];
  declaredGrams: number;
  note: string;
  home: HomeDetails | null;
  bookingId: string | null;
  version: number;
};

const columns = sql`w.id, w.slot_id AS "slotId", w.point_id AS "pointId", w.recycler_party_id AS "recyclerPartyId", w.party_id AS "partyId",
  w.user_id AS "userId", w.state::text AS state, w.lines, w.declared_grams AS "declaredGrams", w.note, w.home, w.booking_id AS "bookingId", w.version`;

/**
 * Locks a slot until the end of the transaction, and before it its point where that has a limit for the day: whoever joins, leaves or is served
 * holds this. False when there is none.
 */
export async function lockSlot(tx: Tx, slotId: string): Promise<boolean> {
  await lockLimitsOf(tx, [slotId]);
  const rows = await tx.$queryRaw<{ id: string }[]>(sql`SELECT id FROM slot WHERE id = ${slotId} FOR UPDATE`);
  return rows.length === 1;
}

/** One place in line, or null. */
export async function findEntry(db: Db, id: string): Promise<WaitingEntry | null> {
  const rows = await db.$queryRaw<WaitingEntry[]>(sql`SELECT ${columns} FROM waiting_entry w WHERE w.id = ${id}`);
  return rows[0] ?? null;
}

/** The place of a party in the line of a slot that still counts, or null. */
export async function findLiveEntry(db: Db, input: { slotId: string; partyId: string }): Promise<WaitingEntry | null> {
  const rows = await db.$queryRaw<WaitingEntry[]>(sql`
    SELECT ${columns} FROM waiting_entry w WHERE w.slot_id = ${input.slotId} AND w.party_id = ${input.partyId} AND w.state IN ('waiting', 'offered')`);
  return rows[0] ?? null;
}

/** Those who wait for a slot, first come first. */
export async function selectWaiting(db: Db, slotId: string, limit: number): Promise<WaitingEntry[]> {
  return db.$queryRaw<WaitingEntry[]>(sql`
    SELECT ${columns} FROM waiting_entry w WHERE w.slot_id = ${slotId} AND w.state = 'waiting' ORDER BY w.place LIMIT ${limit}`);
}

/** Puts somebody at the end of a line. The caller holds the slot's lock. */
export async function insertEntry(tx: Tx, entry: Omit<WaitingEntry, "state" | "bookingId" | "version">, now: Date): Promise<void> {
  const { home, ...rest } = entry;
  await tx.waitingEntry.create({ data: { ...rest, ...(home ? { home } : {}), createdAt: now, updatedAt: now }, select: { id: true } });
}

/** Moves an entry by compare-and-swap on state and version; false when it has moved on. The caller holds the slot's lock. */
export async function moveEntry(
  tx: Tx,
  input: { id: string; from: WaitingState; version: number; to: WaitingState; bookingId?: string; now: Date },
): Promise<boolean> {
  const { count } = await tx.waitingEntry.updateMany({
    where: { id: input.id, state: input.from, version: input.version },
    data: { state: input.to, version: { increment: 1 }, updatedAt: input.now, ...(input.bookingId ? { bookingId: input.bookingId } : {}) },
  });
  return count === 1;
}

/** Writes on the slot what the least load in its line is. The caller holds the slot's lock. */
export async function keepLeastLoad(tx: Tx, slotId: string, now: Date): Promise<void> {
  await tx.$executeRaw(sql`
    UPDATE slot s SET updated_at = ${now}::timestamptz, waiting_min_grams = (
      SELECT min(w.declared_grams) FROM waiting_entry w WHERE w.slot_id = s.id AND w.state = 'waiting')
    WHERE s.id = ${slotId}`);
}

/** Offers whose hold has ended, by being confirmed, given back or run out, are settled. Returns how many. */
export async function settleOffers(db: Db, now: Date, slotId?: string): Promise<number> {
  return db.$executeRaw(sql`
    UPDATE waiting_entry w SET version = w.version + 1, updated_at = ${now}::timestamptz,
      state = (CASE WHEN b.state IN ('hold_expired', 'cancelled_in_time', 'cancelled_late') THEN 'passed' ELSE 'booked' END)::waiting_state
    FROM booking b WHERE w.state = 'offered' AND b.id = w.booking_id AND b.state <> 'held' ${slotId ? sql`AND w.slot_id = ${slotId}` : emptySql}`);
}

/** Slots in which somebody waits: those with a place free, and those that can no longer be booked (too late, or closed). Soonest first. */
export async function selectLinesToServe(db: Db, input: { now: Date; limit: number }): Promise<{ slotId: string; isOver: boolean }[]> {
  return db.$queryRaw<{ slotId: string; isOver: boolean }[]>(sql`
    SELECT * FROM (
      SELECT s.id AS "slotId", s.starts_at, s.status <> 'open' OR ${input.now}::timestamptz >= s.starts_at - make_interval(mins => s.book_cutoff_minutes) AS "isOver",
        s.taken_visits < s.capacity_visits AND (s.capacity_grams IS NULL OR s.taken_grams + s.waiting_min_grams <= s.capacity_grams)
          AND NOT (s.kind = 'point' AND EXISTS (SELECT 1 FROM ${dayLeftSql({ now: input.now, besides: null, accepting: false })} AS day WHERE day.visits < 1 OR day.grams < s.waiting_min_grams)) AS "hasPlace"
      FROM slot s WHERE s.waiting_min_grams IS NOT NULL) line
    WHERE "isOver" OR "hasPlace" ORDER BY starts_at, "slotId" LIMIT ${input.limit}`);
}

/** What is left of a slot: whether there is a visit to give, how many grams (null without a limit), and when booking ends. */
export type PlaceLeft = { isFree: boolean; freeGrams: number | null; bookUntil: Date; timeZone: string };

/** What is left of a slot and of its point's day, or null. The caller holds the slot's lock, and the point's where that has a limit for the day. */
export async function findPlaceLeft(tx: Tx, slotId: string, now: Date): Promise<PlaceLeft | null> {
  const rows = await tx.$queryRaw<PlaceLeft[]>(sql`
    SELECT p.time_zone AS "timeZone", s.starts_at - make_interval(mins => s.book_cutoff_minutes) AS "bookUntil", least(s.capacity_grams - s.taken_grams, day.grams)::int AS "freeGrams",
      s.status = 'open' AND s.taken_visits < s.capacity_visits AND coalesce(day.visits, 1) > 0 AND ${now}::timestamptz < s.starts_at - make_interval(mins => s.book_cutoff_minutes) AS "isFree"
    FROM slot s JOIN recycling_point p ON p.id = s.point_id
    LEFT JOIN LATERAL ${dayLeftSql({ now, besides: null, accepting: true })} AS day ON s.kind = 'point' WHERE s.id = ${slotId}`);
  return rows[0] ?? null;
}

/** What a party waits for, soonest first, with its place in each line. */
export async function selectOwnEntries(db: Db, partyId: string, now: Date): Promise<WaitingRow[]> {
  const rows = await db.$queryRaw<(Omit<WaitingRow, "startsAt" | "endsAt"> & { startsAt: Date; endsAt: Date })[]>(sql`
    SELECT w.id, w.version, w.slot_id AS "slotId", s.starts_at AS "startsAt", s.ends_at AS "endsAt", w.point_id AS "pointId",
      coalesce(p.name, p.operator_name, p.address, '') AS "pointName", a.name AS "areaName", p.time_zone AS "timeZone",
      ARRAY(SELECT l->>'material' FROM jsonb_array_elements(w.lines) l) AS materials,
      (SELECT count(*)::int FROM waiting_entry o WHERE o.slot_id = w.slot_id AND o.state = 'waiting' AND o.place <= w.place) AS position
    FROM waiting_entry w JOIN slot s ON s.id = w.slot_id JOIN recycling_point p ON p.id = w.point_id LEFT JOIN service_area a ON a.id = s.area_id
    WHERE w.party_id = ${partyId} AND w.state = 'waiting' AND s.starts_at > ${now}::timestamptz
    ORDER BY s.starts_at, w.place LIMIT 100`);
  return rows.map((row) => ({ ...row, startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString() }));
}

/** Who is told that a line has ended, and about what. Null when the entry is gone. */
export async function selectLineFacts(db: Db, entryId: string): Promise<{ userId: string; partyId: string; pointId: string; pointName: string; isHome: boolean; timeZone: string; startsAt: string; endsAt: string } | null> {
  const entry = await db.waitingEntry.findUnique({
    where: { id: entryId },
    select: { userId: true, partyId: true, pointId: true, slot: { select: { kind: true, startsAt: true, endsAt: true, point: { select: { name: true, operatorName: true, address: true, timeZone: true } } } } },
  });
  if (!entry) return null;
  const { kind, startsAt, endsAt, point } = entry.slot;
  return {
    userId: entry.userId,
    partyId: entry.partyId,
    pointId: entry.pointId,
    pointName: point.name ?? point.operatorName ?? point.address ?? "",
    isHome: kind === "home",
    timeZone: point.timeZone,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
  };
}
