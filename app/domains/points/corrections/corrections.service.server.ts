import tzLookup from "tz-lookup";
import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { findCarePoint, notePoint, replaceMaterials, writePoint } from "../care/care.repository.server.ts";
import { mayCare } from "../care/care.rules.ts";
import { claimCare, tellPointChanged } from "../care/care.service.server.ts";
import type { PointError } from "../points.errors.ts";
import { findOperatorOf } from "../points.repository.server.ts";
import { countCorrectionsOf, countOpenCorrections, insertCorrection, lockCorrection, selectCorrections, settleCorrection, type CorrectionRow } from "./corrections.repository.server.ts";
import type { CorrectionInput, CorrectionView } from "./corrections.schema.ts";

/** The most corrections one person may propose in a day. */
export const CORRECTIONS_PER_DAY = 20;
const DAY_MS = 86_400_000;

/**
 * Says what is wrong about a point. The id comes from the caller: a repeat finds it. Errors: POINTS.NOT_FOUND, NOT_ALLOWED (viewers),
 * RATE_LIMITED, ALREADY_PROPOSED (one of this kind by this person waits there), KEY_REUSED.
 */
export async function proposeCorrection(db: Db, actor: Actor, input: CorrectionInput, clock: Clock = systemClock): Promise<Result<{ correctionId: string }, PointError>> {
  return transact<Result<{ correctionId: string }, PointError>>(db, async (tx) => {
    const now = clock.now();
    const point = await findOperatorOf(tx, input.pointId);
    if (!point) return err("POINTS.NOT_FOUND");
    if (!hasRole(actor.role, "member")) return err("POINTS.NOT_ALLOWED");
    const known = await lockCorrection(tx, input.correctionId);
    if (known) return known.proposerUserId === actor.userId && known.pointId === input.pointId ? ok({ correctionId: known.id }) : err("POINTS.KEY_REUSED");
    if ((await countCorrectionsOf(tx, { userId: actor.userId, since: new Date(now.getTime() - DAY_MS) })) >= CORRECTIONS_PER_DAY) return err("POINTS.RATE_LIMITED", { perDay: CORRECTIONS_PER_DAY });
    const { correctionId: id, pointId, kind, proposal, text } = input;
    const written = await insertCorrection(tx, { id, pointId, kind, proposal, text, proposerUserId: actor.userId, proposerPartyId: actor.party.id, createdAt: now });
    if (!written) return err("POINTS.ALREADY_PROPOSED");
    await notePoint(tx, { subject: "point_correction", id, to: "open", actor, now });
    await record(tx, { type: "points.corrected", payload: { correctionId: id, pointId }, topics: [point.operatorPartyId ? `party:${point.operatorPartyId}` : "moderation"] });
    return ok({ correctionId: id });
  });
}

/** The corrections of a point, for those who decide them. Errors: POINTS.NOT_FOUND, NOT_ALLOWED. */
export async function listCorrections(db: Db, actor: Actor, pointId: string): Promise<Result<CorrectionView[], PointError>> {
  const point = await findOperatorOf(db, pointId);
  if (!point) return err("POINTS.NOT_FOUND");
  if (!mayCare(actor, point)) return err("POINTS.NOT_ALLOWED");
  return ok(await selectCorrections(db, pointId, 100));
}

/** How many corrections of a point wait for the actor; null when they do not decide about it. */
export async function correctionsWaiting(db: Db, actor: Actor, pointId: string): Promise<number | null> {
  const point = await findOperatorOf(db, pointId);
  return point && mayCare(actor, point) ? countOpenCorrections(db, pointId) : null;
}

type CorrectionRef = { correctionId: string; version: number };

/**
 * Locks an open correction for somebody who decides it. Errors: POINTS.NOT_FOUND, NOT_ALLOWED, WRONG_STATE (details.state), STALE.
 */
export async function claimCorrection(tx: Tx, actor: Actor, ref: CorrectionRef): Promise<Result<CorrectionRow, PointError>> {
  const correction = await lockCorrection(tx, ref.correctionId);
  if (!correction) return err("POINTS.NOT_FOUND");
  const point = await findOperatorOf(tx, correction.pointId);
  if (!point || !mayCare(actor, point)) return err("POINTS.NOT_ALLOWED");
  if (correction.state !== "open") return err("POINTS.WRONG_STATE", { state: correction.state });
  return correction.version === ref.version ? ok(correction) : err("POINTS.STALE", { state: correction.state, version: correction.version });
}

/** Ends a claimed correction, with its note in the history; its maker is told. */
export async function settle(tx: Tx, actor: Actor, correction: CorrectionRow, outcome: { to: "accepted" | "declined"; reason: string | null; now: Date }): Promise<Result<{ correctionId: string; state: "accepted" | "declined" }, PointError>> {
  const { to, reason, now } = outcome;
  if (!(await settleCorrection(tx, { id: correction.id, version: correction.version, to, reason, userId: actor.userId, now }))) return err("POINTS.STALE");
  await notePoint(tx, { subject: "point_correction", id: correction.id, from: "open", to, actor, reason, now });
  await record(tx, { type: "points.correction-decided", payload: { correctionId: correction.id, pointId: correction.pointId }, topics: [`point:${correction.pointId}`, `user:${correction.proposerUserId}`, `party:${actor.party.id}`] });
  return ok({ correctionId: correction.id, state: to });
}

/** Turns a correction down, with the reason its maker reads. Errors: POINTS.REASON_NEEDED, and those of `claimCorrection`. */
export async function declineCorrection(db: Db, actor: Actor, input: CorrectionRef & { reason: string }, clock: Clock = systemClock): Promise<Result<{ correctionId: string; state: "accepted" | "declined" }, PointError>> {
  return transact<Result<{ correctionId: string; state: "accepted" | "declined" }, PointError>>(db, async (tx) => {
    const claimed = await claimCorrection(tx, actor, input);
    if (!claimed.ok) return claimed;
    const reason = input.reason.trim().slice(0, 500);
    if (reason === "") return err("POINTS.REASON_NEEDED");
    return settle(tx, actor, claimed.value, { to: "declined", reason, now: clock.now() });
  });
}

/** Writes what a claimed correction says of materials or of the place. Other kinds write nothing here. */
export async function applyFacts(tx: Tx, actor: Actor, correction: CorrectionRow, now: Date): Promise<Result<null, PointError>> {
  const { proposal, pointId, kind } = correction;
  if (kind !== "materials" && kind !== "place") return ok(null);
  const claimed = await claimCare(tx, actor, { pointId });
  if (!claimed.ok) return claimed;
  if (kind === "materials") {
    const before = (await findCarePoint(tx, pointId, "9999"))?.materials ?? [];
    const said = new Map((proposal.lines ?? []).map((line) => [line.material, line.says]));
    const kept = before.filter((line) => !said.has(line.material));
    const written = [...said].filter(([, says]) => says !== "nothing").map(([material, says]) => ({ material, accepts: says === "takes", conditionNote: before.find((line) => line.material === material && line.accepts === (says === "takes"))?.conditionNote ?? null }));
    await replaceMaterials(tx, pointId, [...kept, ...written]);
    await writePoint(tx, pointId, {}, now);
  } else {
    const { latitude = 0, longitude = 0 } = proposal;
    await writePoint(tx, pointId, { latitude, longitude, timeZone: tzLookup(latitude, longitude) }, now);
  }
  await notePoint(tx, { id: pointId, from: `v${claimed.value.version}`, to: kind === "place" ? "facts" : "materials", actor, reason: `correction:${correction.id}`, now });
  await tellPointChanged(tx, claimed.value);
  return ok(null);
}
