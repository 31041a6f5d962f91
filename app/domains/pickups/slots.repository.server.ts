import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { emptySql, sql, type Sql } from "#app/platform/db/sql.server.ts";
import { calendarRegion } from "#app/shared/calendar/region.ts";
import type { LatLon } from "#app/shared/geo.ts";
import { newId } from "#app/shared/ids.ts";
import { licenceBoundOf } from "#app/shared/licences.ts";
import type { PointFacts, SlotRefusal, SlotView, StaffSlotView } from "./pickups.schema.ts";
import type { SlotTimes } from "./slots.rules.ts";

/**
 * The one place that says whether a slot can be booked: null, or why not. It stands in the SELECT that shows slots and in
 * the WHERE of the UPDATE that takes a place, so the two cannot disagree. `s` is the slot; expired holds are given back by
 * the caller (subtracted when showing, released before accepting). A place that came free belongs to whoever waits for it and
 * fits; only on their behalf (`fromLine`) is it taken. Of `materials`, those that need a licence are asked on the slot's own day.
 * A home slot is for doors within its area and loads within the area's maximum; `door` is null for somebody who comes to the point.
 * Whoever stands at the gate (`atGate`) is in time until the slot ends. A point's limits for the day count over all its slots of that date:
 * `day` is a row of what is left of it (see `dayLeftSql`).
 */
export function slotRefusalSql(input: {
  now: Date;
  grams: Sql;
  takenVisits: Sql;
  takenGrams: Sql;
  materials: readonly string[];
  door: LatLon | null;
  day: Sql;
  fromLine?: boolean;
  atGate?: boolean;
}): Sql {
  const kept = sql`WHEN s.waiting_min_grams IS NOT NULL AND (s.capacity_grams IS NULL OR ${input.takenGrams} + s.waiting_min_grams <= s.capacity_grams) THEN 'FULL'`;
  const bound = licenceBoundOf(input.materials);
  const unlicensed = bound.length === 0 ? emptySql : sql`WHEN EXISTS (SELECT 1 FROM unnest(${bound}::text[]) AS bound(material) WHERE NOT licence_allows_at(s.recycler_party_id, bound.material, s.point_id, s.starts_at)) THEN 'NOT_LICENSED'`;
  return sql`CASE
    WHEN s.status <> 'open' THEN 'SLOT_CLOSED'
    ${doorRefusalSql(input.door, input.grams)}
    WHEN ${input.now}::timestamptz >= ${input.atGate ? sql`s.ends_at` : sql`s.starts_at - make_interval(mins => s.book_cutoff_minutes)`} THEN 'TOO_LATE'
    ${unlicensed}
    WHEN ${input.takenVisits} + 1 > s.capacity_visits THEN 'FULL'
    WHEN s.capacity_grams IS NOT NULL AND ${input.takenGrams} + ${input.grams} > s.capacity_grams THEN 'FULL'
    ${input.fromLine ? emptySql : kept}
    WHEN s.kind = 'point' AND EXISTS (SELECT 1 FROM ${input.day} AS day WHERE day.visits < 1 OR day.grams < ${input.grams}
      ${input.fromLine ? emptySql : sql`OR (day.kept_grams IS NOT NULL AND (day.grams IS NULL OR day.kept_grams <= day.grams) AND (day.own_grams IS NULL OR day.own_grams < ${input.grams}))`}) THEN 'FULL'
  END`;
}

/**
 * What the point of a slot `s` still takes on the slot's date, as a row: `visits`, `grams`, `kept_grams` (the least load among those who wait only
 * for the day), `own_grams` (of `besides`, where it is of that date: what it had of the day is kept for nobody else); all null without a limit. Whoever accepts holds the point until the end of the transaction, so the answer stays true; nobody else
 * waits. `besides` is a booking that the same act gives back. Whoever lists asks once for each date: `s` may be any slot of it.
 */
export function dayLeftSql(input: { now: Date; besides: string | null; accepting: boolean }): Sql {
  return sql`point_day_left(s.point_id, s.starts_at, ${input.now}::timestamptz, ${input.besides}::text, ${input.accepting}::boolean)`;
}

