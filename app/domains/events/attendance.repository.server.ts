import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { EventState } from "./events.rules.ts";
import type { GuestRow } from "./events.schema.ts";

export interface StoredRsvp {
  id: string;
  partyId: string;
  userId: string;
  state: "coming" | "waiting" | "cancelled";
  size: number;
  version: number;
}

const rsvpColumns = { id: true, partyId: true, userId: true, state: true, size: true, version: true } as const;

/** What a household answered, or null. */
export async function findRsvp(db: Db, input: { eventId: string; partyId: string }): Promise<StoredRsvp | null> {
  const row = await db.eventRsvp.findUnique({ where: { eventId_partyId: input }, select: rsvpColumns });
  return row && { ...row, state: row.state as StoredRsvp["state"] };
}

/** How many households stand before this one in the line. */
export async function countAhead(db: Db, input: { eventId: string; partyId: string }): Promise<number> {
  const [row] = await db.$queryRaw<{ ahead: bigint }[]>(sql`
    SELECT count(*) AS ahead FROM event_rsvp o JOIN event_rsvp mine ON mine.event_id = o.event_id AND mine.party_id = ${input.partyId}
    WHERE o.event_id = ${input.eventId} AND o.state = 'waiting' AND o.place < mine.place`);
  return Number(row?.ahead ?? 0n);
}

/** How many households wait. */
export async function countWaiting(db: Db, eventId: string): Promise<number> {
  return db.eventRsvp.count({ where: { eventId, state: "waiting" } });
}

/** A household's answer. Whoever answers anew, or comes back after calling off, stands at the end of the line. */
export async function insertRsvp(tx: Tx, input: { id: string; eventId: string; partyId: string; userId: string; state: "coming" | "waiting"; size: number; now: Date }): Promise<void> {
  const { now, ...row } = input;
  await tx.$executeRaw(sql`
    INSERT INTO event_rsvp (id, event_id, party_id, user_id, state, size, created_at, updated_at)
    VALUES (${row.id}, ${row.eventId}, ${row.partyId}, ${row.userId}, ${row.state}, ${row.size}, ${now}, ${now})
    ON CONFLICT (event_id, party_id) DO UPDATE SET user_id = excluded.user_id, state = excluded.state, size = excluded.size, place = excluded.place,
      version = event_rsvp.version + 1, created_at = excluded.created_at, updated_at = excluded.updated_at`);
}

/** Changes an answer; its place in the line stays. */
export async function updateRsvp(tx: Tx, input: { id: string; state: StoredRsvp["state"]; size: number; now: Date }): Promise<void> {
  await tx.eventRsvp.update({ where: { id: input.id }, data: { state: input.state, size: input.size, version: { increment: 1 }, updatedAt: input.now }, select: { id: true } });
}

/** The first of the line for whom so many seats are enough. */
export async function firstThatFits(tx: Tx, eventId: string, free: number | null): Promise<StoredRsvp | null> {
  const row = await tx.eventRsvp.findFirst({ where: { eventId, state: "waiting", ...(free === null ? {} : { size: { lte: free } }) }, select: rsvpColumns, orderBy: { place: "asc" } });
  return row && { ...row, state: "waiting" };
}

/** The seats of a day as they are now; the trigger keeps those taken. */
export async function findSeats(tx: Tx, eventId: string): Promise<{ state: EventState; endsAt: Date; guestCapacity: number | null; guestsTaken: number }> {
  const row = await tx.communityEvent.findUniqueOrThrow({ where: { id: eventId }, select: { state: true, endsAt: true, guestCapacity: true, guestsTaken: true } });
  return { ...row, state: row.state as EventState };
}

/** Keeps a day's seats as they are until the transaction ends. */
export async function lockSeats(tx: Tx, eventId: string): Promise<void> {
  await tx.$queryRaw(sql`SELECT id FROM community_event WHERE id = ${eventId} FOR UPDATE`);
}

/** Days ahead in whose line somebody stands though seats are free: after somebody left the platform, for one. */
export async function listIdleSeats(db: Db, now: Date, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>(sql`
    SELECT e.id FROM community_event e WHERE e.state = 'published' AND e.ends_at > ${now} AND EXISTS (
      SELECT 1 FROM event_rsvp r WHERE r.event_id = e.id AND r.state = 'waiting' AND (e.guest_capacity IS NULL OR r.size <= e.guest_capacity - e.guests_taken))
    ORDER BY e.starts_at LIMIT ${limit}`);
  return rows.map((row) => row.id);
}

