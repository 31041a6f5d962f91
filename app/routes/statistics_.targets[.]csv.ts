import type { LoaderFunctionArgs } from "@remix-run/node";
import { targetsAsCsv } from "#app/domains/statistics/targets/targets.files.ts";
import { viewTargets } from "#app/domains/statistics/targets/targets.service.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { fileResponse } from "#app/platform/http/file-response.server.ts";

/** Targets and what was reached as CSV, national ones and own scopes told apart in the first column. */
export async function loader({ request }: LoaderFunctionArgs) {
  const text = targetsAsCsv(await viewTargets(await database(), systemClock.now()));
  return fileResponse(request, { text, type: "text/csv; charset=utf-8", name: "roundabout-targets.csv", maxAgeSeconds: 300 });
}
