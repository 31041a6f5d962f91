import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { emptySql, joinSql, sql } from "#app/platform/db/sql.server.ts";
import type { PartyKind } from "#app/shared/actor.ts";
import type { Locale } from "#app/shared/i18n.ts";
import type { Choice, MailMode, NotificationKind, SubjectType } from "./kinds.ts";

/** Somebody who is to be told, with what they chose for this kind and party. Nulls where they chose nothing. */
export type Recipient = {
  userId: string;
  name: string;
  email: string;
  locale: string;
  partyKind: PartyKind | null;
  inApp: boolean | null;
  mail: MailMode | null;
  quietFromMinute: number | null;
  quietUntilMinute: number | null;
  timeZone: string;
  digestHour: number | null;
  digestsOff: boolean;
  linkVersion: number;
};

/** The person with their choice and times in one question; null when there is no such person. `partyId` may be empty. */
export async function findRecipient(db: Db, input: { userId: string; partyId: string; kind: NotificationKind }): Promise<Recipient | null> {
  const rows = await db.$queryRaw<Recipient[]>(sql`
    SELECT u.id AS "userId", u.name, u.email, u.locale, p.kind::text AS "partyKind", c.in_app AS "inApp", c.mail,
      s.quiet_from_minute AS "quietFromMinute", s.quiet_until_minute AS "quietUntilMinute", s.digest_hour AS "digestHour",
      coalesce(s.digests_off, false) AS "digestsOff", coalesce(s.link_version, 1) AS "linkVersion",
      coalesce(s.time_zone, (SELECT h.time_zone FROM membership m JOIN party h ON h.id = m.party_id
        WHERE m.user_id = u.id AND m.state = 'active' AND h.kind = 'household' ORDER BY h.id LIMIT 1), 'UTC') AS "timeZone"
    FROM "user" u
    LEFT JOIN party p ON p.id = ${input.partyId}
    LEFT JOIN notification_choice c ON c.user_id = u.id AND c.party_id = ${input.partyId} AND c.kind = ${input.kind}
    LEFT JOIN notification_setting s ON s.user_id = u.id
    WHERE u.id = ${input.userId}`);
  return rows[0] ?? null;
}

/** Who of a party's people wants to hear of a kind in some way, `usual` being what holds for those who chose nothing; at most five thousand. */
export async function listWanting(db: Db, input: { partyId: string; kind: NotificationKind; usual: Choice }): Promise<string[]> {
  const rows = await db.$queryRaw<{ userId: string }[]>(sql`
    SELECT m.user_id AS "userId" FROM membership m LEFT JOIN notification_choice c ON c.user_id = m.user_id AND c.party_id = m.party_id AND c.kind = ${input.kind}
    WHERE m.party_id = ${input.partyId} AND m.state = 'active' AND (coalesce(c.in_app, ${input.usual.inApp}::boolean) OR coalesce(c.mail, ${input.usual.mail}) <> 'none')
    ORDER BY m.user_id LIMIT 5000`);
  return rows.map((row) => row.userId);
}

/** What a notification says in each language. */
export type Words = Record<Locale, { title: string; text: string }>;

export type NewNotification = {
  id: string;
  causeKey: string;
  userId: string;
  partyId: string;
  kind: NotificationKind;
  subjectType: SubjectType;
  subjectId: string;
  path: string;
  words: Words;
  trueWhile: readonly string[];
  inApp: boolean;
  mail: MailMode;
  createdAt: Date;
};

/** Writes a notification; false when its cause has one already. */
export async function insertNotification(tx: Tx, row: NewNotification): Promise<boolean> {
  const { count } = await tx.notification.createMany({ data: { ...row, trueWhile: [...row.trueWhile] }, skipDuplicates: true });
  return count === 1;
}

/** What is known of something that may be mailed later. */
export type WaitingRow = {
  id: string;
  userId: string;
  partyId: string;
  kind: NotificationKind;
  subjectType: SubjectType;
  subjectId: string;
  path: string;
  words: Words;
  trueWhile: string[];
};

const waiting = { id: true, userId: true, partyId: true, kind: true, subjectType: true, subjectId: true, path: true, words: true, trueWhile: true } as const;

/** One notification with what it depends on, or null. */
export async function findWaiting(db: Db, id: string): Promise<WaitingRow | null> {
  return (await db.notification.findUnique({ where: { id }, select: waiting })) as WaitingRow | null;
}

/**
 * Takes up all that waits for a digest, so that no other takes it, and gives the newest `limit` of it, newest first, also
 * what has been read on the pages meanwhile. What is written at the same moment waits for the next one.
 */
export async function takeForDigest(
  tx: Tx,
  input: { userId: string; period: string; now: Date; limit: number },
): Promise<{ rows: (WaitingRow & { readAt: Date | null })[]; count: number }> {
  const taken = await tx.$queryRaw<{ id: string }[]>(sql`
    UPDATE notification SET mail_settled_at = ${input.now}::timestamptz
    WHERE user_id = ${input.userId} AND mail = ${input.period} AND mail_settled_at IS NULL RETURNING id`);
  const ids = taken.map((row) => row.id).sort().reverse();
  const rows = await tx.notification.findMany({ where: { id: { in: ids.slice(0, input.limit) } }, select: { ...waiting, readAt: true }, orderBy: { id: "desc" }, take: input.limit });
  return { rows: rows as (WaitingRow & { readAt: Date | null })[], count: ids.length };
}

