import type { MaterialCode } from "#app/shared/materials.ts";
import { filled, readCsv } from "./csv.server.ts";
import { fromLv95 } from "./lv95.server.ts";
import type { ParsedRow, PointDraft, Reject } from "./points.import.schema.ts";

/** The flag columns; "oel" is named Altöl (used oil) in the file's own key words. */
const FLAGS: readonly (readonly [column: string, material: MaterialCode])[] = [
  ["glas", "glass"],
  ["metall", "metal_mixed"],
  ["oel", "engine_oil"],
];

/**
 * Reads the city of Zürich's collection points: quoted CSV, `POINT Z (easting northing height)` in Swiss LV95, flags "X".
 * All are unstaffed containers. The external id is `poi_id`. Throws when the text is not CSV.
 */
export function* parseZuerichCsv(text: string): Generator<ParsedRow> {
  for (const [index, columns] of readCsv(text, ",").entries()) {
    const row = index + 1;
    const externalId = columns?.poi_id || null;
    const reject = (code: Reject["code"], reason: string): ParsedRow => ({ ok: false, reject: { externalId, row, code, reason } });
    if (!columns) {
      yield reject("POINTS.ROW_MALFORMED", "more values than columns");
      continue;
    }
    if (!externalId) {
      yield reject("POINTS.ID_MISSING", "no poi_id");
      continue;
    }
    if (!columns.geometry) {
      yield reject("POINTS.GEOMETRY_MISSING", "no geometry");
      continue;
    }
    const match = /^POINT(?:\s+Z)?\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)(?:\s+-?[\d.]+)?\s*\)$/i.exec(columns.geometry);
    if (!match) {
      yield reject("POINTS.GEOMETRY_UNSUPPORTED", columns.geometry);
      continue;
    }
    const at = fromLv95(Number(match[1]), Number(match[2]));
    if (!at) {
      yield reject("POINTS.COORDINATES_INVALID", columns.geometry);
      continue;
    }
    const category = columns.kategorie ?? "";
    if (category !== "" && category !== "Sammelstelle") {
      yield reject("POINTS.CATEGORY_UNKNOWN", category);
      continue;
    }
    yield { ok: true, draft: draftOf(columns, externalId, at), rows: [row] };
  }
}

function draftOf(
  columns: Readonly<Record<string, string>>,
  externalId: string,
  at: { latitude: number; longitude: number },
): PointDraft {
  const flagged = FLAGS.filter(([column]) => columns[column]?.toUpperCase() === "X");
  const unclear = FLAGS.some(([column]) => !["", "X"].includes((columns[column] ?? "").toUpperCase()));
  const accepts = flagged.map(([column, material]) => ({ material, conditionNote: null, sourceTag: column }));
  return {
    externalId,
    tier: "collection",
    siteKind: "container",
    staffed: false,
    name: columns.name || null,
    operatorName: columns.da || null,
    address: columns.adresse || null,
    postalCode: columns.plz || null,
    city: columns.ort || null,
    countryCode: "CH",
    ...at,
    accepts,
    refuses: [],
    takesResidualWaste: false,
    openingHoursRaw: null,
    hoursLanguage: "german",
    collectionTimesRaw: null,
    access: null,
    phone: columns.tel || null,
    website: columns.www || null,
    checkDate: swissDate(columns.datum ?? ""),
    capacityRaw: null,
    location: null,
    rawTags: filled(columns),
    unknownTags: {},
    reviewReasons: [...(accepts.length === 0 ? (["NO_MATERIALS"] as const) : []), ...(unclear ? (["VALUE_UNCLEAR"] as const) : [])],
  };
}

/** `24.09.2020 00:00` to `2020-09-24`. */
function swissDate(text: string): string | null {
  const match = /^(\d{2})\.(\d{2})\.(\d{4})\b/.exec(text);
  return match ? `${match[3]}-${match[2]}-${match[1]}` : null;
}
