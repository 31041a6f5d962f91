import type { LoaderFunctionArgs } from "@remix-run/node";
import { FORMULA_VERSION } from "#app/domains/impact/impact.formula.ts";
import { catalogue } from "#app/domains/statistics/statistics.files.ts";
import { publishedStatistics } from "#app/domains/statistics/statistics.service.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { fileResponse } from "#app/platform/http/file-response.server.ts";

/** The catalogue of open data, as data portals harvest it (DCAT-AP in JSON-LD). */
export async function loader({ request }: LoaderFunctionArgs) {
  const statistics = await publishedStatistics(await database(), systemClock.now());
  const text = JSON.stringify(catalogue(statistics, { origin: env().PUBLIC_URL, method: FORMULA_VERSION }), null, 2);
  return fileResponse(request, { text, type: "application/ld+json; charset=utf-8", name: "roundabout-data.json", maxAgeSeconds: 300 });
}
