/**
 * Figures per head of small groups, drawn towards the mean of their class: the empirical-Bayes estimate by moments of R. J. Marshall,
 * "Mapping disease and mortality rates using empirical Bayes estimators", Applied Statistics 40 (1991), 283-294, for amounts that come in
 * hand-overs instead of cases that come one by one.
 *
 * For the groups of one class, with n heads, g grams and e counted entries each: N, G and E are the sums, m = G / N the class's mean,
 * x = g / n a group's own figure.
 *
 * - What chance alone does to one head: phi = G^2 / (N E). (Entries come at the rate E / N per head, each of G / E grams; the variance of
 *   such a sum is the rate times the square of the size.) A group of n heads has phi / n of it.
 * - What the groups of the class really differ by: A = max(0, sum n (x - m)^2 / N - phi k / N), k being the number of groups.
 * - The weight of a group's own figure: w = A / (A + phi / n), and 1 where nothing is left to chance (phi = 0).
 * - The estimate: m + w (x - m), in whole grams.
 */
export interface Group {
  heads: number;
  grams: number;
  entries: number;
}

export interface Shrunk {
  /** The estimate, whole grams per head. */
  grams: number;
  /** The prior: the mean of the class in whole grams per head. */
  meanGrams: number;
  /** How much of the group's own figure is in the estimate, 0 to 1. */
  weight: number;
}

/** Whole grams, halves away from zero: as the database rounds. */
export function wholeGrams(value: number): number {
  const rounded = Math.sign(value) * Math.round(Math.abs(value));
  return rounded === 0 ? 0 : rounded;
}

/** The estimates for the groups of one class, in their order. Heads and entries of each are at least 1. */
export function shrinkTowardsClass(groups: readonly Group[]): Shrunk[] {
  const sum = (of: (group: Group) => number) => groups.reduce((total, group) => total + of(group), 0);
  const heads = sum((group) => group.heads);
  const grams = sum((group) => group.grams);
  const mean = grams / heads;
  const chance = grams ** 2 / (heads * sum((group) => group.entries));
  const spread = sum((group) => group.heads * (group.grams / group.heads - mean) ** 2) / heads;
  const between = Math.max(0, spread - (chance * groups.length) / heads);
  return groups.map((group) => {
    const weight = chance === 0 ? 1 : between / (between + chance / group.heads);
    return { grams: wholeGrams(mean + weight * (group.grams / group.heads - mean)), meanGrams: wholeGrams(mean), weight };
  });
}

/** The classes of communities, by their members: from how many on. Households and what else has heads are one class each. */
export const SIZE_CLASSES = [3, 10, 50, 200] as const;

/** The class of a community by its members: "3-9", "10-49", "50-199" or "200+". */
export function sizeClass(members: number): string {
  const at = SIZE_CLASSES.findLastIndex((from) => members >= from);
  const from = SIZE_CLASSES[Math.max(0, at)] ?? 0;
  const next = SIZE_CLASSES[Math.max(0, at) + 1];
  return next === undefined ? `${from}+` : `${from}-${next - 1}`;
}