/** As a part of the refusal: what stands between this slot and a door, or a load at it. */
function doorRefusalSql(door: LatLon | null, grams: Sql): Sql {
  if (door === null) return sql`WHEN s.kind = 'home' THEN 'OUTSIDE_AREA'`;
  const inArea = (condition: Sql) => sql`EXISTS (SELECT 1 FROM service_area a WHERE a.id = s.area_id AND ${condition})`;
  const reaches = sql`service_area_reaches(a.latitude, a.longitude, a.radius_metres, a.outline, ${door.latitude}::float8, ${door.longitude}::float8)`;
  return sql`WHEN s.kind = 'point' THEN 'OUTSIDE_AREA'
    WHEN NOT ${inArea(sql`a.is_open`)} THEN 'SLOT_CLOSED'
    WHEN NOT ${inArea(reaches)} THEN 'OUTSIDE_AREA'
    WHEN ${inArea(sql`${grams} > a.max_visit_grams`)} THEN 'VISIT_TOO_LARGE'`;
}

type OpenSlotRow = { id: string; startsAt: Date; endsAt: Date; freeVisits: number; freeGrams: number | null; waiting: number; refusal: SlotRefusal | null };

/**
 * Slots of a point (or the home slots of one of its areas, or whichever `slotId` names) between two instants, with what is free
 * of them now. At most `limit`, soonest first.
 */
export async function selectSlots(
  db: Db,
  input: { pointId: string; areaId?: string; door?: LatLon | null; from: Date; until: Date; now: Date; grams: number; materials?: readonly string[]; slotId?: string; insteadOf?: string | undefined; limit: number },
): Promise<SlotView[]> {
  const refusal = slotRefusalSql({
    now: input.now,
    grams: sql`${input.grams}::int`,
    takenVisits: sql`(s.taken_visits - over.visits)`,
    takenGrams: sql`(s.taken_grams - over.grams)`,
    materials: input.materials ?? [],
    door: input.door ?? null,
    day: sql`(SELECT left_that_day.*)`,
  });
  const insteadOf = input.insteadOf ?? null;
  const rows = await db.$queryRaw<OpenSlotRow[]>(sql`
    WITH listed AS MATERIALIZED (
      SELECT s.*, (s.starts_at AT TIME ZONE p.time_zone)::date AS local_date FROM slot s JOIN recycling_point p ON p.id = s.point_id
      WHERE s.point_id = ${input.pointId} AND s.starts_at >= ${input.from}::timestamptz AND s.starts_at < ${input.until}::timestamptz
        AND ${input.slotId === undefined ? whereSlots(input.areaId) : sql`s.id = ${input.slotId}`}
      ORDER BY s.starts_at, s.id LIMIT ${input.limit}),
    left_by_date AS MATERIALIZED (
      SELECT s.local_date, day.* FROM (SELECT point_id, local_date, min(starts_at) AS starts_at FROM listed WHERE kind = 'point' GROUP BY point_id, local_date) s
      CROSS JOIN LATERAL ${dayLeftSql({ now: input.now, besides: insteadOf, accepting: false })} AS day)
    SELECT s.id, s.starts_at AS "startsAt", s.ends_at AS "endsAt",
      least(s.capacity_visits - s.taken_visits + over.visits, left_that_day.visits)::int AS "freeVisits",
      least(s.capacity_grams - s.taken_grams + over.grams, left_that_day.grams)::int AS "freeGrams",
      CASE WHEN s.waiting_min_grams IS NULL THEN 0 ELSE (SELECT count(*)::int FROM waiting_entry w WHERE w.slot_id = s.id AND w.state = 'waiting') END AS waiting,
      ${refusal} AS refusal
    FROM listed s CROSS JOIN LATERAL (
      SELECT count(*)::int AS visits, coalesce(sum(b.declared_grams), 0)::int AS grams FROM booking b
      WHERE b.slot_id = s.id AND b.takes_capacity AND (b.id = ${insteadOf}::text OR (b.state = 'held' AND b.hold_expires_at <= ${input.now}::timestamptz))) over
    LEFT JOIN left_by_date left_that_day ON s.kind = 'point' AND left_that_day.local_date = s.local_date
    ORDER BY s.starts_at, s.id`);
  return rows.map((row) => ({
    id: row.id,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    // A limit for the day that was lowered below what is booked leaves less than nothing.
    freeVisits: Math.max(0, row.freeVisits),
    freeGrams: row.freeGrams === null ? null : Math.max(0, row.freeGrams),
    waiting: row.waiting,
    bookable: row.refusal === null,
    ...(row.refusal ? { reason: row.refusal } : {}),
  }));
}