/** The newest notification of a place, with how many there are behind it. */
export type GroupRow = {
  id: string;
  kind: NotificationKind;
  partyId: string;
  partyName: string | null;
  path: string;
  words: Words;
  readAt: Date | null;
  createdAt: Date;
  count: number;
  unread: number;
};

/**
 * A person's notifications, one per place, the latest first; `beforeId` is the last id of the page before. `partyIds`
 * leaves out what concerns other parties; what concerns the person alone is always in it.
 */
export async function listGroups(db: Db, input: { userId: string; beforeId: string | null; limit: number; onlyUnread: boolean; partyId?: string | undefined }): Promise<GroupRow[]> {
  const ofParty = input.partyId === undefined ? emptySql : sql`AND n.party_id IN ('', ${input.partyId})`;
  return db.$queryRaw<GroupRow[]>(sql`
    SELECT n.id, n.kind, n.party_id AS "partyId", p.name AS "partyName", n.path, n.words, n.read_at AS "readAt", n.created_at AS "createdAt", g.count, g.unread
    FROM notification n LEFT JOIN party p ON p.id = n.party_id
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS count, count(*) FILTER (WHERE o.read_at IS NULL)::int AS unread
      FROM notification o WHERE o.user_id = n.user_id AND o.path = n.path AND o.in_app) g
    WHERE n.user_id = ${input.userId} AND n.in_app ${ofParty}
      AND (${input.beforeId}::text IS NULL OR n.id < ${input.beforeId})
      AND (NOT ${input.onlyUnread}::boolean OR g.unread > 0)
      AND NOT EXISTS (SELECT 1 FROM notification newer WHERE newer.user_id = n.user_id AND newer.path = n.path AND newer.in_app AND newer.id > n.id)
    ORDER BY n.id DESC LIMIT ${input.limit}`);
}

/** What came before the newest in some places, the latest first: at most three of each. */
export async function listEarlier(db: Db, input: { userId: string; newest: { path: string; id: string }[] }): Promise<{ id: string; path: string; words: Words; readAt: Date | null; createdAt: Date }[]> {
  if (input.newest.length === 0) return [];
  const places = joinSql(input.newest.map(({ path, id }) => sql`(${path}::text, ${id}::text)`));
  return db.$queryRaw(sql`
    SELECT e.id, e.path, e.words, e.read_at AS "readAt", e.created_at AS "createdAt"
    FROM (VALUES ${places}) AS place(path, newest)
    CROSS JOIN LATERAL (
      SELECT n.id, n.path, n.words, n.read_at, n.created_at FROM notification n
      WHERE n.user_id = ${input.userId} AND n.path = place.path AND n.in_app AND n.id < place.newest ORDER BY n.id DESC LIMIT 3) e
    ORDER BY e.id DESC`);
}

/** In how many places something unread waits for a person; at most 100. */
export async function countUnreadPlaces(db: Db, userId: string): Promise<number> {
  const rows = await db.$queryRaw<{ count: number }[]>(sql`
    SELECT count(*)::int AS count FROM (
      SELECT DISTINCT path FROM notification WHERE user_id = ${userId} AND in_app AND read_at IS NULL LIMIT 100) places`);
  return rows[0]?.count ?? 0;
}

/** True when something unread leads to this place. */
export async function hasUnreadAt(db: Db, input: { userId: string; path: string }): Promise<boolean> {
  const row = await db.notification.findFirst({ where: { ...input, inApp: true, readAt: null }, select: { id: true } });
  return row !== null;
}

/** Marks a person's own notifications read: all, those of one place, or by id. Returns how many had been unread. */
export async function setRead(
  tx: Tx,
  input: { userId: string; now: Date; path?: string | undefined; ids?: readonly string[] | undefined; upToId?: string | undefined; partyId?: string | undefined },
): Promise<number> {
  const { count } = await tx.notification.updateMany({
    where: {
      userId: input.userId,
      readAt: null,
      inApp: true,
      ...(input.path === undefined ? {} : { path: input.path }),
      ...(input.ids ? { id: { in: [...input.ids] } } : {}),
      ...(input.upToId ? { id: { lte: input.upToId } } : {}),
      ...(input.partyId === undefined ? {} : { partyId: { in: ["", input.partyId] } }),
    },
    data: { readAt: input.now },
  });
  return count;
}

/** Marks read what a person was told about one subject. Returns how many had been unread. */
export async function setReadBySubject(tx: Tx, input: { userId: string; subjectType: SubjectType; subjectId: string; now: Date }): Promise<number> {
  const { now, ...which } = input;
  const { count } = await tx.notification.updateMany({ where: { ...which, inApp: true, readAt: null }, data: { readAt: now } });
  return count;
}

/** Where a person's notification leads, or null when it is not theirs. */
export async function findOwnPath(db: Db, input: { userId: string; id: string }): Promise<string | null> {
  const row = await db.notification.findFirst({ where: { id: input.id, userId: input.userId }, select: { path: true } });
  return row?.path ?? null;
}

/** The parties a person may hear of: where they are an active member. */
export async function listActivePartyIds(db: Db, userId: string): Promise<string[]> {
  const rows = await db.membership.findMany({ where: { userId, state: "active" }, select: { partyId: true }, take: 200 });
  return rows.map((row) => row.partyId);
}
