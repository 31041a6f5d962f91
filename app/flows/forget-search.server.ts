import { takeBackAll } from "#app/domains/notifications/gathered.repository.server.ts";
import type { SearchesError } from "#app/domains/searches/searches.errors.ts";
import { deleteSearch } from "#app/domains/searches/searches.service.server.ts";
import { record } from "#app/outbox/record.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { ok, type Result } from "#app/shared/result.ts";

/**
 * Forgets a search, its finds, and what was told of them, which would lead nowhere. Errors: SEARCHES.NOT_FOUND; SEARCHES.STALE with
 * the present `version`.
 */
export async function forgetSearch(db: Db, actor: Actor, input: { searchId: string; version: number }): Promise<Result<{ name: string }, SearchesError>> {
  return transact<Result<{ name: string }, SearchesError>>(db, async (tx) => {
    const deleted = await deleteSearch(tx, actor, input);
    if (!deleted.ok) return deleted;
    const gone = await takeBackAll(tx, { userId: actor.userId, subjectType: "search", subjectId: input.searchId });
    if (gone > 0) await record(tx, { type: "notifications.changed", payload: { userId: actor.userId }, topics: [`user:${actor.userId}`] });
    return ok(deleted.value);
  });
}
