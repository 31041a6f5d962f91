import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import { hasRole, type Role } from "#app/shared/actor.ts";
import type { ShelfKind, ShelfRow } from "./shelves.schema.ts";

/** A community's shelf as a member reaches it. */
export interface Shelf {
  communityPartyId: string;
  slug: string;
  name: string;
  timeZone: string;
  role: Role;
}

/** The shelf of a community the person belongs to; null for everybody else: it lends among its members. */
export async function findShelf(db: Db, by: { slug: string } | { communityPartyId: string }, userId: string): Promise<Shelf | null> {
  const which = "slug" in by ? sql`p.slug = ${by.slug}` : sql`p.id = ${by.communityPartyId}`;
  const [row] = await db.$queryRaw<Shelf[]>(sql`
    SELECT p.id AS "communityPartyId", p.slug, p.name, p.time_zone AS "timeZone", m.role::text AS role FROM party p
    JOIN membership m ON m.party_id = p.id AND m.user_id = ${userId} AND m.state = 'active' WHERE ${which} AND p.kind = 'community'`);
  return row ?? null;
}

/** Keeps the shelf: adds things and confirms returns. */
export function keeps(shelf: Shelf): boolean {
  return hasRole(shelf.role, "staff");
}

export interface StoredItem {
  id: string;
  communityPartyId: string;
  kind: ShelfKind;
  title: string;
  isbn: string | null;
  note: string;
  loanDays: number;
  retiredAt: Date | null;
  addedByUserId: string;
}

/** A thing by its id; `lock` keeps it until the transaction ends, and with it who has it and who waits. */
export async function findItem(db: Db, id: string, lock = false): Promise<StoredItem | null> {
  if (lock) await db.$queryRaw(sql`SELECT id FROM shelf_item WHERE id = ${id} FOR UPDATE`);
  const row = await db.shelfItem.findUnique({ where: { id }, select: { id: true, communityPartyId: true, kind: true, title: true, isbn: true, note: true, loanDays: true, retiredAt: true, addedByUserId: true } });
  return row && { ...row, kind: row.kind as ShelfKind };
}

/** False when the id is there already. */
export async function insertItem(tx: Tx, row: Omit<StoredItem, "retiredAt"> & { createdAt: Date }): Promise<boolean> {
  const { count } = await tx.shelfItem.createMany({ data: [row], skipDuplicates: true });
  return count === 1;
}

export async function setRetired(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.shelfItem.updateMany({ where: { id, retiredAt: null }, data: { retiredAt: now } });
  await tx.shelfWait.deleteMany({ where: { itemId: id } });
}

export interface OpenLoan {
  id: string;
  userId: string;
  lentAt: Date;
  dueAt: Date;
  extendedAt: Date | null;
}

/** Who has a thing now, or null. */
export async function findOpenLoan(db: Db, itemId: string): Promise<OpenLoan | null> {
  return db.shelfLoan.findFirst({ where: { itemId, returnedAt: null }, select: { id: true, userId: true, lentAt: true, dueAt: true, extendedAt: true } });
}

/** Lends a thing; throws a unique violation where it is with somebody. */
export async function insertLoan(tx: Tx, row: { id: string; itemId: string; userId: string; lentAt: Date; dueAt: Date }): Promise<void> {
  await tx.shelfLoan.create({ data: row, select: { id: true } });
}

export async function extendLoan(tx: Tx, input: { id: string; dueAt: Date; now: Date }): Promise<boolean> {
  const { count } = await tx.shelfLoan.updateMany({ where: { id: input.id, returnedAt: null, extendedAt: null }, data: { dueAt: input.dueAt, extendedAt: input.now } });
  return count === 1;
}

export async function endLoan(tx: Tx, input: { id: string; confirmedByUserId: string; now: Date }): Promise<boolean> {
  const { count } = await tx.shelfLoan.updateMany({ where: { id: input.id, returnedAt: null }, data: { returnedAt: input.now, confirmedByUserId: input.confirmedByUserId } });
  return count === 1;
}

export interface Waiting {
  id: string;
  userId: string;
  keptUntil: Date | null;
}

/** Who waits for a thing and still belongs to the community, in order. */
export async function listWaiting(db: Db, itemId: string): Promise<Waiting[]> {
  return db.$queryRaw<Waiting[]>(sql`
    SELECT w.id, w.user_id AS "userId", w.kept_until AS "keptUntil" FROM shelf_wait w JOIN shelf_item i ON i.id = w.item_id
    JOIN membership m ON m.party_id = i.community_party_id AND m.user_id = w.user_id AND m.state = 'active'
    WHERE w.item_id = ${itemId} ORDER BY w.place LIMIT 200`);
}

/** Twice is once. */
export async function insertWait(tx: Tx, row: { id: string; itemId: string; userId: string; createdAt: Date }): Promise<boolean> {
  const { count } = await tx.shelfWait.createMany({ data: [row], skipDuplicates: true });
  return count === 1;
}

export async function deleteWait(tx: Tx, input: { itemId: string; userId: string }): Promise<boolean> {
  const { count } = await tx.shelfWait.deleteMany({ where: input });
  return count === 1;
}

export async function setKept(tx: Tx, id: string, keptUntil: Date): Promise<void> {
  await tx.shelfWait.update({ where: { id }, data: { keptUntil }, select: { id: true } });
}

