import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { RoundState, StopState } from "./day.schema.ts";
import { isExpected } from "./driver.rules.ts";
import type { DriverStop, Outcome, RoundView } from "./driver.schema.ts";
import type { VehicleKind } from "./vehicles.schema.ts";

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** A round with its stops, addresses included: for its driver and the yard alone. Null when there is none. */
export async function selectRoundView(db: Db, id: string): Promise<RoundView | null> {
  const row = await db.round.findUnique({
    where: { id },
    select: {
      id: true, state: true, version: true, recyclerPartyId: true, driverUserId: true, localDate: true, leavesAt: true, isBackAt: true, startedAt: true, backAt: true, closedAt: true,
      estimatedMetres: true, drivenMetres: true, distanceBasis: true, emissionGrams: true, collectedGrams: true,
      vehicle: { select: { name: true, kind: true, capacityGrams: true } },
      point: { select: { id: true, name: true, address: true, timeZone: true, latitude: true, longitude: true, materials: { select: { material: true } } } },
    },
  });
  if (!row) return null;
  const driver = row.driverUserId ? await db.user.findUnique({ where: { id: row.driverUserId }, select: { id: true, name: true } }) : null;
  const { driverUserId: _driver, localDate, leavesAt, isBackAt, startedAt, backAt, closedAt, point, ...rest } = row;
  const { materials, name, address, ...place } = point;
  return {
    ...rest,
    localDate: localDate.toISOString().slice(0, 10),
    leavesAt: leavesAt.toISOString(),
    isBackAt: isBackAt.toISOString(),
    startedAt: iso(startedAt),
    backAt: iso(backAt),
    closedAt: iso(closedAt),
    driver: driver && { userId: driver.id, name: driver.name },
    depot: { ...place, name: name ?? address ?? "", address: address ?? "" },
    accepts: materials.map(({ material }) => material).sort(),
    stops: await selectDriverStops(db, id),
  };
}

async function selectDriverStops(db: Db, roundId: string): Promise<DriverStop[]> {
  const rows = await db.roundStop.findMany({
    where: { roundId },
    select: {
      id: true, bookingId: true, sequence: true, state: true, plannedAt: true, expectedAt: true, toldFrom: true, toldUntil: true, arrivedAt: true, settledAt: true, reason: true, note: true,
      signedName: true, signedStrokes: true,
      booking: {
        select: {
          state: true, note: true, partyId: true,
          lines: { select: { material: true, declaredGrams: true }, orderBy: { id: "asc" } },
          refusal: { select: { width: true, height: true } },
          weighIns: { where: { supersededById: null }, select: { material: true, grossGrams: true, tareGrams: true, netGrams: true, contaminationPermille: true }, orderBy: [{ at: "asc" }, { id: "asc" }] },
          homeItems: { select: { goods: true, pieces: true }, orderBy: { goods: "asc" } },
          homePhotos: { select: { id: true, goods: true, width: true, height: true }, orderBy: { position: "asc" } },
          homeVisit: { select: { address: true, latitude: true, longitude: true, floor: true, hasLift: true, placeOut: true, instructions: true } },
        },
      },
    },
    orderBy: { sequence: "asc" },
    take: 500,
  });
  const parties = await db.party.findMany({ where: { id: { in: rows.map((row) => row.booking.partyId) } }, select: { id: true, name: true }, take: 500 });
  return rows.flatMap(({ booking, plannedAt, expectedAt, toldFrom, toldUntil, arrivedAt, settledAt, note, ...stop }): DriverStop[] => {
    const { homeVisit } = booking;
    if (!homeVisit) return [];
    return [{
      ...stop,
      ...homeVisit,
      isGone: (stop.state === "planned" || stop.state === "arrived") && !isExpected(booking.state),
      plannedAt: plannedAt.toISOString(),
      expectedAt: expectedAt.toISOString(),
      toldFrom: iso(toldFrom),
      toldUntil: iso(toldUntil),
      arrivedAt: iso(arrivedAt),
      settledAt: iso(settledAt),
      partyName: parties.find(({ id }) => id === booking.partyId)?.name ?? "",
      note: booking.note,
      driverNote: note,
      lines: booking.lines,
      pieces: booking.homeItems,
      photos: booking.homePhotos,
      readings: booking.weighIns,
      refusalPhoto: booking.refusal?.width && booking.refusal.height ? { width: booking.refusal.width, height: booking.refusal.height } : null,
    }];
  });
}

/** What came of an action that was sent before; null for one that is new. */
export async function findAction(db: Db, input: { roundId: string; clientId: string }): Promise<Outcome | null> {
  const row = await db.roundAction.findUnique({ where: { roundId_clientId: input }, select: { clientId: true, error: true } });
  return row && { clientId: row.clientId, status: row.error === null ? "done" : "refused", error: row.error };
}

/** The booking that an act refused at its door; null where there is no such act of the round, `wasDone` false where it was not taken. */
export async function findRefusedBooking(db: Db, input: { roundId: string; clientId: string }): Promise<{ bookingId: string; wasDone: boolean } | null> {
  const act = await db.roundAction.findUnique({ where: { roundId_clientId: input }, select: { kind: true, stopId: true, error: true } });
  if (act?.kind !== "refuse" || act.stopId === null) return null;
  const stop = await db.roundStop.findFirst({ where: { id: act.stopId, roundId: input.roundId }, select: { bookingId: true } });
  return stop && { bookingId: stop.bookingId, wasDone: act.error === null };
}

