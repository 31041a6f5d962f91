import { record } from "#app/outbox/record.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, type Result } from "#app/shared/result.ts";
import type { BenchmarkingError } from "./benchmarking.schema.ts";
import { lockCycle, roleIn, type LockedCycle } from "./benchmarking.repository.server.ts";

export type Answer<T> = Result<T, BenchmarkingError>;
export type Who = Pick<Actor, "userId">;

/** Null for a manager of the community; NOT_FOUND for whoever is no member of it, NOT_ALLOWED for its other people. */
export async function refusalFor(tx: Tx, actor: Who, communityId: string): Promise<"BENCHMARKING.NOT_FOUND" | "BENCHMARKING.NOT_ALLOWED" | null> {
  const role = await roleIn(tx, { communityId, userId: actor.userId });
  if (role === null) return "BENCHMARKING.NOT_FOUND";
  return hasRole(role, "manager") ? null : "BENCHMARKING.NOT_ALLOWED";
}

/** Says on the community's pages that something of its benchmarking changed. */
export async function tell(tx: Tx, communityId: string): Promise<void> {
  await record(tx, { type: "benchmarking.changed", payload: { communityId }, topics: [`community:${communityId}`] });
}

/**
 * Runs `work` on a running cycle of a community that the actor manages, locked, in one transaction; what it changed is told.
 * Errors of its own: BENCHMARKING.NOT_FOUND, NOT_ALLOWED, ENDED_WRONG_STATE.
 */
export async function onCycle<T>(db: Db, actor: Who, cycleId: string, work: (tx: Tx, cycle: LockedCycle) => Promise<Answer<T>>): Promise<Answer<T>> {
  return transact<Answer<T>>(db, async (tx) => {
    const cycle = await lockCycle(tx, cycleId);
    if (!cycle) return err("BENCHMARKING.NOT_FOUND");
    const refused = await refusalFor(tx, actor, cycle.communityId);
    if (refused) return err(refused);
    if (cycle.state !== "running") return err("BENCHMARKING.ENDED_WRONG_STATE", { state: cycle.state });
    const done = await work(tx, cycle);
    if (done.ok) await tell(tx, cycle.communityId);
    return done;
  });
}

/** Runs `work` for a community that the actor manages, in one transaction; what it changed is told. Errors of its own: BENCHMARKING.NOT_FOUND, NOT_ALLOWED. */
export async function inCommunity<T>(db: Db, actor: Who, communityId: string, work: (tx: Tx) => Promise<Answer<T>>): Promise<Answer<T>> {
  return transact<Answer<T>>(db, async (tx) => {
    const refused = await refusalFor(tx, actor, communityId);
    if (refused) return err(refused);
    const done = await work(tx);
    if (done.ok) await tell(tx, communityId);
    return done;
  });
}
