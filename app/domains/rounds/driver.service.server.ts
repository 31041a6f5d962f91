import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { record } from "#app/outbox/record.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { topicsOf } from "./draft-round.service.server.ts";
import { findAction, findRefusedBooking, keepAction, selectLiveStop, selectRoundView } from "./driver.repository.server.ts";
import { happenedAt, isExpected, liveWindow, mayDo } from "./driver.rules.ts";
import type { DriverAction, LiveStop, Outcome, RoundView } from "./driver.schema.ts";
import type { StopState } from "./day.schema.ts";
import { forecast, serviceMinutesOf, toldWindow } from "./plan.rules.ts";
import { provider } from "./plan.service.server.ts";
import { tellLate } from "./late.service.server.ts";
import type { RoundError } from "./rounds.errors.ts";
import { findDepot, findRound, lockRound, noteTransition, updateRound, type RoundToChange } from "./rounds.repository.server.ts";
import { selectStops, setExpected, updateStop, type StopToChange } from "./stops.repository.server.ts";

/** Whether the actor may act on a round that is out: its driver, or a manager of the yard. */
export function mayDrive(actor: Actor, round: { recyclerPartyId: string; driverUserId: string | null }): Result<true, RoundError> {
  if (round.recyclerPartyId !== actor.party.id) return err("ROUNDS.NOT_FOUND");
  if (!hasRole(actor.role, "staff")) return err("ROUNDS.NOT_ALLOWED");
  return round.driverUserId === actor.userId || hasRole(actor.role, "manager") ? ok(true) : err("ROUNDS.NOT_ALLOWED");
}

/** A round for the yard's staff; `mayAct` for whoever drives it. Errors: ROUNDS.NOT_FOUND, NOT_ALLOWED. */
export async function openRound(db: Db, actor: Actor, roundId: string): Promise<Result<{ round: RoundView; mayAct: boolean }, RoundError>> {
  const round = await selectRoundView(db, roundId);
  if (round?.recyclerPartyId !== actor.party.id) return err("ROUNDS.NOT_FOUND");
  if (!hasRole(actor.role, "staff")) return err("ROUNDS.NOT_ALLOWED");
  return ok({ round, mayAct: mayDrive(actor, { recyclerPartyId: round.recyclerPartyId, driverUserId: round.driver?.userId ?? null }).ok });
}

/** An action on its way: what it is about, and when it happened. `known` when it was sent before. */
export type Begun = { round: RoundToChange; stop: StopToChange | null; at: Date; known: Outcome | null; repeated: boolean };

/**
 * The start of every act of a driver: locks the round, finds what was sent before, puts the phone's clock right and asks the rules.
 * Errors: ROUNDS.NOT_FOUND, NOT_ALLOWED, and those of `mayDo`.
 */
export async function beginAction(tx: Tx, actor: Actor, input: { roundId: string; action: DriverAction; sentAt: Date }, now: Date): Promise<Result<Begun, RoundError>> {
  const { roundId, action } = input;
  await lockRound(tx, roundId);
  const round = await findRound(tx, roundId);
  if (!round) return err("ROUNDS.NOT_FOUND");
  const may = mayDrive(actor, round);
  if (!may.ok) return may;
  const at = happenedAt({ deviceAt: new Date(action.deviceAt), sentAt: input.sentAt, now, notBefore: round.publishedAt ?? now });
  const known = await findAction(tx, { roundId, clientId: action.clientId });
  if (known) return ok({ round, stop: null, at, known, repeated: true });
  const stopId = "stopId" in action ? action.stopId : null;
  const stop = stopId ? ((await selectStops(tx, roundId)).find(({ id }) => id === stopId) ?? null) : null;
  if (stopId && !stop) return err("ROUNDS.NOT_FOUND", { stop: true });
  const decided = mayDo(action.kind, round.state, stop, at);
  return decided.ok ? ok({ round, stop, at, known: null, repeated: decided.value.repeated }) : decided;
}

