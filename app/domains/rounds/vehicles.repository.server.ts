import type { Db } from "#app/platform/db/database.server.ts";
import type { VehicleInput, VehicleView } from "./vehicles.schema.ts";

const shown = { id: true, name: true, kind: true, capacityGrams: true, speedKmPerHour: true, isActive: true, version: true } as const;

/** A recycler's vehicles by name; those that are out of use last. */
export async function selectVehicles(db: Db, recyclerPartyId: string): Promise<VehicleView[]> {
  return db.vehicle.findMany({ where: { recyclerPartyId }, select: shown, orderBy: [{ isActive: "desc" }, { name: "asc" }], take: 200 });
}

/** One vehicle with whose it is; null when there is none. */
export async function findVehicle(db: Db, id: string): Promise<(VehicleView & { recyclerPartyId: string }) | null> {
  return db.vehicle.findUnique({ where: { id }, select: { ...shown, recyclerPartyId: true } });
}

/** Writes a new vehicle. Throws on a name its recycler uses already, and on an id that is taken. */
export async function insertVehicle(db: Db, recyclerPartyId: string, { vehicleId, version: _none, ...input }: VehicleInput): Promise<void> {
  await db.vehicle.create({ data: { id: vehicleId, recyclerPartyId, ...input }, select: { id: true } });
}

/** Changes a vehicle if it is still at this version. */
export async function updateVehicle(db: Db, input: { id: string; version: number; data: Partial<Pick<VehicleView, "name" | "kind" | "capacityGrams" | "speedKmPerHour" | "isActive">> }): Promise<boolean> {
  const { count } = await db.vehicle.updateMany({ where: { id: input.id, version: input.version }, data: { ...input.data, version: { increment: 1 } } });
  return count === 1;
}
