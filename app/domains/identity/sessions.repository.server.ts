import { inTransaction, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

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

/** A session as its owner sees it; never its token. */
export type ShownSession = { id: string; createdAt: Date; expiresAt: Date; ipAddress: string | null; userAgent: string | null };

/** A person's sessions that are still good, newest first. */
export async function listLiveSessions(db: Db, input: { userId: string; now: Date }): Promise<ShownSession[]> {
  return db.session.findMany({
    where: { userId: input.userId, expiresAt: { gt: input.now } },
    select: { id: true, createdAt: true, expiresAt: true, ipAddress: true, userAgent: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 100,
  });
}

/** Ends one session, if it is this person's. */
export async function deleteSession(db: Db, input: { id: string; userId: string }): Promise<boolean> {
  const { count } = await db.session.deleteMany({ where: { id: input.id, userId: input.userId } });
  return count === 1;
}

/** Ends all sessions of a person but one; returns how many. */
export async function deleteOtherSessions(db: Db, input: { userId: string; keepId: string }): Promise<number> {
  const { count } = await db.session.deleteMany({ where: { userId: input.userId, id: { not: input.keepId } } });
  return count;
}

/** The person's flags that the session does not carry. */
export async function findUserFlags(db: Db, userId: string): Promise<{ isOperator: boolean; locale: string } | null> {
  return db.user.findUnique({ where: { id: userId }, select: { isOperator: true, locale: true } });
}

/** Keeps others who want the same person's row waiting until the transaction ends. */
export async function lockUser(tx: Tx, userId: string): Promise<void> {
  await tx.$executeRaw(sql`SELECT 1 FROM "user" WHERE id = ${userId} FOR UPDATE`);
}

/** True when the person belongs to a household. */
export async function hasHousehold(db: Db, userId: string): Promise<boolean> {
  const row = await db.membership.findFirst({
    where: { userId, state: "active", party: { kind: "household" } },
    select: { id: true },
  });
  return row !== null;
}

/**
 * Makes a person the platform's operator when nobody is one yet: the first verified person of an empty product.
 * Two who verify at once take turns at a lock, so there is one.
 */
export async function becomeFirstOperator(db: Db, userId: string): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    await tx.$executeRaw(sql`SELECT pg_advisory_xact_lock(hashtext('roundabout.first-operator'))`);
    const changed = await tx.$executeRaw(sql`
      UPDATE "user" SET is_operator = true
      WHERE id = ${userId} AND NOT EXISTS (SELECT 1 FROM "user" WHERE is_operator)`);
    return changed === 1;
  });
}

/** Keeps the language a person chose, for their mails. */
export async function setUserLocale(db: Db, input: { userId: string; locale: string }): Promise<void> {
  await db.user.updateMany({ where: { id: input.userId }, data: { locale: input.locale } });
}

/** Writes a person's own name and language. */
export async function updatePerson(db: Db, input: { userId: string; name: string; locale: string }): Promise<void> {
  await db.user.updateMany({ where: { id: input.userId }, data: { name: input.name, locale: input.locale } });
}

/** Whose password a reset link is for, or null. */
export async function findResetUserId(db: Db, token: string): Promise<string | null> {
  const row = await db.verification.findFirst({ where: { identifier: `reset-password:${token}` }, select: { value: true } });
  return row?.value ?? null;
}
