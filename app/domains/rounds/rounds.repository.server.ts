import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql, type Sql } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import type { DayRound, DepotFacts, HomeBooking, RoundState, StopState, UnservedView } from "./day.schema.ts";
import type { TimedRound } from "./plan.rules.ts";
import type { VehicleKind } from "./vehicles.schema.ts";

/** A depot with whose it is; null when there is none. */
export async function findDepot(db: Db, pointId: string): Promise<DepotFacts | null> {
  const row = await db.recyclingPoint.findUnique({ where: { id: pointId }, select: { id: true, name: true, address: true, timeZone: true, latitude: true, longitude: true, operatorPartyId: true } });
  if (!row?.operatorPartyId) return null;
  const { operatorPartyId, address, name, ...rest } = row;
  return { ...rest, name: name ?? address ?? "", recyclerPartyId: operatorPartyId };
}

const homeBooking: Sql = sql`
  b.id AS "bookingId", y.name AS "partyName", h.address, h.latitude, h.longitude, s.starts_at AS "startsAt", s.ends_at AS "endsAt", b.declared_grams AS "declaredGrams",
  (SELECT count(*)::int FROM booking_line l WHERE l.booking_id = b.id AND l.declared_grams IS NULL) AS "unknownLines",
  ARRAY(SELECT l.material FROM booking_line l WHERE l.booking_id = b.id ORDER BY l.id) AS materials,
  a.service_minutes AS "serviceMinutes", h.floor, h.has_lift AS "hasLift"
  FROM booking b JOIN slot s ON s.id = b.slot_id JOIN home_visit h ON h.booking_id = b.id JOIN service_area a ON a.id = h.area_id JOIN party y ON y.id = b.party_id`;

/** Confirmed home bookings of a depot that begin between two instants and are on no round, those on drafts of that day included where asked. */
export async function selectUnplanned(db: Db, input: { pointId: string; from: Date; until: Date; withDrafts: boolean; limit: number }): Promise<HomeBooking[]> {
  const drafts = input.withDrafts ? sql`AND NOT (r.state = 'planned' AND r.point_id = ${input.pointId} AND r.shift_from >= ${input.from}::timestamptz AND r.shift_from < ${input.until}::timestamptz)` : sql``;
  return db.$queryRaw<HomeBooking[]>(sql`
    SELECT ${homeBooking}
    WHERE b.point_id = ${input.pointId} AND b.state = 'confirmed' AND s.starts_at >= ${input.from}::timestamptz AND s.starts_at < ${input.until}::timestamptz
      AND NOT EXISTS (SELECT 1 FROM round_stop t JOIN round r ON r.id = t.round_id WHERE t.booking_id = b.id AND t.state IN ('planned', 'arrived', 'collected') ${drafts})
    ORDER BY s.starts_at, b.id LIMIT ${input.limit}`);
}

/** A round with its stops' bookings in order, for making its timetable anew. */
export async function selectRoundVisits(db: Db, roundId: string): Promise<(HomeBooking & { stopId: string; bookingState: string })[]> {
  return db.$queryRaw<(HomeBooking & { stopId: string; bookingState: string })[]>(sql`
    SELECT t.id AS "stopId", b.state::text AS "bookingState", ${homeBooking}
    JOIN round_stop t ON t.booking_id = b.id WHERE t.round_id = ${roundId} ORDER BY t.sequence LIMIT 500`);
}

export type RoundToChange = {
  id: string;
  recyclerPartyId: string;
  pointId: string;
  vehicleId: string;
  driverUserId: string | null;
  localDate: Date;
  shiftFrom: Date;
  shiftUntil: Date;
  leavesAt: Date;
  isBackAt: Date;
  state: RoundState;
  version: number;
  publishedAt: Date | null;
  estimatedMetres: number;
  vehicle: { name: string; kind: VehicleKind; capacityGrams: number; speedKmPerHour: number };
};

/** One round as its verbs need it; null when there is none. */
export async function findRound(db: Db, id: string): Promise<RoundToChange | null> {
  return db.round.findUnique({
    where: { id },
    select: {
      id: true, recyclerPartyId: true, pointId: true, vehicleId: true, driverUserId: true, localDate: true, shiftFrom: true, shiftUntil: true,
      leavesAt: true, isBackAt: true, state: true, version: true, publishedAt: true, estimatedMetres: true,
      vehicle: { select: { name: true, kind: true, capacityGrams: true, speedKmPerHour: true } },
    },
  });
}

