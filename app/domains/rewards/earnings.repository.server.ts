import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { HeldView } from "./rewards.schema.ts";

/** Who takes in order to treat; the others pass on or use again. */
const treatsSql = sql`t.kind IN ('recycler', 'producer', 'authority')`;

/** Takes the head's lock until the transaction ends: points follow the log one step after the other. */
export async function lockHead(tx: Tx): Promise<bigint> {
  const [head] = await tx.$queryRaw<{ processed: bigint }[]>(sql`SELECT processed_size AS processed FROM reward_head WHERE id = 1 FOR UPDATE`);
  if (!head) throw new Error("the points have lost their head");
  return head.processed;
}

/** How far they have followed, as it is known without the lock. */
export async function headOf(db: Db): Promise<bigint> {
  return (await db.rewardHead.findUnique({ where: { id: 1 }, select: { processedSize: true } }))?.processedSize ?? 0n;
}

export async function setHead(tx: Tx, size: bigint): Promise<void> {
  await tx.$executeRaw(sql`UPDATE reward_head SET processed_size = ${size} WHERE id = 1`);
}

/** How long the ledger's log is. */
export async function logSize(db: Db): Promise<bigint> {
  const [row] = await db.$queryRaw<{ size: bigint }[]>(sql`SELECT size FROM ledger_head WHERE id = 1`);
  return row?.size ?? 0n;
}

/** A row of the ledger that may move points: of a household's giving, or a correction of such. */
export type LedgerLine = {
  index: bigint;
  rowId: string;
  entryId: string;
  kind: string;
  route: string;
  material: string | null;
  measuredGrams: bigint;
  movedGrams: bigint;
  lotId: string;
  serialHash: string | null;
  occurredAt: Date;
  recordedAt: Date;
  partyId: string;
  takerPartyId: string;
  takerTreats: boolean;
  day: string;
  programmeId: string;
};

/** Those rows in a range of the log, in its order. What is only on its way to a recycler is left out: whoever brings it there earns. */
export async function selectLines(tx: Tx, from: bigint, to: bigint): Promise<LedgerLine[]> {
  return tx.$queryRaw<LedgerLine[]>(sql`
    SELECT l.index, e.id AS "rowId", coalesce(e.corrects_id, e.reverses_id, e.id) AS "entryId", e.kind::text AS kind, e.route, e.material, e.measured_grams AS "measuredGrams", e.moved_grams AS "movedGrams",
      e.lot_id AS "lotId", e.serial_hash AS "serialHash", e.occurred_at AS "occurredAt", e.recorded_at AS "recordedAt", s.party_id AS "partyId", e.taker_party_id AS "takerPartyId",
      ${treatsSql} AS "takerTreats", coalesce(s.community_day, '') AS day, coalesce(r.programme_id, g.id) AS "programmeId"
    FROM ledger_leaf l JOIN ledger_entry e ON e.id = l.entry_id
    JOIN ledger_share s ON s.entry_id = e.id AND s.side = 'giver'
    JOIN party h ON h.id = s.party_id AND h.kind = 'household'
    JOIN party t ON t.id = e.taker_party_id
    LEFT JOIN reward_programme g ON g.community_id = s.community_id
    LEFT JOIN reward_grant r ON r.entry_id = coalesce(e.corrects_id, e.reverses_id, e.id) AND r.party_id = s.party_id
    WHERE l.index >= ${from} AND l.index < ${to} AND coalesce(r.programme_id, g.id) IS NOT NULL AND e.route <> 'in_chain' ORDER BY l.index`);
}

export type GrantState = "granted" | "held" | "released" | "refused";
export type GrantRow = { id: string; programmeId: string; entryId: string; partyId: string; ruleNumber: number; day: string; measuredGrams: bigint; rawPoints: number; points: number; limitedBy: string | null; state: GrantState; version: number };
const grantColumns = sql`r.id, r.programme_id AS "programmeId", r.entry_id AS "entryId", r.party_id AS "partyId", r.rule_number AS "ruleNumber", r.day, r.measured_grams AS "measuredGrams", r.raw_points AS "rawPoints", r.points, r.limited_by AS "limitedBy", r.state, r.version`;

