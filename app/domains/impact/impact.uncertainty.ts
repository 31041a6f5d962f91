/** How wide a figure's 95 % range is, and how good a result built on it may be called. All spreads are multiplicative. */

import { GRADES, type Grade } from "#app/shared/grades.ts";

import type { Factor, Pedigree, SpreadClass } from "./factors/factor.types.ts";

/** Basic uncertainty of a published average, before its pedigree. */
export const BASIC_U95 = 1.05;

/** 95 % factors by score 1 to 5 (Ciroth et al., as used by ecoinvent): reliability, completeness, time, geography, technology. */
const PEDIGREE_U95: readonly (readonly number[])[] = [
  [1, 1.54, 1.61, 1.69, 1.69],
  [1, 1.03, 1.04, 1.08, 1.08],
  [1, 1.03, 1.1, 1.19, 1.29],
  [1, 1.04, 1.08, 1.11, 1.11],
  [1, 1.18, 1.65, 2.08, 2.8],
];

/**
 * Floors under the pedigree result: how far independent published figures for the same thing lie apart.
 * `wood`, `organics`, `mixed`, `batteries`, `oil`, `outlier`, `freight`, `delivery`, `grid` and `equivalence` are our own assumptions,
 * the others come from the comparison of sources in docs/methodology.
 */
export const SPREAD_FLOOR_U95: Readonly<Record<SpreadClass, number>> = {
  metals: 1.3,
  plastics: 1.6,
  glass: 1.9,
  paper: 3.0,
  wood: 3.0,
  organics: 2.0,
  construction: 1.6,
  mixed: 3.0,
  e_waste: 2.0,
  batteries: 2.0,
  oil: 1.6,
  phones_laptops: 1.7,
  monitors: 3.0,
  appliances: 1.6,
  clothing: 1.7,
  furniture: 2.0,
  outlier: 4.0,
  freight: 1.3,
  delivery: 1.5,
  grid: 1.1,
  weight_only: 3.0,
  equivalence: 1.1,
};

/** `exp(sqrt(sum ln(Ui)^2))` over the basic uncertainty and the five pedigree scores; 1 means certain. */
export function pedigreeU95(scores: Pedigree, basic: number = BASIC_U95): number {
  let squares = Math.log(basic) ** 2;
  scores.forEach((score, indicator) => {
    const u = PEDIGREE_U95[indicator]?.[score - 1];
    if (u === undefined) throw new Error(`pedigree score ${score} is outside 1 to 5`);
    squares += Math.log(u) ** 2;
  });
  return Math.exp(Math.sqrt(squares));
}

/** The 95 % factor of one published figure: its pedigree, but never less than sources disagree. */
export function factorU95(factor: Pick<Factor, "pedigree" | "spread">): number {
  return Math.max(pedigreeU95(factor.pedigree), SPREAD_FLOOR_U95[factor.spread]);
}

/** Standard deviation of the logarithm that belongs to a 95 % factor. */
export function sigmaOf(u95: number): number {
  return Math.log(u95) / 2;
}

/** Relative standard deviation of a lognormal with this sigma. */
export function relativeSd(sigma: number): number {
  return Math.sqrt(Math.exp(sigma * sigma) - 1);
}

/** The 95 % range of a magnitude with a sign: [x / U, x * U], the lower number first. */
export function lognormalRange(value: number, sigma: number): { low: number; high: number } {
  const u95 = Math.exp(2 * sigma);
  return value >= 0 ? { low: value / u95, high: value * u95 } : { low: value * u95, high: value / u95 };
}

/** How the amount became known. `counted`: whole items. */
export const WEIGHT_BASES = ["measured", "declared", "category_mean", "counted"] as const;
export type WeightBasis = (typeof WEIGHT_BASES)[number];

/** Relative standard deviation of an amount by its basis: a verified scale, a statement both sides agreed to, a typical weight. */
export const WEIGHT_RELATIVE_SD: Readonly<Record<WeightBasis, number>> = {
  measured: 0.0005,
  declared: 0.1,
  category_mean: 0.25,
  counted: 0,
};

/** The triangle of a displacement rate, relative to its middle (clothing 0.39 / 0.50 / 0.646, other goods 0.3 / 0.5 / 0.8). */
export function displacementTriangle(spread: SpreadClass, central: number): { low: number; high: number } {
  const relative = spread === "clothing" ? { low: 0.39 / 0.5, high: 0.646 / 0.5 } : { low: 0.3 / 0.5, high: 0.8 / 0.5 };
  return { low: central * relative.low, high: Math.min(1, central * relative.high) };
}

/** The triangle of a remaining-life share: a fifth either way, never above a whole life (our assumption). */
export function remainingLifeTriangle(central: number): { low: number; high: number } {
  return { low: central * 0.8, high: Math.min(1, central * 1.2) };
}

/** The triangle of the life a repair adds: half of it either way, since no grade of condition stands behind it (our assumption). */
export function addedLifeTriangle(central: number): { low: number; high: number } {
  return { low: central * 0.5, high: Math.min(1, central * 1.5) };
}

/** The triangle of a declared contamination: half of it either way, never above the whole (our assumption). */
export function contaminationTriangle(central: number): { low: number; high: number } {
  return { low: central * 0.5, high: Math.min(1, central * 1.5) };
}

/**
 * Quality grade. Points: amount measured or counted 0, declared 1, category mean 2; widest main factor up to U95 1.7: 0,
 * up to 2.0: 1, above: 2; proxy route 1; displacement assumed (every reuse, repair and remanufacture) 1; material only close to the
 * publisher's 1; the burden of remanufacture not declared 1. No points is A, one B, two C, more D; a low quality figure is always D.
 */
export function gradeOf(facts: {
  basis: WeightBasis;
  u95: number;
  proxy: boolean;
  displaced: boolean;
  approximate?: boolean;
  undeclaredBurden?: boolean;
  lowQuality?: boolean;
}): Grade {
  if (facts.lowQuality) return "D";
  const amount = { measured: 0, counted: 0, declared: 1, category_mean: 2 }[facts.basis];
  const factor = facts.u95 <= 1.7 ? 0 : facts.u95 <= 2.0 ? 1 : 2;
  const flags = [facts.proxy, facts.displaced, facts.approximate, facts.undeclaredBurden].filter(Boolean).length;
  const points = amount + factor + flags;
  return GRADES[Math.min(points, 3)] ?? "D";
}
