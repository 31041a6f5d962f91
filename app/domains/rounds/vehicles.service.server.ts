import type { Db } from "#app/platform/db/database.server.ts";
import { isUniqueViolation } from "#app/platform/db/sql.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { RoundError } from "./rounds.errors.ts";
import { findVehicle, insertVehicle, selectVehicles, updateVehicle } from "./vehicles.repository.server.ts";
import type { VehicleInput, VehicleView } from "./vehicles.schema.ts";

/** Whether the actor may plan and change what their recycler drives. */
export function mayPlan(actor: Actor): boolean {
  return actor.party.kind === "recycler" && hasRole(actor.role, "staff");
}

/** The acting recycler's vehicles. Errors: ROUNDS.NOT_ALLOWED. */
export async function listVehicles(db: Db, actor: Actor): Promise<Result<VehicleView[], RoundError>> {
  return mayPlan(actor) ? ok(await selectVehicles(db, actor.party.id)) : err("ROUNDS.NOT_ALLOWED");
}

/**
 * Adds a vehicle, or changes one where the input carries its version. Rounds that are planned keep the figures they were planned with until
 * they are planned again. Errors: ROUNDS.NOT_ALLOWED, NOT_FOUND (somebody else's), STALE, NAME_TAKEN.
 */
export async function saveVehicle(db: Db, actor: Actor, input: VehicleInput): Promise<Result<{ vehicleId: string; changed: boolean }, RoundError>> {
  if (!mayPlan(actor)) return err("ROUNDS.NOT_ALLOWED");
  const { vehicleId, version, ...data } = input;
  const known = await findVehicle(db, vehicleId);
  if (known && known.recyclerPartyId !== actor.party.id) return err("ROUNDS.NOT_FOUND");
  try {
    if (version === undefined) {
      if (known) return isSame(known, data) ? ok({ vehicleId, changed: false }) : err("ROUNDS.STALE");
      await insertVehicle(db, actor.party.id, input);
      return ok({ vehicleId, changed: true });
    }
    if (!known) return err("ROUNDS.NOT_FOUND");
    if (isSame(known, data)) return ok({ vehicleId, changed: false });
    return (await updateVehicle(db, { id: vehicleId, version, data })) ? ok({ vehicleId, changed: true }) : err("ROUNDS.STALE");
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    // The same form sent twice at once meets its own id; another vehicle's name is somebody's slip.
    const present = await findVehicle(db, vehicleId);
    return present && version === undefined && present.recyclerPartyId === actor.party.id && isSame(present, data) ? ok({ vehicleId, changed: false }) : err("ROUNDS.NAME_TAKEN");
  }
}

/** Takes a vehicle out of use, or back into it. Errors: ROUNDS.NOT_ALLOWED, NOT_FOUND, STALE. */
export async function setVehicleInUse(db: Db, actor: Actor, input: { vehicleId: string; version: number; isActive: boolean }): Promise<Result<{ vehicleId: string; changed: boolean }, RoundError>> {
  if (!mayPlan(actor)) return err("ROUNDS.NOT_ALLOWED");
  const { vehicleId, version, isActive } = input;
  const known = await findVehicle(db, vehicleId);
  if (known?.recyclerPartyId !== actor.party.id) return err("ROUNDS.NOT_FOUND");
  if (known.isActive === isActive) return ok({ vehicleId, changed: false });
  return (await updateVehicle(db, { id: vehicleId, version, data: { isActive } })) ? ok({ vehicleId, changed: true }) : err("ROUNDS.STALE");
}

function isSame(one: VehicleView, other: Omit<VehicleInput, "vehicleId" | "version">): boolean {
  return one.name === other.name && one.kind === other.kind && one.capacityGrams === other.capacityGrams && one.speedKmPerHour === other.speedKmPerHour;
}
