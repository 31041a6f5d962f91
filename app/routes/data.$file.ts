import type { LoaderFunctionArgs } from "@remix-run/node";
import { textStream, wireOf } from "#app/api/stream.server.ts";
import { FORMULA_VERSION } from "#app/domains/impact/impact.formula.ts";
import { statisticsTable } from "#app/domains/statistics/statistics.files.ts";
import { publishedStatistics } from "#app/domains/statistics/statistics.service.server.ts";
import { csvMetadata, FORMATS, tableAsCsv, tableAsJson, tableAsNdjson, tagOf, type DataTable, type Format } from "#app/domains/statistics/table-files.ts";
import { tableAsParquet } from "#app/domains/statistics/table-parquet.server.ts";
import { tiersTable } from "#app/domains/statistics/tiers/tiers.files.ts";
import { publishedTiers } from "#app/domains/statistics/tiers/tiers.service.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { fileResponse, hasAlready } from "#app/platform/http/file-response.server.ts";

const MAX_AGE_SECONDS = 300;
const METADATA = "csv-metadata.json";

/** The public tables as files: /data/statistics.csv, .json, .ndjson and .parquet, /data/tiers. the same, and what the columns of each CSV mean. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { file = "" } = params;
  const [name, end] = [file.slice(0, file.indexOf(".")), file.slice(file.indexOf(".") + 1)];
  const table = isFormat(end) || end === METADATA ? await tableOf(name) : null;
  if (!table) throw new Response(null, { status: 404 });
  const origin = env().PUBLIC_URL;
  if (!isFormat(end)) {
    return fileResponse(request, { text: JSON.stringify(csvMetadata(table, origin), null, 2), type: "application/csvm+json; charset=utf-8", name: file, maxAgeSeconds: MAX_AGE_SECONDS });
  }
  const etag = tagOf(table, end);
  const headers = { ETag: etag, "Cache-Control": `public, max-age=${MAX_AGE_SECONDS}` };
  if (hasAlready(request.headers.get("if-none-match"), etag)) return new Response(null, { status: 304, headers });
  const saved = { ...headers, "Content-Type": FORMATS[end].type, "Content-Disposition": `attachment; filename="roundabout-${file}"` };
  if (end === "parquet") return new Response(tableAsParquet(table, origin), { headers: saved });
  const described: Record<string, string> = end === "csv" ? { Link: `</data/${name}.${METADATA}>; rel="describedby"; type="application/csvm+json"` } : {};
  const pieces = end === "csv" ? tableAsCsv(table) : end === "json" ? tableAsJson(table, origin) : tableAsNdjson(table);
  return new Response(textStream(each(pieces), wireOf(context)), {
    headers: { ...saved, ...described },
  });
}

const isFormat = (end: string): end is Format => Object.hasOwn(FORMATS, end);

async function tableOf(name: string): Promise<DataTable | null> {
  const [db, now] = [await database(), systemClock.now()];
  if (name === "statistics") return statisticsTable(await publishedStatistics(db, now), FORMULA_VERSION);
  return name === "tiers" ? tiersTable(await publishedTiers(db, now)) : null;
}

/** Pieces for a reader that waits for each. */
async function* each(pieces: Iterable<string>): AsyncGenerator<string> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}
