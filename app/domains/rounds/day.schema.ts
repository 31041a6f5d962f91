import { z } from "zod";
import type { VehicleKind } from "./vehicles.schema.ts";

export const roundStates = ["planned", "published", "under_way", "done", "cancelled"] as const;
export type RoundState = (typeof roundStates)[number];

export const stopStates = ["planned", "arrived", "collected", "refused", "nobody", "skipped"] as const;
export type StopState = (typeof stopStates)[number];

/** Why a stop was left out, said on the road or at the yard; `cancelled` and `not_reached` are the product's own words. */
export const skipReasons = ["no_time", "no_access", "vehicle_full", "round_cancelled", "cancelled", "not_reached", "other"] as const;
export type SkipReason = (typeof skipReasons)[number];

/** A home booking that waits for a round, or is on one; instants are UTC. */
export type HomeBooking = {
  bookingId: string;
  partyName: string;
  address: string;
  latitude: number;
  longitude: number;
  startsAt: Date;
  endsAt: Date;
  declaredGrams: number;
  /** Materials whose weight nobody said. */
  unknownLines: number;
  materials: string[];
  serviceMinutes: number;
  floor: number | null;
  hasLift: boolean | null;
};

export type DepotFacts = { id: string; name: string; timeZone: string; latitude: number; longitude: number; recyclerPartyId: string };

export type DayRound = {
  id: string;
  state: RoundState;
  version: number;
  vehicleName: string;
  vehicleKind: VehicleKind;
  capacityGrams: number;
  driverName: string | null;
  leavesAt: string;
  isBackAt: string;
  estimatedMetres: number;
  stops: number;
  settled: number;
  loadGrams: number;
  emissionGrams: number | null;
};

/** Why nobody comes, with the figures that show it; see `unserved.ts`. Times are instants. */
export type UnservedView = { bookingId: string; reason: string; demandGrams?: number; capacityGrams?: number; earliestAt?: string };

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "errors:invalid" });

/** What the planning form asks for: a depot's day, and who can go out when. */
export const planInput = z.object({
  pointId: z.string().min(1),
  date: z.iso.date({ error: "errors:date" }),
  vehicles: z.array(z.object({ vehicleId: z.string().min(1), from: time, until: time })).max(50),
  /** Of the search; tests set them. */
  seconds: z.number().min(0.01).max(5).optional(),
  iterations: z.number().int().positive().optional(),
});
export type PlanInput = z.output<typeof planInput>;
