import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { PartyKind } from "#app/shared/actor.ts";
import type { MailMode, NotificationKind } from "./kinds.ts";

/** What a person chose about times; `version` is 0 until they chose anything. */
export type SettingRow = {
  version: number;
  quietFromMinute: number | null;
  quietUntilMinute: number | null;
  timeZone: string;
  digestHour: number | null;
  digestsOff: boolean;
  linkVersion: number;
};

/** A person's times, their household's zone where they chose none. Null when there is no such person. */
export async function findSetting(db: Db, userId: string): Promise<SettingRow | null> {
  const rows = await db.$queryRaw<SettingRow[]>(sql`
    SELECT coalesce(s.version, 0) AS version, s.quiet_from_minute AS "quietFromMinute", s.quiet_until_minute AS "quietUntilMinute",
      coalesce(s.time_zone, (SELECT h.time_zone FROM membership m JOIN party h ON h.id = m.party_id
        WHERE m.user_id = u.id AND m.state = 'active' AND h.kind = 'household' ORDER BY h.id LIMIT 1), 'UTC') AS "timeZone",
      s.digest_hour AS "digestHour", coalesce(s.digests_off, false) AS "digestsOff", coalesce(s.link_version, 1) AS "linkVersion"
    FROM "user" u LEFT JOIN notification_setting s ON s.user_id = u.id WHERE u.id = ${userId}`);
  return rows[0] ?? null;
}

type SettingChange = Partial<{ quietFromMinute: number | null; quietUntilMinute: number | null; timeZone: string; digestHour: number; digestsOff: boolean }>;

/** Changes a person's settings if they still stand at `version` (0: none yet); false when they do not. */
export async function swapSetting(tx: Tx, input: { userId: string; version: number; change: SettingChange }): Promise<boolean> {
  if (input.version === 0) {
    const { count } = await tx.notificationSetting.createMany({ data: { userId: input.userId, ...input.change }, skipDuplicates: true });
    return count === 1;
  }
  const { count } = await tx.notificationSetting.updateMany({ where: { userId: input.userId, version: input.version }, data: { ...input.change, version: { increment: 1 } } });
  return count === 1;
}

/** Turns a person's digests off or on, whatever else was chosen meanwhile. */
export async function setDigestsOff(tx: Tx, input: { userId: string; off: boolean }): Promise<void> {
  await tx.$executeRaw(sql`
    INSERT INTO notification_setting (user_id, digests_off) VALUES (${input.userId}, ${input.off})
    ON CONFLICT (user_id) DO UPDATE SET digests_off = EXCLUDED.digests_off, version = notification_setting.version + 1
      WHERE notification_setting.digests_off <> EXCLUDED.digests_off`);
}

/** Ends every link in the mails a person has had. */
export async function raiseLinkVersion(tx: Tx, userId: string): Promise<void> {
  await tx.$executeRaw(sql`
    INSERT INTO notification_setting (user_id, link_version) VALUES (${userId}, 2)
    ON CONFLICT (user_id) DO UPDATE SET link_version = notification_setting.link_version + 1, version = notification_setting.version + 1`);
}

export type ChoiceRow = { kind: string; inApp: boolean; mail: string; mailBefore: string | null };

/** What a person chose for one of their parties. */
export async function listChoices(db: Db, input: { userId: string; partyId: string }): Promise<ChoiceRow[]> {
  return db.notificationChoice.findMany({ where: input, select: { kind: true, inApp: true, mail: true, mailBefore: true }, orderBy: { kind: "asc" }, take: 100 });
}

/** Writes a choice over the one before. */
export async function putChoice(tx: Tx, choice: { userId: string; partyId: string; kind: NotificationKind; inApp: boolean; mail: MailMode; mailBefore: MailMode | null }): Promise<void> {
  const { userId, partyId, kind, ...rest } = choice;
  await tx.notificationChoice.upsert({ where: { userId_partyId_kind: { userId, partyId, kind } }, create: choice, update: rest, select: { kind: true } });
}

/** What waits for a digest follows the new choice. Returns how many rows moved. */
export async function moveWaiting(tx: Tx, input: { userId: string; partyId: string; kind: NotificationKind; mail: "daily" | "weekly" | "none" }): Promise<number> {
  const { count } = await tx.notification.updateMany({
    where: { userId: input.userId, partyId: input.partyId, kind: input.kind, mail: { in: ["daily", "weekly"], not: input.mail }, mailSettledAt: null },
    data: { mail: input.mail },
  });
  return count;
}

/** A party with its kind, when the person is an active member of it. */
export async function findOwnParty(db: Db, input: { userId: string; partyId: string }): Promise<{ name: string; kind: PartyKind } | null> {
  const row = await db.membership.findFirst({ where: { ...input, state: "active" }, select: { party: { select: { name: true, kind: true } } } });
  return row?.party ?? null;
}

/** The name and kind of a party, for a link that was made for it. */
export async function findParty(db: Db, partyId: string): Promise<{ name: string; kind: PartyKind } | null> {
  return db.party.findUnique({ where: { id: partyId }, select: { name: true, kind: true } });
}
