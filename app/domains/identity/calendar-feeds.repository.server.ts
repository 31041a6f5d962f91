import { createHash, randomBytes } from "node:crypto";
import type { Db } from "#app/platform/db/database.server.ts";
import { newId } from "#app/shared/ids.ts";

const hash = (secret: string) => createHash("sha256").update(secret).digest("hex");

/** A feed as its owner sees it; the secret itself is never stored. */
export type ShownFeed = { createdAt: Date; lastReadAt: Date | null };

/** Makes the address of a person's feed for a party, in place of an earlier one, which stops working. The secret is returned once. */
export async function renewFeed(db: Db, input: { userId: string; partyId: string; now: Date }): Promise<{ secret: string }> {
  const secret = randomBytes(24).toString("base64url");
  const fresh = { secretHash: hash(secret), createdAt: input.now, lastReadAt: null };
  const key = { userId: input.userId, partyId: input.partyId };
  await db.calendarFeed.upsert({ where: { userId_partyId: key }, create: { id: newId(), ...key, ...fresh }, update: fresh, select: { id: true } });
  return { secret };
}

/** A person's feed for a party, or null. */
export async function findFeed(db: Db, input: { userId: string; partyId: string }): Promise<ShownFeed | null> {
  return db.calendarFeed.findUnique({ where: { userId_partyId: input }, select: { createdAt: true, lastReadAt: true } });
}

/** Ends a person's feed for a party. False when there was none. */
export async function endFeed(db: Db, input: { userId: string; partyId: string }): Promise<boolean> {
  const { count } = await db.calendarFeed.deleteMany({ where: input });
  return count === 1;
}

/** Whose feed this secret opens, or null; notes the reading at most once a minute. */
export async function findFeedOwner(db: Db, secret: string, now: Date): Promise<{ userId: string; partyId: string } | null> {
  const row = await db.calendarFeed.findUnique({ where: { secretHash: hash(secret) }, select: { id: true, userId: true, partyId: true, lastReadAt: true } });
  if (!row) return null;
  if (!row.lastReadAt || now.getTime() - row.lastReadAt.getTime() > 60_000) await db.calendarFeed.updateMany({ where: { id: row.id }, data: { lastReadAt: now } });
  return { userId: row.userId, partyId: row.partyId };
}
