import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { noJson, sql } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import type { MaterialCode } from "#app/shared/materials.ts";
import type { DayInterval, WeeklyRule } from "../hours/hours.ts";
import type { CarePoint, PlaceKind, PointHoursInput } from "./care.schema.ts";

const careSelect = {
  id: true,
  version: true,
  operatorPartyId: true,
  operatorName: true,
  name: true,
  tier: true,
  site: true,
  staffed: true,
  address: true,
  postalCode: true,
  city: true,
  latitude: true,
  longitude: true,
  timeZone: true,
  countryCode: true,
  subdivisionCode: true,
  confirmedSubdivisionCode: true,
  phone: true,
  website: true,
  access: true,
  accessNote: true,
  wheelchair: true,
  lorryAccess: true,
  heightLimitCentimetres: true,
  dailyVisits: true,
  dailyGrams: true,
  checkDate: true,
  closedSince: true,
  hoursStatus: true,
  holidayRule: true,
  holidayHours: true,
  makeUpWeekday: true,
  materials: { select: { material: true, accepts: true, conditionNote: true }, orderBy: { material: "asc" } },
  rules: { select: { weekday: true, opensMinute: true, closesMinute: true, fromMonthDay: true, toMonthDay: true }, orderBy: { opensMinute: "asc" } },
  photos: { select: { id: true, storageKey: true, width: true, height: true, alt: true }, orderBy: { position: "asc" } },
} as const;

/** A point with all that its forms show; of its dated exceptions those from a date on. Null when there is none. */
export async function findCarePoint(db: Db, id: string, fromDate: string): Promise<(CarePoint & { operatorName: string | null }) | null> {
  const row = await db.recyclingPoint.findUnique({ where: { id }, select: careSelect });
  if (!row) return null;
  const exceptions = await db.openingException.findMany({
    where: { pointId: id, date: { gte: fromDate } },
    select: { date: true, isClosed: true, opensMinute: true, closesMinute: true, note: true },
    orderBy: [{ date: "asc" }, { opensMinute: "asc" }],
    take: 1000,
  });
  const { tier, site, materials, holidayHours, ...rest } = row;
  const kind: PlaceKind = tier === "collection" ? site : tier;
  return { ...rest, kind, exceptions, holidayHours: holidayHours as DayInterval[] | null, materials: materials.map((line) => ({ ...line, material: line.material as MaterialCode })) };
}

/** The points that somebody cares for, by name, with how many corrections wait; those nobody runs only while corrections wait. */
export async function selectCaredFor(db: Db, input: { partyId: string | null; unowned: boolean; limit: number }): Promise<CaredFor[]> {
  return db.$queryRaw<CaredFor[]>(sql`
    SELECT p.id, p.name, p.address, p.city, p.tier::text AS tier, p.site::text AS site, p.time_zone AS "timeZone", p.check_date AS "checkDate",
      p.closed_since AS "closedSince", p.operator_party_id IS NOT NULL AS "isRun", c.open::int AS "openCorrections",
      (SELECT coalesce(json_agg(material ORDER BY material), '[]') FROM point_material WHERE point_id = p.id AND accepts) AS materials
    FROM recycling_point p
    CROSS JOIN LATERAL (SELECT count(*) AS open FROM point_correction WHERE point_id = p.id AND state = 'open') c
    WHERE p.operator_party_id = ${input.partyId}::text
      OR (${input.unowned}::boolean AND p.operator_party_id IS NULL AND p.id IN (SELECT point_id FROM point_correction WHERE state = 'open'))
    ORDER BY p.operator_party_id IS NULL, p.name, p.id LIMIT ${input.limit}`);
}

export interface CaredFor {
  id: string;
  name: string | null;
  address: string | null;
  city: string | null;
  tier: "collection" | "transfer" | "sorting";
  site: "container" | "centre";
  timeZone: string;
  checkDate: string | null;
  closedSince: string | null;
  isRun: boolean;
  openCorrections: number;
  materials: MaterialCode[];
}

/** Locks a point until the transaction ends; what decides about a change, or null when there is no such point. */
export async function lockPoint(tx: Tx, id: string): Promise<{ id: string; version: number; operatorPartyId: string | null; timeZone: string } | null> {
  const rows = await tx.$queryRaw<{ id: string; version: number; operatorPartyId: string | null; timeZone: string }[]>(sql`
    SELECT id, version, operator_party_id AS "operatorPartyId", time_zone AS "timeZone" FROM recycling_point WHERE id = ${id} FOR UPDATE`);
  return rows[0] ?? null;
}