/** What an entry earned a household, or null. */
export async function findGrant(db: Db, input: { entryId: string; partyId: string }): Promise<GrantRow | null> {
  const rows = await db.$queryRaw<GrantRow[]>(sql`SELECT ${grantColumns} FROM reward_grant r WHERE r.entry_id = ${input.entryId} AND r.party_id = ${input.partyId}`);
  return rows[0] ?? null;
}

export async function findGrantById(db: Db, id: string): Promise<(GrantRow & { takerPartyId: string | null }) | null> {
  const rows = await db.$queryRaw<(GrantRow & { takerPartyId: string | null })[]>(sql`SELECT ${grantColumns}, e.taker_party_id AS "takerPartyId" FROM reward_grant r JOIN ledger_entry e ON e.id = r.entry_id WHERE r.id = ${id}`);
  return rows[0] ?? null;
}

export async function insertGrant(tx: Tx, input: Omit<GrantRow, "version"> & { reasons: string[]; createdAt: Date }): Promise<void> {
  await tx.rewardGrant.create({ data: input, select: { id: true } });
}

/** What corrections make of a grant; its state stays. Under the programme's lock. */
export async function updateGrant(tx: Tx, input: { id: string; measuredGrams: bigint; rawPoints: number; points: number; limitedBy: string | null }): Promise<void> {
  const { id, ...data } = input;
  await tx.rewardGrant.update({ where: { id }, data: { ...data, version: { increment: 1 } }, select: { id: true } });
}

/** Decides about a held grant if it is still the version the reviewer saw. */
export async function swapGrant(tx: Tx, input: { id: string; version: number; to: "released" | "refused"; note: string | null; userId: string; now: Date }): Promise<boolean> {
  const { count } = await tx.rewardGrant.updateMany({
    where: { id: input.id, state: "held", version: input.version },
    data: { state: input.to, reviewedByUserId: input.userId, reviewedAt: input.now, reviewNote: input.note, version: { increment: 1 } },
  });
  return count === 1;
}

/** What a household was granted on a day and in its month; what was refused has made room again. */
export async function sumGranted(tx: Tx, input: { programmeId: string; partyId: string; day: string }): Promise<{ day: number; month: number }> {
  const month = input.day.slice(0, 7);
  const [row] = await tx.$queryRaw<{ day: number; month: number }[]>(sql`
    SELECT coalesce(sum(points) FILTER (WHERE day = ${input.day}), 0)::int AS day, coalesce(sum(points), 0)::int AS month FROM reward_grant
    WHERE programme_id = ${input.programmeId} AND party_id = ${input.partyId} AND day BETWEEN ${`${month}-01`} AND ${`${month}-31`} AND state <> 'refused'`);
  return row ?? { day: 0, month: 0 };
}

/** What waits for a look, the oldest first; `isOwn` where the reader belongs to one of its parties. At most a hundred. */
export async function listHeld(db: Db, input: { programmeId: string; userId: string }): Promise<HeldView[]> {
  const rows = await db.$queryRaw<(Omit<HeldView, "occurredAt"> & { occurredAt: Date })[]>(sql`
    SELECT r.id, r.entry_id AS "entryId", h.name AS "householdName", r.points, r.reasons, r.version, r.day, e.occurred_at AS "occurredAt", e.material, e.category, e.moved_grams::float8 AS "massGrams",
      EXISTS (SELECT 1 FROM membership m WHERE m.user_id = ${input.userId} AND m.state = 'active' AND m.party_id IN (r.party_id, e.taker_party_id)) AS "isOwn"
    FROM reward_grant r JOIN ledger_entry e ON e.id = r.entry_id JOIN party h ON h.id = r.party_id
    WHERE r.programme_id = ${input.programmeId} AND r.state = 'held' ORDER BY r.id LIMIT 100`);
  return rows.map((row) => ({ ...row, occurredAt: row.occurredAt.toISOString() }));
}

/** How many wait. */
export async function countHeld(db: Db, programmeId: string): Promise<number> {
  return db.rewardGrant.count({ where: { programmeId, state: "held" } });
}
