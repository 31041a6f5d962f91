import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import { withoutCutoffs } from "./bookings.repository.server.ts";
import { findHomeView } from "./home/home.repository.server.ts";
import type { BookingState } from "./pickups.rules.ts";
import type { BookingRow, BookingView, EffectView } from "./pickups.schema.ts";
import type { MassUnit } from "./weights.rules.ts";

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** A booking whole, with its point, parties, readings and what it caused; null when there is none. */
export async function selectBookingView(db: Db, id: string): Promise<BookingView | null> {
  const row = await db.booking.findUnique({
    where: { id },
    select: {
      id: true,
      state: true,
      version: true,
      pointId: true,
      partyId: true,
      recyclerPartyId: true,
      bookedByUserId: true,
      holdExpiresAt: true,
      declaredGrams: true,
      checkInCode: true,
      note: true,
      reason: true,
      supersedesId: true,
      icsSequence: true,
      createdAt: true,
      checkedInAt: true,
      completedAt: true,
      isWalkIn: true,
      isAnonymous: true,
      mark: { select: { kind: true, state: true, at: true, contest: true, answer: true, version: true } },
      refusal: { select: { kind: true, width: true, height: true } },
      slot: { select: { id: true, kind: true, startsAt: true, endsAt: true, status: true, cancelCutoffMinutes: true, changeCutoffMinutes: true, point: { select: { id: true, name: true, operatorName: true, address: true, timeZone: true } } } },
      lines: { select: { id: true, material: true, declaredGrams: true, unit: true, unitCount: true, conditions: true }, orderBy: { id: "asc" } },
      weighIns: {
        select: { id: true, material: true, grossGrams: true, tareGrams: true, netGrams: true, contaminationPermille: true, enteredUnit: true, at: true, reason: true, supersededById: true, weighedByUserId: true, deviceId: true },
        orderBy: [{ at: "asc" }, { id: "asc" }],
      },
    },
  });
  if (!row) return null;
  const [parties, user, successor, effects] = [
    await db.party.findMany({ where: { id: { in: [row.partyId, row.recyclerPartyId] } }, select: { id: true, name: true } }),
    await db.user.findUnique({ where: { id: row.bookedByUserId }, select: { name: true } }),
    row.state === "rescheduled" ? await db.booking.findUnique({ where: { supersedesId: row.id }, select: { id: true } }) : null,
    row.state === "done" ? await selectEffects(db, row.lines.map((line) => line.id)) : [],
  ];
  const by = await selectWeighers(db, row.weighIns);
  const { slot, weighIns, mark, refusal, bookedByUserId: _user, pointId: _point, ...rest } = row;
  const { point, kind, status, ...stated } = slot;
  const times = withoutCutoffs(stated, status);
  const nameOf = (partyId: string) => parties.find((party) => party.id === partyId)?.name ?? "";
  return {
    ...rest,
    slot: { ...times, startsAt: times.startsAt.toISOString(), endsAt: times.endsAt.toISOString() },
    point: { id: point.id, name: point.name ?? point.operatorName ?? point.address ?? "", address: point.address, timeZone: point.timeZone },
    partyName: nameOf(row.partyId),
    recyclerName: nameOf(row.recyclerPartyId),
    bookedByName: user?.name ?? "",
    holdExpiresAt: iso(row.holdExpiresAt),
    createdAt: row.createdAt.toISOString(),
    checkedInAt: iso(row.checkedInAt),
    completedAt: iso(row.completedAt),
    weighIns: weighIns.map(({ enteredUnit, supersededById, at, weighedByUserId, deviceId, ...reading }) => ({ ...reading, device: by.get(deviceId ?? "") ?? null, person: by.get(weighedByUserId ?? "") ?? null, unit: enteredUnit as MassUnit, at: at.toISOString(), superseded: supersededById !== null })),
    supersededById: successor?.id ?? null,
    home: kind === "home" ? await findHomeView(db, row.id) : null,
    effects,
    mark: mark && { ...mark, at: mark.at.toISOString() },
    refusal: refusal && { kind: refusal.kind, photo: refusal.width !== null && refusal.height !== null ? { width: refusal.width, height: refusal.height } : null },
  };
}

