import type { MaterialCode } from "#app/shared/materials.ts";
import { germanToOpeningHours } from "../hours/german-hours.ts";
import { BASEL_CATEGORIES, type BaselCategory } from "./basel-categories.ts";
import { type CsvRow, filled, readCsv } from "./csv.server.ts";
import { distanceMetres, position, type Position } from "./geometry.ts";
import type { ParsedRow, PointDraft, Reject, ReviewReason } from "./points.import.schema.ts";

/** Rows of one site further apart than this are probably not one site. */
const SITE_METRES = 200;

interface SiteRow {
  row: number;
  columns: CsvRow;
  at: Position;
  category: Exclude<BaselCategory, { kind: "reject" }>;
}

/**
 * Reads Basel's disposal places: semicolon CSV, "lat, lon" text, one row per site and category. Rows of the same name and
 * address become one point. Its external id is made of that name and address, because the file's own numbers (`objid`,
 * `id_entsorg`) count rows, not sites: neither row order nor an added category changes it. Throws when the text is not CSV.
 */
export function* parseBaselCsv(text: string): Generator<ParsedRow> {
  const sites = new Map<string, SiteRow[]>();
  for (const [index, columns] of readCsv(text, ";").entries()) {
    const row = index + 1;
    const read = readRow(columns, row);
    if ("code" in read) {
      yield { ok: false, reject: read };
      continue;
    }
    const key = siteKey(read.columns);
    const site = sites.get(key);
    if (site) site.push(read);
    else sites.set(key, [read]);
  }
  for (const [key, rows] of sites) yield { ok: true, draft: mergeSite(key, rows), rows: rows.map((row) => row.row) };
}

function readRow(columns: CsvRow | null, row: number): SiteRow | Reject {
  const externalId = columns?.id_entsorg || null;
  if (!columns) return { externalId, row, code: "POINTS.ROW_MALFORMED", reason: "more values than columns" };
  const name = columns.kategorie ?? "";
  const category = Object.hasOwn(BASEL_CATEGORIES, name) ? BASEL_CATEGORIES[name] : undefined;
  if (!category) return { externalId, row, code: "POINTS.CATEGORY_UNKNOWN", reason: name };
  if (category.kind === "reject") return { externalId, row, code: category.code, reason: `${name}: ${columns.name ?? ""}` };
  if (!columns.name || !columns.adresse) return { externalId, row, code: "POINTS.ID_MISSING", reason: "no name or address" };
  const coordinates = columns.geo_point_2d ?? "";
  if (!coordinates) return { externalId, row, code: "POINTS.GEOMETRY_MISSING", reason: "no geo_point_2d" };
  const match = /^(-?[\d.]+)\s*,\s*(-?[\d.]+)$/.exec(coordinates);
  const at = match && position(Number(match[1]), Number(match[2]));
  if (!at) return { externalId, row, code: "POINTS.COORDINATES_INVALID", reason: coordinates };
  return { row, columns, at, category };
}

/** `remondis-recyclingpark@bonergasse-12-4057`: letters and digits only, so spacing and case do not split a site. */
function siteKey(columns: CsvRow): string {
  return `${slug(columns.name ?? "")}@${slug(`${columns.adresse} ${columns.plz}`)}`;
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("ä", "ae")
    .replaceAll("ö", "oe")
    .replaceAll("ü", "ue")
    .replaceAll("ß", "ss")
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .replace(/[^\p{Letter}\p{Number}]+/gu, "-")
    .replace(/^-|-$/g, "");
}

