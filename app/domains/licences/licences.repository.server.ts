import { DateTime } from "luxon";
import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { emptySql, joinSql, sql, type Sql } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { countryOfZone, zonesOfCountry } from "#app/shared/country-of-zone.ts";
import { newId } from "#app/shared/ids.ts";
import type { MaterialCode, MaterialGroup } from "#app/shared/materials.ts";
import { standingOn, type LicenceStanding, type LicenceState, type NoticeDays, type ReasonCode } from "./licences.rules.ts";
import type { LicenceView, PublicLicence, SubmitLicence } from "./licences.schema.ts";
import type { RegisterQuery } from "./register-query.ts";

/** A licence as it is kept. Dates are local dates of its zone. */
export type LicenceRow = Omit<LicenceView, "standing" | "daysLeft" | "submittedAt" | "hasDocument"> & {
  timeZone: string;
  documentKey: string;
  documentType: string;
  documentDeletedAt: Date | null;
  submittedAt: Date;
};

const columns = sql`l.id, l.party_id AS "partyId", p.name AS "partyName", l.number, l.issuer, l.groups, l.materials, l.country_code AS "countryCode",
  l.subdivision,  l.place_label AS "placeLabel", l.radius_metres AS "radiusMetres", l.time_zone AS "timeZone", to_char(l.valid_from, 'YYYY-MM-DD') AS "validFrom",
  to_char(l.valid_until, 'YYYY-MM-DD') AS "validUntil", l.state, l.reason_code AS "reasonCode", l.reason, l.document_key AS "documentKey", l.document_type AS "documentType",
  l.document_deleted_at AS "documentDeletedAt", l.submitted_at AS "submittedAt", l.version`;

/** Licences by a condition on `l` (and its party `p`), with order and limit. */
export async function select(db: Db, where: Sql): Promise<LicenceRow[]> {
  return db.$queryRaw<LicenceRow[]>(sql`SELECT ${columns} FROM licence l JOIN party p ON p.id = l.party_id WHERE ${where}`);
}

/** A licence, or null. `lock` holds the row. */
export async function findLicence(db: Db, id: string, lock = false): Promise<LicenceRow | null> {
  return (await select(db, sql`l.id = ${id} ${lock ? sql`FOR UPDATE OF l` : emptySql}`))[0] ?? null;
}

/** A party's licences, the one that ends last first; at most a hundred. */
export async function listOfParty(db: Db, partyId: string): Promise<LicenceRow[]> {
  return select(db, sql`l.party_id = ${partyId} ORDER BY l.valid_until DESC, l.id DESC LIMIT 100`);
}

/** Licences in some states, in the order they were handed in, after `afterId` of the page before. */
export async function listByState(db: Db, input: { states: readonly LicenceState[]; afterId: string | null; limit: number }): Promise<LicenceRow[]> {
  return select(db, sql`l.state IN (${joinSql([...input.states])}) AND (${input.afterId}::text IS NULL OR l.id > ${input.afterId}::text) ORDER BY l.id LIMIT ${input.limit}`);
}

/**
 * Licences of everybody, as the register shows them at an instant: those that end last first, or those that end first where ends are
 * asked for. A licence for a part of a country is found under its country too, one for the whole country under each of its parts.
 */
export async function listRegister(db: Db, input: RegisterQuery & { now: Date; limit: number }): Promise<LicenceRow[]> {
  const { standing, material, region, endsWithinDays, after, now, limit } = input;
  const today = sql`(${now}::timestamptz AT TIME ZONE l.time_zone)::date`;
  const conditions = [
    standing === null ? sql`true` : standingIs(standing, today),
    ...(material === null ? [] : [sql`${material} = ANY (l.materials)`]),
    ...(region === null ? [] : [sql`l.country_code = ${region.countryCode}`]),
    ...(region === null || region.subdivision === null ? [] : [sql`(l.subdivision IS NULL OR l.subdivision = ${region.subdivision})`]),
    ...(endsWithinDays === null ? [] : [sql`l.state IN ('valid', 'suspended') AND l.valid_until BETWEEN ${today} AND ${today} + ${endsWithinDays}::int`]),
  ];
  const [order, beyond] = endsWithinDays === null ? [sql`DESC`, sql`<`] : [sql`ASC`, sql`>`];
  if (after !== null) conditions.push(sql`(l.valid_until, l.id) ${beyond} (${after.validUntil}::date, ${after.id})`);
  return select(db, sql`${joinSql(conditions, " AND ")} ORDER BY l.valid_until ${order}, l.id ${order} LIMIT ${limit}`);
}

