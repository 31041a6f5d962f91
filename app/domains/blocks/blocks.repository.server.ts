import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import { newId } from "#app/shared/ids.ts";

/** True when one of the two has blocked the other, whichever. */
export async function isBlockedBetween(db: Db, a: string, b: string): Promise<boolean> {
  const rows = await db.$queryRaw<{ blocked: boolean }[]>(sql`
    SELECT EXISTS (SELECT 1 FROM party_block WHERE blocker_party_id = ${a} AND blocked_party_id = ${b})
      OR EXISTS (SELECT 1 FROM party_block WHERE blocker_party_id = ${b} AND blocked_party_id = ${a}) AS blocked`);
  return rows[0]?.blocked === true;
}

/**
 * Makes everything that begins or ends something between these two take turns until the transaction ends. Whoever asks
 * `isBlockedBetween` after it, in a statement of its own, sees a block that was made just before.
 */
export async function lockPair(tx: Tx, a: string, b: string): Promise<void> {
  const pair = [a, b].sort().join(" ");
  await tx.$executeRaw(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`block ${pair}`}, 0))`);
}

/** How many parties at most are hidden from one party; a bound, far above what people reach. */
const maxHidden = 5000;

/** Whose things a party does not see, and who does not see its own: those it blocked and those who blocked it. */
export async function listHiddenPartyIds(db: Db, partyId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>(sql`
    SELECT blocked_party_id AS id FROM party_block WHERE blocker_party_id = ${partyId}
    UNION SELECT blocker_party_id FROM party_block WHERE blocked_party_id = ${partyId}
    ORDER BY id LIMIT ${maxHidden}`);
  return rows.map((row) => row.id);
}

/** True when `blocker` itself has blocked the other: only then can it lift the block. */
export async function hasBlocked(db: Db, input: { blockerPartyId: string; blockedPartyId: string }): Promise<boolean> {
  const row = await db.partyBlock.findUnique({ where: { blockerPartyId_blockedPartyId: input }, select: { createdAt: true } });
  return row !== null;
}

/** True when there is such a party. */
export async function partyExists(db: Db, partyId: string): Promise<boolean> {
  return (await db.party.findUnique({ where: { id: partyId }, select: { id: true } })) !== null;
}

/** How many parties a party has blocked. */
export async function countBlocks(db: Db, blockerPartyId: string): Promise<number> {
  return db.partyBlock.count({ where: { blockerPartyId } });
}

/** Writes a block; false when it stood already. */
export async function insertBlock(tx: Tx, input: { blockerPartyId: string; blockedPartyId: string; at: Date }): Promise<boolean> {
  const made = await tx.$executeRaw(sql`
    INSERT INTO party_block (blocker_party_id, blocked_party_id, created_at)
    VALUES (${input.blockerPartyId}, ${input.blockedPartyId}, ${input.at}::timestamptz) ON CONFLICT DO NOTHING`);
  return made === 1;
}

/** Takes a block away; false when there was none. */
export async function deleteBlock(tx: Tx, input: { blockerPartyId: string; blockedPartyId: string }): Promise<boolean> {
  return (await tx.partyBlock.deleteMany({ where: input })).count === 1;
}

/** Remembers who of a party blocked or unblocked whom. */
export async function insertBlockTransition(
  tx: Tx,
  input: { blockerPartyId: string; blockedPartyId: string; from: string; to: string; userId: string; role: string; at: Date },
): Promise<void> {
  await tx.transition.create({
    data: {
      id: newId(),
      subjectType: "party_block",
      subjectId: `${input.blockerPartyId} ${input.blockedPartyId}`,
      fromState: input.from,
      toState: input.to,
      actorUserId: input.userId,
      actorPartyId: input.blockerPartyId,
      actorRole: input.role,
      at: input.at,
    },
    select: { id: true },
  });
}

/** The people of both parties, whose pages change. */
export async function listPeopleOf(db: Db, partyIds: string[]): Promise<string[]> {
  const rows = await db.membership.findMany({
    where: { partyId: { in: partyIds }, state: "active" },
    select: { userId: true },
    distinct: ["userId"],
    orderBy: { userId: "asc" },
    take: 200,
  });
  return rows.map((row) => row.userId);
}

/** A party's blocks before a place in the list, the newest first. */
export async function listBlocks(
  db: Db,
  input: { blockerPartyId: string; before: { at: Date; partyId: string } | null; limit: number },
): Promise<{ partyId: string; name: string; kind: string; createdAt: Date }[]> {
  const { before } = input;
  const rows = await db.partyBlock.findMany({
    where: {
      blockerPartyId: input.blockerPartyId,
      ...(before ? { OR: [{ createdAt: { lt: before.at } }, { createdAt: before.at, blockedPartyId: { lt: before.partyId } }] } : {}),
    },
    select: { createdAt: true, blocked: { select: { id: true, name: true, kind: true } } },
    orderBy: [{ createdAt: "desc" }, { blockedPartyId: "desc" }],
    take: input.limit,
  });
  return rows.map(({ blocked, createdAt }) => ({ partyId: blocked.id, name: blocked.name, kind: blocked.kind, createdAt }));
}
