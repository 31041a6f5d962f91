import type { Db } from "#app/platform/db/database.server.ts";
import { emptySql, joinSql, sql, type Sql } from "#app/platform/db/sql.server.ts";
import { earthRadiusMetres, type LatLon } from "#app/shared/geo.ts";
import { licenceBoundOf } from "#app/shared/licences.ts";
import { materialsOfGroup, type MaterialCode, type MaterialGroup } from "#app/shared/materials.ts";
import type { StoredHours } from "./open-now.server.ts";
import type { PlaceCandidate } from "./place.rules.ts";
import type { PointPhotoView } from "./care/care.schema.ts";
import type { Bounds, PointCard, PointMarker } from "./points.schema.ts";

/** What narrows a search, already checked. */
export interface PointFilters {
  bounds: Bounds | null;
  groups: readonly MaterialGroup[];
  materials: readonly MaterialCode[];
  /** When: licences are asked on its day. */
  at: Date;
  /** Only points that may be open at this instant; see `maybeOpen`. */
  openAt: Date | null;
  bookable: boolean;
  /** The recycler's address name. */
  operator: string | null;
}

/** A point of a search, its hours not yet answered. `chordMetres` is the straight line through the ground, as the index orders. */
export type PointRow = Omit<PointCard, "hours" | "metres" | "live"> & StoredHours & { chordMetres: number; sourceProfile: string };

/**
 * Points nearest first, at most `limit`, after a place in that order. The order comes from the index (GiST, nearest
 * neighbour); where nothing but the distance narrows, the index is asked for `limit` points and the far ones are dropped
 * after, which is five times as fast as collecting the circle and sorting it. Other filters search within the circle's box.
 * Places at one distance come in order of id; the index cannot give that, so all of the last distance are taken and cut.
 */
export async function selectNearest(
  db: Db,
  input: PointFilters & { now: Date; center: LatLon; maxMetres: number | null; after: { chordMetres: number; id: string } | null; limit: number },
): Promise<PointRow[]> {
  const { center, maxMetres, after } = input;
  const from = sql`ll_to_earth(${center.latitude}::float8, ${center.longitude}::float8)`;
  const away = sql`(ll_to_earth(p.latitude, p.longitude) <-> ${from})`;
  const conditions = filterConditions(input);
  const radius = maxMetres ?? (input.bounds ? reachOf(center, input.bounds) : null);
  if (radius !== null && conditions.length > 0) conditions.push(sql`earth_box(${from}, ${radius}::float8) @> ll_to_earth(p.latitude, p.longitude)`);
  if (after) conditions.push(sql`(${away} > ${after.chordMetres}::float8 OR (${away} = ${after.chordMetres}::float8 AND p.id > ${after.id}))`);
  conditions.push(stillThere);
  const within = maxMetres === null ? emptySql : sql`WHERE n.chord <= ${chordOf(maxMetres)}::float8`;
  return db.$queryRaw<PointRow[]>(sql`
    SELECT p.id, p.name, p.tier::text AS tier, p.site::text AS site, p.address, p.latitude, p.longitude,
      p.time_zone AS "timeZone", p.operator_party_id IS NOT NULL AS bookable, p.source_profile AS "sourceProfile",
      n.chord AS "chordMetres", m.accepts, m.refuses, ${hoursColumns(input.now)}
    FROM (
      SELECT p.id, ${away} AS chord FROM recycling_point p ${where(conditions)}
      ORDER BY ${away} FETCH FIRST (${input.limit}::int) ROWS WITH TIES) n
    JOIN recycling_point p ON p.id = n.id
    CROSS JOIN LATERAL (
      SELECT coalesce(json_agg(material ORDER BY material) FILTER (WHERE accepts), '[]') AS accepts,
        coalesce(json_agg(material ORDER BY material) FILTER (WHERE NOT accepts), '[]') AS refuses
      FROM point_material WHERE point_id = p.id) m
    ${within}
    ORDER BY n.chord, n.id LIMIT ${input.limit}`);
}

