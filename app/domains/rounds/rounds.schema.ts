import { z } from "zod";
import type { DistanceProvider, DistanceTables } from "./distances.ts";
import type { Problem } from "./rounds.model.ts";

const place = { latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) };
/** The time on the depot's clock, from 00:00 to 24:00. */
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, "expected a time such as 08:30");
const grams = z.int().min(0).max(100_000_000);
const minutes = z.number().min(0).max(24 * 60);
const id = z.string().trim().min(1).max(100);

const isInOrder = ({ from, until }: { from: string; until: string }) => from <= until;
const uniqueIds = (things: { id: string }[]) => new Set(things.map((thing) => thing.id)).size === things.length;

/** The JSON form of a day's rounds: one depot, vehicles with a shift, stops with a window, all on the same local day. */
export const roundsInput = z.strictObject({
  name: z.string().max(200).optional(),
  depot: z.strictObject(place),
  vehicles: z
    .array(
      z
        .strictObject({
          id,
          capacityGrams: grams,
          from: time,
          until: time,
          /** The longest time from leaving to being back. */
          longestRoundMinutes: minutes.optional(),
          /** Where it is not as fast as the others. */
          speedKmPerHour: z.number().min(1).max(130).optional(),
        })
        .refine(isInOrder, { path: ["until"], message: "ends before it begins" }),
    )
    .min(1)
    .max(200)
    .refine(uniqueIds, "two vehicles have the same id"),
  stops: z
    .array(
      z
        .strictObject({ id, ...place, massGrams: grams, from: time.default("00:00"), until: time.default("24:00"), serviceMinutes: minutes.default(5) })
        .refine(isInOrder, { path: ["until"], message: "ends before it begins" }),
    )
    .max(2000)
    .refine(uniqueIds, "two stops have the same id"),
  /** What estimated distances assume; see `distances.ts`. */
  detour: z.number().min(1).max(3).optional(),
  speedKmPerHour: z.number().min(1).max(130).optional(),
});

export type RoundsInput = z.output<typeof roundsInput>;

/** "08:30" in minutes since midnight. */
export function minutesOf(clock: string): number {
  const [hours = 0, rest = 0] = clock.split(":").map(Number);
  return hours * 60 + rest;
}

/** Minutes since midnight as "08:30", rounded down to the minute where somebody leaves, up where they arrive. */
export function clockOf(minute: number, round: "down" | "up"): string {
  const whole = round === "down" ? Math.floor(minute + 1e-6) : Math.ceil(minute - 1e-6);
  return `${String(Math.floor(whole / 60)).padStart(2, "0")}:${String(whole % 60).padStart(2, "0")}`;
}

/** The problem of a day's rounds in metres, grams and minutes, with the distances of a provider and what these are worth. */
export async function problemOfInput(input: RoundsInput, provider: DistanceProvider, speedKmPerHour: number): Promise<{ problem: Problem; basis: DistanceTables["basis"] }> {
  const tables = await provider.tables([input.depot, ...input.stops]);
  const problem: Problem = {
    vehicles: input.vehicles.map((vehicle) => ({
      id: vehicle.id,
      capacity: vehicle.capacityGrams,
      shiftFrom: minutesOf(vehicle.from),
      shiftUntil: minutesOf(vehicle.until),
      longestRound: vehicle.longestRoundMinutes ?? Infinity,
      pace: vehicle.speedKmPerHour === undefined ? 1 : speedKmPerHour / vehicle.speedKmPerHour,
    })),
    stops: input.stops.map((stop) => ({ id: stop.id, demand: stop.massGrams, opensAt: minutesOf(stop.from), closesAt: minutesOf(stop.until), serviceTime: stop.serviceMinutes })),
    distance: tables.metres,
    travelTime: tables.minutes,
  };
  return { problem, basis: tables.basis };
}
