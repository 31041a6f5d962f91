import type { Clock } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { SOURCE_PROFILES, type SourceProfile } from "./import/sources.ts";
import { selectForExport, type ExportRow } from "./points.repository.server.ts";

/** Shapes of source whose licence says that what is derived must be offered under it again; all of them have one licence today. */
const SHARED = Object.entries(SOURCE_PROFILES).filter(([, profile]) => profile.shareAlike);
const PROFILES = SHARED.map(([shape]) => shape);
const PAGE_POINTS = 500;

/** What stands at the top of the file. */
export interface ExportHead extends Pick<SourceProfile, "attribution" | "attributionUrl" | "licenceId" | "licenceUrl"> {
  generatedAt: string;
}

/** The head of an export of all share-alike points, or of one source's; not found when there are none. */
export async function exportHead(db: Db, sourceName: string | null, clock: Clock): Promise<Result<ExportHead, "POINTS.NOT_FOUND">> {
  const licence = SHARED[0]?.[1];
  if (!licence || sourceName?.includes("\0")) return err("POINTS.NOT_FOUND");
  const [one] = await selectForExport(db, { profiles: PROFILES, sourceName, afterId: "", limit: 1 });
  if (!one && sourceName !== null) return err("POINTS.NOT_FOUND");
  const { attribution, attributionUrl, licenceId, licenceUrl } = licence;
  return ok({ attribution, attributionUrl, licenceId, licenceUrl, generatedAt: clock.now().toISOString() });
}

/**
 * The file in pieces of text: a GeoJSON FeatureCollection whose features carry the source's tags verbatim, so that it can be
 * imported again, and beside them what we made of them.
 */
export async function* exportPages(db: Db, sourceName: string | null, head: ExportHead): AsyncGenerator<string, void> {
  const { licenceId, licenceUrl, attribution, attributionUrl, generatedAt } = head;
  const top = { licence: licenceId, licenceUrl, attribution, attributionUrl, generator: "Roundabout", generatedAt };
  yield `{"type":"FeatureCollection",${JSON.stringify(top).slice(1, -1)},"features":[`;
  let afterId = "";
  for (;;) {
    const rows = await selectForExport(db, { profiles: PROFILES, sourceName, afterId, limit: PAGE_POINTS });
    if (rows.length > 0) yield `${afterId === "" ? "\n" : ",\n"}${rows.map((row) => JSON.stringify(feature(row))).join(",\n")}`;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE_POINTS) break;
    afterId = last.id;
  }
  yield "\n]}\n";
}

function feature(row: ExportRow) {
  const codes = (accepts: boolean) => row.lines.filter((line) => line.accepts === accepts).map((line) => line.material);
  return {
    type: "Feature",
    id: row.externalId,
    geometry: { type: "Point", coordinates: [row.longitude, row.latitude] },
    properties: row.rawTags,
    roundabout: { id: row.id, source: row.sourceName, accepts: codes(true), refuses: codes(false) },
  };
}
