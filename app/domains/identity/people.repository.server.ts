import type { Db } from "#app/platform/db/database.server.ts";

/** A person as verbs and mails need them, or null. */
export async function findUser(
  db: Db,
  userId: string,
): Promise<{ name: string; email: string; locale: string; isOperator: boolean } | null> {
  return db.user.findUnique({
    where: { id: userId },
    select: { name: true, email: true, locale: true, isOperator: true },
  });
}
