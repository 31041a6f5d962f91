import { setReadBySubject } from "#app/domains/notifications/notifications.repository.server.ts";
import type { SearchesError } from "#app/domains/searches/searches.errors.ts";
import { findOwned, markSeen } from "#app/domains/searches/searches.repository.server.ts";
import { record } from "#app/outbox/record.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";

/**
 * Takes what a search found as looked at, and what was told of it as read; in all tabs. Answers the search's parameters. A repeat
 * changes nothing. Errors: SEARCHES.NOT_FOUND.
 */
export async function seeFinds(db: Db, actor: Actor, searchId: string, clock = systemClock): Promise<Result<{ params: string }, SearchesError>> {
  return transact<Result<{ params: string }, SearchesError>>(db, async (tx) => {
    const search = await findOwned(tx, { searchId, userId: actor.userId });
    if (!search) return err("SEARCHES.NOT_FOUND");
    const now = clock.now();
    const seen = await markSeen(tx, searchId, now);
    const read = await setReadBySubject(tx, { userId: actor.userId, subjectType: "search", subjectId: searchId, now });
    if (seen + read > 0) await record(tx, { type: "notifications.changed", payload: { userId: actor.userId }, topics: [`user:${actor.userId}`] });
    return ok({ params: search.params });
  });
}
