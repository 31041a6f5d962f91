import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { joinSql, sql } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import type { BoxState, ReturnState, Side } from "./packaging.rules.ts";

export type PoolRow = { id: string; ownerPartyId: string; name: string; currency: string };
const poolColumns = { id: true, ownerPartyId: true, name: true, currency: true } as const;

export async function findPool(db: Db, id: string): Promise<PoolRow | null> {
  return db.packagingPool.findUnique({ where: { id }, select: poolColumns });
}

/** A party's own pool; null before it has one. */
export async function findPoolOf(db: Db, partyId: string): Promise<PoolRow | null> {
  return db.packagingPool.findUnique({ where: { ownerPartyId: partyId }, select: poolColumns });
}

/** Writes a pool; false when the party has one, or the id is taken. */
export async function insertPool(tx: Tx, input: PoolRow & { createdByUserId: string; now: Date }): Promise<boolean> {
  const { now, ...row } = input;
  const { count } = await tx.packagingPool.createMany({ data: { ...row, createdAt: now }, skipDuplicates: true });
  return count === 1;
}

export async function findType(db: Db, id: string): Promise<{ id: string; poolId: string; name: string; depositMinor: number } | null> {
  return db.packagingType.findUnique({ where: { id }, select: { id: true, poolId: true, name: true, depositMinor: true } });
}

/** Writes a kind of box; false when the pool has one of that name, or the id is taken. */
export async function insertType(tx: Tx, input: { id: string; poolId: string; name: string; depositMinor: number; now: Date }): Promise<boolean> {
  const { now, ...row } = input;
  const { count } = await tx.packagingType.createMany({ data: { ...row, createdAt: now }, skipDuplicates: true });
  return count === 1;
}

/** Writes boxes in stock; how many were new. */
export async function insertBoxes(tx: Tx, input: { codes: readonly string[]; typeId: string; now: Date }): Promise<number> {
  const { count } = await tx.packagingBox.createMany({ data: input.codes.map((code) => ({ code, typeId: input.typeId, createdAt: input.now, updatedAt: input.now })), skipDuplicates: true });
  return count;
}

export type BoxRow = { code: string; typeId: string; state: BoxState; holderPartyId: string | null; version: number; poolId: string; typeName: string; depositMinor: number };

const boxSql = sql`SELECT b.code, b.type_id AS "typeId", b.state::text AS state, b.holder_party_id AS "holderPartyId", b.version, t.pool_id AS "poolId", t.name AS "typeName", t.deposit_minor AS "depositMinor"
  FROM packaging_box b JOIN packaging_type t ON t.id = b.type_id`;

/** The boxes of these codes, locked in the order of their codes. */
export async function lockBoxes(tx: Tx, codes: readonly string[]): Promise<BoxRow[]> {
  if (codes.length === 0) return [];
  return tx.$queryRaw<BoxRow[]>(sql`${boxSql} WHERE b.code IN (${joinSql([...codes])}) ORDER BY b.code FOR UPDATE OF b`);
}

export async function findBox(db: Db, code: string): Promise<BoxRow | null> {
  const rows = await db.$queryRaw<BoxRow[]>(sql`${boxSql} WHERE b.code = ${code}`);
  return rows[0] ?? null;
}

/** Moves boxes that the transaction holds locked. */
export async function setBoxes(tx: Tx, input: { codes: readonly string[]; from: readonly BoxState[]; to: BoxState; holderPartyId: string | null; now: Date }): Promise<number> {
  const { count } = await tx.packagingBox.updateMany({
    where: { code: { in: [...input.codes] }, state: { in: [...input.from] } },
    data: { state: input.to, holderPartyId: input.holderPartyId, version: { increment: 1 }, updatedAt: input.now },
  });
  return count;
}

