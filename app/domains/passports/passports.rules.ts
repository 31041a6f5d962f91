import type { PartyKind } from "#app/shared/actor.ts";

/** What a battery is for; the categories of Regulation (EU) 2023/1542, Article 3, in short. */
export const batteryCategories = ["ev", "light_transport", "industrial", "starter", "portable"] as const;
export type BatteryCategory = (typeof batteryCategories)[number];

/** What stores the energy. */
export const chemistries = ["lfp", "nmc", "nca", "lmo", "lto", "lead_acid", "nimh", "other"] as const;
export type Chemistry = (typeof chemistries)[number];

/** The statuses of Annex XIII, with the end of the way after waste. */
export const batteryStatuses = ["original", "re_used", "repurposed", "remanufactured", "waste", "recycled"] as const;
export type BatteryStatus = (typeof batteryStatuses)[number];

/** How a second life begins: always with a passport of its own that names the one before (Article 77). */
export const secondLives = ["re_used", "repurposed", "remanufactured"] as const satisfies readonly BatteryStatus[];
export type SecondLife = (typeof secondLives)[number];

/** How a state of health was measured, best last. */
export const healthMethods = ["estimate", "impedance", "management_system", "capacity_test"] as const;
export type HealthMethod = (typeof healthMethods)[number];

/** Materials whose bookings and deals may name a passport. */
export const batteryMaterials = ["batteries_ev", "batteries_vehicle", "batteries_portable"] as const;

/** Categories of goods that carry a battery with a passport. */
export const batteryGoods = ["e_bike", "vehicle_parts"] as const;

/** Whether a material or category may be a battery with a passport. */
export function mayCarryBattery(code: string | null): boolean {
  return code !== null && ([...batteryMaterials, ...batteryGoods] as readonly string[]).includes(code);
}

/** A passport as the rules need it. */
export type Life = { status: BatteryStatus; hasSuccessor: boolean };

/** Whether a passport can still move: not after recycling, and not once another continues it. */
export function isOver(life: Life): boolean {
  return life.status === "recycled" || life.hasSuccessor;
}

/** Where the status of this very passport may go: to waste, and from there to recycled. By a recycler alone to recycled. */
export function nextStatuses(life: Life, partyKind: PartyKind): readonly ("waste" | "recycled")[] {
  if (isOver(life)) return [];
  if (life.status === "waste") return partyKind === "recycler" ? ["recycled"] : [];
  return ["waste"];
}

/** Who prepares batteries for another life: recyclers and producers, from any passport that is not over. */
export function mayStartSecondLife(life: Life, partyKind: PartyKind): boolean {
  return !isOver(life) && (partyKind === "recycler" || partyKind === "producer");
}

/** More packs than this do not come out of one. */
export const maxPacks = 48;

/**
 * How far a state of health may rise above the last one, in thousandths of the rated capacity, before it is held. Capacity does not grow; three
 * hundredths is what two ways of measuring may differ by. Own assumption.
 */
export const riseTolerancePermille = 30;

/** A new battery holds what it is rated for. */
const newPermille = 1000;

export type KnownReading = { id: string; healthPermille: number; isHeld: boolean; isConfirmed: boolean; confirmsId: string | null; measuredOn: string; measuredByPartyId: string };

/** Whether a reading counts: it was plausible, or somebody else measured the same. */
export function counts(reading: Pick<KnownReading, "isHeld" | "isConfirmed">): boolean {
  return !reading.isHeld || reading.isConfirmed;
}

/** The state of health that holds: of the readings that count the one measured last; null before the first. Days as ISO dates; of one day the later id. */
export function presentHealth<R extends Pick<KnownReading, "id" | "isHeld" | "isConfirmed" | "measuredOn">>(readings: readonly R[], until?: string): R | null {
  const counted = readings.filter((reading) => counts(reading) && (until === undefined || reading.measuredOn <= until));
  return counted.reduce<R | null>((best, one) => (best === null || one.measuredOn > best.measuredOn || (one.measuredOn === best.measuredOn && one.id > best.id) ? one : best), null);
}

/**
 * What becomes of a new reading: it counts, it is held because it rises implausibly, or it confirms a held one that another party took and that it
 * agrees with.
 */
export function judgeReading(known: readonly KnownReading[], fresh: { healthPermille: number; measuredOn: string; measuredByPartyId: string }): { isHeld: boolean; confirmsId: string | null } {
  const before = presentHealth(known, fresh.measuredOn)?.healthPermille ?? newPermille;
  if (fresh.healthPermille <= before + riseTolerancePermille) return { isHeld: false, confirmsId: null };
  const agreeing = known.filter((one) => one.isHeld && !one.isConfirmed && one.measuredByPartyId !== fresh.measuredByPartyId && Math.abs(one.healthPermille - fresh.healthPermille) <= riseTolerancePermille);
  const confirmed = agreeing.at(-1);
  return confirmed ? { isHeld: false, confirmsId: confirmed.id } : { isHeld: true, confirmsId: null };
}

/** Shorter serial numbers would be half told by their end. */
export const minSerialLength = 6;

/** A serial number as it is compared. Null for none. */
export function plainSerial(text: string): string | null {
  const plain = text.normalize("NFKC").toUpperCase().replace(/[\s\-_./]/g, "");
  return plain === "" ? null : plain;
}
