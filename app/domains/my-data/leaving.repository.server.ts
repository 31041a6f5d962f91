import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

/** What somebody said who leaves, and until when they may take it back. */
export type LeavingRow = { id: string; userId: string; state: string; askedAt: Date; dueAt: Date };
const shown = { id: true, userId: true, state: true, askedAt: true, dueAt: true } as const;

/** Writes down that somebody leaves; false when they do already. */
export async function insertLeaving(tx: Tx, input: { id: string; userId: string; askedAt: Date; dueAt: Date }): Promise<boolean> {
  const { count } = await tx.leaving.createMany({ data: input, skipDuplicates: true });
  return count === 1;
}

/** Whether somebody is about to leave; null when not. */
export async function findWaiting(db: Db, userId: string): Promise<LeavingRow | null> {
  return db.leaving.findFirst({ where: { userId, state: "waiting" }, select: shown });
}

/** Somebody's own word, or null. */
export async function findLeaving(db: Db, input: { id: string; userId: string }): Promise<LeavingRow | null> {
  return db.leaving.findFirst({ where: input, select: shown });
}

/** They stay; false when it is no longer to be taken back. */
export async function undoWaiting(tx: Tx, input: { id: string; userId: string; now: Date }): Promise<boolean> {
  const { count } = await tx.leaving.updateMany({ where: { id: input.id, userId: input.userId, state: "waiting" }, data: { state: "undone", closedAt: input.now } });
  return count === 1;
}

/** Whose time has come, the longest due first. */
export async function listDue(db: Db, input: { now: Date; limit: number }): Promise<LeavingRow[]> {
  return db.leaving.findMany({ where: { state: "waiting", dueAt: { lte: input.now } }, select: shown, orderBy: [{ dueAt: "asc" }, { id: "asc" }], take: input.limit });
}

/** Holds one whose time has come until the transaction ends; false when it was taken back, or another process was there first. */
export async function holdDue(tx: Tx, input: { id: string; now: Date }): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>(sql`SELECT 1 FROM leaving WHERE id = ${input.id} AND state = 'waiting' AND due_at <= ${input.now}::timestamptz FOR UPDATE`);
  return rows.length === 1;
}

/** What is in the way has to be settled first: looked at again then. */
export async function putOff(tx: Tx, input: { id: string; dueAt: Date }): Promise<void> {
  await tx.leaving.updateMany({ where: { id: input.id, state: "waiting" }, data: { dueAt: input.dueAt } });
}

/** The rows are without a word; the files are still there. */
export async function markErased(tx: Tx, input: { id: string; now: Date; fileKeys: string[] }): Promise<void> {
  await tx.leaving.updateMany({ where: { id: input.id }, data: { state: "erased", closedAt: input.now, fileKeys: input.fileKeys } });
}

/** Whose files are still to be deleted. */
export async function listErased(db: Db, limit: number): Promise<{ id: string; fileKeys: string[] }[]> {
  return db.leaving.findMany({ where: { state: "erased" }, select: { id: true, fileKeys: true }, orderBy: [{ dueAt: "asc" }, { id: "asc" }], take: limit });
}

export async function markDone(db: Db, id: string): Promise<void> {
  await db.leaving.updateMany({ where: { id, state: "erased" }, data: { state: "done", fileKeys: [] } });
}

/** The archives of somebody, whose files go with them. */
export async function listExportIds(db: Db, userId: string): Promise<string[]> {
  const rows = await db.dataExport.findMany({ where: { userId }, select: { id: true }, take: 1_000 });
  return rows.map(({ id }) => id);
}
