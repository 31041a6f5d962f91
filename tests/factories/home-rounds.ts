import type { Database } from "#app/platform/db/database.server.ts";
import { planDay } from "#app/domains/rounds/plan.service.server.ts";
import { publishRound } from "#app/domains/rounds/draft-round.service.server.ts";
import { selectStops, type StopToChange } from "#app/domains/rounds/stops.repository.server.ts";
import { saveVehicle } from "#app/domains/rounds/vehicles.service.server.ts";
import type { VehicleKind } from "#app/domains/rounds/vehicles.schema.ts";
import type { DriverAction } from "#app/domains/rounds/driver.schema.ts";
import { driveRound } from "#app/flows/drive-round.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import type { Result } from "#app/shared/result.ts";
import { createPerson, withRole } from "./people.ts";
import { aDoor, asked, bookedBy, clockAt, createArea, createOwnPoint, createSlot } from "./pickups.ts";

type Db = Database["db"];

/** The value of a verb that a scene needs. */
export function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error} ${JSON.stringify(result.details ?? {})}`);
  return result.value;
}

/** The day on which rounds of tests go out, in Berlin's summer time: the slot is 9 to 12 there. */
export const roundDate = "2026-06-01";
const slotStartsAt = "2026-06-01T07:00:00Z";

/** A depot with an area, a vehicle, a driver and one home slot of three hours. */
export async function createYard(db: Db, more: { kind?: VehicleKind; capacityGrams?: number } = {}) {
  const clock = clockAt("2026-05-31T10:00:00Z");
  const point = await createOwnPoint(db);
  const { recycler } = point;
  const staff = await withRole(db, recycler, "staff");
  const areaId = await createArea(db, point);
  const { slotId } = await createSlot(db, { ...point, areaId, startsAt: slotStartsAt, minutes: 180, capacityVisits: 400, cutoffMinutes: 0 });
  const vehicleId = await createVehicle(db, staff, more);
  return { ...point, staff, areaId, slotId, vehicleId, clock };
}
export type Yard = Awaited<ReturnType<typeof createYard>>;

export async function createVehicle(db: Db, staff: Actor, more: { kind?: VehicleKind; capacityGrams?: number } = {}): Promise<string> {
  const vehicleId = newId();
  done(await saveVehicle(db, staff, { vehicleId, name: `Van ${vehicleId.slice(-6)}`, kind: more.kind ?? "van_diesel", capacityGrams: more.capacityGrams ?? 800_000, speedKmPerHour: 25 }));
  return vehicleId;
}

/** A resident with a booking in the yard's slot, some hundred metres from the depot. */
export async function bookDoor(db: Db, yard: Yard, more: { north?: number; grams?: number; resident?: Actor } = {}): Promise<{ bookingId: string; resident: Actor }> {
  const resident = more.resident ?? (await createPerson(db));
  const home = aDoor({ latitude: 52.5 + (more.north ?? 1) * 0.005, longitude: 13.4, floor: 2, hasLift: true, pieces: [] });
  const bookingId = await bookedBy(db, resident, asked(yard.slotId, { home, lines: [{ material: "cardboard", declaredGrams: more.grams ?? 5_000 }] }), yard.clock);
  return { bookingId, resident };
}

/** Plans the yard's day with its vehicle, from 8 to 17 unless said otherwise; the drafts' ids. */
export async function planYard(db: Db, yard: Yard, more: { vehicles?: { vehicleId: string; from: string; until: string }[] } = {}) {
  const vehicles = more.vehicles ?? [{ vehicleId: yard.vehicleId, from: "08:00", until: "17:00" }];
  return planDay(db, yard.staff, { pointId: yard.pointId, date: roundDate, vehicles, iterations: 300 }, yard.clock);
}

/** A published round over `count` doors, each a little farther north, with the staff member as its driver. */
export async function createPublishedRound(db: Db, count = 3, more: { kind?: VehicleKind; grams?: number } = {}) {
  const yard = await createYard(db, more);
  const booked = [];
  for (let n = 1; n <= count; n += 1) booked.push(await bookDoor(db, yard, { north: n, ...(more.grams ? { grams: more.grams } : {}) }));
  const [roundId = ""] = done(await planYard(db, yard)).roundIds;
  done(await publishRound(db, yard.staff, { roundId, version: 1, driverUserId: yard.staff.userId }, yard.clock));
  const stops = await selectStops(db, roundId);
  return { ...yard, roundId, stops, booked };
}
export type OutRound = Awaited<ReturnType<typeof createPublishedRound>>;

type Said = DriverAction extends infer A ? (A extends DriverAction ? Omit<A, "clientId" | "deviceAt"> & { clientId?: string; deviceAt?: string } : never) : never;

/** An act as a phone would send it, now by its clock. */
export function acted(clock: { now(): Date }, said: Said): DriverAction {
  return { clientId: newId(), deviceAt: clock.now().toISOString(), ...said } as DriverAction;
}

/** One act by the round's driver; what came of it. */
export async function drive(db: Db, round: OutRound, said: Said, actor: Actor = round.staff) {
  const [outcome] = done(await driveRound(db, actor, { roundId: round.roundId, sentAt: round.clock.now(), actions: [acted(round.clock, said)] }, round.clock));
  if (!outcome) throw new Error("no outcome");
  return outcome;
}

/** Collects so many kilograms of cardboard at a stop, at a time. */
export async function collectAt(db: Db, round: OutRound, stop: StopToChange | undefined, kilograms: string, at?: string) {
  if (at) round.clock.set(at);
  return drive(db, round, { kind: "collect", stopId: stop?.id ?? "", readings: [{ material: "cardboard", gross: kilograms, tare: "", contamination: "", unit: "kg" }] });
}
