import { record } from "#app/outbox/record.server.ts";
import type { Topic } from "#app/outbox/events.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { decideMark, type MarkSide, type MarkState, type MarkVerb } from "./marks.rules.ts";
import { findMark, moveMark, type MarkRow } from "./marks.repository.server.ts";
import type { PickupError } from "./pickups.errors.ts";
import type { MarkWords } from "./marks.schema.ts";

/** Where a mark stands after a verb; `changed` is false when it stood there already. */
export type Marked = { bookingId: string; state: MarkState; changed: boolean };

/**
 * Contests a mark that the acting party has from a booking, with words, within seven days: it counts for nothing until it is settled.
 * Errors: PICKUPS.NOT_FOUND (no side of it, or no mark), NOT_ALLOWED (not the marked side, or too weak a role), WORDS_NEEDED, WRONG_STATE, TOO_LATE, STALE.
 */
export async function contestVisitMark(db: Db, actor: Actor, input: MarkWords, clock: Clock = systemClock): Promise<Result<Marked, PickupError>> {
  return transact<Result<Marked, PickupError>>(db, (tx) => changeMark(tx, actor, "contest", input, clock.now()));
}

/** Takes back a mark that the acting party made, contested or not; it never counts again. Errors as `contestVisitMark`. */
export async function withdrawVisitMark(db: Db, actor: Actor, input: MarkWords, clock: Clock = systemClock): Promise<Result<Marked, PickupError>> {
  return transact<Result<Marked, PickupError>>(db, (tx) => changeMark(tx, actor, "withdraw", input, clock.now()));
}

/**
 * Decides a contested mark, for those who run the platform; the caller has checked that they do, and belong to neither side. Upheld, the
 * contest is right and the mark counts for nothing; refused, it stands. Errors: NOT_FOUND, WORDS_NEEDED, WRONG_STATE, STALE.
 */
export async function settleVisitMark(tx: Tx, actor: Actor, input: MarkWords & { outcome: "upheld" | "refused" }, now: Date): Promise<Result<Marked & { mark: MarkRow }, PickupError>> {
  const mark = await findMark(tx, input.bookingId);
  if (!mark) return err("PICKUPS.NOT_FOUND");
  const done = await carryOut(tx, actor, "operator", input.outcome === "upheld" ? "uphold" : "refuse", mark, input, now);
  return done.ok ? ok({ ...done.value, mark }) : done;
}

async function changeMark(tx: Tx, actor: Actor, verb: "contest" | "withdraw", input: MarkWords, now: Date): Promise<Result<Marked, PickupError>> {
  const mark = await findMark(tx, input.bookingId);
  const side: MarkSide | null = mark?.partyId === actor.party.id ? "marked" : mark?.byPartyId === actor.party.id ? "marking" : null;
  if (!mark || !side) return err("PICKUPS.NOT_FOUND");
  if (!hasRole(actor.role, actor.party.kind === "recycler" ? "staff" : "member")) return err("PICKUPS.NOT_ALLOWED");
  return carryOut(tx, actor, side, verb, mark, input, now);
}

async function carryOut(tx: Tx, actor: Actor, side: MarkSide, verb: MarkVerb, mark: MarkRow, input: MarkWords, now: Date): Promise<Result<Marked, PickupError>> {
  const decision = decideMark(verb, side, mark, now);
  if (!decision.ok) return decision;
  const { to, repeated } = decision.value;
  if (repeated) return ok({ bookingId: mark.bookingId, state: to, changed: false });
  const words = input.words.trim();
  if (words === "" && verb !== "withdraw") return err("PICKUPS.WORDS_NEEDED");
  if (input.version !== undefined && input.version !== mark.version) return err("PICKUPS.STALE", { state: mark.state });
  const by = { userId: actor.userId, partyId: side === "operator" ? null : actor.party.id, role: side === "operator" ? "operator" : `${side}:${actor.role}` };
  if (!(await moveMark(tx, { bookingId: mark.bookingId, from: mark.state, version: mark.version, to, words, by, now }))) return err("PICKUPS.STALE", { state: mark.state });
  await record(tx, { type: verb === "contest" ? "pickups.mark-contested" : "pickups.mark-settled", payload: { bookingId: mark.bookingId }, topics: topicsOf(mark) });
  return ok({ bookingId: mark.bookingId, state: to, changed: true });
}

function topicsOf(mark: MarkRow): Topic[] {
  return [`booking:${mark.bookingId}`, `party:${mark.partyId}`, `party:${mark.byPartyId}`, `user:${mark.bookedByUserId}`, "moderation"];
}
