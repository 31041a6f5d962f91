import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import { newId } from "#app/shared/ids.ts";
import type { FileShape, ImportedPoint } from "./import/points.import.schema.ts";
import { searchTextOf } from "./place.rules.ts";
import type { ImportReport } from "./points.schema.ts";

/** The content hash of every stored point of a source, by external id. */
export async function storedHashes(db: Db, sourceName: string): Promise<Map<string, string>> {
  const rows = await db.$queryRaw<{ externalId: string; contentHash: string }[]>(sql`
    SELECT external_id AS "externalId", content_hash AS "contentHash" FROM recycling_point WHERE source_name = ${sourceName}`);
  return new Map(rows.map((row) => [row.externalId, row.contentHash]));
}

/** Ids of the points a batch wrote. */
export interface Written {
  created: string[];
  updated: string[];
  kept: string[];
}

/**
 * Writes a batch in a fixed number of statements, whatever its size. Who else wrote the same content in the meantime wins
 * quietly: a row whose hash is the stored one is left alone. Of a point that a party runs, only what the source said is
 * refreshed (its tags and hash); giving such a point back must empty the hash, so that the next import writes all of it.
 */
export async function writePoints(
  tx: Tx,
  input: { sourceName: string; sourceProfile: FileShape; points: readonly ImportedPoint[]; now: Date },
): Promise<Written> {
  const rows = input.points.map((point) => rowOf(point));
  const newIds = new Set(rows.map((row) => row.id));
  const batch = asJson(rows);
  const written = await tx.$queryRaw<{ id: string; externalId: string }[]>(sql`
    INSERT INTO recycling_point (id, source_name, external_id, tier, site, staffed, name, operator_name, address, postal_code, city,
      country_code, latitude, longitude, time_zone, opening_hours_raw, hours_status, holiday_rule, holiday_hours, hours_note,
      collection_times_raw, access, phone, website, check_date, capacity_raw, location, raw_tags, unknown_tags,
      takes_residual_waste, search_text, review_reasons, source_profile, content_hash, updated_at)
    SELECT r.id, ${input.sourceName}, r.external_id, r.tier::point_tier, r.site::point_site, r.staffed, r.name, r.operator_name, r.address,
      r.postal_code, r.city, r.country_code, r.latitude, r.longitude, r.time_zone, r.opening_hours_raw, r.hours_status::hours_status,
      r.holiday_rule, nullif(r.holiday_hours, 'null'::jsonb), r.hours_note, r.collection_times_raw, r.access, r.phone, r.website,
      r.check_date, r.capacity_raw, r.location, r.raw_tags, r.unknown_tags, r.takes_residual_waste, r.search_text, r.review_reasons,
      ${input.sourceProfile}, r.content_hash, ${input.now}::timestamptz
    FROM jsonb_to_recordset(${batch}::jsonb) AS r(id text, external_id text, tier text, site text, staffed boolean, name text,
      operator_name text, address text, postal_code text, city text, country_code text, latitude float8, longitude float8,
      time_zone text, opening_hours_raw text, hours_status text, holiday_rule text, holiday_hours jsonb, hours_note text,
      collection_times_raw text, access text, phone text, website text, check_date text, capacity_raw text, location text,
      raw_tags jsonb, unknown_tags jsonb, takes_residual_waste boolean, search_text text, review_reasons text[], content_hash text)
    ON CONFLICT (source_name, external_id) DO UPDATE SET
      tier = EXCLUDED.tier, site = EXCLUDED.site, staffed = EXCLUDED.staffed, name = EXCLUDED.name,
      operator_name = EXCLUDED.operator_name, address = EXCLUDED.address, postal_code = EXCLUDED.postal_code, city = EXCLUDED.city,
      country_code = EXCLUDED.country_code, latitude = EXCLUDED.latitude, longitude = EXCLUDED.longitude,
      time_zone = EXCLUDED.time_zone, opening_hours_raw = EXCLUDED.opening_hours_raw, hours_status = EXCLUDED.hours_status,
      holiday_rule = EXCLUDED.holiday_rule, holiday_hours = EXCLUDED.holiday_hours, hours_note = EXCLUDED.hours_note,
      collection_times_raw = EXCLUDED.collection_times_raw, access = EXCLUDED.access, phone = EXCLUDED.phone,
      website = EXCLUDED.website, check_date = EXCLUDED.check_date, capacity_raw = EXCLUDED.capacity_raw,
      location = EXCLUDED.location, raw_tags = EXCLUDED.raw_tags, unknown_tags = EXCLUDED.unknown_tags,
      takes_residual_waste = EXCLUDED.takes_residual_waste, search_text = EXCLUDED.search_text,
      review_reasons = EXCLUDED.review_reasons, source_profile = EXCLUDED.source_profile, content_hash = EXCLUDED.content_hash,
      version = recycling_point.version + 1, updated_at = EXCLUDED.updated_at
    WHERE recycling_point.operator_party_id IS NULL AND recycling_point.corrected_at IS NULL AND recycling_point.content_hash <> EXCLUDED.content_hash
    RETURNING id, external_id AS "externalId"`);
  const kept = await tx.$queryRaw<{ id: string }[]>(sql`
    UPDATE recycling_point p
    SET raw_tags = r.raw_tags, unknown_tags = r.unknown_tags, content_hash = r.content_hash, version = p.version + 1,
      updated_at = ${input.now}::timestamptz
    FROM jsonb_to_recordset(${batch}::jsonb) AS r(external_id text, raw_tags jsonb, unknown_tags jsonb, content_hash text)
    WHERE p.source_name = ${input.sourceName} AND p.external_id = r.external_id AND (p.operator_party_id IS NOT NULL OR p.corrected_at IS NOT NULL)
      AND p.content_hash <> r.content_hash
    RETURNING p.id`);
  const updated = written.filter((row) => !newIds.has(row.id)).map((row) => row.id);
  await writeParts(tx, input.points, new Map(written.map((row) => [row.externalId, row.id])), updated);
  return { created: written.filter((row) => newIds.has(row.id)).map((row) => row.id), updated, kept: kept.map((row) => row.id) };
}

