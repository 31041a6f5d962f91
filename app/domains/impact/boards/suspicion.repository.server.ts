import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { HandOver } from "#app/shared/anti-gaming.ts";

/** Who takes in order to treat; the others pass on or use again. */
const treatsSql = sql`t.kind IN ('recycler', 'producer', 'authority')`;

/** An entry of the log as the rules of suspicion ask for it. */
export type Suspect = {
  index: bigint;
  partyId: string;
  takerPartyId: string;
  takerTreats: boolean;
  lotId: string;
  serialHash: string | null;
  material: string | null;
  movedGrams: bigint;
  occurredAt: Date;
};

/** The same with what a board needs of it: the entry, and the community it counts for with its zone. */
export type WatchedEntry = Suspect & { entryId: string; recordedAt: Date; communityId: string | null; timeZone: string };

/** How far boards have watched the log. */
export async function watchedSize(db: Db): Promise<bigint> {
  return (await db.boardWatch.findUnique({ where: { id: 1 }, select: { watchedSize: true } }))?.watchedSize ?? 0n;
}

/** The same, with its lock until the transaction ends: one step after the other. */
export async function lockWatch(tx: Tx): Promise<bigint> {
  const [row] = await tx.$queryRaw<{ size: bigint }[]>(sql`SELECT watched_size AS size FROM board_watch WHERE id = 1 FOR UPDATE`);
  if (!row) throw new Error("the boards have lost what they watched");
  return row.size;
}

export async function setWatched(tx: Tx, size: bigint): Promise<void> {
  await tx.boardWatch.update({ where: { id: 1 }, data: { watchedSize: size }, select: { id: true } });
}

/** How long the ledger's log is. */
export async function logSize(db: Db): Promise<bigint> {
  const [row] = await db.$queryRaw<{ size: bigint }[]>(sql`SELECT size FROM ledger_head WHERE id = 1`);
  return row?.size ?? 0n;
}

/** What households gave in a range of the log, in its order. What is only on its way to a recycler is looked at when it arrives there. */
export async function selectWatched(tx: Tx, from: bigint, to: bigint): Promise<WatchedEntry[]> {
  return tx.$queryRaw<WatchedEntry[]>(sql`
    SELECT l.index, e.id AS "entryId", s.party_id AS "partyId", e.taker_party_id AS "takerPartyId", ${treatsSql} AS "takerTreats", e.lot_id AS "lotId", e.serial_hash AS "serialHash",
      e.material, e.moved_grams AS "movedGrams", e.occurred_at AS "occurredAt", e.recorded_at AS "recordedAt", s.community_id AS "communityId", coalesce(c.time_zone, h.time_zone) AS "timeZone"
    FROM ledger_leaf l JOIN ledger_entry e ON e.id = l.entry_id AND e.kind = 'entry' AND e.route <> 'in_chain'
    JOIN ledger_share s ON s.entry_id = e.id AND s.side = 'giver'
    JOIN party h ON h.id = s.party_id AND h.kind = 'household'
    JOIN party t ON t.id = e.taker_party_id
    LEFT JOIN party c ON c.id = s.community_id
    WHERE l.index >= ${from} AND l.index < ${to} ORDER BY l.index`);
}

/**
 * What the rules of suspicion look at: earlier hand-overs of the giver, and what the taker gave to the giver or is the same thing. At most
 * a thousand, the latest; without what had been taken back by then. Only rows before this one in the log, so that following it again finds the same.
 */
export async function selectHistory(tx: Tx, line: Suspect): Promise<HandOver[]> {
  const rows = await tx.$queryRaw<{ giverPartyId: string; takerPartyId: string; takerTreats: boolean; lotId: string; serialHash: string | null; material: string | null; movedGrams: bigint; at: Date }[]>(sql`
    SELECT e.giver_party_id AS "giverPartyId", e.taker_party_id AS "takerPartyId", ${treatsSql} AS "takerTreats", e.lot_id AS "lotId", e.serial_hash AS "serialHash", e.material, e.moved_grams AS "movedGrams", e.occurred_at AS at
    FROM ledger_entry e JOIN ledger_leaf l ON l.entry_id = e.id AND l.index < ${line.index} JOIN party t ON t.id = e.taker_party_id
    WHERE e.kind = 'entry' AND e.occurred_at <= ${line.occurredAt} AND (
      (e.giver_party_id = ${line.partyId} AND e.occurred_at > ${line.occurredAt}::timestamptz - interval '60 days')
      OR (NOT ${line.takerTreats} AND e.giver_party_id = ${line.takerPartyId} AND e.occurred_at > ${line.occurredAt}::timestamptz - interval '366 days'
        AND (e.taker_party_id = ${line.partyId} OR e.lot_id = ${line.lotId} OR e.serial_hash = ${line.serialHash})))
      AND NOT EXISTS (SELECT 1 FROM ledger_entry b JOIN ledger_leaf bl ON bl.entry_id = b.id AND bl.index < ${line.index} WHERE b.reverses_id = e.id)
    ORDER BY e.occurred_at DESC, e.id DESC LIMIT 1000`);
  return rows.map(({ lotId, serialHash, movedGrams, ...row }) => ({ ...row, itemKeys: keysOf({ lotId, serialHash }), massGrams: Number(movedGrams) }));
}

/** What tells one thing from others of its kind. */
export const keysOf = ({ lotId, serialHash }: Pick<Suspect, "lotId" | "serialHash">): string[] => (serialHash ? [lotId, serialHash] : [lotId]);
