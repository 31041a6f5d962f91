import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { audit } from "./audit.repository.server.ts";
import { countModerators, dropLease, findCase, isMember, listCases, lockCase, nameOf, swapLease, type CasePosition, type CaseRow, type CaseWhole, type QueueRow } from "./cases.repository.server.ts";
import type { TrustError } from "./trust.errors.ts";
import { isHeld, leaseMs, mayModerate, type CaseState } from "./trust.rules.ts";
import type { CaseAct } from "./trust.schema.ts";

type Outcome<T> = Promise<Result<T, TrustError>>;

/** Tells moderators' pages that a case is not as it was. */
export async function tellCase(tx: Tx, caseId: string): Promise<void> {
  await record(tx, { type: "trust.case-changed", payload: { caseId }, topics: ["moderation"] });
}

/** One page of the queue for moderators, most urgent first. */
export async function viewQueue(db: Db, actor: Actor, input: { state: CaseState; after: CasePosition | null; limit?: number }): Outcome<{ rows: QueueRow[]; next: CasePosition | null }> {
  if (!mayModerate(actor)) return err("TRUST.NOT_ALLOWED");
  const limit = input.limit ?? 25;
  const rows = await listCases(db, { state: input.state, after: input.after, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return ok({ rows: shown, next: rows.length > limit && last ? { priority: last.priority, openedAt: last.openedAt, id: last.id } : null });
}

/** A case for moderators. `isOwn`: the asking moderator belongs to the party it is about, and must leave it to others. */
export async function viewCase(db: Db, actor: Actor, input: { caseId: string }): Outcome<CaseWhole & { isOwn: boolean; moderators: number }> {
  if (!mayModerate(actor)) return err("TRUST.NOT_ALLOWED");
  const whole = await findCase(db, input.caseId);
  if (!whole) return err("TRUST.NOT_FOUND");
  return ok({ ...whole, isOwn: await isMember(db, { userId: actor.userId, partyId: whole.found.partyId }), moderators: await countModerators(db) });
}

/**
 * Takes a case for fifteen minutes, or lengthens one's own hold. Errors: NOT_ALLOWED (no moderator, or one's own party), NOT_FOUND,
 * WRONG_STATE, HELD_TAKEN (`by`, `until`), STALE (`version`).
 */
export async function claimCase(db: Db, actor: Actor, input: CaseAct, clock: Clock = systemClock): Outcome<{ version: number; heldUntil: string }> {
  return transact<Result<{ version: number; heldUntil: string }, TrustError>>(db, async (tx) => {
    const now = clock.now();
    if (!mayModerate(actor)) return err("TRUST.NOT_ALLOWED");
    const until = new Date(now.getTime() + leaseMs);
    const version = await swapLease(tx, { caseId: input.caseId, version: input.version, userId: actor.userId, now, until });
    const found = await lockCase(tx, input.caseId);
    if (!found) return err("TRUST.NOT_FOUND");
    if (version === null) return refusal(tx, found, { userId: actor.userId, now });
    if (await isMember(tx, { userId: actor.userId, partyId: found.partyId })) return err("TRUST.NOT_ALLOWED");
    await audit(tx, { at: now, actorUserId: actor.userId, action: "case.claimed", subjectKind: "case", subjectId: input.caseId });
    await tellCase(tx, input.caseId);
    return ok({ version, heldUntil: until.toISOString() });
  });
}

async function refusal(tx: Tx, found: CaseRow, asked: { userId: string; now: Date }): Outcome<never> {
  if (found.state !== "open") return err("TRUST.WRONG_STATE", { state: found.state });
  if (isHeld(found, asked.now) && found.heldByUserId !== asked.userId) {
    return err("TRUST.HELD_TAKEN", { by: (await nameOf(tx, found.heldByUserId ?? "")) ?? "", until: found.heldUntil?.toISOString() });
  }
  return err("TRUST.STALE", { version: found.version, state: found.state });
}

/** Gives a case back before its hold ends. */
export async function releaseCase(db: Db, actor: Actor, input: CaseAct, clock: Clock = systemClock): Outcome<null> {
  return transact<Result<null, TrustError>>(db, async (tx) => {
    const taken = await takeCase(tx, actor, input, clock.now());
    if (!taken.ok) return taken;
    if (!(await dropLease(tx, { ...input, userId: actor.userId }))) return err("TRUST.STALE", { version: taken.value.version });
    await audit(tx, { at: clock.now(), actorUserId: actor.userId, action: "case.released", subjectKind: "case", subjectId: input.caseId });
    await tellCase(tx, input.caseId);
    return ok(null);
  });
}

/** Locks an open case for an act of the moderator who holds it now, as they saw it. */
export async function takeCase(tx: Tx, actor: Actor, input: CaseAct, now: Date): Outcome<CaseRow> {
  if (!mayModerate(actor)) return err("TRUST.NOT_ALLOWED");
  const found = await lockCase(tx, input.caseId);
  if (!found) return err("TRUST.NOT_FOUND");
  if (found.state !== "open") return err("TRUST.WRONG_STATE", { state: found.state });
  if (isHeld(found, now) && found.heldByUserId !== actor.userId) return refusal(tx, found, { userId: actor.userId, now });
  if (found.version !== input.version) return err("TRUST.STALE", { version: found.version, state: found.state });
  if (!isHeld(found, now)) return err("TRUST.NOT_HELD_NOT_ALLOWED");
  return ok(found);
}