/** Books a stall that is free. False when it is not, or there is none; throws a unique violation where the household has another. */
export async function takeStall(tx: Tx, input: { eventId: string; number: number; partyId: string; userId: string; wares: string; now: Date }): Promise<boolean> {
  const { eventId, number, partyId, userId, wares, now } = input;
  const { count } = await tx.eventStall.updateMany({ where: { eventId, number, partyId: null }, data: { partyId, userId, wares, bookedAt: now } });
  return count === 1;
}

/** Whose stall it is, or null. */
export async function holderOfStall(db: Db, input: { eventId: string; number: number }): Promise<string | null> {
  const row = await db.eventStall.findUnique({ where: { eventId_number: input }, select: { partyId: true } });
  return row?.partyId ?? null;
}

/** A household's stall, or null. */
export async function stallOf(db: Db, input: { eventId: string; partyId: string }): Promise<number | null> {
  const { eventId, partyId } = input;
  const row = await db.eventStall.findUnique({ where: { eventId_partyId: { eventId, partyId } }, select: { number: true } });
  return row?.number ?? null;
}

/** Says what is to be found at a household's own stall. */
export async function setWares(tx: Tx, input: { eventId: string; partyId: string; number: number; wares: string }): Promise<boolean> {
  const { eventId, partyId, number, wares } = input;
  const { count } = await tx.eventStall.updateMany({ where: { eventId, partyId, number }, data: { wares } });
  return count === 1;
}

/** Gives a household's stall back. */
export async function leaveStall(tx: Tx, input: { eventId: string; partyId: string }): Promise<boolean> {
  const { count } = await tx.eventStall.updateMany({ where: input, data: { partyId: null, userId: null, wares: "", bookedAt: null } });
  return count === 1;
}

/** A shift of the day, kept as it is until the transaction ends. */
export async function lockShift(tx: Tx, input: { eventId: string; shiftId: string }): Promise<{ needed: number; taken: number; endsAt: Date } | null> {
  const [row] = await tx.$queryRaw<{ needed: number; taken: number; endsAt: Date }[]>(sql`
    SELECT needed, taken, ends_at AS "endsAt" FROM event_shift WHERE id = ${input.shiftId} AND event_id = ${input.eventId} FOR UPDATE`);
  return row ?? null;
}

export async function isHelper(db: Db, input: { shiftId: string; userId: string }): Promise<boolean> {
  return (await db.eventHelper.count({ where: input })) > 0;
}

export async function insertHelper(tx: Tx, input: { shiftId: string; userId: string; now: Date }): Promise<void> {
  await tx.eventHelper.create({ data: { shiftId: input.shiftId, userId: input.userId, at: input.now }, select: { shiftId: true } });
}

export async function deleteHelper(tx: Tx, input: { shiftId: string; userId: string }): Promise<boolean> {
  const { count } = await tx.eventHelper.deleteMany({ where: input });
  return count === 1;
}

/** Who said that they come, by name, those who wait after them; whether each is here already. At most a thousand. */
export async function listGuests(db: Db, eventId: string): Promise<GuestRow[]> {
  return db.$queryRaw<GuestRow[]>(sql`
    SELECT r.party_id AS "partyId", p.name, r.size, r.state,
      EXISTS (SELECT 1 FROM event_check_in c WHERE c.event_id = r.event_id AND c.party_id = r.party_id AND c.undone_at IS NULL) AS "isHere"
    FROM event_rsvp r JOIN party p ON p.id = r.party_id WHERE r.event_id = ${eventId} AND r.state <> 'cancelled'
    ORDER BY r.state, CASE WHEN r.state = 'waiting' THEN r.place END, p.name, r.id LIMIT 1000`);
}

/** Who helps in which shift, by name, for those who run the day. */
export async function listHelpers(db: Db, eventId: string): Promise<{ shiftId: string; name: string }[]> {
  return db.$queryRaw<{ shiftId: string; name: string }[]>(sql`
    SELECT h.shift_id AS "shiftId", u.name FROM event_helper h JOIN event_shift s ON s.id = h.shift_id JOIN "user" u ON u.id = h.user_id
    WHERE s.event_id = ${eventId} ORDER BY u.name, u.id LIMIT 1000`);
}
