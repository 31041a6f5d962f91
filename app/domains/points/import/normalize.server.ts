import { err, ok, type Result } from "#app/shared/result.ts";
import { parseGermanHours, parseOpeningHours, type HoursPlace } from "../hours/parse.server.ts";
import type { ParsedHours } from "../hours/parsed-hours.ts";
import { parseBaselCsv } from "./basel-csv.server.ts";
import { contentHash } from "./content-hash.server.ts";
import { parseOsmGeojson } from "./osm-geojson.ts";
import { parseOsmRecyclingJson } from "./osm-recycling-json.ts";
import {
  importedPointSchema,
  type FileShape,
  type ImportedPoint,
  type ParsedRow,
  type PointDraft,
  type Reject,
  type ReviewReason,
} from "./points.import.schema.ts";
import { detectShape } from "./shape.ts";
import { SOURCE_PROFILES, type SourceProfile } from "./sources.ts";
import { parseZuerichCsv } from "./zuerich-csv.server.ts";
import { zoneAndCountry } from "./zone-country.ts";

const PARSERS: Readonly<Record<FileShape, (text: string) => Iterable<ParsedRow>>> = {
  "osm-geojson": parseOsmGeojson,
  "osm-recycling-json": parseOsmRecyclingJson,
  "zuerich-csv": parseZuerichCsv,
  "basel-csv": parseBaselCsv,
};

/** Warnings that mean the text was read other than it is written; the rest are remarks on style. */
const CORRECTIONS: ReadonlySet<string> = new Set([
  "adding_0",
  "additional_rule_separator_not_used_after_time_wrapping_midnight",
  "ambiguous_word",
  "hour_min_separator",
  "interpreted_as_year",
  "switched",
  "without_minutes",
  "word_error_correction",
]);

export interface NormalizedFile {
  shape: FileShape;
  /** The name given to the source; together with a point's external id it is the point's identity. */
  sourceName: string;
  profile: SourceProfile;
  points: ImportedPoint[];
  rejects: Reject[];
  /** Recycling tags no material is known for, with how often they occur. Their values stay with the points. */
  unknownTags: Record<string, number>;
  /** Rows in the file: always points + merged + rejects. */
  read: number;
  /** Rows that went into a point another row had begun. */
  merged: number;
}

export interface NormalizeOptions {
  sourceName: string;
  /** Called after each row or merged site with the number of rows handled so far. */
  onProgress?: (rows: number) => void;
}

type NormalizeResult = Result<NormalizedFile, "POINTS.FILE_SHAPE_UNKNOWN" | "POINTS.FILE_UNREADABLE">;

/**
 * Turns a file's text into normalised points and rejects, whichever of the known shapes it has. Nothing is dropped:
 * every row is in a point, merged into one, or among the rejects with its reason. The same text gives the same result.
 */
export function normalizeFile(text: string, options: NormalizeOptions): NormalizeResult {
  const work = normalizing(text, options);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** How long rows are read in one go before others get their turn, in milliseconds. */
const TURN_MS = 12;

/** The same as `normalizeFile`, letting other work of the process go on in between: some opening hours take a while to read. */
export async function normalizeFileInTurns(text: string, options: NormalizeOptions): Promise<NormalizeResult> {
  const work = normalizing(text, options);
  let turnEnds = performance.now() + TURN_MS;
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() < turnEnds) continue;
    await new Promise((resolve) => setImmediate(resolve));
    turnEnds = performance.now() + TURN_MS;
  }
}

/** Yields after each row; returns the outcome. */
function* normalizing(text: string, options: NormalizeOptions): Generator<void, NormalizeResult> {
  const shape = detectShape(text);
  if (!shape) return err("POINTS.FILE_SHAPE_UNKNOWN");
  const file: NormalizedFile = {
    shape,
    sourceName: options.sourceName,
    profile: SOURCE_PROFILES[shape],
    points: [],
    rejects: [],
    unknownTags: {},
    read: 0,
    merged: 0,
  };
  const rows = PARSERS[shape](text)[Symbol.iterator]();
  const ids = new Set<string>();
  for (;;) {
    let next: IteratorResult<ParsedRow>;
    try {
      next = rows.next();
    } catch (error) {
      // The parsers throw on text that is no JSON or CSV at all; it happens before the first row.
      return err("POINTS.FILE_UNREADABLE", { message: error instanceof Error ? error.message : String(error) });
    }
    if (next.done) break;
    takeRow(file, ids, next.value);
    options.onProgress?.(file.read);
    yield;
  }
  file.rejects.sort((a, b) => a.row - b.row);
  return ok(file);
}

function takeRow(file: NormalizedFile, ids: Set<string>, row: ParsedRow): void {
  if (!row.ok) {
    file.read += 1;
    file.rejects.push(row.reject);
    return;
  }
  file.read += row.rows.length;
  const { externalId } = row.draft;
  const rejectAll = (code: Reject["code"], reason: string) => {
    for (const number of row.rows) file.rejects.push({ externalId, row: number, code, reason });
  };
  if (ids.has(externalId)) {
    rejectAll("POINTS.ID_DUPLICATE", "the id occurred earlier in the file");
    return;
  }
  const checked = importedPointSchema.safeParse(finishPoint(row.draft));
  if (!checked.success) {
    rejectAll("POINTS.INVALID", checked.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "));
    return;
  }
  ids.add(externalId);
  file.points.push(checked.data);
  file.merged += row.rows.length - 1;
  for (const tag of Object.keys(row.draft.unknownTags)) file.unknownTags[tag] = (file.unknownTags[tag] ?? 0) + 1;
}

/** Adds what follows from the rest: zone, country, hours, the reasons to review them, and the hash. */
function finishPoint(draft: PointDraft): ImportedPoint {
  const { hoursLanguage, ...stated } = draft;
  const { timeZone, countryCode } = zoneAndCountry(stated.latitude, stated.longitude, stated.countryCode);
  const place: HoursPlace = { lat: stated.latitude, lon: stated.longitude, countryCode, timeZone };
  const hours = hoursOf(stated.openingHoursRaw, hoursLanguage, place);
  const reviewReasons = [...new Set([...stated.reviewReasons, ...hoursReview(hours)])].sort();
  const content = { ...stated, countryCode, timeZone, hours, reviewReasons };
  return { ...content, contentHash: contentHash(content) };
}

function hoursOf(raw: string | null, language: PointDraft["hoursLanguage"], place: HoursPlace): ParsedHours | null {
  if (raw === null) return null;
  return language === "german" ? parseGermanHours(raw, place) : parseOpeningHours(raw, place);
}

function hoursReview(hours: ParsedHours | null): ReviewReason[] {
  if (!hours) return [];
  if (hours.status === "unparsed") return ["HOURS_UNPARSED"];
  if (hours.status === "partial") return ["HOURS_PARTIAL"];
  return hours.warnings.some((warning) => CORRECTIONS.has(warning)) ? ["HOURS_CORRECTED"] : [];
}
