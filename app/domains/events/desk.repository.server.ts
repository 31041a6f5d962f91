import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { Direction } from "./events.rules.ts";
import type { CheckInRow, NoteRow, NoteSum } from "./events.schema.ts";

export interface NewCheckIn {
  id: string;
  eventId: string;
  partyId: string | null;
  size: number;
  byUserId: string;
  at: Date;
}

/** Writes check-ins; those whose id or household is there already are left out. Returns how many were written. */
export async function insertCheckIns(tx: Tx, rows: readonly NewCheckIn[]): Promise<number> {
  const { count } = await tx.eventCheckIn.createMany({ data: [...rows], skipDuplicates: true });
  return count;
}

export async function findCheckIn(db: Db, input: { id: string; eventId: string }): Promise<{ id: string; partyId: string | null; undoneAt: Date | null } | null> {
  return db.eventCheckIn.findFirst({ where: input, select: { id: true, partyId: true, undoneAt: true } });
}

/** True when the household was let in and not sent off again. */
export async function isHere(db: Db, input: { eventId: string; partyId: string }): Promise<boolean> {
  return (await db.eventCheckIn.count({ where: { ...input, undoneAt: null } })) > 0;
}

export async function undoCheckIn(tx: Tx, input: { id: string; eventId: string; now: Date }): Promise<boolean> {
  const { count } = await tx.eventCheckIn.updateMany({ where: { id: input.id, eventId: input.eventId, undoneAt: null }, data: { undoneAt: input.now } });
  return count === 1;
}

/** Who was let in, the latest first. */
export async function listCheckIns(db: Db, eventId: string, limit: number): Promise<CheckInRow[]> {
  const rows = await db.$queryRaw<{ id: string; name: string | null; size: number; at: Date }[]>(sql`
    SELECT c.id, p.name, c.size, c.at FROM event_check_in c LEFT JOIN party p ON p.id = c.party_id
    WHERE c.event_id = ${eventId} AND c.undone_at IS NULL ORDER BY c.at DESC, c.id DESC LIMIT ${limit}`);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** How many people and households came, and how many came without a name. */
export async function countPresent(db: Db, eventId: string): Promise<{ people: number; households: number; unnamed: number }> {
  const [row] = await db.$queryRaw<{ people: bigint | null; households: bigint; unnamed: bigint | null }[]>(sql`
    SELECT sum(size) AS people, count(party_id) AS households, sum(size) FILTER (WHERE party_id IS NULL) AS unnamed
    FROM event_check_in WHERE event_id = ${eventId} AND undone_at IS NULL`);
  return { people: Number(row?.people ?? 0n), households: Number(row?.households ?? 0n), unnamed: Number(row?.unnamed ?? 0n) };
}

export interface StoredNote {
  id: string;
  eventId: string;
  partyId: string | null;
  stallPartyId: string | null;
  direction: Direction;
  category: string | null;
  material: string | null;
  itemCount: number | null;
  grams: number | null;
  byUserId: string;
  at: Date;
}

/** False when the id is there already. */
export async function insertNote(tx: Tx, row: StoredNote): Promise<boolean> {
  const { count } = await tx.eventNote.createMany({ data: [row], skipDuplicates: true });
  return count === 1;
}

const noteColumns = { id: true, eventId: true, partyId: true, stallPartyId: true, direction: true, category: true, material: true, itemCount: true, grams: true, byUserId: true, at: true } as const;

export async function findNote(db: Db, id: string): Promise<StoredNote | null> {
  const row = await db.eventNote.findUnique({ where: { id }, select: noteColumns });
  return row && { ...row, direction: row.direction as Direction };
}

/** Takes a note back that is not in the ledger. */
export async function undoNote(tx: Tx, input: { id: string; eventId: string; now: Date }): Promise<boolean> {
  const { count } = await tx.eventNote.updateMany({ where: { id: input.id, eventId: input.eventId, undoneAt: null, entryId: null }, data: { undoneAt: input.now } });
  return count === 1;
}

/** Notes that stand and are not in the ledger, in the order in which they were made. */
export async function listToSettle(tx: Tx, eventId: string): Promise<StoredNote[]> {
  const rows = await tx.eventNote.findMany({ where: { eventId, undoneAt: null, entryId: null }, select: noteColumns, orderBy: [{ at: "asc" }, { id: "asc" }] });
  return rows.map((row) => ({ ...row, direction: row.direction as Direction }));
}

/** Says which entry counts a note. */
export async function setEntry(tx: Tx, input: { noteId: string; entryId: string }): Promise<void> {
  await tx.eventNote.update({ where: { id: input.noteId }, data: { entryId: input.entryId }, select: { id: true } });
}

/** What was noted, the latest first. */
export async function listNotes(db: Db, eventId: string, limit: number): Promise<NoteRow[]> {
  const rows = await db.$queryRaw<(Omit<NoteRow, "at"> & { at: Date })[]>(sql`
    SELECT n.id, n.direction, n.category, n.material, n.item_count AS "itemCount", n.grams, p.name, n.at, n.entry_id AS "entryId"
    FROM event_note n LEFT JOIN party p ON p.id = n.party_id WHERE n.event_id = ${eventId} AND n.undone_at IS NULL ORDER BY n.at DESC, n.id DESC LIMIT ${limit}`);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** What went round, summed; the heaviest and most first. */
export async function sumNotes(db: Db, eventId: string): Promise<NoteSum[]> {
  const rows = await db.$queryRaw<{ direction: Direction; category: string | null; material: string | null; items: bigint | null; grams: bigint | null; notes: bigint }[]>(sql`
    SELECT direction, category, material, sum(item_count) AS items, sum(grams) AS grams, count(*) AS notes FROM event_note
    WHERE event_id = ${eventId} AND undone_at IS NULL GROUP BY direction, category, material ORDER BY 4 DESC NULLS LAST, 5 DESC NULLS LAST, 2, 3 LIMIT 200`);
  return rows.map(({ items, grams, notes, ...row }) => ({ ...row, itemCount: Number(items ?? 0n), grams: Number(grams ?? 0n), notes: Number(notes) }));
}

/** The entries of a day, in the order of its notes. */
export async function listEntryIds(db: Db, eventId: string): Promise<string[]> {
  const rows = await db.eventNote.findMany({ where: { eventId, entryId: { not: null } }, select: { entryId: true }, orderBy: [{ at: "asc" }, { id: "asc" }], take: 5000 });
  return rows.flatMap((row) => (row.entryId === null ? [] : [row.entryId]));
}