/** The names of those who weighed, people and devices, by their ids. */
async function selectWeighers(db: Db, readings: readonly { weighedByUserId: string | null; deviceId: string | null }[]): Promise<Map<string, string>> {
  const ids = (name: "weighedByUserId" | "deviceId") => [...new Set(readings.flatMap((reading) => reading[name] ?? []))];
  const [users, devices] = [ids("weighedByUserId"), ids("deviceId")];
  const named = [
    ...(users.length > 0 ? await db.user.findMany({ where: { id: { in: users } }, select: { id: true, name: true } }) : []),
    ...(devices.length > 0 ? await db.device.findMany({ where: { id: { in: devices } }, select: { id: true, name: true } }) : []),
  ];
  return new Map(named.map(({ id, name }) => [id, name]));
}

/** What the lines of a booking are in the ledger, in grams of CO2e. */
async function selectEffects(db: Db, lineIds: string[]): Promise<EffectView[]> {
  const rows = await db.ledgerEntry.findMany({
    where: { causeType: "booking_line", causeId: { in: lineIds }, kind: "entry" },
    select: { id: true, material: true, status: true, massGrams: true, co2eGrams: true, lowGrams: true, highGrams: true, grade: true },
    orderBy: { seq: "asc" },
  });
  const number = (value: bigint | null) => (value === null ? null : Number(value));
  return rows.map((row) => ({
    entryId: row.id,
    material: row.material,
    status: row.status,
    massGrams: row.massGrams,
    grade: row.grade,
    co2eGrams: number(row.co2eGrams),
    lowGrams: number(row.lowGrams),
    highGrams: number(row.highGrams),
  }));
}

type ListRow = Omit<BookingRow, "startsAt" | "endsAt"> & { startsAt: Date; endsAt: Date };

/**
 * Bookings of a party (as the one who comes) or of a recycler (as the one who receives), by the slot's beginning.
 * `order` is "asc" for what is ahead and "desc" for what was. Holds that ran out are left out.
 */
export async function selectBookings(
  db: Db,
  input: {
    partyId?: string;
    recyclerPartyId?: string;
    from?: Date | undefined;
    until?: Date | undefined;
    states: readonly BookingState[];
    /** Only visits at the point, or only those at the door. */
    kind?: "point" | "home" | undefined;
    now: Date;
    order: "asc" | "desc";
    limit: number;
    offset?: number;
  },
): Promise<BookingRow[]> {
  const direction = input.order === "asc" ? sql`ASC` : sql`DESC`;
  const rows = await db.$queryRaw<ListRow[]>(sql`
    SELECT b.id, b.state::text AS state, s.starts_at AS "startsAt", s.ends_at AS "endsAt", b.point_id AS "pointId",
      coalesce(p.name, p.operator_name, p.address, '') AS "pointName", p.time_zone AS "timeZone", y.name AS "partyName", b.declared_grams AS "declaredGrams",
      b.is_anonymous AS "isAnonymous", a.name AS "areaName",
      ARRAY(SELECT l.material FROM booking_line l WHERE l.booking_id = b.id ORDER BY l.id) AS materials,
      (SELECT sum(w.net_grams)::int FROM weigh_in w WHERE w.booking_id = b.id AND w.superseded_by_id IS NULL) AS "netGrams"
    FROM booking b JOIN slot s ON s.id = b.slot_id JOIN recycling_point p ON p.id = b.point_id JOIN party y ON y.id = b.party_id
      LEFT JOIN service_area a ON a.id = s.area_id
    WHERE (${input.partyId ?? null}::text IS NULL OR b.party_id = ${input.partyId ?? null}::text)
      AND (${input.recyclerPartyId ?? null}::text IS NULL OR b.recycler_party_id = ${input.recyclerPartyId ?? null}::text)
      AND (${input.from ?? null}::timestamptz IS NULL OR s.ends_at >= ${input.from ?? null}::timestamptz)
      AND (${input.until ?? null}::timestamptz IS NULL OR s.ends_at < ${input.until ?? null}::timestamptz)
      AND b.state::text IN (SELECT jsonb_array_elements_text(${JSON.stringify(input.states)}::jsonb))
      AND (${input.kind ?? null}::text IS NULL OR s.kind::text = ${input.kind ?? null}::text)
      AND NOT (b.state = 'held' AND b.hold_expires_at <= ${input.now}::timestamptz)
    ORDER BY s.starts_at ${direction}, b.id ${direction} LIMIT ${input.limit} OFFSET ${input.offset ?? 0}`);
  return rows.map((row) => ({ ...row, startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString() }));
}

