import { paramsOf, readListingQuery } from "#app/domains/listings/listings.query.ts";
import { anchorsOfQuery } from "#app/domains/listings/search-anchors.ts";
import type { SearchesError } from "#app/domains/searches/searches.errors.ts";
import type { SaveSearch } from "#app/domains/searches/searches.schema.ts";
import { keepSearch } from "#app/domains/searches/searches.service.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, type Result } from "#app/shared/result.ts";

/**
 * Keeps the search of an address, so that what comes later is told. Only what narrows it is kept; order, page and view are
 * not. Errors: SEARCHES.EMPTY where nothing narrows it, SEARCHES.LIST_FULL.
 */
export async function saveSearch(db: Db, actor: Actor, input: SaveSearch): Promise<Result<{ searchId: string }, SearchesError>> {
  const query = readListingQuery(new URLSearchParams(input.params));
  const params = paramsOf(query).toString();
  if (params === "") return err("SEARCHES.EMPTY");
  const { name, live, mails } = input;
  return keepSearch(db, actor, { name, live, mails, params, anchors: anchorsOfQuery(query) });
}
