import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { emptySql, sql } from "#app/platform/db/sql.server.ts";
import { hasRole, type Actor, type Role } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import type { EventKind, EventState } from "./events.rules.ts";
import type { EventCard, ShiftView, StallView } from "./events.schema.ts";

/** Who looks: a person, and the party they act for. */
export type Viewer = Pick<Actor, "userId"> & { party: { id: string } };

/** A day as the verbs know it, with what the viewer is in its community. */
export interface StoredEvent {
  id: string;
  communityPartyId: string;
  kind: EventKind;
  state: EventState;
  title: string;
  description: string;
  placeLabel: string;
  startsAt: Date;
  endsAt: Date;
  timeZone: string;
  guestCapacity: number | null;
  guestsTaken: number;
  recyclerPartyId: string | null;
  pointId: string | null;
  cancelReason: string | null;
  settledAt: Date | null;
  icsSequence: number;
  version: number;
  createdByUserId: string;
  slug: string;
  communityName: string;
  isListed: boolean;
  role: Role | null;
  pointName: string | null;
  pointAddress: string | null;
  recyclerName: string | null;
}

const columns = sql`e.id, e.community_party_id AS "communityPartyId", e.kind, e.state, e.title, e.description, e.place_label AS "placeLabel",
  e.starts_at AS "startsAt", e.ends_at AS "endsAt", e.time_zone AS "timeZone", e.guest_capacity AS "guestCapacity", e.guests_taken AS "guestsTaken",
  e.recycler_party_id AS "recyclerPartyId", e.point_id AS "pointId", e.cancel_reason AS "cancelReason", e.settled_at AS "settledAt",
  e.ics_sequence AS "icsSequence", e.version, e.created_by_user_id AS "createdByUserId",
  p.slug, p.name AS "communityName", p.is_listed AS "isListed", m.role::text AS role,
  rp.name AS "pointName", rp.address AS "pointAddress", r.name AS "recyclerName"`;

/**
 * A day that somebody may know of, or null: of an open community everybody, of a private one its members, and the recycler that takes the
 * load. One that is only planned is seen by those who run the community. `lock` keeps the row until the transaction ends.
 */
export async function findEvent(db: Db, id: string, viewer: Viewer | null, lock = false): Promise<StoredEvent | null> {
  const [row] = await db.$queryRaw<StoredEvent[]>(sql`
    SELECT ${columns} FROM community_event e JOIN party p ON p.id = e.community_party_id
    LEFT JOIN membership m ON m.party_id = p.id AND m.user_id = ${viewer?.userId ?? null} AND m.state = 'active'
    LEFT JOIN recycling_point rp ON rp.id = e.point_id LEFT JOIN party r ON r.id = e.recycler_party_id
    WHERE e.id = ${id}${lock ? sql` FOR UPDATE OF e` : emptySql}`);
  if (!row) return null;
  const isRecycler = row.recyclerPartyId !== null && row.recyclerPartyId === viewer?.party.id;
  if (!row.isListed && row.role === null && !isRecycler) return null;
  if (row.state === "planned" && !manages(row)) return null;
  return row;
}

/** A day for the clock, which is nobody; locked. */
export async function findForClock(tx: Tx, id: string): Promise<StoredEvent | null> {
  const [row] = await tx.$queryRaw<StoredEvent[]>(sql`
    SELECT ${columns} FROM community_event e JOIN party p ON p.id = e.community_party_id LEFT JOIN membership m ON false
    LEFT JOIN recycling_point rp ON rp.id = e.point_id LEFT JOIN party r ON r.id = e.recycler_party_id
    WHERE e.id = ${id} FOR UPDATE OF e`);
  return row ?? null;
}

/** May create and change days. */
export function manages(event: { role: Role | null }): boolean {
  return event.role !== null && hasRole(event.role, "manager");
}

/** May work at the desk. */
export function works(event: { role: Role | null }): boolean {
  return event.role !== null && hasRole(event.role, "staff");
}