/** The columns of `StoredHours` for the point `p`. Exceptions from the day before yesterday on, which reach into today everywhere. */
const hoursColumns = (now: Date) => sql`p.country_code AS "countryCode", p.subdivision_code AS "subdivisionCode", p.postal_code AS "postalCode", p.city, p.hours_status::text AS "hoursStatus", p.holiday_rule AS "holidayRule", p.holiday_hours AS "holidayHours",
      p.make_up_weekday AS "makeUpWeekday",
      CASE WHEN p.hours_status IN ('none', 'unparsed') THEN '[]' ELSE (
        SELECT coalesce(json_agg(json_build_object('weekday', weekday, 'opensMinute', opens_minute, 'closesMinute', closes_minute,
          'fromMonthDay', from_month_day, 'toMonthDay', to_month_day) ORDER BY weekday, opens_minute), '[]')
        FROM opening_rule WHERE point_id = p.id) END AS rules,
      (SELECT coalesce(json_agg(json_build_object('date', date, 'isClosed', is_closed, 'opensMinute', opens_minute,
          'closesMinute', closes_minute, 'note', note) ORDER BY date, opens_minute), '[]')
        FROM opening_exception WHERE point_id = p.id AND date >= to_char(${now}::timestamptz - interval '2 days', 'YYYY-MM-DD')) AS exceptions`;

/** What is closed for good is in no list and on no map. */
const stillThere = sql`p.closed_since IS NULL`;

function where(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? emptySql : sql`WHERE ${joinSql([...conditions], " AND ")}`;
}

function filterConditions(filters: PointFilters): Sql[] {
  const conditions: Sql[] = [];
  if (filters.bounds) conditions.push(inBounds(filters.bounds));
  for (const code of filters.materials) conditions.push(takes([code], filters.at));
  for (const group of filters.groups) conditions.push(takes(materialsOfGroup(group).map((material) => material.code), filters.at));
  if (filters.bookable) conditions.push(sql`p.operator_party_id IS NOT NULL`);
  if (filters.operator !== null) conditions.push(sql`p.operator_party_id = (SELECT id FROM party WHERE slug = ${filters.operator})`);
  if (filters.openAt) conditions.push(maybeOpen(filters.openAt));
  return conditions;
}

function inBounds({ south, west, north, east }: Bounds): Sql {
  const columns = west <= east ? sql`p.longitude BETWEEN ${west}::float8 AND ${east}::float8` : sql`(p.longitude >= ${west}::float8 OR p.longitude <= ${east}::float8)`;
  return sql`(p.latitude BETWEEN ${south}::float8 AND ${north}::float8 AND ${columns})`;
}

/** Takes one of these, and may: what needs a licence is asked of whoever runs the point; nobody does of a point from open data. */
function takes(codes: readonly MaterialCode[], at: Date): Sql {
  const bound = licenceBoundOf(codes);
  const may = sql`(p.operator_party_id IS NULL OR pm.material <> ALL (${bound}::text[])
    OR licence_allows(p.operator_party_id, pm.material, p.country_code, p.confirmed_subdivision_code, p.time_zone, p.latitude, p.longitude, ${at}::timestamptz))`;
  return sql`EXISTS (SELECT 1 FROM point_material pm WHERE pm.point_id = p.id AND pm.accepts AND pm.material IN (${joinSql([...codes])}) ${bound.length > 0 ? sql`AND ${may}` : emptySql})`;
}

/**
 * Whether a point may be open: never false for one that is, sometimes true for one that is not. Seasons and holidays are
 * left to `openNow`, and three hours on both sides cover what clock changes do to the wall clock.
 */
function maybeOpen(now: Date): Sql {
  const wall = sql`(${now}::timestamptz AT TIME ZONE p.time_zone)`;
  const minute = sql`(extract(hour FROM ${wall}) * 60 + extract(minute FROM ${wall}))::int`;
  const day = sql`extract(isodow FROM ${wall})::int`;
  return sql`(p.hours_status IN ('weekly', 'always', 'partial') AND EXISTS (
      SELECT 1 FROM opening_rule r WHERE r.point_id = p.id
        AND ((r.weekday = ${day} AND r.opens_minute - 180 <= ${minute} AND ${minute} < r.closes_minute + 180)
          OR (r.weekday = (${day} + 5) % 7 + 1 AND ${minute} + 1440 < r.closes_minute + 180)))
    OR (p.holiday_rule = 'open' AND p.holiday_hours IS NOT NULL)
    OR EXISTS (SELECT 1 FROM opening_exception x WHERE x.point_id = p.id AND NOT x.is_closed
        AND x.date BETWEEN to_char(${wall} - interval '1 day', 'YYYY-MM-DD') AND to_char(${wall}, 'YYYY-MM-DD')))`;
}

