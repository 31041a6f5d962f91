import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { record } from "#app/outbox/record.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { PickupError } from "../pickups.errors.ts";
import { findPointFacts } from "../slots.repository.server.ts";
import { findArea, insertArea, setAreaOpen, updateArea } from "./areas.repository.server.ts";
import type { AreaInput, AreaView } from "./areas.schema.ts";

type Done = { areaId: string; changed: boolean };

/** True when the actor runs the recycler: an area binds vehicles and people, so it takes a manager. */
function runs(actor: Actor, partyId: string | null): boolean {
  return partyId !== null && actor.party.kind === "recycler" && actor.party.id === partyId && hasRole(actor.role, "manager");
}

/**
 * Makes a service area around one of the recycler's own points. The id comes from the form: a repeat finds it.
 * Errors: PICKUPS.NOT_FOUND (no such point), NOT_ALLOWED, STALE (the id is another area's).
 */
export async function makeArea(db: Db, actor: Actor, input: AreaInput): Promise<Result<Done, PickupError>> {
  const point = await findPointFacts(db, input.pointId);
  if (!point) return err("PICKUPS.NOT_FOUND");
  if (!runs(actor, point.operatorPartyId)) return err("PICKUPS.NOT_ALLOWED");
  return transact<Result<Done, PickupError>>(db, async (tx) => {
    if (await insertArea(tx, { ...input, recyclerPartyId: actor.party.id })) {
      await changed(tx, { id: input.areaId, pointId: input.pointId, recyclerPartyId: actor.party.id });
      return ok({ areaId: input.areaId, changed: true });
    }
    const known = await findArea(tx, input.areaId);
    return known?.recyclerPartyId === actor.party.id && known.pointId === input.pointId ? ok({ areaId: known.id, changed: false }) : err("PICKUPS.STALE");
  });
}

/**
 * Changes where an area is and what a visit in it may be. Bookings that exist stay as they are, also those that would be outside now.
 * Errors: PICKUPS.NOT_FOUND, NOT_ALLOWED, STALE.
 */
export async function changeArea(db: Db, actor: Actor, input: Omit<AreaInput, "pointId"> & { version: number }): Promise<Result<Done, PickupError>> {
  return onArea(db, actor, input.areaId, async (tx) => {
    const { areaId, name, latitude, longitude, radiusMetres, outline, maxVisitGrams, serviceMinutes, version } = input;
    return (await updateArea(tx, { areaId, name, latitude, longitude, radiusMetres, outline: outline ?? null, maxVisitGrams, serviceMinutes, version })) ? ok({ areaId, changed: true }) : err("PICKUPS.STALE");
  });
}

/**
 * Closes an area for new bookings, or opens it again; visits that are booked stay. Closing what is closed changes nothing.
 * Errors: PICKUPS.NOT_FOUND, NOT_ALLOWED, STALE.
 */
export async function openOrCloseArea(db: Db, actor: Actor, input: { areaId: string; version: number; isOpen: boolean }): Promise<Result<Done, PickupError>> {
  return onArea(db, actor, input.areaId, async (tx, area) => {
    if (area.isOpen === input.isOpen) return ok({ areaId: area.id, changed: false });
    return (await setAreaOpen(tx, input)) ? ok({ areaId: area.id, changed: true }) : err("PICKUPS.STALE");
  });
}

async function onArea(db: Db, actor: Actor, areaId: string, act: (tx: Tx, area: AreaView) => Promise<Result<Done, PickupError>>): Promise<Result<Done, PickupError>> {
  return transact<Result<Done, PickupError>>(db, async (tx) => {
    const area = await findArea(tx, areaId);
    // Somebody else's area does not exist for the actor.
    if (!area || area.recyclerPartyId !== actor.party.id) return err("PICKUPS.NOT_FOUND");
    if (!runs(actor, area.recyclerPartyId)) return err("PICKUPS.NOT_ALLOWED");
    const done = await act(tx, area);
    if (done.ok && done.value.changed) await changed(tx, area);
    return done;
  });
}

async function changed(tx: Tx, area: { id: string; pointId: string; recyclerPartyId: string }): Promise<void> {
  await record(tx, { type: "pickups.area-changed", payload: { areaId: area.id }, topics: [`party:${area.recyclerPartyId}`, `point:${area.pointId}`] });
}