/** The boxes that a party has, by code; at most five hundred. */
export async function listHeld(db: Db, partyId: string): Promise<(BoxRow & { poolName: string; currency: string })[]> {
  return db.$queryRaw<(BoxRow & { poolName: string; currency: string })[]>(sql`
    SELECT b.code, b.type_id AS "typeId", b.state::text AS state, b.holder_party_id AS "holderPartyId", b.version, t.pool_id AS "poolId", t.name AS "typeName", t.deposit_minor AS "depositMinor", p.name AS "poolName", p.currency
    FROM packaging_box b JOIN packaging_type t ON t.id = b.type_id JOIN packaging_pool p ON p.id = t.pool_id WHERE b.holder_party_id = ${partyId} AND b.state = 'out' ORDER BY p.name, t.name, b.code LIMIT 500`);
}

/** The kinds of a pool with how many of their boxes are where. */
export async function listTypes(db: Db, poolId: string): Promise<{ id: string; name: string; depositMinor: number; state: BoxState | null; count: number }[]> {
  return db.$queryRaw<{ id: string; name: string; depositMinor: number; state: BoxState | null; count: number }[]>(sql`
    SELECT t.id, t.name, t.deposit_minor AS "depositMinor", b.state::text AS state, count(b.code)::int AS count
    FROM packaging_type t LEFT JOIN packaging_box b ON b.type_id = t.id WHERE t.pool_id = ${poolId} GROUP BY t.id, b.state ORDER BY t.name, t.id LIMIT 500`);
}

/** Boxes of a kind, by code; at most two hundred, for their labels. */
export async function listCodes(db: Db, input: { typeId: string; state: BoxState }): Promise<string[]> {
  return (await db.packagingBox.findMany({ where: input, select: { code: true }, orderBy: { code: "asc" }, take: 200 })).map((box) => box.code);
}

export async function findCard(db: Db, code: string): Promise<{ partyId: string } | null> {
  return db.packagingCard.findUnique({ where: { code }, select: { partyId: true } });
}

export async function findCardOf(db: Db, partyId: string): Promise<string | null> {
  return (await db.packagingCard.findUnique({ where: { partyId }, select: { code: true } }))?.code ?? null;
}

export async function insertCard(tx: Tx, input: { partyId: string; code: string; now: Date }): Promise<void> {
  await tx.packagingCard.createMany({ data: { partyId: input.partyId, code: input.code, createdAt: input.now }, skipDuplicates: true });
}

export type ReturnRow = { id: string; poolId: string; holderPartyId: string; state: ReturnState; version: number; createdAt: Date; countedAt: Date | null; resolution: string | null; lines: { typeId: string; declaredCount: number; countedCount: number | null; type: { name: string } }[] };
const returnColumns = {
  id: true, poolId: true, holderPartyId: true, state: true, version: true, createdAt: true, countedAt: true, resolution: true,
  lines: { select: { typeId: true, declaredCount: true, countedCount: true, type: { select: { name: true } } }, orderBy: { typeId: "asc" } },
} as const;

export async function findReturn(db: Db, id: string): Promise<ReturnRow | null> {
  return db.packagingReturn.findUnique({ where: { id }, select: returnColumns });
}

export async function insertReturn(tx: Tx, input: { id: string; poolId: string; holderPartyId: string; declaredByUserId: string; lines: readonly { typeId: string; declaredCount: number }[]; now: Date }): Promise<void> {
  const { lines, now, ...row } = input;
  await tx.packagingReturn.create({ data: { ...row, createdAt: now, updatedAt: now, lines: { create: [...lines] } }, select: { id: true } });
}

/** Moves a return if it still stands where the mover saw it. */
export async function swapReturn(
  tx: Tx,
  input: { id: string; from: ReturnState; version: number; to: ReturnState; now: Date; counted?: { countedByUserId: string; countedAt: Date }; resolved?: { resolution: string; resolvedByUserId: string } },
): Promise<boolean> {
  const { count } = await tx.packagingReturn.updateMany({
    where: { id: input.id, state: input.from, version: input.version },
    data: { state: input.to, version: { increment: 1 }, updatedAt: input.now, ...input.counted, ...input.resolved },
  });
  return count === 1;
}

