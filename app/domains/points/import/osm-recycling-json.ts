import { osmPoint, tagsOf } from "./osm-point.ts";
import type { ParsedRow, Reject } from "./points.import.schema.ts";
import { unwrapJson } from "./shape.ts";

/**
 * Reads `{recyclingData: [{nodeId, lon, lat, keyValues}]}`, an extract of OSM nodes. The external id is `node/<nodeId>`,
 * the same as in any other OSM file. Throws SyntaxError when the text is not JSON.
 */
export function* parseOsmRecyclingJson(text: string): Generator<ParsedRow> {
  const file = JSON.parse(unwrapJson(text)) as { recyclingData?: unknown };
  const entries = Array.isArray(file.recyclingData) ? (file.recyclingData as unknown[]) : [];
  for (const [index, entry] of entries.entries()) {
    const row = index + 1;
    const reject = (code: Reject["code"], reason: string, externalId: string | null = null): ParsedRow => ({
      ok: false,
      reject: { externalId, row, code, reason },
    });
    if (typeof entry !== "object" || entry === null) {
      yield reject("POINTS.ROW_MALFORMED", "not an object");
      continue;
    }
    const { nodeId, lat, lon, keyValues } = entry as { nodeId?: unknown; lat?: unknown; lon?: unknown; keyValues?: unknown };
    if ((typeof nodeId !== "number" && typeof nodeId !== "string") || String(nodeId).trim() === "") {
      yield reject("POINTS.ID_MISSING", "no nodeId");
      continue;
    }
    const externalId = `node/${nodeId}`;
    if (typeof lat !== "number" || typeof lon !== "number") {
      yield reject("POINTS.GEOMETRY_MISSING", `lat ${String(lat)}, lon ${String(lon)}`, externalId);
      continue;
    }
    const tags = typeof keyValues === "object" && keyValues !== null ? tagsOf(keyValues as Record<string, unknown>) : {};
    const point = osmPoint(externalId, { latitude: lat, longitude: lon }, tags);
    yield point.ok ? { ok: true, draft: point.draft, rows: [row] } : reject(point.code, point.reason, externalId);
  }
}