const settled: Partial<Record<DriverAction["kind"], StopState>> = { arrive: "arrived", collect: "collected", refuse: "refused", nobody: "nobody", skip: "skipped" };

/**
 * Does what an action says to the round and its stop, remembers it, moves what is expected at the stops ahead, and has those told whom it
 * makes late. The bookings' own moves are the caller's, before this and in the same transaction. Errors: ROUNDS.STALE.
 */
export async function finishAction(tx: Tx, actor: Actor, { round, stop, at, repeated }: Begun, action: DriverAction, now: Date): Promise<Result<Outcome, RoundError>> {
  const kept = { id: newId(), roundId: round.id, clientId: action.clientId, kind: action.kind, stopId: stop?.id ?? null, error: null, userId: actor.userId, deviceAt: new Date(action.deviceAt), happenedAt: at, receivedAt: now };
  await keepAction(tx, kept);
  const done: Outcome = { clientId: action.clientId, status: "done", error: null };
  if (repeated) return ok(done);
  const starts = round.state === "published";
  const isChanged = await updateRound(tx, {
    id: round.id,
    from: round.state,
    version: round.version,
    data: { ...(starts ? { state: "under_way" as const, startedAt: at } : {}), ...(action.kind === "back" ? { backAt: at } : {}) },
  });
  if (!isChanged) return err("ROUNDS.STALE");
  if (starts) await noteTransition(tx, { subject: "round", id: round.id, from: "published", to: "under_way", actor, at });
  const to = settled[action.kind];
  if (stop && to) {
    const moved = await updateStop(tx, { id: stop.id, from: stop.state, data: { state: to, ...changesOf(action, stop, at) } });
    if (!moved) return err("ROUNDS.STALE");
    await noteTransition(tx, { subject: "round_stop", id: stop.id, from: stop.state, to, actor, reason: "reason" in action ? action.reason : null, at });
  }
  const stops = await selectStops(tx, round.id);
  await expectAnew(tx, round, stops, at);
  await tellLate(tx, now, round.id);
  const told = stops.filter((one) => one.id === stop?.id || one.state === "planned" || one.state === "arrived").map(({ bookingId }) => bookingId);
  if (action.kind === "skip" && stop && isExpected(stop.bookingState)) await record(tx, { type: "rounds.left-out", payload: { roundId: round.id, stopIds: [stop.id] }, topics: topicsOf(round, told) });
  else await record(tx, { type: "rounds.moved", payload: { roundId: round.id }, topics: topicsOf(round, told) });
  return ok(done);
}

function changesOf(action: DriverAction, stop: StopToChange, at: Date): Omit<Parameters<typeof updateStop>[1]["data"], "state"> {
  const arrived = stop.arrivedAt ? {} : { arrivedAt: at };
  switch (action.kind) {
    case "arrive":
      return { arrivedAt: at };
    case "collect":
      return { ...arrived, settledAt: at, signedName: action.signedName || null, signedStrokes: action.signedStrokes ?? null };
    case "refuse":
      return { ...arrived, settledAt: at, reason: action.reason, note: action.note };
    case "nobody":
      return { settledAt: at, note: action.note };
    case "skip":
      return { settledAt: at, reason: action.reason, note: action.note };
    default:
      return {};
  }
}