function mergeSite(externalId: string, unordered: readonly SiteRow[]): PointDraft {
  // By the file's number, so that the result does not depend on the order of rows.
  const rows = [...unordered].sort((a, b) => compare(a.columns, b.columns));
  const review = new Set<ReviewReason>();
  const first = (column: string) => rows.map((row) => row.columns[column]).find((value) => value && value !== "-") ?? null;

  const accepts = new Map<MaterialCode, PointDraft["accepts"][number]>();
  for (const { category, columns } of rows) {
    if (category.kind !== "accept") continue;
    for (const material of category.materials) {
      const known = accepts.get(material);
      const sourceTag = columns.kategorie ?? "";
      if (!known) accepts.set(material, { material, conditionNote: conditionOf(columns.beschreibu ?? ""), sourceTag });
      else if (!known.sourceTag.split(";").includes(sourceTag)) known.sourceTag += `;${sourceTag}`;
    }
  }
  if (accepts.size === 0) review.add("NO_MATERIALS");
  if (rows.some((row) => row.category.kind === "centre")) review.add("MATERIALS_UNSPECIFIED");

  const staffed = rows.some((row) => row.category.kind === "centre" || row.category.site === "centre");
  const hours = hoursOf(rows, review);
  const at = middle(rows.map((row) => row.at));
  if (rows.some((row) => distanceMetres(row.at, at) > SITE_METRES)) review.add("COORDINATES_SPREAD");
  return {
    externalId,
    tier: "collection",
    siteKind: staffed ? "centre" : "container",
    staffed,
    name: first("name"),
    operatorName: null,
    address: first("adresse"),
    postalCode: first("plz"),
    city: first("ortschaft"),
    countryCode: "CH",
    ...at,
    accepts: [...accepts.values()],
    refuses: [],
    takesResidualWaste: false,
    openingHoursRaw: hours,
    hoursLanguage: "german",
    collectionTimesRaw: null,
    access: null,
    phone: first("telefon"),
    website: first("www_link"),
    checkDate: null,
    capacityRaw: null,
    location: null,
    rawTags: rawTagsOf(rows.map((row) => row.columns)),
    unknownTags: {},
    reviewReasons: [...review],
  };
}

function compare(a: CsvRow, b: CsvRow): number {
  const byNumber = Number(a.id_entsorg) - Number(b.id_entsorg);
  if (byNumber) return byNumber;
  const [x, y] = [JSON.stringify(a), JSON.stringify(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** The mean position, rounded like every other. */
function middle(places: readonly Position[]): Position {
  const mean = (pick: (place: Position) => number) => places.reduce((sum, place) => sum + pick(place), 0) / places.length;
  return position(mean((place) => place.latitude), mean((place) => place.longitude)) ?? (places[0] as Position);
}

/**
 * A centre's own hours before those of its counters; else hours written into a description, from the first weekday on.
 * Where the rows state different hours the choice stands and is marked for review.
 */
function hoursOf(rows: readonly SiteRow[], review: Set<ReviewReason>): string | null {
  const centresFirst = [...rows].sort((a, b) => Number(b.category.kind === "centre") - Number(a.category.kind === "centre"));
  const stated = centresFirst.map((row) => row.columns.oeffnungsz ?? "").filter((text) => text !== "");
  const described = centresFirst.map((row) => hoursPart(row.columns.beschreibu ?? "")).filter((text) => text !== null);
  const all = [...stated, ...described];
  const meanings = new Set(all.map((text) => germanToOpeningHours(text)).flatMap((read) => (read.ok ? [read.value] : [])));
  if (meanings.size > 1) review.add("HOURS_CONFLICTING");
  return all[0] ?? null;
}

/** The part of a description after " / " that begins with a weekday or the word for opening hours. */
function hoursPart(description: string): string | null {
  const at = description.search(/(?:^|\/ )(?:Mo|Di|Mi|Do|Fr|Sa|So|MO|DI|MI|DO|FR|SA|SO)(?:-| )\S*\d?|(?:^|\/ )Jeweils am /);
  if (at < 0) return null;
  const part = description.slice(at).replace(/^\/ /, "").trim();
  return /\d/.test(part) ? part : null;
}

/** What the description says about a material's condition; general words about the place are no condition. */
function conditionOf(description: string): string | null {
  return /sauber|erhalten|tragbar|Kostenpflichtig|kostenpflichtig|Haushaltsmengen|Felgen/.test(description) ? description : null;
}

/** All rows' filled columns; where rows differ, each value once, separated by " | ", in the order of the file's numbers. */
function rawTagsOf(rows: readonly CsvRow[]): Record<string, string> {
  const values = new Map<string, Set<string>>();
  for (const row of rows) {
    for (const [column, value] of Object.entries(filled(row))) values.set(column, (values.get(column) ?? new Set()).add(value));
  }
  return Object.fromEntries([...values].map(([column, set]) => [column, [...set].join(" | ")]));
}
