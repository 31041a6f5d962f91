import { createHash, randomBytes } from "node:crypto";
import type { Db } from "#app/platform/db/database.server.ts";
import type { Grant } from "#app/shared/scopes.ts";

/** A bearer token as its owner sees it; the secret itself is never stored. `scopes` may hold names this version does not know. */
export type ShownToken = { id: string; name: string; scopes: string[]; createdAt: Date; lastUsedAt: Date | null; expiresAt: Date | null; partyName: string };

export type NewToken = { id: string; userId: string; partyId: string; name: string; scopes: readonly Grant[]; expiresAt: Date | null };

const hash = (secret: string) => createHash("sha256").update(secret).digest("hex");

/** Writes a token for a person acting for a party; gives the secret, which is nowhere else. Null when the id is taken. */
export async function insertToken(db: Db, { scopes, ...input }: NewToken): Promise<string | null> {
  const secret = `rbt_${randomBytes(24).toString("base64url")}`;
  const { count } = await db.apiToken.createMany({ data: [{ ...input, scopes: [...new Set(scopes)], tokenHash: hash(secret) }], skipDuplicates: true });
  return count === 1 ? secret : null;
}

/** Whose a token is, ended or not. */
export function findToken(db: Db, id: string): Promise<{ userId: string; partyId: string; revokedAt: Date | null } | null> {
  return db.apiToken.findUnique({ where: { id }, select: { userId: true, partyId: true, revokedAt: true } });
}

/** Who is behind a bearer token that has not ended, or null; notes the use at most once a minute. */
export async function findTokenOwner(
  db: Db,
  secret: string,
  now: Date,
): Promise<{ tokenId: string; userId: string; partyId: string; scopes: string[] } | null> {
  const row = await db.apiToken.findUnique({
    where: { tokenHash: hash(secret) },
    select: { id: true, userId: true, partyId: true, scopes: true, revokedAt: true, expiresAt: true, lastUsedAt: true },
  });
  if (!row || row.revokedAt || (row.expiresAt && row.expiresAt <= now)) return null;
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > 60_000) {
    await db.apiToken.updateMany({ where: { id: row.id }, data: { lastUsedAt: now } });
  }
  return { tokenId: row.id, userId: row.userId, partyId: row.partyId, scopes: row.scopes };
}

/** How many tokens of a person have not been ended; run out ones count, because they are listed. */
export function countTokens(db: Db, userId: string): Promise<number> {
  return db.apiToken.count({ where: { userId, revokedAt: null } });
}

/** A person's tokens that they have not ended, newest first. */
export async function listTokens(db: Db, userId: string): Promise<ShownToken[]> {
  const rows = await db.apiToken.findMany({
    where: { userId, revokedAt: null },
    select: { id: true, name: true, scopes: true, createdAt: true, lastUsedAt: true, expiresAt: true, partyId: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 100,
  });
  const parties = await db.party.findMany({
    where: { id: { in: rows.map((row) => row.partyId) } },
    select: { id: true, name: true },
  });
  const names = new Map(parties.map((party) => [party.id, party.name]));
  return rows.map(({ partyId, ...row }) => ({ ...row, partyName: names.get(partyId) ?? "" }));
}

/** Ends a token; only its owner's, and only once. */
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
