import { positionOfGeometry } from "./geometry.ts";
import { osmPoint, tagsOf } from "./osm-point.ts";
import type { ParsedRow, Reject } from "./points.import.schema.ts";
import { unwrapJson } from "./shape.ts";

/** Properties that are about the object and not its tags. */
const IDS = ["id", "@id"];

/**
 * Reads a GeoJSON FeatureCollection of OSM objects: points, and polygons by their centroid. The external id is the OSM id
 * (`node/123`) from the feature or its properties. Throws SyntaxError when the text is not JSON.
 */
export function* parseOsmGeojson(text: string): Generator<ParsedRow> {
  const collection = JSON.parse(unwrapJson(text)) as { features?: unknown };
  const features = Array.isArray(collection.features) ? (collection.features as unknown[]) : [];
  for (const [index, feature] of features.entries()) {
    const row = index + 1;
    const reject = (code: Reject["code"], reason: string, externalId: string | null = null): ParsedRow => ({
      ok: false,
      reject: { externalId, row, code, reason },
    });
    if (typeof feature !== "object" || feature === null) {
      yield reject("POINTS.ROW_MALFORMED", "not a feature");
      continue;
    }
    const { id, geometry, properties } = feature as { id?: unknown; geometry?: unknown; properties?: unknown };
    const known = (typeof properties === "object" && properties !== null ? properties : {}) as Record<string, unknown>;
    const externalId = idOf(id) ?? idOf(known["@id"]) ?? idOf(known.id);
    if (!externalId) {
      yield reject("POINTS.ID_MISSING", "neither the feature nor its properties carry an id");
      continue;
    }
    const at = positionOfGeometry(geometry);
    if (typeof at === "string") {
      yield reject(at, JSON.stringify(geometry)?.slice(0, 120) ?? "", externalId);
      continue;
    }
    const point = osmPoint(externalId, at, tagsOf(known, IDS));
    yield point.ok ? { ok: true, draft: point.draft, rows: [row] } : reject(point.code, point.reason, externalId);
  }
}

function idOf(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() ? value.trim() : null;
}
