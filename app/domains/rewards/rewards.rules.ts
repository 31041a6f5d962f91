import { findMaterial, MATERIAL_GROUPS, type MaterialGroup } from "#app/shared/materials.ts";

/** What a rule pays: whole points for a measured kilogram by group, for a reuse hand-over, and the most a household gets. */
export type RuleFigures = { perKg: Partial<Record<MaterialGroup, number>>; perReuse: number; dayCap: number; monthCap: number };

/** A code given out is good for so many days; then its points flow back. */
export const CODE_DAYS = 14;
/** After a programme ended, what is left of the balances can be used for so many days. */
export const LAPSES_AFTER_DAYS = 90;
/** So many days before that, households are told. */
export const LAPSE_TOLD_DAYS = 30;

/** A programme as seen at a moment: it pays for hand-overs while it runs; then points can still be used, until they lapse. */
export type Phase = "running" | "ended" | "lapsed";

/** When what is left lapses; null while no end is set. */
export function lapsesAt(endsAt: Date | null): Date | null {
  return endsAt === null ? null : new Date(endsAt.getTime() + LAPSES_AFTER_DAYS * 86_400_000);
}

/** Where a programme stands. */
export function phaseOf(endsAt: Date | null, now: Date): Phase {
  const lapses = lapsesAt(endsAt);
  if (endsAt === null || lapses === null || now < endsAt) return "running";
  return now < lapses ? "ended" : "lapsed";
}

/** An entry as the rule sees it, with its corrections. */
export type Standing = { route: string; material: string | null; isReversed: boolean; measuredGrams: number };

/**
 * Points by the rule alone, before caps: for a thing used again its rate, for material a kilogram's rate times what was measured, rounded
 * down. What was only declared, taken back, or goes another way earns nothing.
 */
export function rawPoints(rule: Pick<RuleFigures, "perKg" | "perReuse">, standing: Standing): number {
  if (standing.isReversed) return 0;
  if (standing.material === null) return standing.route === "reuse" ? rule.perReuse : 0;
  const group = findMaterial(standing.material)?.group;
  const rate = group === undefined ? 0 : (rule.perKg[group] ?? 0);
  return Math.max(0, Math.floor((standing.measuredGrams * rate) / 1000));
}

/** How much room there is: what the household may still get of the day and of the month, and what the budget still has. */
export type Room = { day: number; month: number; budget: number };
export type Limit = keyof Room;

/** What is granted of raw points, and what made it less; the narrowest counts, the earlier named of equals. */
export function granted(raw: number, room: Room): { points: number; limitedBy: Limit | null } {
  const limits: [Limit, number][] = [["day", room.day], ["month", room.month], ["budget", room.budget]];
  const [limit, left] = limits.reduce((least, one) => (one[1] < least[1] ? one : least));
  return raw <= left ? { points: raw, limitedBy: null } : { points: Math.max(0, left), limitedBy: limit };
}

/**
 * What a grant comes to after a correction of its entry. Less by the rule is less in proportion, rounded down; more is what is more, as far
 * as there is room.
 */
export function corrected(before: { rawPoints: number; points: number; limitedBy: string | null }, raw: number, room: Room): { points: number; limitedBy: string | null } {
  if (raw === before.rawPoints) return { points: before.points, limitedBy: before.limitedBy };
  if (raw < before.rawPoints) return { points: Math.floor((before.points * raw) / before.rawPoints), limitedBy: raw === 0 ? null : before.limitedBy };
  const more = granted(raw - before.rawPoints, room);
  return { points: before.points + more.points, limitedBy: more.limitedBy ?? before.limitedBy };
}

/** What each of so many households gets of a bonus: the same for all, as far as the budget goes. */
export function bonusEach(input: { bonusPoints: number; households: number; budget: number }): number {
  return input.households === 0 ? 0 : Math.min(input.bonusPoints, Math.floor(Math.max(0, input.budget) / input.households));
}

/** The rates that are something, in the order of the vocabulary. */
export function paidGroups(perKg: RuleFigures["perKg"]): { group: MaterialGroup; points: number }[] {
  return MATERIAL_GROUPS.flatMap((group) => (perKg[group] ? [{ group, points: perKg[group] }] : []));
}

/** Accounts. Only `source` (what budgets are given out of) and a household's own may be below nothing. */
export const accounts = {
  source: "source",
  budget: "budget",
  reserved: "reserved",
  lapsed: "lapsed",
  home: (partyId: string) => `home:${partyId}`,
  held: (partyId: string) => `held:${partyId}`,
  spent: (offererPartyId: string) => `spent:${offererPartyId}`,
} as const;

export type Side = { account: string; points: number };

/** `points` from one account to another; nothing for none. */
export function move(points: number, from: string, to: string): Side[] {
  return points === 0 ? [] : [{ account: from, points: -points }, { account: to, points }];
}

const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Eight letters that cannot be taken for each other, from the hex of a keyed hash, written as `ABCD-EFGH`. */
export function codeFromHash(hex: string): string {
  const word = Array.from({ length: 8 }, (_, index) => letters[Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16) % 32]).join("");
  return `${word.slice(0, 4)}-${word.slice(4)}`;
}

/** A code as typed or scanned, in any case and with whatever between; a link that ends in one counts as it. Null when it is none. */
export function readCode(text: string): string | null {
  const last = text.trim().split(/[=/]/).at(-1) ?? "";
  const word = last.toUpperCase().replaceAll(/[^0-9A-Z]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(word) ? `${word.slice(0, 4)}-${word.slice(4)}` : null;
}