/** The straight line through the globe that belongs to a great-circle distance; both in metres. */
export function chordOf(metres: number): number {
  return 2 * earthRadiusMetres * Math.sin(Math.min(Math.PI / 2, metres / (2 * earthRadiusMetres)));
}

/** The great-circle distance that belongs to a straight line; both in metres. */
export function arcOf(chordMetres: number): number {
  return 2 * earthRadiusMetres * Math.asin(Math.min(1, chordMetres / (2 * earthRadiusMetres)));
}

/** A radius that covers a box seen from a place, in metres: by degrees, which are never longer than at the equator. */
function reachOf(center: LatLon, bounds: Bounds): number {
  const latitudes = Math.max(Math.abs(bounds.north - center.latitude), Math.abs(center.latitude - bounds.south));
  const apart = (a: number) => Math.min(Math.abs(a - center.longitude), 360 - Math.abs(a - center.longitude));
  const longitudes = bounds.west <= bounds.east ? Math.max(apart(bounds.west), apart(bounds.east)) : 180;
  const width = bounds.west <= bounds.east ? bounds.east - bounds.west : 360;
  return Math.min(latitudes + Math.max(longitudes, width / 2), 180) * ((Math.PI / 180) * earthRadiusMetres);
}

export type MarkerRow = Omit<PointMarker, "open"> & { timeZone: string } & StoredHours;

/** How many points a box holds, counted up to `most`. */
export async function countInBox(db: Db, filters: PointFilters & { most: number }): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>(sql`
    SELECT count(*)::int AS count FROM (SELECT 1 FROM recycling_point p ${where([...filterConditions(filters), stillThere])} LIMIT ${filters.most}) n`);
  return row?.count ?? 0;
}

/** A cell of the grid that holds points: how many, their middle and the box around them, and one of them. */
export type CellRow = { count: number; latitude: number; longitude: number; south: number; west: number; north: number; east: number; firstId: string };

/**
 * The points of a box, counted by the cells of a grid over the whole globe, so that moving the map does not move the cells. Every point of the
 * box is in exactly one cell. Cells in order of size, at most `limit`.
 */
export async function selectCells(db: Db, filters: PointFilters & { cellDegrees: { latitude: number; longitude: number }; limit: number }): Promise<CellRow[]> {
  const { latitude, longitude } = filters.cellDegrees;
  return db.$queryRaw<CellRow[]>(sql`
    SELECT count(*)::int AS count, avg(p.latitude)::float8 AS latitude, avg(p.longitude)::float8 AS longitude, min(p.latitude) AS south, min(p.longitude) AS west,
      max(p.latitude) AS north, max(p.longitude) AS east, min(p.id) AS "firstId"
    FROM recycling_point p ${where([...filterConditions(filters), stillThere])}
    GROUP BY floor((p.latitude + 90) / ${latitude}::float8), floor((p.longitude + 180) / ${longitude}::float8)
    ORDER BY count(*) DESC, min(p.id) LIMIT ${filters.limit}`);
}

/** Points of a box for the map (or those named), at most `limit`; of more, an even sample, always the same. */
export async function selectMarkers(db: Db, filters: PointFilters & { now: Date; limit: number; ids?: readonly string[] }): Promise<MarkerRow[]> {
  return db.$queryRaw<MarkerRow[]>(sql`
    SELECT p.id, p.name, p.site::text AS site, p.tier::text AS tier, p.address, p.latitude, p.longitude, p.time_zone AS "timeZone",
      CASE WHEN p.name IS NULL AND p.address IS NULL THEN (
        SELECT coalesce(json_agg(material ORDER BY material), '[]') FROM point_material WHERE point_id = p.id AND accepts) ELSE '[]' END AS materials,
      ${hoursColumns(filters.now)}
    FROM recycling_point p ${where([...filterConditions(filters), stillThere, ...(filters.ids ? [sql`p.id IN (SELECT jsonb_array_elements_text(${JSON.stringify(filters.ids)}::jsonb))`] : [])])}
    ORDER BY reverse(p.id) LIMIT ${filters.limit}`);
}

