import type { LoaderFunctionArgs } from "@remix-run/node";
import { transparency } from "#app/domains/trust/transparency.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { fileResponse } from "#app/platform/http/file-response.server.ts";

/** The public figures of moderation for programs. */
export async function loader({ request }: LoaderFunctionArgs) {
  const text = JSON.stringify(await transparency(await database()), null, 2);
  return fileResponse(request, { text, type: "application/json; charset=utf-8", name: "roundabout-moderation.json", maxAgeSeconds: 60 });
}
