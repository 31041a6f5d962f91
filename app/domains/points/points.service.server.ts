import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import type { LatLon } from "#app/shared/geo.ts";
import { isLatLon } from "#app/shared/geo.ts";
import { material, type MaterialCode } from "#app/shared/materials.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { weekView } from "./hours/week-view.ts";
import { SOURCE_PROFILES } from "./import/sources.ts";
import { dateIn } from "./care/care.rules.ts";
import { specialDaysAhead } from "./care/special-days.server.ts";
import { liveStates } from "./live/live.service.server.ts";
import { openNow, ownExceptions } from "./open-now.server.ts";
import { choosePlace, coordinatesIn, foldText, type FoundPlace } from "./place.rules.ts";
import {
  arcOf,
  selectDefaultCenter,
  selectNearest,
  selectPlaceCandidates,
  selectPoint,
  selectProfiles,
  selectSourceMiddle,
  type DetailRow,
  type PointFilters,
  type PointRow,
} from "./points.repository.server.ts";
import { findPointsSchema, type Bounds, type FindPointsInput, type OpenNow, type PointCard, type PointDetail, type PointsPage, type SourceCredit } from "./points.schema.ts";

type Cursor = { center: LatLon; after: { chordMetres: number; id: string } };

/**
 * Points nearest first around a place: `at`, else the place `q` means, else the middle of `bounds`, else a sensible start.
 * Filters narrow; `openNow` is exact at the point's own clock. A page says where to go on in `nextCursor`, which is null
 * at the end; the pages of one search neither repeat nor skip a point. Fails on a cursor that is not one of ours.
 */
export async function findPoints(db: Db, raw: FindPointsInput, clock: Clock = systemClock): Promise<Result<PointsPage, "POINTS.CURSOR_INVALID">> {
  const input = findPointsSchema.parse(raw);
  const cursor = input.cursor === undefined ? null : readCursor(input.cursor);
  if (input.cursor !== undefined && !cursor) return err("POINTS.CURSOR_INVALID");

  const place = input.q ? await findPlace(db, input.q) : null;
  const start = input.at ?? place ?? (input.bounds ? middleOf(input.bounds) : null);
  const placeUnknown = Boolean(input.q) && !place && !input.at && !input.bounds;
  const center = cursor?.center ?? start ?? (await defaultCenter(db, input.operator ?? null, clock.now())) ?? { latitude: 0, longitude: 0 };
  const base = { center, place: place ? { label: place.label } : null };
  if (placeUnknown) return ok({ ...base, placeUnknown, points: [], nextCursor: null });

  const now = clock.now();
  const search = {
    bounds: input.bounds ?? null,
    groups: input.groups,
    materials: input.materials,
    at: now,
    openAt: input.openNow ? now : null,
    bookable: input.bookable,
    operator: input.operator ?? null,
    center,
    maxMetres: input.km === undefined ? null : input.km * 1000,
  };
  const found = await nearest(db, search, cursor?.after ?? null, input.limit, now);
  const live = await liveStates(db, found.points.map((point) => point.id), now);
  return ok({ ...base, placeUnknown: false, points: found.points.map((point) => ({ ...point, live: live.get(point.id) ?? null })), nextCursor: found.last && writeCursor({ center, after: found.last }) });
}

const starts = new WeakMap<Db, { until: number; center: LatLon }>();
const START_KEPT_MS = 60_000;

/** Where a search begins that names no place. Looking at all points for their middle takes a while, so it is kept for a minute. */
async function defaultCenter(db: Db, operator: string | null, now: Date): Promise<LatLon | null> {
  const kept = starts.get(db);
  if (operator === null && kept && now.getTime() < kept.until) return kept.center;
  const center = await selectDefaultCenter(db, operator);
  if (operator === null && center) starts.set(db, { until: now.getTime() + START_KEPT_MS, center });
  return center;
}

/** Rounds of candidates a page may look at before it is shown shorter than asked, with a cursor to go on. */
const MAX_ROUNDS = 8;

