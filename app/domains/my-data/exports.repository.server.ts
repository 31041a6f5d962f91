import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

export const exportStates = ["waiting", "working", "ready", "failed", "gone"] as const;
export type ExportState = (typeof exportStates)[number];

/** An archive as its owner sees it. */
export type ExportRow = { id: string; state: ExportState; stepsDone: number; stepsAll: number; sizeBytes: number | null; askedAt: Date; readyAt: Date | null; expiresAt: Date | null };

const shown = { id: true, state: true, stepsDone: true, stepsAll: true, sizeBytes: true, askedAt: true, readyAt: true, expiresAt: true } as const;
type Stored = Omit<ExportRow, "state" | "sizeBytes"> & { state: string; sizeBytes: bigint | null };
const shape = (row: Stored): ExportRow => ({ ...row, state: exportStates.find((state) => state === row.state) ?? "failed", sizeBytes: row.sizeBytes === null ? null : Number(row.sizeBytes) });

/** Writes down that somebody wants an archive; false when one of theirs is under way. */
export async function insertExport(tx: Tx, input: { id: string; userId: string; askedAt: Date }): Promise<boolean> {
  const { count } = await tx.dataExport.createMany({ data: input, skipDuplicates: true });
  return count === 1;
}

/** A person's latest archive, or null. */
export async function findLatestExport(db: Db, userId: string): Promise<ExportRow | null> {
  const row = await db.dataExport.findFirst({ where: { userId }, select: shown, orderBy: [{ askedAt: "desc" }, { id: "desc" }] });
  return row && shape(row);
}

/** A person's own archive that can be downloaded now, or null. */
export async function findReadyExport(db: Db, input: { id: string; userId: string; now: Date }): Promise<ExportRow | null> {
  const row = await db.dataExport.findFirst({ where: { id: input.id, userId: input.userId, state: "ready", expiresAt: { gt: input.now } }, select: shown });
  return row && shape(row);
}

/** Lets archives of a person that are ready end now: a newer one takes their place. */
export async function endReadyExports(tx: Tx, input: { userId: string; now: Date }): Promise<void> {
  await tx.$executeRaw(sql`
    UPDATE data_export SET expires_at = greatest(${input.now}::timestamptz, ready_at + interval '1 millisecond')
    WHERE user_id = ${input.userId} AND state = 'ready' AND expires_at > ${input.now}::timestamptz`);
}

/** One that somebody works on now; `attempt` is what they show for it. */
export type TakenExport = { id: string; userId: string; attempt: number };

/** Takes the oldest archive that waits, or whose process has not been heard of; null when there is none. Of several who ask, one gets it. */
export async function takeWaitingExport(db: Db, input: { now: Date; leaseUntil: Date }): Promise<TakenExport | null> {
  const rows = await db.$queryRaw<TakenExport[]>(sql`
    UPDATE data_export SET state = 'working', attempt = attempt + 1, steps_done = 0, steps_all = 0, lease_until = ${input.leaseUntil}::timestamptz
    WHERE id = (SELECT id FROM data_export WHERE state = 'waiting' OR (state = 'working' AND lease_until <= ${input.now}::timestamptz)
      ORDER BY asked_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, user_id AS "userId", attempt`);
  return rows[0] ?? null;
}

const stillMine = (taken: TakenExport) => ({ id: taken.id, attempt: taken.attempt, state: "working" });

/** How far it is, and that it is alive; false when somebody else works on it by now. */
export async function noteSteps(db: Db, taken: TakenExport, input: { stepsDone: number; stepsAll: number; leaseUntil: Date }): Promise<boolean> {
  const { count } = await db.dataExport.updateMany({ where: stillMine(taken), data: input });
  return count === 1;
}

/** It is in the storage; false when somebody else works on it by now. */
export async function finishExport(tx: Tx, taken: TakenExport, input: { sizeBytes: number; readyAt: Date; expiresAt: Date }): Promise<boolean> {
  const { sizeBytes, ...times } = input;
  const { count } = await tx.dataExport.updateMany({ where: stillMine(taken), data: { ...times, sizeBytes: BigInt(sizeBytes), state: "ready", leaseUntil: null, problem: null } });
  return count === 1;
}

/** It did not work; tried again later, or given up. */
export async function failExport(tx: Tx, taken: TakenExport, input: { problem: string; retryAt: Date | null }): Promise<boolean> {
  const { count } = await tx.dataExport.updateMany({ where: stillMine(taken), data: { problem: input.problem, ...(input.retryAt ? { leaseUntil: input.retryAt } : { state: "failed", leaseUntil: null }) } });
  return count === 1;
}

/** Archives whose time is over and whose file is still there. */
export async function listEndedExports(db: Db, input: { now: Date; limit: number }): Promise<{ id: string; userId: string }[]> {
  return db.dataExport.findMany({ where: { state: "ready", expiresAt: { lte: input.now } }, select: { id: true, userId: true }, orderBy: [{ expiresAt: "asc" }, { id: "asc" }], take: input.limit });
}

/** Their files are gone. */
export async function markGone(tx: Tx, id: string): Promise<boolean> {
  const { count } = await tx.dataExport.updateMany({ where: { id, state: "ready" }, data: { state: "gone" } });
  return count === 1;
}
