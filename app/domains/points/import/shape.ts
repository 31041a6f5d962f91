import type { FileShape } from "./points.import.schema.ts";

const WRAPPER = /^\s*(?:(?:export\s+)?(?:var|let|const)\s+)?[\w$.]+\s*=\s*(?=[{[])/;

/**
 * The JSON inside a text: without byte order mark, and without a JavaScript assignment (`var x = {...};`) around it.
 * Text that is not wrapped comes back as it is.
 */
export function unwrapJson(text: string): string {
  const bare = text.replace(/^\uFEFF/, "");
  return WRAPPER.test(bare) ? bare.replace(WRAPPER, "").replace(/;?\s*$/, "") : bare;
}

/** Which of the known shapes a file has, by its content; null when it is none of them. */
export function detectShape(text: string): FileShape | null {
  const bare = unwrapJson(text).trimStart();
  if (bare.startsWith("{")) {
    if (/"recyclingData"\s*:\s*\[/.test(bare)) return "osm-recycling-json";
    if (/"type"\s*:\s*"FeatureCollection"/.test(bare)) return "osm-geojson";
    return null;
  }
  const header = (bare.split(/\r?\n/, 1)[0] ?? "").toLowerCase().replaceAll('"', "");
  const hasAll = (separator: string, names: string[]) => {
    const columns = new Set(header.split(separator).map((name) => name.trim()));
    return names.every((name) => columns.has(name));
  };
  if (hasAll(";", ["geo_point_2d", "id_entsorg", "kategorie", "adresse"])) return "basel-csv";
  if (hasAll(",", ["poi_id", "geometry", "metall", "glas", "oel"])) return "zuerich-csv";
  return null;
}