/** Things that somebody did not fetch in time. */
export async function listUnfetched(db: Db, now: Date, limit: number): Promise<{ itemId: string; userId: string }[]> {
  return db.shelfWait.findMany({ where: { keptUntil: { lte: now } }, select: { itemId: true, userId: true }, orderBy: { keptUntil: "asc" }, take: limit });
}

/** What stands on a shelf, by title; at most five hundred. */
export async function listItems(db: Db, input: { communityPartyId: string; userId: string; now: Date }): Promise<ShelfRow[]> {
  const rows = await db.$queryRaw<(Omit<ShelfRow, "dueAt" | "waiting"> & { dueAt: Date | null; waiting: bigint })[]>(sql`
    SELECT i.id, i.kind, i.title, i.isbn, i.loan_days AS "loanDays", l.due_at AS "dueAt", coalesce(l.user_id = ${input.userId}, false) AS "isMine",
      CASE WHEN l.id IS NOT NULL THEN 'lent' WHEN EXISTS (SELECT 1 FROM shelf_wait k WHERE k.item_id = i.id AND k.kept_until > ${input.now}) THEN 'kept' ELSE 'free' END AS state,
      (SELECT count(*) FROM shelf_wait w WHERE w.item_id = i.id) AS waiting
    FROM shelf_item i LEFT JOIN shelf_loan l ON l.item_id = i.id AND l.returned_at IS NULL
    WHERE i.community_party_id = ${input.communityPartyId} AND i.retired_at IS NULL ORDER BY i.title, i.id LIMIT 500`);
  return rows.map((row) => ({ ...row, dueAt: row.dueAt?.toISOString() ?? null, waiting: Number(row.waiting) }));
}

/** A thing's lendings, the latest first, with who had it. */
export async function listLoans(db: Db, itemId: string, limit: number): Promise<{ userId: string; name: string; lentAt: Date; returnedAt: Date | null }[]> {
  return db.$queryRaw<{ userId: string; name: string; lentAt: Date; returnedAt: Date | null }[]>(sql`
    SELECT l.user_id AS "userId", u.name, l.lent_at AS "lentAt", l.returned_at AS "returnedAt" FROM shelf_loan l JOIN "user" u ON u.id = l.user_id
    WHERE l.item_id = ${itemId} ORDER BY l.lent_at DESC, l.id DESC LIMIT ${limit}`);
}

/** What is told about a thing that is lent, or kept for somebody. */
export interface ToldShelf {
  id: string;
  itemId: string;
  userId: string;
  title: string;
  communityName: string;
  timeZone: string;
  at: Date;
}

/** Holds of a loan that has not come back. */
export const LENT = "lent";
/** Holds while a thing is kept for somebody. */
export const KEPT = "kept";

/**
 * Loans that are due a word: a day before they are due, and once they are overdue. Each once per due date; none of what is back. Nothing is said a day
 * before to who borrowed it for no longer than that.
 */
export async function listLoansToTell(db: Db, input: { now: Date; limit: number }): Promise<(ToldShelf & { letter: "due" | "overdue" })[]> {
  return db.$queryRaw<(ToldShelf & { letter: "due" | "overdue" })[]>(sql`
    SELECT l.id, i.id AS "itemId", l.user_id AS "userId", i.title, p.name AS "communityName", p.time_zone AS "timeZone", l.due_at AS at, t.letter
    FROM shelf_loan l JOIN shelf_item i ON i.id = l.item_id JOIN party p ON p.id = i.community_party_id
    CROSS JOIN LATERAL (SELECT CASE WHEN l.due_at < ${input.now}::timestamptz THEN 'overdue' ELSE 'due' END AS letter) t
    WHERE l.returned_at IS NULL AND l.due_at < ${input.now}::timestamptz + interval '1 day' AND (t.letter = 'overdue' OR l.lent_at < l.due_at - interval '2 days')
      AND NOT EXISTS (SELECT 1 FROM notification n WHERE n.cause_key = 'shelves.' || t.letter || ':' || l.id || ':' || extract(epoch FROM l.due_at)::bigint)
    ORDER BY l.due_at, l.id LIMIT ${input.limit}`);
}

/** A thing that is kept for somebody, or null. */
export async function findKept(db: Db, waitId: string): Promise<ToldShelf | null> {
  const [row] = await db.$queryRaw<ToldShelf[]>(sql`
    SELECT w.id, i.id AS "itemId", w.user_id AS "userId", i.title, p.name AS "communityName", p.time_zone AS "timeZone", w.kept_until AS at
    FROM shelf_wait w JOIN shelf_item i ON i.id = w.item_id JOIN party p ON p.id = i.community_party_id WHERE w.id = ${waitId} AND w.kept_until IS NOT NULL`);
  return row ?? null;
}

/** How each loan and each thing kept stands, by the id of the loan or the wait. */
export async function shelfMarks(db: Db, ids: readonly string[], now: Date): Promise<Map<string, string[]>> {
  const [loans, waits] = await Promise.all([
    db.shelfLoan.findMany({ where: { id: { in: [...ids] } }, select: { id: true, returnedAt: true } }),
    db.shelfWait.findMany({ where: { id: { in: [...ids] } }, select: { id: true, keptUntil: true } }),
  ]);
  return new Map([...loans.map((row) => [row.id, row.returnedAt === null ? [LENT] : []] as const), ...waits.map((row) => [row.id, row.keptUntil !== null && row.keptUntil > now ? [KEPT] : []] as const)].map(([id, marks]) => [id, [...marks]]));
}
