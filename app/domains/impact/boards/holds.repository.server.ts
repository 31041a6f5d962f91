import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { emptySql, sql } from "#app/platform/db/sql.server.ts";
import type { HoldState, HoldView, OwnHold } from "./holds.schema.ts";

/** The entry that a line belongs to, with the parties of both sides; null where there is none. */
export async function rootOf(db: Db, lineId: string): Promise<{ entryId: string; partyIds: string[] } | null> {
  const [row] = await db.$queryRaw<{ entryId: string; partyIds: string[] }[]>(sql`
    SELECT coalesce(e.corrects_id, e.id) AS "entryId", ARRAY(SELECT DISTINCT s.party_id FROM ledger_share s WHERE s.entry_id = coalesce(e.corrects_id, e.id)) AS "partyIds"
    FROM ledger_entry e WHERE e.id = ${lineId}`);
  return row ?? null;
}

export interface StoredHold {
  id: string;
  entryId: string;
  state: HoldState;
  version: number;
}

const stored = { id: true, entryId: true, state: true, version: true } as const;

/** Holds an entry unless it has been held before. True when it is new. */
export async function insertHold(tx: Tx, hold: { id: string; entryId: string; reason: string; note: string; heldByUserId: string | null; heldAt: Date }): Promise<boolean> {
  const { count } = await tx.boardHold.createMany({ data: [hold], skipDuplicates: true });
  return count === 1;
}

/** The hold of an entry, or the one with an id. */
export function findHold(db: Db, by: { id: string } | { entryId: string }): Promise<StoredHold | null> {
  return db.boardHold.findUnique({ where: by, select: stored });
}

/** Moves a hold from the state and version that were seen; false where it has moved meanwhile. */
export async function swapHold(tx: Tx, move: { id: string; from: HoldState; version: number; to: HoldState; answer: string; byUserId: string; at: Date }): Promise<boolean> {
  const { count } = await tx.boardHold.updateMany({
    where: { id: move.id, state: move.from, version: move.version },
    data: { state: move.to, answer: move.answer, decidedByUserId: move.byUserId, decidedAt: move.at, version: { increment: 1 } },
  });
  return count === 1;
}

/** Whether a person belongs to one of the parties. */
export async function belongsTo(db: Db, userId: string, partyIds: readonly string[]): Promise<boolean> {
  return (await db.membership.count({ where: { userId, partyId: { in: [...partyIds] }, state: "active" } })) > 0;
}

interface Raw extends Omit<HoldView, "entry" | "heldAt" | "decidedAt"> {
  heldAt: Date;
  decidedAt: Date | null;
  occurredAt: Date;
  material: string | null;
  category: string | null;
  massGrams: number | null;
  itemCount: number | null;
  co2e: bigint | null;
  parties: { name: string; side: string }[];
}

/** Holds for moderators: waiting ones the oldest first, decided ones the latest first; at most `limit` after the cursor. */
export async function listHolds(db: Db, input: { waiting: boolean; after: string | null; limit: number }): Promise<{ holds: HoldView[]; nextCursor: string | null }> {
  const [at, id] = (input.after ?? "").split("_");
  const time = input.waiting ? sql`h.held_at` : sql`h.decided_at`;
  const known = id && at && !Number.isNaN(Date.parse(at));
  const beyond = !known ? emptySql : input.waiting ? sql`AND (${time}, h.id) > (${new Date(at)}, ${id})` : sql`AND (${time}, h.id) < (${new Date(at)}, ${id})`;
  const rows = await db.$queryRaw<Raw[]>(sql`
    SELECT h.id, h.entry_id AS "entryId", h.reason, h.note, h.state::text AS state, u.name AS "heldBy", h.held_at AS "heldAt", h.decided_at AS "decidedAt", h.answer, h.version,
      e.occurred_at AS "occurredAt", e.material, e.category, e.mass_grams AS "massGrams", e.item_count AS "itemCount", e.co2e_grams AS co2e,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'side', s.side) ORDER BY s.side), '[]') FROM ledger_share s JOIN party p ON p.id = s.party_id WHERE s.entry_id = e.id) AS parties
    FROM board_hold h JOIN ledger_entry e ON e.id = h.entry_id LEFT JOIN "user" u ON u.id = h.held_by_user_id
    WHERE ${input.waiting ? sql`h.state = 'held'` : sql`h.state <> 'held'`} ${beyond}
    ORDER BY ${time} ${input.waiting ? sql`ASC` : sql`DESC`}, h.id ${input.waiting ? sql`ASC` : sql`DESC`} LIMIT ${input.limit + 1}`);
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  const lastAt = input.waiting ? last?.heldAt : last?.decidedAt;
  return {
    holds: shown.map(({ occurredAt, material, category, massGrams, itemCount, co2e, parties, ...hold }) => ({
      ...hold,
      heldAt: hold.heldAt.toISOString(),
      decidedAt: hold.decidedAt?.toISOString() ?? null,
      entry: { occurredAt: occurredAt.toISOString(), material, category, massGrams, itemCount, co2eGrams: co2e === null ? null : Number(co2e), parties },
    })),
    nextCursor: rows.length > input.limit && last && lastAt ? `${lastAt.toISOString()}_${last.id}` : null,
  };
}

/** How many holds wait. */
export function countHeld(db: Db): Promise<number> {
  return db.boardHold.count({ where: { state: "held" } });
}

/** What is said to the people of an entry about its hold; null where it was never held. */
export async function holdOfEntry(db: Db, entryId: string): Promise<OwnHold | null> {
  return db.boardHold.findUnique({ where: { entryId }, select: { reason: true, state: true, answer: true } });
}
