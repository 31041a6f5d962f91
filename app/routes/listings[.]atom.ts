import type { LoaderFunctionArgs } from "@remix-run/node";
import { listingsFeed } from "#app/domains/listings/feed.server.ts";
import { readListingQuery } from "#app/domains/listings/listings.query.ts";
import { database } from "#app/platform/db/database.server.ts";
import { atomResponse } from "#app/platform/feeds/atom.server.ts";
import { requestLocale } from "#app/platform/i18n.server.ts";

/** The newest listings as a feed; takes the parameters of /listings. The same for everybody, whoever is signed in. */
export async function loader({ request }: LoaderFunctionArgs) {
  const query = readListingQuery(new URL(request.url).searchParams);
  return atomResponse(request, await listingsFeed(await database(), query, requestLocale(request)));
}
