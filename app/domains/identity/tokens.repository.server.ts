import { createHash, randomBytes } from "node:crypto";
import type { Db } from "#app/platform/db/database.server.ts";
import { newId } from "#app/shared/ids.ts";

/** A bearer token as its owner sees it; the secret itself is never stored. */
export type ShownToken = { id: string; name: string; createdAt: Date; lastUsedAt: Date | null; partyName: string };

const hash = (secret: string) => createHash("sha256").update(secret).digest("hex");

/** Makes a token for a person acting for a party; the secret is returned once. */
export async function createToken(
  db: Db,
  input: { userId: string; partyId: string; name: string },
): Promise<{ id: string; secret: string }> {
  const secret = `rbt_${randomBytes(24).toString("base64url")}`;
  const id = newId();
  await db.apiToken.create({ data: { id, ...input, tokenHash: hash(secret) }, select: { id: true } });
  return { id, secret };
}

/** Who is behind a bearer token, or null; notes the use at most once a minute. */
export async function findTokenOwner(
  db: Db,
  secret: string,
  now: Date,
): Promise<{ tokenId: string; userId: string; partyId: string } | null> {
  const row = await db.apiToken.findUnique({
    where: { tokenHash: hash(secret) },
    select: { id: true, userId: true, partyId: true, revokedAt: true, lastUsedAt: true },
  });
  if (!row || row.revokedAt) return null;
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > 60_000) {
    await db.apiToken.updateMany({ where: { id: row.id }, data: { lastUsedAt: now } });
  }
  return { tokenId: row.id, userId: row.userId, partyId: row.partyId };
}

/** A person's live tokens, newest first. */
export async function listTokens(db: Db, userId: string): Promise<ShownToken[]> {
  const rows = await db.apiToken.findMany({
    where: { userId, revokedAt: null },
    select: { id: true, name: true, createdAt: true, lastUsedAt: true, partyId: true },
    orderBy: { createdAt: "desc" },
    take: 100,
  });
  const parties = await db.party.findMany({
    where: { id: { in: rows.map((row) => row.partyId) } },
    select: { id: true, name: true },
  });
  const names = new Map(parties.map((party) => [party.id, party.name]));
  return rows.map(({ partyId, ...row }) => ({ ...row, partyName: names.get(partyId) ?? "" }));
}

/** Ends a token; only its owner's. */
export async function revokeToken(db: Db, input: { id: string; userId: string; now: Date }): Promise<boolean> {
  const { count } = await db.apiToken.updateMany({
    where: { id: input.id, userId: input.userId, revokedAt: null },
    data: { revokedAt: input.now },
  });
  return count === 1;
}

/** The person with this address and their household, or null. */
export async function findPersonByEmail(db: Db, email: string): Promise<{ userId: string; partyId: string } | null> {
  const user = await db.user.findUnique({
    where: { email: email.toLowerCase() },
    select: {
      id: true,
      memberships: {
        where: { state: "active" },
        select: { partyId: true, party: { select: { kind: true } } },
        orderBy: { joinedAt: "asc" },
        take: 20,
      },
    },
  });
  if (!user) return null;
  const membership = user.memberships.find((m) => m.party.kind === "household") ?? user.memberships[0];
  return membership ? { userId: user.id, partyId: membership.partyId } : null;
}
