import { record } from "#app/outbox/record.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { SearchesError } from "./searches.errors.ts";
import { findByIds, findOwned, insertSearch, lockAndCount, removeSearch, stopMails, updateSearch, type OwnedSearch } from "./searches.repository.server.ts";
import { mostSearches, type EditSearch } from "./searches.schema.ts";
import { isStopToken, splitIds } from "./stop-token.server.ts";

export { listFound } from "./finds.repository.server.ts";
export { countNew, listSearches } from "./searches.repository.server.ts";

type Outcome<T> = Promise<Result<T, SearchesError>>;
type Keep = { name: string; params: string; anchors: string[]; live: boolean; mails: boolean };

/** Keeps a search for the person, in the name of the party they act for. Errors: SEARCHES.LIST_FULL at fifty. */
export async function keepSearch(db: Db, actor: Actor, input: Keep): Outcome<{ searchId: string }> {
  return transact<Result<{ searchId: string }, SearchesError>>(db, async (tx) => {
    if ((await lockAndCount(tx, actor.userId)) >= mostSearches) return err("SEARCHES.LIST_FULL", { most: mostSearches });
    const searchId = newId();
    await insertSearch(tx, { id: searchId, userId: actor.userId, partyId: actor.party.id, ...input });
    await record(tx, { type: "searches.changed", payload: { searchId }, topics: [`user:${actor.userId}`] });
    return ok({ searchId });
  });
}

/** One of the person's own searches. Errors: SEARCHES.NOT_FOUND. */
export async function openSearch(db: Db, actor: Actor, searchId: string): Outcome<OwnedSearch> {
  const search = await findOwned(db, { searchId, userId: actor.userId });
  return search ? ok(search) : err("SEARCHES.NOT_FOUND");
}

/**
 * Changes the name, and whether finds are told on the pages and mailed.
 * Errors: SEARCHES.NOT_FOUND; SEARCHES.STALE with the present `version`.
 */
export async function editSearch(db: Db, actor: Actor, input: EditSearch): Outcome<{ version: number }> {
  return transact<Result<{ version: number }, SearchesError>>(db, async (tx) => {
    const before = await findOwned(tx, { searchId: input.searchId, userId: actor.userId });
    if (!before) return err("SEARCHES.NOT_FOUND");
    const { searchId, version, name, live, mails } = input;
    if (!(await updateSearch(tx, { searchId, userId: actor.userId, version, name, live, mails }))) return err("SEARCHES.STALE", { version: before.version });
    await record(tx, { type: "searches.changed", payload: { searchId }, topics: [`user:${actor.userId}`] });
    return ok({ version: version + 1 });
  });
}

/** Forgets a search and its finds. Errors: SEARCHES.NOT_FOUND; SEARCHES.STALE with the present `version`. */
export async function deleteSearch(db: Db, actor: Actor, input: { searchId: string; version: number }): Outcome<{ name: string }> {
  return transact<Result<{ name: string }, SearchesError>>(db, async (tx) => {
    const before = await findOwned(tx, { searchId: input.searchId, userId: actor.userId });
    if (!before) return err("SEARCHES.NOT_FOUND");
    if (!(await removeSearch(tx, { ...input, userId: actor.userId }))) return err("SEARCHES.STALE", { version: before.version });
    await record(tx, { type: "searches.changed", payload: { searchId: input.searchId }, topics: [`user:${actor.userId}`] });
    return ok({ name: before.name });
  });
}

/** The searches whose mails a link may stop. Errors: SEARCHES.NOT_FOUND for a wrong token as for searches that are gone. */
export async function searchesOfToken(db: Db, input: { ids: string; token: string }): Outcome<{ names: string[]; haveMails: boolean }> {
  const searches = isStopToken(input.ids, input.token) ? await findByIds(db, splitIds(input.ids)) : [];
  return searches.length > 0 ? ok({ names: searches.map((search) => search.name), haveMails: searches.some((search) => search.mails) }) : err("SEARCHES.NOT_FOUND");
}

/** Stops the mails of searches for who holds their token. A repeat changes nothing. Errors: SEARCHES.NOT_FOUND. */
export async function stopSearchMails(db: Db, input: { ids: string; token: string }): Outcome<{ names: string[] }> {
  return transact<Result<{ names: string[] }, SearchesError>>(db, async (tx) => {
    const searches = isStopToken(input.ids, input.token) ? await findByIds(tx, splitIds(input.ids)) : [];
    if (searches.length === 0) return err("SEARCHES.NOT_FOUND");
    for (const { id: searchId, userId } of searches) {
      if (await stopMails(tx, searchId)) await record(tx, { type: "searches.changed", payload: { searchId }, topics: [`user:${userId}`] });
    }
    return ok({ names: searches.map((search) => search.name) });
  });
}
