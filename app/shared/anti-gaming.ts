import { MATERIALS, type MaterialGroup } from "./materials.ts";

/**
 * What makes a hand-over look as if it were done for its own sake. Each rule has a published threshold and a code. What one catches is not
 * refused by it: it waits until a person has looked. Pure: the rules see the hand-over and what came before it, and nothing else.
 */
export const HOLD_REASONS = ["SAME_PAIR", "CAME_BACK", "MORE_THAN_A_HOME_HAS", "BURST_BEFORE_END"] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

const DAY_MS = 86_400_000;

/** The thresholds, as they are published. Days before the hand-over in question, it included. */
export const THRESHOLDS = {
  /** Between two parties of whom neither treats what it takes, in either direction: bringing to a recycler every week is how it should be. */
  pair: { handOvers: 4, days: 30 },
  /** A thing that returns to somebody who gave it away. */
  return: { days: 365 },
  /** What one household brings of a group of materials, or of things, in a month. */
  mass: { days: 30 },
  /** Just before the end of a programme or challenge: so many, and so many times what the days before had. */
  burst: { hours: 48, handOvers: 5, times: 3, daysBefore: 30 },
} as const;

/**
 * Kilograms of a group that a household is believed to have in thirty days without anybody asking. Our own judgement, set generously above
 * a removal or a cleared cellar; nobody's measurement.
 */
export const HOME_KG: Readonly<Record<MaterialGroup | "things", number>> = {
  glass: 100, paper: 250, plastic: 100, metal: 300, textiles: 150, e_waste: 250, lamps: 10, batteries: 60, oils_hazardous: 60, organic: 500, wood_construction: 2000, reuse: 400, other: 200,
  things: 500,
};

/** A hand-over as the rules see it. */
export type HandOver = {
  giverPartyId: string;
  takerPartyId: string;
  /** Whether the taker treats what it takes, as a recycler does. */
  takerTreats: boolean;
  /** What tells one thing from others of its kind: the lot, and a serial number's hash where there is one. */
  itemKeys: readonly string[];
  /** A material's code; null for things. */
  material: string | null;
  massGrams: number;
  at: Date;
};

const groupOf = new Map<string, MaterialGroup>(MATERIALS.map(({ code, group }) => [code, group]));

/** The group by which `HOME_KG` bounds a hand-over. Codes that are not in the vocabulary count as other. */
export function homeGroup(material: string | null): keyof typeof HOME_KG {
  return material === null ? "things" : (groupOf.get(material) ?? "other");
}

const since = (one: HandOver, now: HandOver, milliseconds: number): boolean => one.at.getTime() > now.at.getTime() - milliseconds && one.at <= now.at;

/**
 * The rules that a hand-over meets, in the order of `HOLD_REASONS`. `history` are earlier hand-overs of its giver and between its two
 * parties, without those that were taken back; more of it changes nothing. `seasonEnds` are the ends of what it counts for.
 */
export function holdReasons(now: HandOver, history: readonly HandOver[], seasonEnds: readonly Date[] = []): HoldReason[] {
  const met: Record<HoldReason, boolean> = {
    SAME_PAIR: isSamePair(now, history),
    CAME_BACK: history.some((one) => one.giverPartyId === now.takerPartyId && since(one, now, THRESHOLDS.return.days * DAY_MS) && one.itemKeys.some((key) => now.itemKeys.includes(key))),
    MORE_THAN_A_HOME_HAS: isTooMuch(now, history),
    BURST_BEFORE_END: seasonEnds.some((end) => isBurst(now, history, end)),
  };
  return HOLD_REASONS.filter((reason) => met[reason]);
}

function isSamePair(now: HandOver, history: readonly HandOver[]): boolean {
  if (now.takerTreats) return false;
  const { handOvers, days } = THRESHOLDS.pair;
  const pair = [now.giverPartyId, now.takerPartyId];
  const before = history.filter((one) => since(one, now, days * DAY_MS) && pair.includes(one.giverPartyId) && pair.includes(one.takerPartyId));
  return before.length + 1 > handOvers;
}

function isTooMuch(now: HandOver, history: readonly HandOver[]): boolean {
  const group = homeGroup(now.material);
  const same = history.filter((one) => one.giverPartyId === now.giverPartyId && homeGroup(one.material) === group && since(one, now, THRESHOLDS.mass.days * DAY_MS));
  return same.reduce((sum, one) => sum + one.massGrams, now.massGrams) > HOME_KG[group] * 1000;
}

function isBurst(now: HandOver, history: readonly HandOver[], end: Date): boolean {
  const { hours, handOvers, times, daysBefore } = THRESHOLDS.burst;
  const from = end.getTime() - hours * 3_600_000;
  if (now.at.getTime() < from || now.at >= end) return false;
  const own = history.filter((one) => one.giverPartyId === now.giverPartyId && one.at <= now.at);
  const lately = 1 + own.filter((one) => one.at.getTime() >= from).length;
  const usual = own.filter((one) => one.at.getTime() < from && one.at.getTime() >= from - daysBefore * DAY_MS).length;
  // What the days before would have given in the same number of hours.
  return lately > handOvers && lately > (times * usual * hours) / (24 * daysBefore);
}