/** What was counted of each kind; a kind that nobody declared gets a line of its own. */
export async function setCounts(tx: Tx, returnId: string, lines: readonly { typeId: string; declaredCount: number; countedCount: number }[]): Promise<void> {
  for (const { typeId, declaredCount, countedCount } of lines) {
    await tx.packagingReturnLine.upsert({ where: { returnId_typeId: { returnId, typeId } }, create: { returnId, typeId, declaredCount, countedCount }, update: { countedCount }, select: { typeId: true } });
  }
}

/** A pool's returns in one state, the longest waiting first; or a holder's, newest first. At most fifty. */
export async function listReturns(db: Db, which: { poolId: string; states: readonly ReturnState[] } | { holderPartyId: string }): Promise<ReturnRow[]> {
  const where = "poolId" in which ? { poolId: which.poolId, state: { in: [...which.states] } } : { holderPartyId: which.holderPartyId };
  return db.packagingReturn.findMany({ where, select: returnColumns, orderBy: { id: "poolId" in which ? "asc" : "desc" }, take: 50 });
}

/** Writes a movement of deposit with its sides; nothing when no money moves. One per cause: a second one throws. */
export async function insertEntry(tx: Tx, input: { poolId: string; cause: string; userId: string; sides: readonly Side[]; now: Date }): Promise<void> {
  if (input.sides.length === 0) return;
  const entryId = newId();
  await tx.depositEntry.create({ data: { id: entryId, poolId: input.poolId, cause: input.cause, createdByUserId: input.userId, createdAt: input.now }, select: { id: true } });
  // In one statement: the database refuses sides that do not balance when it ends.
  await tx.depositSide.createMany({ data: input.sides.map((side) => ({ entryId, ...side })) });
}

/** What each account of a pool stands at, by kind of account. */
export async function sumAccounts(db: Db, poolId: string): Promise<{ kind: string; sum: number }[]> {
  return db.$queryRaw<{ kind: string; sum: number }[]>(sql`
    SELECT split_part(s.account, ':', 1) AS kind, sum(s.amount_minor)::float8 AS sum FROM deposit_side s JOIN deposit_entry e ON e.id = s.entry_id WHERE e.pool_id = ${poolId} GROUP BY 1 LIMIT 10`);
}

/** What was paid out for a return, in minor units. */
export async function paidFor(db: Db, returnIds: readonly string[]): Promise<Map<string, number>> {
  if (returnIds.length === 0) return new Map();
  const rows = await db.$queryRaw<{ id: string; paid: number }[]>(sql`
    SELECT split_part(e.cause, ':', 2) AS id, -sum(s.amount_minor)::int AS paid FROM deposit_entry e JOIN deposit_side s ON s.entry_id = e.id AND s.account = 'cash'
    WHERE e.cause IN (${joinSql(returnIds.flatMap((id) => [`return:${id}`, `return:${id}:recount`]))}) GROUP BY 1 LIMIT ${returnIds.length}`);
  return new Map(rows.map((row) => [row.id, row.paid]));
}

export async function partyNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.party.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true }, take: ids.length || 1 });
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Who moved what in this room, from where to where. */
export async function insertPackagingTransition(tx: Tx, input: { type: "packaging_pool" | "packaging_return" | "packaging_box"; id: string; from: string | null; to: string; actor: Actor; reason: string | null; at: Date }): Promise<void> {
  const { actor } = input;
  await tx.transition.create({
    data: { id: newId(), subjectType: input.type, subjectId: input.id, fromState: input.from, toState: input.to, actorUserId: actor.userId, actorPartyId: actor.party.id, actorRole: `${actor.party.kind}:${actor.role}`, reason: input.reason, at: input.at },
    select: { id: true },
  });
}