async function nearest(
  db: Db,
  search: PointFilters & { center: LatLon; maxMetres: number | null },
  after: Cursor["after"] | null,
  limit: number,
  now: Date,
): Promise<{ points: PointCard[]; last: Cursor["after"] | null }> {
  const size = search.openAt ? limit * 2 + 1 : limit + 1;
  const taken: { row: PointRow; hours: OpenNow }[] = [];
  let position = after;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const rows = await selectNearest(db, { ...search, now, after: position, limit: size });
    for (const row of rows) {
      const hours = openNow(row, now);
      if (!search.openAt || hours.state === "open") taken.push({ row, hours });
    }
    const last = rows.at(-1);
    const ended = rows.length < size;
    if (taken.length > limit || ended || !last) {
      const shown = taken.slice(0, limit);
      const end = shown.at(-1)?.row;
      return { points: shown.map(toCard), last: taken.length > limit && end ? { chordMetres: end.chordMetres, id: end.id } : null };
    }
    position = { chordMetres: last.chordMetres, id: last.id };
  }
  return { points: taken.map(toCard), last: position };
}

function toCard({ row, hours }: { row: PointRow; hours: OpenNow }): PointCard {
  const { id, name, tier, site, address, postalCode, city, latitude, longitude, timeZone, accepts, refuses, bookable } = row;
  return { id, name, tier, site, address, postalCode, city, latitude, longitude, timeZone, accepts, refuses, bookable, hours, live: null, metres: arcOf(row.chordMetres) };
}

/** Where a text typed by a person leads, by our own points only: no other service is asked. Null when nothing here has those words. */
export async function findPlace(db: Db, text: string): Promise<FoundPlace | null> {
  const typed = coordinatesIn(text);
  if (typed) return { kind: "spot", label: text.trim(), ...typed };
  const folded = foldText(text).slice(0, 120);
  if (folded === "") return null;
  const place = choosePlace(folded, await selectPlaceCandidates(db, folded));
  // A container may have neither name nor address; then the place is called what the person called it.
  if (place) return { ...place, label: place.label || text.trim() };
  const middle = await selectSourceMiddle(db, folded);
  return middle ? { kind: "area", label: text.trim(), ...middle } : null;
}

function middleOf({ south, west, north, east }: Bounds): LatLon {
  const longitude = west <= east ? (west + east) / 2 : (west + east + 360) / 2;
  return { latitude: (south + north) / 2, longitude: longitude > 180 ? longitude - 360 : longitude };
}

/** Whose data are shown, for the line below list and map: one credit for each, however many shapes it came in. */
export async function sourceCredits(db: Db): Promise<SourceCredit[]> {
  const credits = (await selectProfiles(db)).flatMap((profile) => creditOf(profile) ?? []);
  return credits.filter((credit, index) => credits.findIndex((one) => one.attribution === credit.attribution) === index);
}

/** The credit of a point's source profile; null for points entered here. */
export function creditOf(profile: string): SourceCredit | null {
  const found = Object.entries(SOURCE_PROFILES).find(([shape]) => shape === profile)?.[1];
  return found ? { profile, ...found } : null;
}

