import { record } from "#app/outbox/record.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { BoardsError } from "./boards.errors.ts";
import { touchBoards } from "./boards.repository.server.ts";
import { belongsTo, countHeld, findHold, holdOfEntry, insertHold, listHolds, rootOf, swapHold, type StoredHold } from "./holds.repository.server.ts";
import type { HoldReason, HoldState, HoldView, OwnHold } from "./holds.schema.ts";

/** Operators review what is held. */
export const mayReviewHolds = (actor: Pick<Actor, "isOperator">): boolean => actor.isOperator;

async function tell(tx: Tx, root: { entryId: string; partyIds: readonly string[] }): Promise<void> {
  await touchBoards(tx);
  await record(tx, { type: "boards.hold-changed", payload: { entryId: root.entryId }, topics: ["board", "moderation", ...root.partyIds.map((id) => `party:${id}` as const)] });
}

/**
 * Holds an entry of the ledger, with everything that corrects it, from all rankings until a moderator has looked; the entry itself, its
 * owner's history and all totals stay as they are. For rules and flows, in their transaction; the id may be that of any line of the entry.
 * An entry that was held before is not held again: its present state is the answer, so that a rule may ask as often as it likes.
 */
export async function holdEntry(tx: Tx, input: { entryId: string; reason: HoldReason; note?: string; byUserId?: string | null; at: Date }): Promise<Result<StoredHold & { isNew: boolean }, "BOARDS.NOT_FOUND">> {
  const root = await rootOf(tx, input.entryId);
  if (!root) return err("BOARDS.NOT_FOUND");
  const isNew = await insertHold(tx, { id: newId(), entryId: root.entryId, reason: input.reason, note: input.note ?? "", heldByUserId: input.byUserId ?? null, heldAt: input.at });
  const hold = await findHold(tx, { entryId: root.entryId });
  if (!hold) return err("BOARDS.NOT_FOUND");
  if (isNew) await tell(tx, root);
  return ok({ ...hold, isNew });
}

/** A moderator holds an entry by hand. One that was held before is decided on, not held again: BOARDS.WRONG_STATE. */
export async function holdByHand(db: Db, actor: Actor, input: { entryId: string; reason: HoldReason; note: string }, clock = systemClock): Promise<Result<StoredHold, BoardsError>> {
  if (!mayReviewHolds(actor)) return err("BOARDS.NOT_ALLOWED");
  return transact<Result<StoredHold, BoardsError>>(db, async (tx) => {
    const root = await rootOf(tx, input.entryId);
    if (!root) return err("BOARDS.NOT_FOUND");
    if (await belongsTo(tx, actor.userId, root.partyIds)) return err("BOARDS.OWN_NOT_ALLOWED");
    const held = await holdEntry(tx, { ...input, byUserId: actor.userId, at: clock.now() });
    if (!held.ok) return held;
    return held.value.isNew || held.value.state === "held" ? ok(held.value) : err("BOARDS.WRONG_STATE");
  });
}

const TO: Record<"release" | "uphold", HoldState> = { release: "released", uphold: "upheld" };

/**
 * A moderator's answer: released entries count in rankings again, upheld ones stay out. Either can be changed later by the other. Never by
 * somebody of one of the entry's own parties.
 */
export async function decideHold(
  db: Db,
  actor: Actor,
  input: { holdId: string; version: number; verb: "release" | "uphold"; answer: string },
  clock = systemClock,
): Promise<Result<StoredHold, BoardsError>> {
  if (!mayReviewHolds(actor)) return err("BOARDS.NOT_ALLOWED");
  return transact<Result<StoredHold, BoardsError>>(db, async (tx) => {
    const hold = await findHold(tx, { id: input.holdId });
    const root = hold && (await rootOf(tx, hold.entryId));
    if (!hold || !root) return err("BOARDS.NOT_FOUND");
    if (await belongsTo(tx, actor.userId, root.partyIds)) return err("BOARDS.OWN_NOT_ALLOWED");
    const to = TO[input.verb];
    if (hold.version !== input.version) return err("BOARDS.STALE", { state: hold.state, version: hold.version });
    if (hold.state === to) return err("BOARDS.WRONG_STATE", { state: hold.state });
    if (!(await swapHold(tx, { id: hold.id, from: hold.state, version: input.version, to, answer: input.answer, byUserId: actor.userId, at: clock.now() }))) return err("BOARDS.STALE");
    await tell(tx, root);
    return ok({ ...hold, state: to, version: hold.version + 1 });
  });
}

/** What moderators look at. */
export async function viewHolds(db: Db, actor: Actor, input: { waiting: boolean; after: string | null }): Promise<Result<{ holds: HoldView[]; nextCursor: string | null; waiting: number }, BoardsError>> {
  if (!mayReviewHolds(actor)) return err("BOARDS.NOT_ALLOWED");
  const [page, waiting] = [await listHolds(db, { ...input, limit: 20 }), await countHeld(db)];
  return ok({ ...page, waiting });
}

/** What the people of an entry read about its hold; null where it was never held. The caller checks whose entry it is. */
export async function ownHold(db: Db, lineId: string): Promise<OwnHold | null> {
  const root = await rootOf(db, lineId);
  return root ? holdOfEntry(db, root.entryId) : null;
}
