import tzLookup from "tz-lookup";
import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { derivedSubdivision } from "#app/shared/calendar/region.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { searchTextOf } from "../place.rules.ts";
import type { PointError } from "../points.errors.ts";
import { findCarePoint, lockPoint, notePoint, replaceMaterials, selectCaredFor, selectHistory, writePoint, type CaredFor } from "./care.repository.server.ts";
import { dateIn, mayCare } from "./care.rules.ts";
import { subdivisionsOfPlace } from "./special-days.server.ts";
import type { CarePoint, PointFactsInput, PointMaterialsInput } from "./care.schema.ts";

/** Where a point stands after a change. */
export type Changed = { pointId: string; version: number };
type PointRef = { pointId: string; version: number };

/** The points the actor cares for: those of their recycler, and for those who run the platform the ones nobody runs that have open corrections. */
export async function listCaredFor(db: Db, actor: Actor): Promise<CaredFor[]> {
  const runs = actor.party.kind === "recycler" && hasRole(actor.role, "staff");
  return selectCaredFor(db, { partyId: runs ? actor.party.id : null, unowned: actor.isOperator, limit: 200 });
}

/** A point for its forms, with its last changes. Errors: POINTS.NOT_FOUND, NOT_ALLOWED. */
export async function openForCare(db: Db, actor: Actor, pointId: string, clock: Clock = systemClock): Promise<Result<{ point: CarePoint; today: string; history: Awaited<ReturnType<typeof selectHistory>> }, PointError>> {
  const now = clock.now();
  const point = await findCarePoint(db, pointId, dateIn("Pacific/Kiritimati", new Date(now.getTime() - 2 * 86_400_000)));
  if (!point) return err("POINTS.NOT_FOUND");
  if (!mayCare(actor, point)) return err("POINTS.NOT_ALLOWED");
  const today = dateIn(point.timeZone, now);
  return ok({ point: { ...point, exceptions: point.exceptions.filter((one) => one.date >= today) }, today, history: await selectHistory(db, pointId, 12) });
}

/**
 * Locks a point for a change by somebody who cares for it. Without a version the present one is meant.
 * Errors: POINTS.NOT_FOUND, NOT_ALLOWED, STALE (details.version).
 */
export async function claimCare(tx: Tx, actor: Actor, ref: { pointId: string; version?: number | undefined }): Promise<Result<{ id: string; version: number; operatorPartyId: string | null; timeZone: string }, PointError>> {
  const point = await lockPoint(tx, ref.pointId);
  if (!point) return err("POINTS.NOT_FOUND");
  if (!mayCare(actor, point)) return err("POINTS.NOT_ALLOWED");
  if (ref.version !== undefined && ref.version !== point.version) return err("POINTS.STALE", { version: point.version });
  return ok(point);
}

/** Tells whoever watches the point, or the recycler that runs it. */
export async function tellPointChanged(tx: Tx, point: { id: string; operatorPartyId: string | null }): Promise<void> {
  await record(tx, { type: "points.changed", payload: { pointId: point.id }, topics: [`point:${point.id}`, ...(point.operatorPartyId ? [`party:${point.operatorPartyId}` as const] : [])] });
}

/** One change of one point: locked, checked, written, noted, told. */
export async function changeWithCare(
  db: Db,
  actor: Actor,
  ref: PointRef,
  input: { what: string; reason?: string | null; clock: Clock; check?: (tx: Tx) => Promise<PointError | null>; write: (tx: Tx, point: { id: string; timeZone: string }, now: Date) => Promise<number> },
): Promise<Result<Changed, PointError>> {
  return transact<Result<Changed, PointError>>(db, async (tx) => {
    const claimed = await claimCare(tx, actor, ref);
    if (!claimed.ok) return claimed;
    const refusal = await input.check?.(tx);
    if (refusal) return err(refusal);
    const now = input.clock.now();
    const version = await input.write(tx, claimed.value, now);
    await notePoint(tx, { id: claimed.value.id, from: `v${claimed.value.version}`, to: input.what, actor, reason: input.reason ?? null, now });
    await tellPointChanged(tx, claimed.value);
    return ok({ pointId: claimed.value.id, version });
  });
}

