import type { LoaderFunctionArgs } from "@remix-run/node";
import { factorQueryOf } from "#app/domains/impact/factors.view.ts";
import { factorsAsJson } from "#app/domains/impact/method/factor-export.ts";
import { fileResponse } from "#app/platform/http/file-response.server.ts";

/** The factors that the page shows for the same address, all of them, as JSON. */
export function loader({ request }: LoaderFunctionArgs) {
  const query = factorQueryOf(new URL(request.url).searchParams);
  if (!query) throw new Response(null, { status: 404 });
  return fileResponse(request, { text: factorsAsJson(query), type: "application/json; charset=utf-8", name: "roundabout-factors.json", maxAgeSeconds: 3600 });
}