/** A community with the viewer's role in it, for who may make a day there; null for none. */
export async function findHost(db: Db, slug: string, userId: string): Promise<{ id: string; slug: string; name: string; timeZone: string; role: Role | null } | null> {
  const [row] = await db.$queryRaw<{ id: string; slug: string; name: string; timeZone: string; role: Role | null; isListed: boolean }[]>(sql`
    SELECT p.id, p.slug, p.name, p.time_zone AS "timeZone", m.role::text AS role, p.is_listed AS "isListed" FROM party p
    LEFT JOIN membership m ON m.party_id = p.id AND m.user_id = ${userId} AND m.state = 'active'
    WHERE p.slug = ${slug} AND p.kind = 'community'`);
  if (!row || (!row.isListed && row.role === null)) return null;
  const { isListed: _listed, ...host } = row;
  return host;
}

/** A community's days: what is ahead soonest first, or what was, latest first. Whoever does not run it sees no plans. */
export async function listEvents(db: Db, input: { communityPartyId: string; withPlans: boolean; when: "ahead" | "past"; now: Date; limit: number }): Promise<EventCard[]> {
  const { communityPartyId, withPlans, when, now, limit } = input;
  const span = when === "ahead" ? sql`e.ends_at > ${now}` : sql`e.ends_at <= ${now}`;
  const order = when === "ahead" ? sql`e.starts_at, e.id` : sql`e.starts_at DESC, e.id DESC`;
  const rows = await db.$queryRaw<(Omit<EventCard, "startsAt" | "endsAt"> & { startsAt: Date; endsAt: Date })[]>(sql`
    SELECT e.id, e.kind, e.state, e.title, e.place_label AS "placeLabel", e.starts_at AS "startsAt", e.ends_at AS "endsAt", e.time_zone AS "timeZone"
    FROM community_event e WHERE e.community_party_id = ${communityPartyId} AND ${span} ${withPlans ? emptySql : sql`AND e.state <> 'planned'`}
    ORDER BY ${order} LIMIT ${limit}`);
  return rows.map((row) => ({ ...row, startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString() }));
}

/** Points run by recyclers, for whoever takes a collection's load; at most two hundred. */
export async function listCollectors(db: Db): Promise<{ id: string; name: string; recyclerName: string }[]> {
  return db.$queryRaw<{ id: string; name: string; recyclerName: string }[]>(sql`
    SELECT rp.id, coalesce(rp.name, rp.address, r.name) AS name, r.name AS "recyclerName" FROM recycling_point rp
    JOIN party r ON r.id = rp.operator_party_id AND r.kind = 'recycler' AND r.is_listed
    ORDER BY r.name, rp.name, rp.id LIMIT 200`);
}

/** Who runs a point, or null where no recycler of the directory does. */
export async function recyclerOfPoint(db: Db, pointId: string): Promise<string | null> {
  const [row] = await db.$queryRaw<{ id: string }[]>(sql`
    SELECT r.id FROM recycling_point rp JOIN party r ON r.id = rp.operator_party_id AND r.kind = 'recycler' AND r.is_listed WHERE rp.id = ${pointId}`);
  return row?.id ?? null;
}

export type EventFacts = Pick<StoredEvent, "title" | "description" | "placeLabel" | "startsAt" | "endsAt" | "guestCapacity" | "recyclerPartyId" | "pointId">;

/** False when the id is there already. */
export async function insertEvent(tx: Tx, input: EventFacts & { id: string; communityPartyId: string; kind: EventKind; timeZone: string; createdByUserId: string; now: Date }): Promise<boolean> {
  const { now, ...row } = input;
  const { count } = await tx.communityEvent.createMany({ data: { ...row, createdAt: now, updatedAt: now }, skipDuplicates: true });
  return count === 1;
}

/** Changes a day as it was read; `moves` tells calendars that it is another time or place. False when somebody else was first. */
export async function swapEvent(tx: Tx, input: { id: string; version: number; facts: EventFacts; moves: boolean; now: Date }): Promise<boolean> {
  const { count } = await tx.communityEvent.updateMany({
    where: { id: input.id, version: input.version, state: { in: ["planned", "published"] } },
    data: { ...input.facts, version: { increment: 1 }, updatedAt: input.now, ...(input.moves ? { icsSequence: { increment: 1 } } : {}) },
  });
  return count === 1;
}

