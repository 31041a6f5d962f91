import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import { newId } from "#app/shared/ids.ts";
import { accounts, type Side } from "./rewards.rules.ts";
import type { HistoryLine } from "./rewards.schema.ts";

export type TransferKind = "fund" | "earn" | "correct" | "release" | "refuse" | "bonus" | "reserve" | "redeem" | "give_back" | "lapse";
export type NewTransfer = { programmeId: string; kind: TransferKind; cause: string; partyId?: string; entryId?: string; userId?: string | null; at: Date; sides: readonly Side[] };

/**
 * Writes a transfer with its sides, and by them the balances. Without sides nothing is written. The programme must be locked. Throws where a
 * cause has had its transfer, or a balance would be below what it may be (RB013 of a household that puts down what it does not have).
 */
export async function post(tx: Tx, input: NewTransfer): Promise<void> {
  if (input.sides.length === 0) return;
  const id = newId();
  const { programmeId, kind, cause, at } = input;
  await tx.rewardTransfer.create({ data: { id, programmeId, kind, cause, at, partyId: input.partyId ?? null, entryId: input.entryId ?? null, byUserId: input.userId ?? null }, select: { id: true } });
  await tx.rewardPosting.createMany({ data: input.sides.map((side) => ({ transferId: id, ...side })) });
}

/** Whether a cause has had its transfer. */
export async function isPosted(db: Db, cause: string): Promise<boolean> {
  return (await db.rewardTransfer.findUnique({ where: { cause }, select: { id: true } })) !== null;
}

/** What is on an account. */
export async function balanceOf(db: Db, input: { programmeId: string; account: string }): Promise<number> {
  return (await db.rewardBalance.findUnique({ where: { programmeId_account: input }, select: { points: true } }))?.points ?? 0;
}

/** What a programme gave out of what: everything it was ever given, what is left, and what was used and lapsed. */
export async function programmeSums(db: Db, programmeId: string): Promise<{ fundedPoints: number; leftPoints: number; spentPoints: number; lapsedPoints: number }> {
  const [row] = await db.$queryRaw<{ funded: number; left: number; spent: number; lapsed: number }[]>(sql`
    SELECT coalesce(-sum(points) FILTER (WHERE account = 'source'), 0)::int AS funded, coalesce(sum(points) FILTER (WHERE account = 'budget'), 0)::int AS left,
      coalesce(sum(points) FILTER (WHERE account LIKE 'spent:%'), 0)::int AS spent, coalesce(sum(points) FILTER (WHERE account = 'lapsed'), 0)::int AS lapsed
    FROM reward_balance WHERE programme_id = ${programmeId}`);
  return { fundedPoints: row?.funded ?? 0, leftPoints: row?.left ?? 0, spentPoints: row?.spent ?? 0, lapsedPoints: row?.lapsed ?? 0 };
}

/** Households with something left, in the order of their accounts. */
export async function listHomesAboveNothing(tx: Tx, programmeId: string): Promise<{ account: string; points: number }[]> {
  return tx.rewardBalance.findMany({ where: { programmeId, account: { startsWith: accounts.home("") }, points: { gt: 0 } }, select: { account: true, points: true }, orderBy: { account: "asc" } });
}

/** Where a household has an account: programme, community and what is on it, what waits and what is put down. */
export async function listAccountsOf(db: Db, partyId: string): Promise<{ programmeId: string; name: string; communityName: string; communitySlug: string; isListed: boolean; communityId: string; endsAt: Date | null; points: number; heldPoints: number }[]> {
  return db.$queryRaw(sql`
    SELECT g.id AS "programmeId", g.name, c.name AS "communityName", c.slug AS "communitySlug", c.is_listed AS "isListed", c.id AS "communityId", g.ends_at AS "endsAt",
      coalesce(sum(b.points) FILTER (WHERE b.account = ${accounts.home(partyId)}), 0)::int AS points, coalesce(sum(b.points) FILTER (WHERE b.account = ${accounts.held(partyId)}), 0)::int AS "heldPoints"
    FROM reward_balance b JOIN reward_programme g ON g.id = b.programme_id JOIN party c ON c.id = g.community_id
    WHERE b.account IN (${accounts.home(partyId)}, ${accounts.held(partyId)}) GROUP BY g.id, c.id ORDER BY c.name, g.id LIMIT 50`);
}

/**
 * What moved on a household's accounts, the latest first, at most `limit` before the transfer `before`. Points are what its own account got;
 * of what was held, that is nothing yet.
 */
export async function listHistory(db: Db, input: { partyId: string; programmeId?: string; before?: string | null; limit: number }): Promise<HistoryLine[]> {
  const before = input.before && /^\d{1,18}$/.test(input.before) ? sql`AND t.seq < ${BigInt(input.before)}` : sql``;
  const one = input.programmeId ? sql`AND t.programme_id = ${input.programmeId}` : sql``;
  const rows = await db.$queryRaw<(Omit<HistoryLine, "at" | "seq"> & { at: Date; seq: bigint })[]>(sql`
    SELECT t.seq, t.kind, t.at, t.entry_id AS "entryId", coalesce(e.material, e.category) AS code, coalesce(p.points, 0) AS points, coalesce(h.points, 0) AS "heldPoints", o.title AS "offerTitle",
      r.state AS "grantState", r.reasons, r.review_note AS "reviewNote", r.limited_by AS "limitedBy", r.raw_points AS "rawPoints"
    FROM reward_transfer t
    LEFT JOIN reward_posting p ON p.transfer_id = t.id AND p.account = ${accounts.home(input.partyId)}
    LEFT JOIN reward_posting h ON h.transfer_id = t.id AND h.account = ${accounts.held(input.partyId)}
    LEFT JOIN ledger_entry e ON e.id = t.entry_id
    LEFT JOIN reward_grant r ON r.entry_id = t.entry_id AND r.party_id = t.party_id
    LEFT JOIN reward_redemption d ON t.kind IN ('reserve', 'redeem', 'give_back') AND d.id = split_part(t.cause, ':', 2)
    LEFT JOIN reward_offer o ON o.id = d.offer_id
    WHERE t.party_id = ${input.partyId} ${one} ${before} ORDER BY t.seq DESC LIMIT ${input.limit}`);
  return rows.map((row) => ({ ...row, at: row.at.toISOString(), seq: String(row.seq), reasons: row.reasons ?? [] }));
}