/** Points whose words contain all words of a folded text, and those that sound like it when there are none. */
export async function selectPlaceCandidates(db: Db, folded: string): Promise<PlaceCandidate[]> {
  const columns = sql`name, address, postal_code AS "postalCode", city, latitude, longitude`;
  const words = folded.split(" ").slice(0, 8);
  const all = words.map((word) => sql`search_text LIKE ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`);
  const exact = await db.$queryRaw<PlaceCandidate[]>(sql`
    SELECT ${columns} FROM recycling_point WHERE ${joinSql(all, " AND ")} ORDER BY id LIMIT 2000`);
  if (exact.length > 0 || folded.length < 4) return exact;
  return db.$queryRaw<PlaceCandidate[]>(sql`
    SELECT ${columns} FROM recycling_point WHERE ${folded} <% search_text
    ORDER BY word_similarity(${folded}, search_text) DESC, id LIMIT 20`);
}

/** The middle of a source whose name contains a word, as in "osm-malaga"; for sources whose points have no addresses. */
export async function selectSourceMiddle(db: Db, folded: string): Promise<LatLon | null> {
  const [row] = await db.$queryRaw<({ count: bigint } & LatLon)[]>(sql`
    SELECT count(*) AS count, percentile_cont(0.5) WITHIN GROUP (ORDER BY latitude) AS latitude,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY longitude) AS longitude
    FROM recycling_point WHERE source_name IN (
      SELECT DISTINCT source_name FROM import_run WHERE unaccent(lower(source_name)) ~ ('(^|[^[:alnum:]])' || ${folded.replace(/[^\p{L}\p{N}]+/gu, ".")} || '([^[:alnum:]]|$)'))`);
  return row && row.count > 0n ? { latitude: row.latitude, longitude: row.longitude } : null;
}

/** Where to begin when nobody said where: a point that somebody runs here, else the middle of the largest source. */
export async function selectDefaultCenter(db: Db, operator: string | null): Promise<LatLon | null> {
  const whose = operator === null ? sql`operator_party_id IS NOT NULL` : sql`operator_party_id = (SELECT id FROM party WHERE slug = ${operator})`;
  const [run] = await db.$queryRaw<LatLon[]>(sql`
    SELECT latitude, longitude FROM recycling_point WHERE ${whose} ORDER BY id LIMIT 1`);
  if (run) return run;
  const [middle] = await db.$queryRaw<LatLon[]>(sql`
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY latitude) AS latitude, percentile_cont(0.5) WITHIN GROUP (ORDER BY longitude) AS longitude
    FROM recycling_point GROUP BY source_name ORDER BY count(*) DESC LIMIT 1`);
  return middle ?? null;
}

/** The shapes of all sources that were imported. */
export async function selectProfiles(db: Db): Promise<string[]> {
  const rows = await db.$queryRaw<{ shape: string }[]>(sql`
    SELECT DISTINCT report->>'shape' AS shape FROM import_run WHERE finished_at IS NOT NULL AND report->>'shape' IS NOT NULL ORDER BY 1`);
  return rows.map((row) => row.shape);
}

export type DetailRow = Omit<PointRow, "chordMetres" | "accepts" | "refuses"> & {
  staffed: boolean;
  operatorName: string | null;
  partyName: string | null;
  partySlug: string | null;
  lines: { material: MaterialCode; accepts: boolean; conditionNote: string | null }[];
  takesResidualWaste: boolean;
  hoursRaw: string | null;
  collectionTimesRaw: string | null;
  access: string | null;
  phone: string | null;
  website: string | null;
  checkDate: string | null;
  capacityRaw: string | null;
  accessNote: string;
  wheelchair: string | null;
  lorryAccess: boolean | null;
  heightLimitCentimetres: number | null;
  dailyVisits: number | null;
  dailyGrams: number | null;
  closedSince: string | null;
  photos: PointPhotoView[];
  location: string | null;
  unknownTags: Record<string, string>;
  sourceName: string;
  externalId: string;
  updatedAt: Date;
  reviewReasons: string[];
};