function standingIs(standing: LicenceStanding, today: Sql): Sql {
  if (standing === "expired") return sql`l.state = 'valid' AND l.valid_until < ${today}`;
  if (standing === "not_yet") return sql`l.state = 'valid' AND l.valid_from > ${today}`;
  return standing === "valid" ? sql`l.state = 'valid' AND ${today} BETWEEN l.valid_from AND l.valid_until` : sql`l.state = ${standing}`;
}

/** What holds for a party on the day of an instant, as everybody may read it; at most a hundred. */
export async function listStanding(db: Db, input: { partyId: string; at: Date }): Promise<PublicLicence[]> {
  const rows = await select(
    db,
    sql`l.party_id = ${input.partyId} AND l.state = 'valid' AND (${input.at}::timestamptz AT TIME ZONE l.time_zone)::date BETWEEN l.valid_from AND l.valid_until
      ORDER BY l.valid_until, l.id LIMIT 100`,
  );
  return rows.map(publicOf);
}

/** The fields everybody may read. */
export function publicOf(row: LicenceRow): PublicLicence {
  const { id, number, issuer, groups, materials, countryCode, subdivision, placeLabel, radiusMetres, validFrom, validUntil } = row;
  return { id, number, issuer, groups: groups as MaterialGroup[], materials: materials as MaterialCode[], countryCode, subdivision, placeLabel, radiusMetres, validFrom, validUntil };
}

/** A licence as its holder and its judges see it at an instant. */
export function viewOf(row: LicenceRow, now: Date): LicenceView {
  const today = DateTime.fromJSDate(now, { zone: row.timeZone }).toISODate() ?? "";
  const daysLeft = Math.round(DateTime.fromISO(row.validUntil, { zone: "utc" }).diff(DateTime.fromISO(today, { zone: "utc" }), "days").days);
  const { partyId, partyName, state, reasonCode, reason, version } = row;
  return { ...publicOf(row), partyId, partyName, state, standing: standingOn(row, today), daysLeft, reasonCode, reason, hasDocument: row.documentDeletedAt === null, version, submittedAt: row.submittedAt.toISOString() };
}

/** Writes a licence that waits; false when this id, or the same document of the party, is there already (kept by an index). */
export async function insertLicence(tx: Tx, input: SubmitLicence & { partyId: string; userId: string; timeZone: string; now: Date }): Promise<boolean> {
  const { around, document } = input;
  const { count } = await tx.licence.createMany({
    data: {
      id: input.licenceId,
      partyId: input.partyId,
      number: input.number,
      issuer: input.issuer,
      groups: [...input.groups],
      materials: [...input.materials],
      countryCode: input.countryCode,
      subdivision: input.subdivision,
      placeLabel: around?.label ?? "",
      latitude: around?.latitude ?? null,
      longitude: around?.longitude ?? null,
      radiusMetres: around?.radiusMetres ?? null,
      // A zone of several countries, or one we do not know, is its holder's own.
      zones: [...new Set([...zonesOfCountry(input.countryCode), ...(countryOfZone(input.timeZone) === null ? [input.timeZone] : [])])],
      timeZone: input.timeZone,
      validFrom: new Date(`${input.validFrom}T00:00:00Z`),
      validUntil: new Date(`${input.validUntil}T00:00:00Z`),
      documentKey: document.key,
      documentType: document.type,
      documentBytes: document.bytes,
      submittedByUserId: input.userId,
      submittedAt: input.now,
    },
    skipDuplicates: true,
  });
  return count === 1;
}

/** Moves a licence if it still stands where the mover saw it; false when it does not. `decidedBy` is null for its holder's own moves. */
export async function swapLicence(
  tx: Tx,
  input: { id: string; from: LicenceState; version: number; to: LicenceState; reasonCode: ReasonCode | null; reason: string | null; decidedBy: { userId: string; at: Date } | null },
): Promise<boolean> {
  const { decidedBy } = input;
  const { count } = await tx.licence.updateMany({
    where: { id: input.id, state: input.from, version: input.version },
    data: { state: input.to, reasonCode: input.reasonCode, reason: input.reason, version: { increment: 1 }, ...(decidedBy ? { decidedByUserId: decidedBy.userId, decidedAt: decidedBy.at } : {}) },
  });
  return count === 1;
}

/** Who moved a licence, from where to where, why. */
export async function insertLicenceTransition(
  tx: Tx,
  input: { licenceId: string; from: LicenceState | null; to: LicenceState; actor: Actor; role: string; reason: string | null; at: Date },
): Promise<void> {
  await tx.transition.create({
    data: {
      id: newId(),
      subjectType: "licence",
      subjectId: input.licenceId,
      fromState: input.from,
      toState: input.to,
      actorUserId: input.actor.userId,
      actorPartyId: input.actor.party.id,
      actorRole: input.role,
      reason: input.reason,
      at: input.at,
    },
    select: { id: true },
  });
}