/** Brings a day into another state. False when it is not as it was read. */
export async function moveEvent(tx: Tx, input: { id: string; version: number; from: EventState; to: EventState; reason: string | null; now: Date }): Promise<boolean> {
  const { count } = await tx.communityEvent.updateMany({
    where: { id: input.id, version: input.version, state: input.from },
    data: { state: input.to, cancelReason: input.reason, version: { increment: 1 }, icsSequence: { increment: 1 }, updatedAt: input.now },
  });
  return count === 1;
}

/** Marks what was noted as written into the ledger, once. */
export async function setSettled(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.communityEvent.updateMany({ where: { id, state: "closed", settledAt: null }, data: { settledAt: now, updatedAt: now } });
  return count === 1;
}

/** Who did what to a day, and why. */
export async function insertEventTransition(tx: Tx, input: { eventId: string; from: string | null; to: string; actor: Actor | null; reason: string | null; at: Date }): Promise<void> {
  const { actor } = input;
  await tx.transition.create({
    data: { id: newId(), subjectType: "community_event", subjectId: input.eventId, fromState: input.from, toState: input.to, actorUserId: actor?.userId ?? null, actorPartyId: actor?.party.id ?? null, actorRole: actor ? `${actor.party.kind}:${actor.role}` : "system", reason: input.reason, at: input.at },
    select: { id: true },
  });
}

/** The stalls of a day by number. */
export async function listStalls(db: Db, eventId: string, partyId: string | null): Promise<StallView[]> {
  const rows = await db.eventStall.findMany({ where: { eventId }, select: { number: true, partyId: true, wares: true }, orderBy: { number: "asc" }, take: 300 });
  return rows.map((row) => ({ number: row.number, isTaken: row.partyId !== null, isMine: row.partyId !== null && row.partyId === partyId, wares: row.wares }));
}

/** Makes the stalls of a day `count` in number. False when one that would go is booked. */
export async function setStallCount(tx: Tx, eventId: string, count: number): Promise<boolean> {
  const booked = await tx.eventStall.count({ where: { eventId, number: { gt: count }, partyId: { not: null } } });
  if (booked > 0) return false;
  await tx.eventStall.deleteMany({ where: { eventId, number: { gt: count } } });
  await tx.eventStall.createMany({ data: Array.from({ length: count }, (_, index) => ({ eventId, number: index + 1 })), skipDuplicates: true });
  return true;
}

/** The shifts of a day, in the order in which they begin. */
export async function listShifts(db: Db, eventId: string, userId: string | null): Promise<ShiftView[]> {
  const rows = await db.eventShift.findMany({
    where: { eventId },
    select: { id: true, task: true, startsAt: true, endsAt: true, needed: true, taken: true, helpers: { where: { userId: userId ?? "" }, select: { userId: true } } },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
    take: 100,
  });
  return rows.map(({ helpers, startsAt, endsAt, ...row }) => ({ ...row, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), isMine: helpers.length > 0 }));
}

/** False when the id is there already. */
export async function insertShift(tx: Tx, row: { id: string; eventId: string; task: string; startsAt: Date; endsAt: Date; needed: number }): Promise<boolean> {
  const { count } = await tx.eventShift.createMany({ data: [row], skipDuplicates: true });
  return count === 1;
}

/** Removes a shift nobody has signed up for. False when somebody has, or there is none. */
export async function deleteShift(tx: Tx, input: { eventId: string; shiftId: string }): Promise<boolean> {
  const { count } = await tx.eventShift.deleteMany({ where: { id: input.shiftId, eventId: input.eventId, taken: 0 } });
  return count === 1;
}

/** Days that are over for long and that nobody has closed; soonest first. */
export async function listForgotten(db: Db, endedBefore: Date, limit: number): Promise<string[]> {
  const rows = await db.communityEvent.findMany({ where: { state: "published", endsAt: { lte: endedBefore } }, select: { id: true }, orderBy: { endsAt: "asc" }, take: limit });
  return rows.map((row) => row.id);
}