/** Makes everybody else who changes this round wait for the end of the transaction. */
export async function lockRound(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw(sql`SELECT id FROM round WHERE id = ${id} FOR UPDATE`);
}

/**
 * Whoever gives a recycler's vehicles and drivers other times does it one after the other. Asked before any round is locked: two who write at
 * once times that exclude each other would each find the other's and wait for ever.
 */
export async function holdTimetable(tx: Tx, recyclerPartyId: string): Promise<void> {
  await tx.$executeRaw(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`timetable ${recyclerPartyId}`}, 0))`);
}

type Changed = Partial<{
  state: RoundState; driverUserId: string | null; leavesAt: Date; isBackAt: Date; busyFrom: Date; busyUntil: Date; estimatedMetres: number;
  publishedAt: Date; startedAt: Date; backAt: Date; closedAt: Date; drivenMetres: number; distanceBasis: "estimated" | "odometer"; vehicleKind: VehicleKind;
  emissionGrams: number; collectedGrams: number;
}>;

/** Changes a round if it is still in this state at this version. */
export async function updateRound(tx: Tx, input: { id: string; from: RoundState; version: number; data: Changed }): Promise<boolean> {
  const { count } = await tx.round.updateMany({ where: { id: input.id, state: input.from, version: input.version }, data: { ...input.data, version: { increment: 1 } } });
  return count === 1;
}

/** Adds to the history of a round or a stop. */
export async function noteTransition(tx: Tx, input: { subject: "round" | "round_stop"; id: string; from: string | null; to: string; actor: Actor; reason?: string | null; at: Date }): Promise<void> {
  const { subject, id, from, to, actor, reason = null, at } = input;
  await tx.transition.create({
    data: { id: newId(), subjectType: subject, subjectId: id, fromState: from, toState: to, actorUserId: actor.userId, actorPartyId: actor.party.id, actorRole: `staff:${actor.role}`, reason, at },
    select: { id: true },
  });
}

/** Writes a draft with its stops. Throws on a vehicle that is out then, and on a booking that is on a round. */
export async function insertRound(
  tx: Tx,
  input: { id: string; recyclerPartyId: string; pointId: string; vehicleId: string; localDate: string; shiftFrom: Date; shiftUntil: Date; detourPermille: number; round: TimedRound },
): Promise<void> {
  const { round, localDate, ...rest } = input;
  const { stops, ...times } = round;
  await tx.round.create({ data: { ...rest, ...times, localDate: new Date(`${localDate}T00:00:00Z`) }, select: { id: true } });
  await insertStops(tx, input.id, stops.map((stop) => ({ ...stop, stopId: newId() })));
}

async function insertStops(tx: Tx, roundId: string, stops: readonly (TimedRound["stops"][number] & { stopId: string })[]): Promise<void> {
  await tx.roundStop.createMany({
    data: stops.map(({ stopId, bookingId, plannedAt, plannedUntil }, index) => ({ id: stopId, roundId, bookingId, sequence: index + 1, plannedAt, plannedUntil, expectedAt: plannedAt })),
  });
}

/** Gives a draft other stops, in this order; those that stay keep their ids. */
export async function replaceStops(tx: Tx, roundId: string, stops: readonly (TimedRound["stops"][number] & { stopId: string })[]): Promise<void> {
  await tx.roundStop.deleteMany({ where: { roundId } });
  await insertStops(tx, roundId, stops);
}

/** Takes a stop out of a draft. */
export async function deleteStops(tx: Tx, roundId: string, stopIds: readonly string[]): Promise<void> {
  await tx.roundStop.deleteMany({ where: { roundId, id: { in: [...stopIds] } } });
}

/** Drafts of a depot's day, in order of id, locked. */
export async function lockDrafts(tx: Tx, input: { pointId: string; localDate: string }): Promise<{ id: string; version: number }[]> {
  return tx.$queryRaw<{ id: string; version: number }[]>(sql`
    SELECT id, version FROM round WHERE point_id = ${input.pointId} AND local_date = ${input.localDate}::date AND state = 'planned' ORDER BY id FOR UPDATE`);
}

/** Leaves out every stop of a round that is still to come, with the reason; answers with those. */
export async function skipOpenStops(tx: Tx, input: { roundId: string; reason: string; at: Date; stopIds?: readonly string[] }): Promise<{ id: string; bookingId: string; state: StopState }[]> {
  const open = await tx.roundStop.findMany({
    where: { roundId: input.roundId, state: { in: ["planned", "arrived"] }, ...(input.stopIds ? { id: { in: [...input.stopIds] } } : {}) },
    select: { id: true, bookingId: true, state: true },
    orderBy: { sequence: "asc" },
    take: 500,
  });
  await tx.roundStop.updateMany({ where: { id: { in: open.map((stop) => stop.id) } }, data: { state: "skipped", reason: input.reason, settledAt: input.at } });
  return open;
}

/** Remembers who the last plan of a day left out. */
export async function keepPlan(tx: Tx, input: { pointId: string; localDate: string; unserved: UnservedView[]; wasHurried: boolean; userId: string; at: Date }): Promise<void> {
  const { pointId, localDate, unserved, wasHurried, userId, at } = input;
  const key = { pointId, localDate: new Date(`${localDate}T00:00:00Z`) };
  const data = { unserved, wasHurried, plannedAt: at, userId };
  await tx.roundPlan.upsert({ where: { pointId_localDate: key }, create: { ...key, ...data }, update: data, select: { pointId: true } });
}

/** The last plan of a day; null where nobody planned it. */
export async function findPlan(db: Db, input: { pointId: string; localDate: string }): Promise<{ unserved: UnservedView[]; wasHurried: boolean; plannedAt: Date } | null> {
  const row = await db.roundPlan.findUnique({ where: { pointId_localDate: { pointId: input.pointId, localDate: new Date(`${input.localDate}T00:00:00Z`) } }, select: { unserved: true, wasHurried: true, plannedAt: true } });
  return row && { ...row, unserved: row.unserved as UnservedView[] };
}

/** Rounds of a depot's day by when they leave; cancelled ones are left out. */
export async function selectDayRounds(db: Db, input: { pointId: string; localDate: string }): Promise<DayRound[]> {
  const rows = await db.$queryRaw<(Omit<DayRound, "leavesAt" | "isBackAt"> & { leavesAt: Date; isBackAt: Date })[]>(sql`
    SELECT r.id, r.state::text AS state, r.version, v.name AS "vehicleName", v.kind::text AS "vehicleKind", v.capacity_grams AS "capacityGrams", u.name AS "driverName",
      r.leaves_at AS "leavesAt", r.is_back_at AS "isBackAt", r.estimated_metres AS "estimatedMetres", r.emission_grams AS "emissionGrams",
      count(t.id)::int AS stops, count(t.id) FILTER (WHERE t.state NOT IN ('planned', 'arrived'))::int AS settled,
      coalesce(sum(b.declared_grams), 0)::int AS "loadGrams"
    FROM round r JOIN vehicle v ON v.id = r.vehicle_id LEFT JOIN "user" u ON u.id = r.driver_user_id
      LEFT JOIN round_stop t ON t.round_id = r.id LEFT JOIN booking b ON b.id = t.booking_id
    WHERE r.point_id = ${input.pointId} AND r.local_date = ${input.localDate}::date AND r.state <> 'cancelled'
    GROUP BY r.id, v.id, u.id ORDER BY r.leaves_at, r.id LIMIT 100`);
  return rows.map((row) => ({ ...row, leavesAt: row.leavesAt.toISOString(), isBackAt: row.isBackAt.toISOString() }));
}

/** People who may drive for a recycler: its staff and those above, by name. */
export async function selectDrivers(db: Db, recyclerPartyId: string): Promise<{ userId: string; name: string }[]> {
  const rows = await db.membership.findMany({
    where: { partyId: recyclerPartyId, state: "active", role: { in: ["owner", "manager", "staff"] } },
    select: { userId: true, user: { select: { name: true } } },
    orderBy: { user: { name: "asc" } },
    take: 200,
  });
  return rows.map(({ userId, user }) => ({ userId, name: user.name }));
}