/** When the vehicle is expected at the stops ahead, after something happened at `at`. */
async function expectAnew(tx: Tx, round: RoundToChange, stops: readonly StopToChange[], at: Date): Promise<void> {
  const depot = await findDepot(tx, round.pointId);
  if (!depot) return;
  const been = stops.filter((stop) => stop.arrivedAt !== null).sort((one, other) => (other.arrivedAt?.getTime() ?? 0) - (one.arrivedAt?.getTime() ?? 0));
  const ahead = stops
    .filter((stop) => (stop.state === "planned" || stop.state === "arrived") && isExpected(stop.bookingState))
    .sort((one, other) => Number(other.state === "arrived") - Number(one.state === "arrived") || one.sequence - other.sequence);
  const expected = await forecast(
    {
      from: been[0] ?? depot,
      leavesAt: round.leavesAt < at ? at : round.leavesAt,
      now: at,
      stops: ahead.map((stop) => ({ id: stop.id, latitude: stop.latitude, longitude: stop.longitude, startsAt: stop.startsAt, serviceMinutes: serviceMinutesOf(stop), arrivedAt: stop.state === "arrived" ? stop.arrivedAt : null })),
      speedKmPerHour: round.vehicle.speedKmPerHour,
    },
    provider,
  );
  await setExpected(tx, expected);
}

/** Remembers that an action was refused, so that a repeat gets the same answer; answers with what is remembered. */
export async function refuseAction(db: Db, actor: Actor, input: { roundId: string; action: DriverAction; sentAt: Date; error: string }, now: Date): Promise<Outcome> {
  const { roundId, action, error } = input;
  const deviceAt = new Date(action.deviceAt);
  const stopId = "stopId" in action ? action.stopId : null;
  const happened = happenedAt({ deviceAt, sentAt: input.sentAt, now, notBefore: new Date(0) });
  await keepAction(db, { id: newId(), roundId, clientId: action.clientId, kind: action.kind, stopId, error, userId: actor.userId, deviceAt, happenedAt: happened, receivedAt: now });
  return (await findAction(db, { roundId, clientId: action.clientId })) ?? { clientId: action.clientId, status: "refused", error };
}

/**
 * Whose load an act of a driver's phone refused, for the photo that follows it. The round may be closed by then.
 * Errors: ROUNDS.NOT_FOUND, NOT_ALLOWED, STOP_WRONG_STATE (the act itself was not taken).
 */
export async function refusedByAct(db: Db, actor: Actor, input: { roundId: string; clientId: string }): Promise<Result<{ bookingId: string }, RoundError>> {
  const round = await findRound(db, input.roundId);
  if (!round) return err("ROUNDS.NOT_FOUND");
  const may = mayDrive(actor, round);
  if (!may.ok) return may;
  const refused = await findRefusedBooking(db, { roundId: input.roundId, clientId: input.clientId });
  if (!refused) return err("ROUNDS.NOT_FOUND");
  return refused.wasDone ? ok({ bookingId: refused.bookingId }) : err("ROUNDS.STOP_WRONG_STATE");
}

/**
 * The live window of a booking at home; null where no round has been published for it. Who may see the booking is asked by whoever
 * calls. Shows nothing of other people: a number of stops, no place and no name.
 */
export async function findLive(db: Db, bookingId: string, clock: Clock = systemClock): Promise<LiveStop | null> {
  const stop = await selectLiveStop(db, bookingId);
  if (!stop) return null;
  const { timeZone } = stop;
  switch (stop.state) {
    case "arrived":
      return { phase: "here", timeZone };
    case "collected":
      return { phase: "collected", timeZone };
    case "skipped":
      return { phase: "left_out", timeZone };
    case "planned":
      break;
    default:
      return null;
  }
  if (stop.roundState === "under_way") {
    const { from, until } = liveWindow(stop.expectedAt, clock.now());
    return { phase: "on_its_way", from: from.toISOString(), until: until.toISOString(), timeZone, stopsBefore: stop.stopsBefore, later: stop.toldUntil !== null && stop.expectedAt > stop.toldUntil };
  }
  const told = stop.toldFrom && stop.toldUntil ? { from: stop.toldFrom, until: stop.toldUntil } : toldWindow(stop.expectedAt, { startsAt: stop.expectedAt, endsAt: stop.slotEndsAt });
  return { phase: "told", from: told.from.toISOString(), until: told.until.toISOString(), timeZone };
}