/** The slots at the point itself, or those of one area. */
function whereSlots(areaId: string | undefined): Sql {
  return areaId === undefined ? sql`s.kind = 'point'` : sql`s.area_id = ${areaId}`;
}

/** A slot's times with its cut-offs, in minutes before it begins. */
export type NewSlot = SlotTimes & { bookCutoffMinutes: number; changeCutoffMinutes: number; cancelCutoffMinutes: number };

/**
 * Writes slots at a point; those that are there already stay as they are. Returns how many are new.
 * @throws an exclusion violation when the resource they need is taken at one of these times
 */
export async function insertSlots(
  tx: Tx,
  input: {
    pointId: string;
    /** Of home slots. */
    areaId: string | null;
    recyclerPartyId: string;
    slots: readonly NewSlot[];
    capacityVisits: number;
    capacityGrams: number | null;
    resource: { id: string; bufferMinutes: number } | null;
  },
): Promise<number> {
  const { areaId, resource } = input;
  const same = areaId === null ? sql`(point_id, starts_at, ends_at) WHERE kind = 'point'` : sql`(area_id, starts_at, ends_at) WHERE kind = 'home'`;
  const rows = input.slots.map((slot) => ({
    id: newId(),
    from: slot.startsAt.toISOString(),
    until: slot.endsAt.toISOString(),
    busy: resource ? new Date(slot.endsAt.getTime() + resource.bufferMinutes * 60_000).toISOString() : null,
    book: slot.bookCutoffMinutes,
    change: slot.changeCutoffMinutes,
    cancel: slot.cancelCutoffMinutes,
  }));
  // Only the same slot once more is left out in silence: a bare ON CONFLICT would swallow a resource that is taken as well.
  return tx.$executeRaw(sql`
    INSERT INTO slot (id, kind, point_id, area_id, recycler_party_id, starts_at, ends_at, capacity_visits, capacity_grams, book_cutoff_minutes, change_cutoff_minutes, cancel_cutoff_minutes, resource_id, busy_until, updated_at)
    SELECT n.id, ${areaId === null ? "point" : "home"}::slot_kind, ${input.pointId}, ${areaId}::text, ${input.recyclerPartyId}, n."from", n."until", ${input.capacityVisits}::int, ${input.capacityGrams}::int, n.book, n.change, n.cancel, ${resource?.id ?? null}::text, n.busy, now()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n(id text, "from" timestamptz, "until" timestamptz, busy timestamptz, book int, change int, cancel int)
    ORDER BY n."from"
    ON CONFLICT ${same} DO NOTHING`);
}

/** A slot for those who run it, or null. */
export async function findSlot(
  db: Db,
  id: string,
): Promise<(StaffSlotView & { recyclerPartyId: string }) | null> {
  const row = await db.slot.findUnique({ where: { id }, select: staffSelect });
  return row ? { ...toStaffView(row), recyclerPartyId: row.recyclerPartyId } : null;
}

const staffSelect = {
  id: true,
  pointId: true,
  areaId: true,
  area: { select: { name: true } },
  recyclerPartyId: true,
  startsAt: true,
  endsAt: true,
  capacityVisits: true,
  takenVisits: true,
  capacityGrams: true,
  takenGrams: true,
  status: true,
  version: true,
  resource: { select: { id: true, name: true, bufferMinutes: true } },
  _count: { select: { waiting: { where: { state: "waiting" } } } },
} as const;

type StaffSlotRow = Omit<StaffSlotView, "startsAt" | "endsAt" | "waiting" | "areaName"> & { area: { name: string } | null; recyclerPartyId: string; startsAt: Date; endsAt: Date; _count: { waiting: number } };