/** Whether a person belongs to a party. */
export async function isMember(db: Db, input: { userId: string; partyId: string }): Promise<boolean> {
  return (await db.membership.findFirst({ where: { ...input, state: "active" }, select: { id: true } })) !== null;
}

/** The points a party runs: their pages show its licences. At most two hundred. */
export async function listPointIds(db: Db, partyId: string): Promise<string[]> {
  const rows = await db.recyclingPoint.findMany({ where: { operatorPartyId: partyId }, select: { id: true }, orderBy: { id: "asc" }, take: 200 });
  return rows.map((row) => row.id);
}

/**
 * Valid licences near or past their last day whose present announcement is not written yet, with the days left. One that another
 * licence continues without a gap, for the same materials and places, needs none.
 */
export async function listNoticesDue(db: Db, input: { now: Date; limit: number }): Promise<{ id: string; partyId: string; daysLeft: number }[]> {
  return db.$queryRaw<{ id: string; partyId: string; daysLeft: number }[]>(sql`
    SELECT d.id, d.party_id AS "partyId", d.days_left AS "daysLeft"
    FROM (SELECT l.*, l.valid_until - (${input.now}::timestamptz AT TIME ZONE l.time_zone)::date AS days_left FROM licence l
      WHERE l.state = 'valid' AND l.valid_until <= (${input.now}::timestamptz + interval '62 days')::date) d
    WHERE d.days_left <= 60
      AND NOT EXISTS (SELECT 1 FROM licence_notice n WHERE n.licence_id = d.id
        AND n.days_before = CASE WHEN d.days_left < 0 THEN 0 WHEN d.days_left <= 7 THEN 7 WHEN d.days_left <= 30 THEN 30 ELSE 60 END)
      AND NOT EXISTS (SELECT 1 FROM licence o WHERE o.party_id = d.party_id AND o.id <> d.id AND o.state = 'valid' AND o.valid_until > d.valid_until
        AND o.valid_from <= d.valid_until + 1 AND o.materials @> d.materials AND o.country_code = d.country_code AND o.radius_metres IS NULL
        AND (o.subdivision IS NULL OR o.subdivision = d.subdivision))
    ORDER BY d.valid_until, d.id LIMIT ${input.limit}`);
}

/** Notes an announcement; false when it was made before. */
export async function insertNotice(tx: Tx, input: { licenceId: string; daysBefore: NoticeDays; at: Date }): Promise<boolean> {
  const { count } = await tx.licenceNotice.createMany({ data: [input], skipDuplicates: true });
  return count === 1;
}

/** Documents of licences that were refused or taken back and still lie in storage. */
export async function listDocumentsToDrop(db: Db, limit: number): Promise<{ id: string; documentKey: string }[]> {
  return db.licence.findMany({ where: { state: { in: ["refused", "withdrawn"] }, documentDeletedAt: null }, select: { id: true, documentKey: true }, orderBy: { id: "asc" }, take: limit });
}

/** Notes that a document is gone from storage. */
export async function setDocumentDropped(db: Db, id: string, now: Date): Promise<void> {
  await db.licence.updateMany({ where: { id, documentDeletedAt: null }, data: { documentDeletedAt: now } });
}

/** How each of these licences stands now, for mails that leave later than they were written. */
export async function licenceMarks(db: Db, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.licence.findMany({ where: { id: { in: [...ids] } }, select: { id: true, state: true } });
  return new Map(rows.map((row) => [row.id, [row.state]]));
}

/** Whether a party holds a licence for a material at a place whose country follows from its zone and whose subdivision is not known, on the day of an instant: the database's own answer, as every door asks it. */
export async function isAllowed(
  db: Db,
  input: { partyId: string; material: string; timeZone: string; latitude: number | null; longitude: number | null; at: Date },
): Promise<boolean> {
  const [row] = await db.$queryRaw<{ allowed: boolean }[]>(sql`
    SELECT licence_allows(${input.partyId}, ${input.material}, NULL::text, NULL::text, ${input.timeZone}, ${input.latitude}::float8, ${input.longitude}::float8, ${input.at}::timestamptz) AS allowed`);
  return row?.allowed ?? false;
}

/** Those of some materials that a party has no licence for at a recycling point on the day of an instant. */
export async function listUnlicensedAt(db: Db, input: { partyId: string; pointId: string; materials: readonly string[]; at: Date }): Promise<string[]> {
  if (input.materials.length === 0) return [];
  const rows = await db.$queryRaw<{ material: string }[]>(sql`
    SELECT m.material FROM unnest(${[...input.materials]}::text[]) WITH ORDINALITY AS m(material, place)
    WHERE NOT licence_allows_at(${input.partyId}, m.material, ${input.pointId}, ${input.at}::timestamptz) ORDER BY m.place`);
  return rows.map((row) => row.material);
}
