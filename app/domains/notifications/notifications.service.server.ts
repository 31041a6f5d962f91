import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { inTransaction, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { Locale } from "#app/shared/i18n.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { NotificationError } from "./notifications.errors.ts";
import { countUnreadPlaces, findOwnPath, listEarlier, listGroups, setRead, type Words } from "./notifications.repository.server.ts";
import type { NotificationPage, ReadInput } from "./notifications.schema.ts";

const pageSize = 30;

/**
 * The actor's own notifications, one group per place, the latest first, in the reader's language. With `onlyParty`, what
 * concerns the actor's other parties is left out (a token speaks for one).
 */
export async function listNotifications(
  db: Db,
  actor: Actor,
  input: { cursor?: string | undefined; onlyUnread?: boolean; onlyParty?: boolean; locale: Locale; limit?: number },
): Promise<NotificationPage> {
  const limit = input.limit ?? pageSize;
  const rows = await listGroups(db, {
    userId: actor.userId,
    beforeId: input.cursor ?? null,
    limit: limit + 1,
    onlyUnread: input.onlyUnread ?? false,
    partyId: input.onlyParty ? actor.party.id : undefined,
  });
  const shown = rows.slice(0, limit);
  const newest = shown.filter((row) => row.count > 1).map(({ path, id }) => ({ path, id }));
  const [earlier, unreadPlaces] = await Promise.all([listEarlier(db, { userId: actor.userId, newest }), countUnreadPlaces(db, actor.userId)]);
  const say = (words: Words) => words[input.locale];
  return {
    groups: shown.map((row) => ({
      id: row.id,
      kind: row.kind,
      partyName: row.partyName,
      path: row.path,
      ...say(row.words),
      unread: row.unread,
      count: row.count,
      at: row.createdAt.toISOString(),
      earlier: earlier.filter((one) => one.path === row.path).map((one) => ({ id: one.id, title: say(one.words).title, unread: one.readAt === null, at: one.createdAt.toISOString() })),
    })),
    unreadPlaces,
    nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

/**
 * Marks the actor's own notifications read; their counts move in all their tabs. Those that are read already stay as they
 * are. NOTIFICATIONS.NOT_FOUND when ids were given and none is theirs.
 */
export async function markRead(db: Db, actor: Actor, input: ReadInput & { onlyParty?: boolean }, clock: Clock = systemClock): Promise<Result<{ read: number }, NotificationError>> {
  return inTransaction<Result<{ read: number }, NotificationError>>(db, async (tx) => {
    const which = "ids" in input ? { ids: input.ids } : "path" in input ? { path: input.path } : { upToId: input.upToId };
    const read = await setRead(tx, { userId: actor.userId, now: clock.now(), partyId: input.onlyParty ? actor.party.id : undefined, ...which });
    if (read > 0) await record(tx, { type: "notifications.changed", payload: { userId: actor.userId }, topics: [`user:${actor.userId}`] });
    if (read === 0 && "ids" in input) {
      const own = await Promise.all(input.ids.map((id) => findOwnPath(tx, { userId: actor.userId, id })));
      if (own.every((path) => path === null)) return err("NOTIFICATIONS.NOT_FOUND");
    }
    return ok({ read });
  });
}

/** Where a notification leads; its whole group counts as read. NOTIFICATIONS.NOT_FOUND when it is not the actor's. */
export async function openNotification(db: Db, actor: Actor, input: { id: string }, clock: Clock = systemClock): Promise<Result<{ path: string }, NotificationError>> {
  const path = await findOwnPath(db, { userId: actor.userId, id: input.id });
  if (path === null) return err("NOTIFICATIONS.NOT_FOUND");
  await markRead(db, actor, { path }, clock);
  return ok({ path });
}
