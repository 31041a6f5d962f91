import { checkIn, weigh } from "#app/domains/pickups/gate.service.server.ts";
import type { WeighInput } from "#app/domains/pickups/pickups.schema.ts";
import { rejectOnSite } from "#app/domains/pickups/refusals.service.server.ts";
import { parseMass, parsePermille } from "#app/domains/pickups/weights.rules.ts";
import { beginAction, finishAction, refuseAction, type Begun } from "#app/domains/rounds/driver.service.server.ts";
import { driverAction, type DriverAction, type Outcome, type ReadingInput } from "#app/domains/rounds/driver.schema.ts";
import type { RoundError } from "#app/domains/rounds/rounds.errors.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";

/**
 * Takes what a driver's phone sends, in order, each act in a transaction of its own, with the moves of its booking in it: arrived,
 * collected with weights (checked in and weighed), refused, nobody there, left out, back. An act that was sent before gets the answer it had.
 * One that cannot be is refused with the reason and remembered; those behind it are still done. `sentAt` is the phone's clock at sending.
 * Errors, of the whole: ROUNDS.NOT_FOUND, NOT_ALLOWED.
 */
export async function driveRound(
  db: Db,
  actor: Actor,
  input: { roundId: string; sentAt: Date; actions: readonly unknown[] },
  clock: Clock = systemClock,
): Promise<Result<Outcome[], RoundError>> {
  const outcomes: Outcome[] = [];
  for (const raw of input.actions) {
    const parsed = driverAction.safeParse(raw);
    if (!parsed.success) {
      outcomes.push({ clientId: clientIdOf(raw), status: "refused", error: "ROUNDS.INVALID" });
      continue;
    }
    const action = parsed.data;
    const now = clock.now();
    const done = await transact(db, (tx) => act(tx, actor, { roundId: input.roundId, sentAt: input.sentAt, action }, now));
    if (done.ok) {
      outcomes.push(done.value);
      continue;
    }
    const isAboutStop = done.error === "ROUNDS.NOT_FOUND" && done.details?.stop === true;
    if ((done.error === "ROUNDS.NOT_FOUND" || done.error === "ROUNDS.NOT_ALLOWED") && !isAboutStop) return err(done.error);
    outcomes.push(await refuseAction(db, actor, { roundId: input.roundId, sentAt: input.sentAt, action, error: done.error }, now));
  }
  return ok(outcomes);
}

function clientIdOf(raw: unknown): string {
  const id = typeof raw === "object" && raw !== null ? (raw as { clientId?: unknown }).clientId : null;
  return typeof id === "string" ? id.slice(0, 80) : "";
}

async function act(tx: Tx, actor: Actor, input: { roundId: string; sentAt: Date; action: DriverAction }, now: Date): Promise<Result<Outcome, RoundError>> {
  const { action } = input;
  const begun = await beginAction(tx, actor, input, now);
  if (!begun.ok) return begun;
  if (begun.value.known) return ok(begun.value.known);
  if (!begun.value.repeated) {
    const moved = await moveBooking(tx, actor, begun.value, action);
    if (!moved.ok) return moved;
  }
  return finishAction(tx, actor, begun.value, action, now);
}

/** The booking's part of an act, by the verbs of the gate, at the time it happened. */
async function moveBooking(tx: Tx, actor: Actor, { stop, at }: Begun, action: DriverAction): Promise<Result<true, RoundError>> {
  if (!stop || (action.kind !== "collect" && action.kind !== "refuse")) return ok(true);
  const { bookingId } = stop;
  const clock = { now: () => at };
  if (stop.bookingState === "confirmed") {
    const entered = await checkIn(tx, actor, { bookingId }, clock);
    if (!entered.ok) return err("ROUNDS.BOOKING_GONE", { because: entered.error });
  }
  if (action.kind === "refuse") {
    const refused = await rejectOnSite(tx, actor, { bookingId, kind: action.reason, reason: action.note || action.reason, photo: null }, clock);
    return refused.ok ? ok(true) : err("ROUNDS.BOOKING_GONE", { because: refused.error });
  }
  const readings = action.readings.map(readingOf);
  if (readings.some((reading) => reading === null)) return err("ROUNDS.WEIGHT_INVALID");
  const weighed = await weigh(tx, actor, { bookingId, readings: readings.flatMap((reading) => reading ?? []) }, clock);
  if (weighed.ok) return ok(true);
  if (weighed.error === "PICKUPS.WEIGHT_INVALID") return err("ROUNDS.WEIGHT_INVALID");
  return weighed.error === "PICKUPS.MATERIAL_REFUSED" ? err("ROUNDS.MATERIAL_REFUSED") : err("ROUNDS.BOOKING_GONE", { because: weighed.error });
}

function readingOf({ material, gross, tare, contamination, unit }: ReadingInput): WeighInput["readings"][number] | null {
  const grossGrams = parseMass(gross, unit);
  const tareGrams = tare === "" ? 0 : parseMass(tare, unit);
  const contaminationPermille = parsePermille(contamination);
  if (grossGrams === null || grossGrams === 0 || tareGrams === null || contaminationPermille === null) return null;
  return { material, grossGrams, tareGrams, contaminationPermille, unit };
}