/** The first booking of a chain of moves: its id is the calendar entry's, so that a moved visit stays one entry. */
export async function selectCalendarRoot(db: Db, bookingId: string): Promise<string> {
  const rows = await db.$queryRaw<{ id: string }[]>(sql`
    WITH RECURSIVE chain AS (
      SELECT id, supersedes_id, 0 AS depth FROM booking WHERE id = ${bookingId}
      UNION ALL SELECT b.id, b.supersedes_id, chain.depth + 1 FROM booking b JOIN chain ON b.id = chain.supersedes_id WHERE chain.depth < 200)
    SELECT id FROM chain ORDER BY depth DESC LIMIT 1`);
  return rows[0]?.id ?? bookingId;
}

/** A booking and who is told about it. */
export type MailFacts = { booking: BookingView; userId: string };

/** A booking with the person who made it; null when it is gone, or is of somebody nobody knows. */
export async function selectMailFacts(db: Db, bookingId: string): Promise<MailFacts | null> {
  const row = await db.booking.findUnique({ where: { id: bookingId }, select: { bookedByUserId: true } });
  if (!row) return null;
  const booking = await selectBookingView(db, bookingId);
  return booking && !booking.isAnonymous ? { booking, userId: row.bookedByUserId } : null;
}

/** True when it was the recycler's staff who cancelled. */
export async function wasCancelledByStaff(db: Db, bookingId: string): Promise<boolean> {
  const row = await db.transition.findFirst({
    where: { subjectType: "booking", subjectId: bookingId, toState: { in: ["cancelled_in_time", "cancelled_late"] } },
    select: { actorRole: true },
    orderBy: { at: "desc" },
  });
  return row?.actorRole.startsWith("staff:") ?? false;
}

/** How many came to the points, were expected, and what they brought between two instants; for the head of the staff's page. */
export async function selectDaySums(db: Db, input: { recyclerPartyId: string; from: Date; until: Date }): Promise<{ expected: number; here: number; done: number; netGrams: number }> {
  const rows = await db.$queryRaw<{ expected: number; here: number; done: number; netGrams: number }[]>(sql`
    SELECT count(*) FILTER (WHERE b.state = 'confirmed')::int AS expected, count(*) FILTER (WHERE b.state IN ('checked_in', 'weighed'))::int AS here,
      count(*) FILTER (WHERE b.state = 'done')::int AS done,
      coalesce(sum((SELECT sum(w.net_grams) FROM weigh_in w WHERE w.booking_id = b.id AND w.superseded_by_id IS NULL)) FILTER (WHERE b.state = 'done'), 0)::int AS "netGrams"
    FROM booking b JOIN slot s ON s.id = b.slot_id
    WHERE b.recycler_party_id = ${input.recyclerPartyId} AND s.kind = 'point' AND s.starts_at >= ${input.from}::timestamptz AND s.starts_at < ${input.until}::timestamptz`);
  return rows[0] ?? { expected: 0, here: 0, done: 0, netGrams: 0 };
}