/** Replaces materials and weekly rules of the points that were written. */
async function writeParts(tx: Tx, points: readonly ImportedPoint[], ids: ReadonlyMap<string, string>, updated: string[]): Promise<void> {
  if (updated.length > 0) {
    const old = sql`SELECT jsonb_array_elements_text(${asJson(updated)}::jsonb)`;
    await tx.$executeRaw(sql`DELETE FROM point_material WHERE point_id IN (${old})`);
    await tx.$executeRaw(sql`DELETE FROM opening_rule WHERE point_id IN (${old})`);
  }
  const materials: object[] = [];
  const rules: object[] = [];
  for (const point of points) {
    const pointId = ids.get(point.externalId);
    if (pointId === undefined) continue;
    const seen = new Set<string>();
    for (const line of [...point.accepts.map((one) => ({ ...one, accepts: true })), ...point.refuses.map((one) => ({ ...one, accepts: false, conditionNote: null }))]) {
      if (seen.has(line.material)) continue;
      seen.add(line.material);
      materials.push({ p: pointId, m: line.material, a: line.accepts, n: line.conditionNote, t: line.sourceTag });
    }
    for (const rule of point.hours?.rules ?? []) {
      rules.push({ i: newId(), p: pointId, w: rule.weekday, o: rule.opensMinute, c: rule.closesMinute, f: rule.fromMonthDay, t: rule.toMonthDay });
    }
  }
  if (materials.length > 0) {
    await tx.$executeRaw(sql`
      INSERT INTO point_material (point_id, material, accepts, condition_note, source_tag)
      SELECT p, m, a, n, t FROM jsonb_to_recordset(${asJson(materials)}::jsonb) AS r(p text, m text, a boolean, n text, t text)`);
  }
  if (rules.length > 0) {
    await tx.$executeRaw(sql`
      INSERT INTO opening_rule (id, point_id, weekday, opens_minute, closes_minute, from_month_day, to_month_day)
      SELECT i, p, w, o, c, f, t FROM jsonb_to_recordset(${asJson(rules)}::jsonb) AS r(i text, p text, w int, o int, c int, f text, t text)`);
  }
}

function rowOf(point: ImportedPoint) {
  return {
    id: newId(),
    external_id: point.externalId,
    tier: point.tier,
    site: point.siteKind,
    staffed: point.staffed,
    name: point.name,
    operator_name: point.operatorName,
    address: point.address,
    postal_code: point.postalCode,
    city: point.city,
    country_code: point.countryCode,
    latitude: point.latitude,
    longitude: point.longitude,
    time_zone: point.timeZone,
    opening_hours_raw: point.openingHoursRaw,
    hours_status: point.hours?.status ?? "none",
    holiday_rule: point.hours?.holidayRule ?? "unknown",
    holiday_hours: point.hours?.holidayHours ?? null,
    hours_note: point.hours?.reason ?? null,
    collection_times_raw: point.collectionTimesRaw,
    access: point.access,
    phone: point.phone,
    website: point.website,
    check_date: point.checkDate,
    capacity_raw: point.capacityRaw,
    location: point.location,
    raw_tags: point.rawTags,
    unknown_tags: point.unknownTags,
    takes_residual_waste: point.takesResidualWaste,
    search_text: searchTextOf(point),
    review_reasons: point.reviewReasons,
    content_hash: point.contentHash,
  };
}

/** JSON that PostgreSQL can store: it knows neither the NUL sign nor half of a surrogate pair. */
function asJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === "string") return storable(part);
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [storable(name), inner]));
  });
}

function storable(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, "\uFFFD");
}

/** Notes that an import has begun; a run without an end was cut off, and can simply be done again. */
export async function beginRun(db: Db, run: { sourceName: string; fileName: string; startedAt: Date }): Promise<string> {
  const { id } = await db.importRun.create({ data: { id: newId(), report: {}, ...run }, select: { id: true } });
  return id;
}

/** Writes an import's report. */
export async function endRun(tx: Tx, run: { id: string; report: ImportReport; finishedAt: Date }): Promise<void> {
  await tx.importRun.update({
    where: { id: run.id },
    data: { report: JSON.parse(asJson(run.report)) as object, finishedAt: run.finishedAt },
    select: { id: true },
  });
}