/** Points that recyclers run and of which nobody has confirmed the part of the country they state, oldest first. */
export async function selectUnconfirmedParts(db: Db, limit: number): Promise<UnconfirmedPart[]> {
  return db.$queryRaw<UnconfirmedPart[]>(sql`
    SELECT p.id, p.version, p.name, p.address, p.postal_code AS "postalCode", p.city, p.latitude, p.longitude, p.country_code AS "countryCode", p.time_zone AS "timeZone",
      p.subdivision_code AS "subdivisionCode", o.name AS "operatorName"
    FROM recycling_point p JOIN party o ON o.id = p.operator_party_id
    WHERE p.operator_party_id IS NOT NULL AND p.subdivision_code IS NOT NULL AND p.confirmed_subdivision_code IS NULL ORDER BY p.id LIMIT ${limit}`);
}

export interface UnconfirmedPart {
  id: string;
  version: number;
  name: string | null;
  address: string | null;
  postalCode: string | null;
  city: string | null;
  latitude: number;
  longitude: number;
  countryCode: string | null;
  timeZone: string;
  subdivisionCode: string;
  operatorName: string;
}

type PointColumns = Parameters<Tx["recyclingPoint"]["update"]>[0]["data"];

/** Changes a locked point, counts its version up and marks it as stated here. */
export async function writePoint(tx: Tx, id: string, data: PointColumns, now: Date): Promise<number> {
  const row = await tx.recyclingPoint.update({ where: { id }, data: { ...data, correctedAt: now, version: { increment: 1 } }, select: { version: true } });
  return row.version;
}

/** Notes in the history who changed what about a point. */
export async function notePoint(tx: Tx, input: { subject?: "point" | "point_correction"; id: string; from?: string; to: string; actor: Actor; reason?: string | null; now: Date }): Promise<void> {
  await tx.transition.create({
    data: {
      id: newId(),
      subjectType: input.subject ?? "point",
      subjectId: input.id,
      fromState: input.from ?? null,
      toState: input.to,
      actorUserId: input.actor.userId,
      actorPartyId: input.actor.party.id,
      actorRole: input.actor.role,
      reason: input.reason ?? null,
      at: input.now,
    },
    select: { id: true },
  });
}

/** Writes what a point says of materials, in place of what it said; what the source called them stays where they stay. */
export async function replaceMaterials(tx: Tx, pointId: string, lines: readonly { material: string; accepts: boolean; conditionNote: string | null }[]): Promise<void> {
  await tx.pointMaterial.deleteMany({ where: { pointId, material: { notIn: lines.map((line) => line.material) } } });
  for (const line of lines) {
    const { material, ...rest } = line;
    await tx.pointMaterial.upsert({ where: { pointId_material: { pointId, material } }, create: { pointId, ...line }, update: rest });
  }
}

/** Writes a point's weekly rules in place of those it had, and what holds on special days; only `own` keeps the hours that were said for holidays. */
export async function replaceHours(
  tx: Tx,
  input: { pointId: string; rules: readonly WeeklyRule[]; status: "none" | "weekly" | "always" | "partial"; holiday: PointHoursInput["holidayRule"]; makeUpWeekday: number | null; now: Date },
): Promise<number> {
  await tx.openingRule.deleteMany({ where: { pointId: input.pointId } });
  await tx.openingRule.createMany({ data: input.rules.map((rule) => ({ id: newId(), pointId: input.pointId, ...rule })) });
  if (input.status !== "partial") {
    await tx.$executeRaw(sql`
      UPDATE recycling_point SET review_reasons = ARRAY(SELECT r FROM unnest(review_reasons) r WHERE r NOT LIKE 'HOURS\_%') WHERE id = ${input.pointId}`);
  }
  const onHolidays = input.holiday === "own" ? { holidayRule: "open" } : { holidayRule: input.holiday, holidayHours: noJson };
  return writePoint(tx, input.pointId, { hoursStatus: input.status, ...onHolidays, makeUpWeekday: input.makeUpWeekday }, input.now);
}

/** Writes what holds on some dates in place of what was said of them: no intervals is closed, null takes it away. */
export async function replaceDates(tx: Tx, input: { pointId: string; dates: readonly string[]; intervals: readonly DayInterval[] | null; note: string | null }): Promise<void> {
  const { pointId, dates, intervals, note } = input;
  await tx.openingException.deleteMany({ where: { pointId, date: { in: [...dates] } } });
  if (intervals === null) return;
  const ofDay = intervals.length === 0 ? [{ isClosed: true, opensMinute: null, closesMinute: null }] : intervals.map((one) => ({ isClosed: false, ...one }));
  await tx.openingException.createMany({ data: dates.flatMap((date) => ofDay.map((row) => ({ id: newId(), pointId, date, ...row, note }))) });
}

/** The last changes of a point, newest first, for those who care for it. */
export async function selectHistory(db: Db, pointId: string, limit: number): Promise<{ id: string; what: string; at: Date; by: string | null }[]> {
  return db.$queryRaw(sql`
    SELECT t.id, t.to_state AS what, t.at, u.name AS by FROM transition t LEFT JOIN "user" u ON u.id = t.actor_user_id
    WHERE t.subject_type = 'point' AND t.subject_id = ${pointId} ORDER BY t.at DESC, t.id DESC LIMIT ${limit}`);
}
