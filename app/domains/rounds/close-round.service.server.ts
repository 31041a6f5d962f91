import type { Tx } from "#app/platform/db/database.server.ts";
import { record } from "#app/outbox/record.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { insertAllocations, selectClosedEmissions } from "./driver.repository.server.ts";
import { isExpected } from "./driver.rules.ts";
import { ownRound, topicsOf } from "./draft-round.service.server.ts";
import { provider } from "./plan.service.server.ts";
import type { RoundError } from "./rounds.errors.ts";
import { findDepot, lockRound, noteTransition, skipOpenStops, updateRound, type RoundToChange } from "./rounds.repository.server.ts";
import { selectStops, type StopToChange } from "./stops.repository.server.ts";

/** The round to close, at the version that was shown, with what the odometer says in metres where somebody read it. */
export type CloseRef = { roundId: string; version: number; drivenMetres?: number | undefined };

export type ToClose = {
  round: RoundToChange;
  metres: number;
  basis: "estimated" | "odometer";
  /** Bookings, in order of the stops. */
  collected: string[];
  nobody: string[];
  /** Closed before. */
  repeated: boolean;
  emissionGrams: number;
};

/**
 * The start of closing, in the caller's transaction: locks the round and says how far it drove and what it collected.
 * Errors: ROUNDS.NOT_FOUND, NOT_ALLOWED, WRONG_STATE, STALE.
 */
export async function beginClose(tx: Tx, actor: Actor, input: CloseRef): Promise<Result<ToClose, RoundError>> {
  await lockRound(tx, input.roundId);
  const found = await ownRound(tx, actor, input.roundId);
  if (!found.ok) return found;
  const round = found.value;
  const nothing = { round, metres: 0, basis: "estimated" as const, collected: [], nobody: [], emissionGrams: 0 };
  if (round.state === "done") return ok({ ...nothing, repeated: true, emissionGrams: (await selectClosedEmissions(tx, round.id)) ?? 0 });
  if (round.state !== "under_way") return err("ROUNDS.WRONG_STATE", { state: round.state });
  if (round.version !== input.version) return err("ROUNDS.STALE", { state: round.state });
  const stops = await selectStops(tx, round.id);
  const inState = (state: StopToChange["state"]) => stops.filter((stop) => stop.state === state).map(({ bookingId }) => bookingId);
  const isRead = input.drivenMetres !== undefined;
  return ok({
    round,
    metres: input.drivenMetres ?? (await estimatedWay(tx, round, stops)),
    basis: isRead ? "odometer" : "estimated",
    collected: inState("collected"),
    nobody: inState("nobody"),
    repeated: false,
    emissionGrams: 0,
  });
}

/** Metres from the depot over the doors the vehicle came to, in the order in which it came, and back. */
async function estimatedWay(tx: Tx, round: RoundToChange, stops: readonly StopToChange[]): Promise<number> {
  const depot = await findDepot(tx, round.pointId);
  const been = stops.filter((stop) => stop.arrivedAt !== null).sort((one, other) => (one.arrivedAt?.getTime() ?? 0) - (other.arrivedAt?.getTime() ?? 0) || one.sequence - other.sequence);
  if (!depot || been.length === 0) return 0;
  const { metres } = await provider.tables([depot, ...been]);
  const size = been.length + 1;
  const legs = been.map((_, index) => metres[index * size + index + 1] ?? 0);
  return Math.round(legs.reduce((sum, leg) => sum + leg, metres[been.length * size] ?? 0));
}

/** The end of closing: freezes the figures and the shares, leaves out what was not reached, and tells. Errors: ROUNDS.STALE. */
export async function finishClose(
  tx: Tx,
  actor: Actor,
  input: Pick<ToClose, "round" | "metres" | "basis"> & { emissionGrams: number; collectedGrams: number; allocations: { lineId: string; bookingId: string; massGrams: number; emissionGrams: number }[] },
  at: Date,
): Promise<Result<true, RoundError>> {
  const { round, metres, basis, emissionGrams, collectedGrams, allocations } = input;
  const stops = await selectStops(tx, round.id);
  const gone = stops.filter((stop) => !isExpected(stop.bookingState)).map(({ id }) => id);
  await skipOpenStops(tx, { roundId: round.id, reason: "cancelled", at, stopIds: gone });
  const left = await skipOpenStops(tx, { roundId: round.id, reason: "not_reached", at });
  await insertAllocations(tx, round.id, allocations);
  const isChanged = await updateRound(tx, {
    id: round.id,
    from: "under_way",
    version: round.version,
    data: { state: "done", closedAt: at, drivenMetres: metres, distanceBasis: basis, vehicleKind: round.vehicle.kind, emissionGrams, collectedGrams },
  });
  if (!isChanged) return err("ROUNDS.STALE");
  await noteTransition(tx, { subject: "round", id: round.id, from: "under_way", to: "done", actor, at });
  if (left.length > 0) {
    await record(tx, { type: "rounds.left-out", payload: { roundId: round.id, stopIds: left.map(({ id }) => id) }, topics: topicsOf(round, left.map(({ bookingId }) => bookingId)) });
  }
  await record(tx, { type: "rounds.closed", payload: { roundId: round.id }, topics: topicsOf(round, []) });
  return ok(true);
}
