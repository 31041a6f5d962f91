import { hasRole, type Actor } from "#app/shared/actor.ts";

export const deviceKinds = ["scale", "terminal"] as const;
export type DeviceKind = (typeof deviceKinds)[number];

/** A signature may have been made so long before or after our time. */
export const maxClockOffSeconds = 300;
/** A nonce is remembered for as long as its request could come again: from the earliest to the latest moment it could be taken. */
export const nonceKeptMs = 2 * maxClockOffSeconds * 1000;
/** A reading may come so late. */
export const maxReadingAgeMs = 7 * 24 * 3_600_000;
/** Readings in one request. */
export const maxReadings = 500;

/** Components that every signature covers; with `@target-uri` alone, or with authority and path (and the query, where there is one). */
export function coversEnough(components: readonly string[], hasQuery: boolean): boolean {
  const covers = (name: string) => components.includes(name);
  if (!covers("@method") || !covers("content-digest")) return false;
  return covers("@target-uri") || (covers("@authority") && covers("@path") && (!hasQuery || covers("@query")));
}

/** How a signature's time stands to ours, in whole seconds: positive when the device is ahead. */
export function clockAheadSeconds(createdSeconds: number, now: Date): number {
  return createdSeconds - Math.floor(now.getTime() / 1000);
}

/** When a reading is refused for its time; null when it is in time. */
export function ageRefusal(measuredAt: Date, now: Date): "DEVICES.READING_TOO_OLD" | "DEVICES.READING_AHEAD" | null {
  const age = now.getTime() - measuredAt.getTime();
  if (age > maxReadingAgeMs) return "DEVICES.READING_TOO_OLD";
  return age < -maxClockOffSeconds * 1000 ? "DEVICES.READING_AHEAD" : null;
}

/** Who registers and revokes devices: managers of a recycler. */
export function mayManageDevices(actor: Actor): boolean {
  return actor.party.kind === "recycler" && hasRole(actor.role, "manager");
}

/** Who says where readings belong: staff of a recycler. */
export function mayHandleReadings(actor: Actor): boolean {
  return actor.party.kind === "recycler" && hasRole(actor.role, "staff");
}
