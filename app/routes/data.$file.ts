import type { LoaderFunctionArgs } from "@remix-run/node";
import { textStream, wireOf } from "#app/api/stream.server.ts";
import { FORMULA_VERSION } from "#app/domains/impact/impact.formula.ts";
import { csvMetadata, FORMATS, statisticsAsCsv, statisticsAsJson, statisticsAsNdjson } from "#app/domains/statistics/statistics.files.ts";
import { statisticsAsParquet } from "#app/domains/statistics/statistics.parquet.server.ts";
import { publishedStatistics } from "#app/domains/statistics/statistics.service.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { fileResponse, hasAlready } from "#app/platform/http/file-response.server.ts";

const MAX_AGE_SECONDS = 300;
const METADATA = "statistics.csv-metadata.json";

/** The public statistics as files: /data/statistics.csv, .json, .ndjson and .parquet, and what the columns of the CSV mean. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { file = "" } = params;
  const format = Object.entries(FORMATS).find(([end]) => file === `statistics.${end}`);
  if (!format && file !== METADATA) throw new Response(null, { status: 404 });
  const statistics = await publishedStatistics(await database(), systemClock.now());
  const facts = { origin: env().PUBLIC_URL, method: FORMULA_VERSION };
  if (!format) {
    return fileResponse(request, { text: JSON.stringify(csvMetadata(statistics, facts), null, 2), type: "application/csvm+json; charset=utf-8", name: METADATA, maxAgeSeconds: MAX_AGE_SECONDS });
  }
  const [end, { type }] = format;
  // JSON and Parquet also say how long the log was, which moves without a published figure moving.
  const etag = `W/"${end}-${end === "json" || end === "parquet" ? `${statistics.logSize}-` : ""}${statistics.version}"`;
  const headers = { ETag: etag, "Cache-Control": `public, max-age=${MAX_AGE_SECONDS}` };
  if (hasAlready(request.headers.get("if-none-match"), etag)) return new Response(null, { status: 304, headers });
  const saved = { ...headers, "Content-Type": type, "Content-Disposition": `attachment; filename="roundabout-${file}"` };
  if (end === "parquet") return new Response(statisticsAsParquet(statistics, facts), { headers: saved });
  const described: Record<string, string> = end === "csv" ? { Link: `</data/${METADATA}>; rel="describedby"; type="application/csvm+json"` } : {};
  const pieces = end === "csv" ? statisticsAsCsv(statistics) : end === "json" ? statisticsAsJson(statistics, facts) : statisticsAsNdjson(statistics);
  return new Response(textStream(each(pieces), wireOf(context)), {
    headers: { ...saved, ...described },
  });
}

/** Pieces for a reader that waits for each. */
async function* each(pieces: Iterable<string>): AsyncGenerator<string> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}