/** Remembers an action with what came of it. One that is there stays as it is. */
export async function keepAction(
  db: Db,
  input: { id: string; roundId: string; clientId: string; kind: string; stopId: string | null; error: string | null; userId: string; deviceAt: Date; happenedAt: Date; receivedAt: Date },
): Promise<void> {
  await db.roundAction.createMany({ data: [input], skipDuplicates: true });
}

/** Where a booking is on its round, for its resident: no address, no name of anybody else. The last round counts; null when there is none to speak of. */
export async function selectLiveStop(
  db: Db,
  bookingId: string,
): Promise<{ state: StopState; roundState: RoundState; expectedAt: Date; toldFrom: Date | null; toldUntil: Date | null; slotEndsAt: Date; timeZone: string; stopsBefore: number; vehicleKind: string } | null> {
  const rows = await db.$queryRaw<{ state: StopState; roundState: RoundState; expectedAt: Date; toldFrom: Date | null; toldUntil: Date | null; slotEndsAt: Date; timeZone: string; stopsBefore: number; vehicleKind: string }[]>(sql`
    SELECT t.state::text AS state, r.state::text AS "roundState", t.expected_at AS "expectedAt", t.told_from AS "toldFrom", t.told_until AS "toldUntil", s.ends_at AS "slotEndsAt",
      p.time_zone AS "timeZone", v.kind::text AS "vehicleKind",
      (SELECT count(*)::int FROM round_stop o JOIN booking ob ON ob.id = o.booking_id
       WHERE o.round_id = t.round_id AND o.state IN ('planned', 'arrived') AND ob.state IN ('confirmed', 'checked_in', 'weighed')
         AND (o.expected_at, o.sequence) < (t.expected_at, t.sequence)) AS "stopsBefore"
    FROM round_stop t JOIN round r ON r.id = t.round_id JOIN booking b ON b.id = t.booking_id JOIN slot s ON s.id = b.slot_id JOIN recycling_point p ON p.id = r.point_id
      JOIN vehicle v ON v.id = r.vehicle_id
    WHERE t.booking_id = ${bookingId} AND r.published_at IS NOT NULL
    ORDER BY (t.state IN ('planned', 'arrived', 'collected')) DESC, r.published_at DESC LIMIT 1`);
  return rows[0] ?? null;
}

/** Rounds a person drives from a day on, soonest first. */
export async function selectMyRounds(db: Db, input: { userId: string; recyclerPartyId: string; from: Date; limit: number }): Promise<{ id: string; state: RoundState; leavesAt: Date; vehicleName: string; depotName: string; timeZone: string; stops: number }[]> {
  return db.$queryRaw(sql`
    SELECT r.id, r.state::text AS state, r.leaves_at AS "leavesAt", v.name AS "vehicleName", coalesce(p.name, p.address, '') AS "depotName", p.time_zone AS "timeZone",
      (SELECT count(*)::int FROM round_stop t WHERE t.round_id = r.id) AS stops
    FROM round r JOIN vehicle v ON v.id = r.vehicle_id JOIN recycling_point p ON p.id = r.point_id
    WHERE r.driver_user_id = ${input.userId} AND r.recycler_party_id = ${input.recyclerPartyId} AND r.state IN ('published', 'under_way') AND r.is_back_at >= ${input.from}::timestamptz
    ORDER BY r.leaves_at, r.id LIMIT ${input.limit}`);
}

/** What a closed round's lots carry of its emissions. */
export async function insertAllocations(tx: Tx, roundId: string, lots: readonly { lineId: string; bookingId: string; massGrams: number; emissionGrams: number }[]): Promise<void> {
  await tx.roundAllocation.createMany({ data: lots.map((lot) => ({ roundId, ...lot })) });
}

/** The shares of a closed round by booking, for its page. */
export async function selectAllocations(db: Db, roundId: string): Promise<{ lineId: string; bookingId: string; massGrams: number; emissionGrams: number }[]> {
  return db.roundAllocation.findMany({ where: { roundId }, select: { lineId: true, bookingId: true, massGrams: true, emissionGrams: true }, orderBy: [{ bookingId: "asc" }, { lineId: "asc" }], take: 5000 });
}

/** What a closed round emitted, in grams of CO2e. */
export async function selectClosedEmissions(db: Db, roundId: string): Promise<number | null> {
  const row = await db.round.findUnique({ where: { id: roundId }, select: { emissionGrams: true } });
  return row?.emissionGrams ?? null;
}

/** The shares that a closed round left for a booking that is not complete yet, by its lines; empty where no closed round collected it. */
export async function selectSharesOfBooking(
  db: Db,
  bookingId: string,
): Promise<{ lineId: string; vehicle: VehicleKind; metres: number; basis: "estimated" | "odometer"; lotGrams: number; collectedGrams: number; shareGrams: number }[]> {
  return db.$queryRaw(sql`
    SELECT l.line_id AS "lineId", r.vehicle_kind::text AS vehicle, r.driven_metres AS metres, r.distance_basis::text AS basis, l.mass_grams AS "lotGrams",
      r.collected_grams AS "collectedGrams", l.emission_grams AS "shareGrams"
    FROM round_allocation l JOIN round r ON r.id = l.round_id WHERE l.booking_id = ${bookingId} AND r.state = 'done' ORDER BY l.line_id LIMIT 100`);
}
