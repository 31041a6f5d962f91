import type { Db } from "#app/platform/db/database.server.ts";

/** Remembers for which party a session acts. The session must be this person's. */
export async function setActiveParty(
  db: Db,
  input: { sessionId: string; userId: string; partyId: string },
): Promise<boolean> {
  const { count } = await db.session.updateMany({
    where: { id: input.sessionId, userId: input.userId },
    data: { activePartyId: input.partyId },
  });
  return count === 1;
}

/** The person's flags that the session does not carry. */
export async function findUserFlags(db: Db, userId: string): Promise<{ isOperator: boolean; locale: string } | null> {
  return db.user.findUnique({ where: { id: userId }, select: { isOperator: true, locale: true } });
}

/** Makes a person the platform's operator when nobody is one yet: the first person of an empty product. */
export async function becomeFirstOperator(db: Db, userId: string): Promise<boolean> {
  const existing = await db.user.findFirst({ where: { isOperator: true }, select: { id: true } });
  if (existing) return false;
  await db.user.update({ where: { id: userId }, data: { isOperator: true }, select: { id: true } });
  return true;
}

/** Keeps the language a person chose, for their mails. */
export async function setUserLocale(db: Db, input: { userId: string; locale: string }): Promise<void> {
  await db.user.updateMany({ where: { id: input.userId }, data: { locale: input.locale } });
}