/**
 * States what a point is, where, and how one gets in. Its zone follows its place. Errors: POINTS.NOT_FOUND, NOT_ALLOWED, STALE,
 * SUBDIVISION_UNKNOWN (no part of its country that keeps holidays of its own is called so), SUBDIVISION_CONTRADICTS (its address lies in
 * another part). A part that is stated counts for holidays at once, and for licences once it is confirmed (`flows/confirm-subdivision`).
 */
export async function changeFacts(db: Db, actor: Actor, input: PointFactsInput, clock: Clock = systemClock): Promise<Result<Changed, PointError>> {
  const { pointId, version: _version, kind, ...facts } = input;
  const timeZone = tzLookup(facts.latitude, facts.longitude);
  return changeWithCare(db, actor, input, {
    what: "facts",
    clock,
    check: async (tx) => {
      if (facts.subdivisionCode === null) return null;
      const place = { countryCode: (await findCarePoint(tx, pointId, "9999"))?.countryCode ?? null, timeZone, postalCode: facts.postalCode, city: facts.city };
      if (!subdivisionsOfPlace(place).some((one) => one.code === facts.subdivisionCode)) return "POINTS.SUBDIVISION_UNKNOWN";
      return (derivedSubdivision(place) ?? facts.subdivisionCode) === facts.subdivisionCode ? null : "POINTS.SUBDIVISION_CONTRADICTS";
    },
    write: async (tx, _point, now) => {
      const before = await findCarePoint(tx, pointId, "9999");
      const site = kind === "container" ? ("container" as const) : ("centre" as const);
      return writePoint(tx, pointId, {
        ...facts,
        tier: kind === "transfer" || kind === "sorting" ? kind : "collection",
        site,
        // A staffed drop-off has staff by its name; a container has none.
        staffed: kind === "centre" || (kind !== "container" && facts.staffed),
        timeZone,
        searchText: searchTextOf({ name: facts.name, operatorName: before?.operatorName ?? null, address: facts.address, postalCode: facts.postalCode, city: facts.city }),
      }, now);
    },
  });
}

/** States what a point takes, under which condition, and what it refuses. Errors: POINTS.NOT_FOUND, NOT_ALLOWED, STALE. */
export async function changeMaterials(db: Db, actor: Actor, input: PointMaterialsInput, clock: Clock = systemClock): Promise<Result<Changed, PointError>> {
  return changeWithCare(db, actor, input, {
    what: "materials",
    clock,
    write: async (tx, point, now) => {
      await replaceMaterials(tx, point.id, input.lines);
      return writePoint(tx, point.id, {}, now);
    },
  });
}

/** Says that all was looked at today, at the point's own date. Errors: POINTS.NOT_FOUND, NOT_ALLOWED, STALE. */
export async function markChecked(db: Db, actor: Actor, ref: PointRef, clock: Clock = systemClock): Promise<Result<Changed, PointError>> {
  return changeWithCare(db, actor, ref, { what: "checked", clock, write: (tx, point, now) => writePoint(tx, point.id, { checkDate: dateIn(point.timeZone, now) }, now) });
}

/** Opens a point again that was closed for good. Its slots stay closed until somebody opens them. Errors: POINTS.NOT_FOUND, NOT_ALLOWED, STALE. */
export async function reopenPoint(db: Db, actor: Actor, ref: PointRef, clock: Clock = systemClock): Promise<Result<Changed, PointError>> {
  return changeWithCare(db, actor, ref, { what: "reopened", clock, write: (tx, point, now) => writePoint(tx, point.id, { closedSince: null }, now) });
}
