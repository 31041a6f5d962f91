import type { LoaderFunctionArgs } from "@remix-run/node";
import { FORMULA_VERSION } from "#app/domains/impact/impact.formula.ts";
import { catalogue } from "#app/domains/statistics/catalogue.ts";
import { statisticsTable } from "#app/domains/statistics/statistics.files.ts";
import { publishedStatistics } from "#app/domains/statistics/statistics.service.server.ts";
import { tiersTable } from "#app/domains/statistics/tiers/tiers.files.ts";
import { publishedTiers } from "#app/domains/statistics/tiers/tiers.service.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { fileResponse } from "#app/platform/http/file-response.server.ts";

/** The catalogue of open data, as data portals harvest it (DCAT-AP in JSON-LD). */
export async function loader({ request }: LoaderFunctionArgs) {
  const [db, now] = [await database(), systemClock.now()];
  const tables = [statisticsTable(await publishedStatistics(db, now), FORMULA_VERSION), tiersTable(await publishedTiers(db, now))];
  const text = JSON.stringify(catalogue(tables, env().PUBLIC_URL), null, 2);
  return fileResponse(request, { text, type: "application/ld+json; charset=utf-8", name: "roundabout-data.json", maxAgeSeconds: 300 });
}