/** One point with everything that is shown of it, or null. */
export async function selectPoint(db: Db, id: string, now: Date): Promise<DetailRow | null> {
  const [row] = await db.$queryRaw<DetailRow[]>(sql`
    SELECT p.id, p.name, p.tier::text AS tier, p.site::text AS site, p.staffed, p.operator_name AS "operatorName", y.name AS "partyName",
      y.slug AS "partySlug", p.address, p.latitude, p.longitude,
      p.time_zone AS "timeZone", p.operator_party_id IS NOT NULL AND p.closed_since IS NULL AS bookable, p.opening_hours_raw AS "hoursRaw",
      p.collection_times_raw AS "collectionTimesRaw", p.access, p.phone, p.website, p.check_date AS "checkDate", p.capacity_raw AS "capacityRaw",
      p.access_note AS "accessNote", p.wheelchair, p.lorry_access AS "lorryAccess", p.height_limit_centimetres AS "heightLimitCentimetres",
      p.daily_visits AS "dailyVisits", p.daily_grams AS "dailyGrams", p.closed_since AS "closedSince",
      (SELECT coalesce(json_agg(json_build_object('id', id, 'storageKey', storage_key, 'width', width, 'height', height, 'alt', alt) ORDER BY position, id), '[]')
        FROM point_photo WHERE point_id = p.id) AS photos,
      p.location, p.unknown_tags AS "unknownTags", p.takes_residual_waste AS "takesResidualWaste", p.source_name AS "sourceName",
      p.external_id AS "externalId", p.source_profile AS "sourceProfile", p.updated_at AS "updatedAt", p.review_reasons AS "reviewReasons",
      (SELECT coalesce(json_agg(json_build_object('material', material, 'accepts', accepts, 'conditionNote', condition_note) ORDER BY material), '[]')
        FROM point_material WHERE point_id = p.id) AS lines,
      ${hoursColumns(now)}
    FROM recycling_point p LEFT JOIN party y ON y.id = p.operator_party_id WHERE p.id = ${id}`);
  return row ?? null;
}

/** Who runs a point, and whether it is closed for good; null when there is no such point. */
export async function findOperatorOf(db: Db, id: string): Promise<{ operatorPartyId: string | null; closedSince: string | null } | null> {
  return db.recyclingPoint.findUnique({ where: { id }, select: { operatorPartyId: true, closedSince: true } });
}

/** A point as its source stated it, for handing the data on. */
export interface ExportRow {
  id: string;
  sourceName: string;
  externalId: string;
  sourceProfile: string;
  latitude: number;
  longitude: number;
  rawTags: Record<string, string>;
  lines: { material: string; accepts: boolean }[];
}

/** The next points of some shapes of source (and of one source, when named) in order of id. */
export async function selectForExport(
  db: Db,
  input: { profiles: readonly string[]; sourceName: string | null; afterId: string; limit: number },
): Promise<ExportRow[]> {
  return db.$queryRaw<ExportRow[]>(sql`
    SELECT p.id, p.source_name AS "sourceName", p.external_id AS "externalId", p.source_profile AS "sourceProfile", p.latitude, p.longitude,
      p.raw_tags AS "rawTags", (SELECT coalesce(json_agg(json_build_object('material', material, 'accepts', accepts) ORDER BY material), '[]')
        FROM point_material WHERE point_id = p.id) AS lines
    FROM recycling_point p
    WHERE p.id > ${input.afterId} AND p.source_profile IN (${joinSql([...input.profiles])})
      AND (${input.sourceName}::text IS NULL OR p.source_name = ${input.sourceName}::text)
    ORDER BY p.id LIMIT ${input.limit}`);
}
