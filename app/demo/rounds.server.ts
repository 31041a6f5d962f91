import { DateTime } from "luxon";
import { v5 as uuidv5 } from "uuid";
import { publishRound } from "#app/domains/rounds/draft-round.service.server.ts";
import { planDay, viewDay } from "#app/domains/rounds/plan.service.server.ts";
import type { VehicleKind } from "#app/domains/rounds/vehicles.schema.ts";
import { saveVehicle } from "#app/domains/rounds/vehicles.service.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { timeZone } from "./district.ts";
import { must } from "./must.ts";

type Db = Database["db"];

const namespace = "a3f3d0f4-7a0b-5e0e-8a0c-0c6f4f6f2d11";

const fleet: readonly { key: string; name: string; kind: VehicleKind; capacityGrams: number; speedKmPerHour: number }[] = [
  { key: "van", name: "Dianchi van 滇池一号", kind: "van_electric", capacityGrams: 900_000, speedKmPerHour: 22 },
  { key: "bike", name: "Cargo trike 三轮车", kind: "cargo_bike", capacityGrams: 150_000, speedKmPerHour: 12 },
];

/** The recycler's vehicles, and tomorrow's visits at doors on a published round of the van; `staff` drives it. */
export async function roundTomorrow(db: Db, staff: Actor, pointId: string, now: Date): Promise<void> {
  const clock = { now: () => now };
  const idOf = (key: string) => uuidv5(`vehicle:${key}:${now.getTime()}`, namespace);
  for (const { key, ...vehicle } of fleet) must(await saveVehicle(db, staff, { vehicleId: idOf(key), ...vehicle }));
  const date = DateTime.fromJSDate(now, { zone: timeZone }).plus({ days: 1 }).toISODate() ?? "";
  if (must(await viewDay(db, staff, { pointId, date })).unplanned.length === 0) return;
  const planned = must(await planDay(db, staff, { pointId, date, vehicles: [{ vehicleId: idOf("van"), from: "08:30", until: "18:30" }], iterations: 200 }, clock));
  for (const roundId of planned.roundIds) must(await publishRound(db, staff, { roundId, version: 1, driverUserId: staff.userId }, clock));
}
