import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { inTransaction, transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import {
  endReadyExports, failExport, findLatestExport, findReadyExport, finishExport, insertExport, listEndedExports, markGone, noteSteps, takeWaitingExport, type ExportRow, type ExportState, type TakenExport,
} from "./exports.repository.server.ts";
import type { MyDataError } from "./my-data.errors.ts";

export type { TakenExport } from "./exports.repository.server.ts";

const minuteMs = 60_000;
/** An archive can be downloaded for this long. */
export const keepExportDays = 7;
/** A process that has not said anything for so long is taken for dead. */
const leaseMs = 2 * minuteMs;
/** So often an archive is begun anew before it is given up. */
export const mostAttempts = 5;

/** Where an archive lies in the storage. Whoever lost it to another process does not write there any more. */
export const exportKey = (id: string): string => `exports/${id}.zip`;

const changed = (tx: Tx, userId: string) => record(tx, { type: "my-data.export-changed", payload: { userId }, topics: [`user:${userId}`] });

/** Asks for an archive of everything about oneself; one that is ready already makes room. MY-DATA.ALREADY_UNDER_WAY while one is made. */
export async function askForExport(db: Db, actor: Pick<Actor, "userId">, clock: Clock = systemClock): Promise<Result<{ id: string }, MyDataError>> {
  return transact<Result<{ id: string }, MyDataError>>(db, async (tx) => {
    const id = newId();
    const now = clock.now();
    if (!(await insertExport(tx, { id, userId: actor.userId, askedAt: now }))) return err("MY-DATA.ALREADY_UNDER_WAY");
    await endReadyExports(tx, { userId: actor.userId, now });
    await changed(tx, actor.userId);
    return ok({ id });
  });
}

/** What the page shows of an archive. */
export type ShownExport = { id: string; state: ExportState; percent: number; sizeBytes: number | null; askedAt: string; expiresAt: string | null };

function shown(row: ExportRow, now: Date): ShownExport {
  const isOver = row.state === "ready" && row.expiresAt !== null && row.expiresAt <= now;
  return {
    id: row.id,
    state: isOver ? "gone" : row.state,
    percent: row.stepsAll === 0 ? 0 : Math.floor((100 * row.stepsDone) / row.stepsAll),
    sizeBytes: row.sizeBytes,
    askedAt: row.askedAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
  };
}

/** The person's latest archive, or null. */
export async function viewExport(db: Db, actor: Pick<Actor, "userId">, clock: Clock = systemClock): Promise<ShownExport | null> {
  const row = await findLatestExport(db, actor.userId);
  return row && shown(row, clock.now());
}

/** Where the person's own archive lies. MY-DATA.NOT_FOUND for everybody else's, and once its days are over. */
export async function exportFile(db: Db, actor: Pick<Actor, "userId">, input: { id: string }, clock: Clock = systemClock): Promise<Result<{ key: string; askedAt: Date }, MyDataError>> {
  const row = await findReadyExport(db, { id: input.id, userId: actor.userId, now: clock.now() });
  return row ? ok({ key: exportKey(row.id), askedAt: row.askedAt }) : err("MY-DATA.NOT_FOUND");
}

/** Takes an archive to work on, also one that a process left in the middle; null when there is none. */
export async function takeExport(db: Db, now: Date): Promise<TakenExport | null> {
  return takeWaitingExport(db, { now, leaseUntil: new Date(now.getTime() + leaseMs) });
}

/** Says how far it is, on the page too when `isTold`; false when another process has it by now, so that this one stops. */
export async function keepExport(db: Db, taken: TakenExport, input: { stepsDone: number; stepsAll: number; isTold: boolean; now: Date }): Promise<boolean> {
  const { stepsDone, stepsAll } = input;
  return inTransaction(db, async (tx) => {
    const isMine = await noteSteps(tx, taken, { stepsDone, stepsAll, leaseUntil: new Date(input.now.getTime() + leaseMs) });
    if (isMine && input.isTold) await changed(tx, taken.userId);
    return isMine;
  });
}

/** The archive is in the storage, for seven days. */
export async function completeExport(db: Db, taken: TakenExport, input: { sizeBytes: number; now: Date }): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const isMine = await finishExport(tx, taken, { sizeBytes: input.sizeBytes, readyAt: input.now, expiresAt: new Date(input.now.getTime() + keepExportDays * 24 * 60 * minuteMs) });
    if (isMine) await changed(tx, taken.userId);
    return isMine;
  });
}

/** It did not work: it is begun anew after some minutes, and given up after the fifth time. */
export async function giveBackExport(db: Db, taken: TakenExport, input: { problem: string; now: Date }): Promise<void> {
  const retryAt = taken.attempt < mostAttempts ? new Date(input.now.getTime() + taken.attempt * minuteMs) : null;
  await inTransaction(db, async (tx) => {
    if (await failExport(tx, taken, { problem: input.problem.slice(0, 500), retryAt })) await changed(tx, taken.userId);
  });
}

/** Deletes archives whose days are over: the file first, so that a run that dies in between is repeated. Returns how many. */
export async function dropExports(db: Db, deleteFile: (key: string) => Promise<void>, now: Date): Promise<number> {
  const ended = await listEndedExports(db, { now, limit: 100 });
  for (const { id, userId } of ended) {
    await deleteFile(exportKey(id));
    await inTransaction(db, async (tx) => {
      if (await markGone(tx, id)) await changed(tx, userId);
    });
  }
  return ended.length;
}