function toStaffView(row: StaffSlotRow): StaffSlotView {
  const { recyclerPartyId: _owner, area, startsAt, endsAt, _count, ...rest } = row;
  return { ...rest, areaName: area?.name ?? null, waiting: _count.waiting, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
}

/** A recycler's slots between two instants, soonest first. */
export async function selectStaffSlots(
  db: Db,
  input: { recyclerPartyId: string; pointId?: string | undefined; from: Date; until: Date },
): Promise<StaffSlotView[]> {
  const rows = await db.slot.findMany({
    where: {
      recyclerPartyId: input.recyclerPartyId,
      kind: { not: "walk_in" },
      ...(input.pointId ? { pointId: input.pointId } : {}),
      startsAt: { gte: input.from, lt: input.until },
    },
    select: staffSelect,
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
    take: 500,
  });
  return rows.map(toStaffView);
}

/**
 * Opens or closes a slot; false when its version is another one now. What it needs that there is one of is kept while it is open, and by a
 * closed one to which people still come.
 * @throws an exclusion violation when that is taken meanwhile
 */
export async function setSlotStatus(tx: Tx, input: { id: string; version: number; status: "open" | "closed" }): Promise<boolean> {
  const changed = await tx.$executeRaw(sql`
    UPDATE slot s SET status = ${input.status}::slot_status, version = s.version + 1, updated_at = now(),
      busy_until = CASE WHEN s.resource_id IS NULL OR (${input.status} = 'closed' AND s.taken_visits = 0) THEN NULL
        ELSE coalesce(s.busy_until, s.ends_at + make_interval(mins => (SELECT r.buffer_minutes FROM point_resource r WHERE r.id = s.resource_id))) END
    WHERE s.id = ${input.id} AND s.version = ${input.version}`);
  return changed === 1;
}

/** Changes what a slot can take, never below what is taken; false when that or the version is in the way. */
export async function setSlotCapacity(
  tx: Tx,
  input: { id: string; version: number; capacityVisits: number; capacityGrams: number | null },
): Promise<boolean> {
  const changed = await tx.$executeRaw(sql`
    UPDATE slot SET capacity_visits = ${input.capacityVisits}, capacity_grams = ${input.capacityGrams}::int, version = version + 1, updated_at = now()
    WHERE id = ${input.id} AND version = ${input.version} AND taken_visits <= ${input.capacityVisits}
      AND (${input.capacityGrams}::int IS NULL OR taken_grams <= ${input.capacityGrams}::int)`);
  return changed === 1;
}

/** The bookings that still count on a slot, oldest first. */
export async function selectLiveBookingsOfSlot(db: Db, slotId: string): Promise<{ id: string; partyId: string }[]> {
  return db.booking.findMany({
    where: { slotId, state: { in: ["confirmed", "checked_in", "weighed"] } },
    select: { id: true, partyId: true },
    orderBy: { createdAt: "asc" },
    take: 1000,
  });
}

const pointSelect = {
  id: true,
  name: true,
  operatorName: true,
  address: true,
  timeZone: true,
  latitude: true,
  longitude: true,
  operatorPartyId: true,
  dailyGrams: true,
  countryCode: true,
  subdivisionCode: true,
  postalCode: true,
  city: true,
  materials: { where: { accepts: true }, select: { material: true } },
} as const;

/** A point with what it accepts, or null. */
export async function findPointFacts(db: Db, pointId: string): Promise<PointFacts | null> {
  const row = await db.recyclingPoint.findUnique({ where: { id: pointId }, select: pointSelect });
  if (!row) return null;
  const { materials, name, operatorName, countryCode, subdivisionCode, postalCode, city, ...rest } = row;
  return { ...rest, calendarRegion: calendarRegion({ countryCode, subdivisionCode, postalCode, city, timeZone: rest.timeZone }), name: name ?? operatorName ?? rest.address ?? "", accepts: materials.map((m) => m.material) };
}

/** Those of some materials that need a licence which the point's recycler does not hold there on the day of an instant. */
export async function selectUnlicensed(db: Db, input: { pointId: string; recyclerPartyId: string; materials: readonly string[]; at: Date }): Promise<string[]> {
  const bound = licenceBoundOf(input.materials);
  if (bound.length === 0) return [];
  const rows = await db.$queryRaw<{ material: string }[]>(sql`
    SELECT bound.material FROM unnest(${bound}::text[]) WITH ORDINALITY AS bound(material, place)
    WHERE NOT licence_allows_at(${input.recyclerPartyId}, bound.material, ${input.pointId}, ${input.at}::timestamptz) ORDER BY bound.place`);
  return rows.map((row) => row.material);
}

/** The points a party runs, by name. */
export async function selectOwnPoints(db: Db, partyId: string): Promise<{ id: string; name: string; timeZone: string; address: string | null }[]> {
  const rows = await db.recyclingPoint.findMany({
    where: { operatorPartyId: partyId },
    select: { id: true, name: true, operatorName: true, address: true, timeZone: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: 200,
  });
  return rows.map(({ operatorName, name, ...rest }) => ({ ...rest, name: name ?? operatorName ?? rest.address ?? "" }));
}