/** All that is shown of one point. Reasons to review it are given to the platform's operators only. */
export async function pointDetail(
  db: Db,
  input: { id: string; forOperator: boolean },
  clock: Clock = systemClock,
): Promise<Result<PointDetail, "POINTS.NOT_FOUND">> {
  const now = clock.now();
  const row = await selectPoint(db, input.id, now);
  if (!row) return err("POINTS.NOT_FOUND");
  return ok({
    id: row.id,
    name: row.name,
    tier: row.tier,
    site: row.site,
    staffed: row.staffed,
    operator: row.partyName ? { name: row.partyName, slug: row.partySlug } : row.operatorName ? { name: row.operatorName, slug: null } : null,
    address: row.address,
    postalCode: row.postalCode,
    city: row.city,
    countryCode: row.countryCode,
    latitude: row.latitude,
    longitude: row.longitude,
    timeZone: row.timeZone,
    bookable: row.bookable,
    hours: row.closedSince === null ? openNow(row, now) : { state: "closed", until: null, next: null },
    live: (await liveStates(db, [row.id], now)).get(row.id) ?? null,
    ...materialsOf(row),
    takesResidualWaste: row.takesResidualWaste,
    ...hoursOf(row),
    collectionTimesRaw: row.collectionTimesRaw,
    access: row.access,
    phone: row.phone,
    website: webAddress(row.website),
    checkDate: row.checkDate,
    careAccess: { note: row.accessNote, wheelchair: row.wheelchair, lorry: row.lorryAccess, heightLimitCentimetres: row.heightLimitCentimetres, dailyVisits: row.dailyVisits, dailyGrams: row.dailyGrams },
    closedSince: row.closedSince,
    photos: row.photos,
    holidaysNotFixed: row.holidayRule === "unknown" ? null : specialDaysAhead(row, dateIn(row.timeZone, now), "en").notFixedYear,
    capacityRaw: row.capacityRaw,
    location: row.location,
    unknownTags: row.unknownTags,
    source: {
      name: row.sourceName,
      externalId: row.externalId,
      url: osmUrl(row),
      updatedAt: row.updatedAt.toISOString(),
      credit: creditOf(row.sourceProfile),
    },
    reviewReasons: input.forOperator ? row.reviewReasons : [],
  });
}

function materialsOf(row: DetailRow): Pick<PointDetail, "takes" | "refuses"> {
  const known = (code: MaterialCode) => material(code).group;
  const line = ({ material: code, conditionNote }: DetailRow["lines"][number]) => ({ material: code, group: known(code), conditionNote });
  return { takes: row.lines.filter((one) => one.accepts).map(line), refuses: row.lines.filter((one) => !one.accepts).map(line) };
}

function hoursOf(row: DetailRow): Pick<PointDetail, "hoursStatus" | "hoursRaw" | "weeks" | "holidayRule" | "exceptions"> {
  const { holidayRule } = row;
  return {
    hoursStatus: row.hoursStatus,
    hoursRaw: row.hoursRaw,
    weeks: row.rules.length > 0 ? weekView(row.rules) : [],
    holidayRule: holidayRule === "open" || holidayRule === "closed" ? holidayRule : "unknown",
    exceptions: ownExceptions(row.exceptions).map(({ date, intervals, note }) => ({ date, intervals: [...intervals], note })),
  };
}

/** A link that may be followed: http or https and nothing else; "www.example.org" gets https. Null otherwise. */
export function webAddress(text: string | null): string | null {
  const typed = text?.split(";")[0]?.trim();
  if (!typed || /\s/.test(typed)) return null;
  const full = /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`;
  if (!URL.canParse(full)) return null;
  const url = new URL(full);
  return (url.protocol === "http:" || url.protocol === "https:") && url.hostname.includes(".") && url.username === "" ? url.href : null;
}

function osmUrl(row: Pick<DetailRow, "sourceProfile" | "externalId">): string | null {
  return row.sourceProfile.startsWith("osm-") && /^(node|way|relation)\/\d+$/.test(row.externalId) ? `https://www.openstreetmap.org/${row.externalId}` : null;
}

function writeCursor({ center, after }: Cursor): string {
  return Buffer.from(JSON.stringify([center.latitude, center.longitude, after.chordMetres, after.id])).toString("base64url");
}

function readCursor(text: string): Cursor | null {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return null;
  }
  if (!Array.isArray(parts) || parts.length !== 4) return null;
  const [latitude, longitude, chordMetres, id] = parts as unknown[];
  if (typeof latitude !== "number" || typeof longitude !== "number" || !isLatLon(latitude, longitude)) return null;
  if (typeof chordMetres !== "number" || !Number.isFinite(chordMetres) || typeof id !== "string" || id.length > 64) return null;
  return { center: { latitude, longitude }, after: { chordMetres, id } };
}
