import type { LoaderFunctionArgs } from "@remix-run/node";
import { correctionsFeed } from "#app/domains/impact/corrections-feed.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { atomResponse } from "#app/platform/feeds/atom.server.ts";
import { requestLocale } from "#app/platform/i18n.server.ts";

/** What was corrected in the ledger, as a feed. */
export async function loader({ request }: LoaderFunctionArgs) {
  return atomResponse(request, await correctionsFeed(await database(), requestLocale(request)));
}
