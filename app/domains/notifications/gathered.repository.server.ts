import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { SubjectType } from "./kinds.ts";
import type { Words } from "./notifications.repository.server.ts";

/**
 * What a person was told of a subject that still waits to be noticed: it is unread, and no mail of it has left. A newer
 * telling of the same subject may take its place. Null when there is none.
 */
export async function findUnnoticed(db: Db, input: { userId: string; subjectType: SubjectType; subjectId: string }): Promise<{ id: string } | null> {
  const rows = await db.$queryRaw<{ id: string }[]>(sql`
    SELECT n.id FROM notification n
    WHERE n.user_id = ${input.userId} AND n.subject_type = ${input.subjectType} AND n.subject_id = ${input.subjectId} AND n.read_at IS NULL
      AND n.mail_settled_at IS NULL AND (n.mail <> 'at_once' OR EXISTS (
        SELECT 1 FROM mail_message m WHERE m.notification_id = n.id AND m.state = 'queued' AND m.attempts = 0))
    ORDER BY n.id DESC LIMIT 1`);
  return rows[0] ?? null;
}

/** Takes back what was told and not noticed, with its waiting mail. */
export async function takeBack(tx: Tx, id: string): Promise<void> {
  await tx.notification.deleteMany({ where: { id } });
  await tx.mailMessage.updateMany({ where: { notificationId: id, state: "queued" }, data: { state: "dropped", retryAt: null } });
}

/** Takes back all that a person was told of a subject that is gone, with mails that wait. Returns how much there was. */
export async function takeBackAll(tx: Tx, which: { userId: string; subjectType: SubjectType; subjectId: string }): Promise<number> {
  const rows = await tx.notification.findMany({ where: which, select: { id: true }, orderBy: { id: "asc" }, take: 10_000 });
  for (const { id } of rows) await takeBack(tx, id);
  return rows.length;
}

/** Says anew what a notification tells. */
export async function setWords(tx: Tx, id: string, words: Words): Promise<void> {
  await tx.notification.updateMany({ where: { id }, data: { words } });
}
