import type { PriceGrade } from "./grades.ts";

/** The most that may be paid or asked for a kilogram, in minor units; the database says the same. */
export const MAX_MINOR_PER_KG = 1_000_000;

/** Up to so much contamination, in thousandths, a load is of this grade; more is C. */
const gradeBounds = [
  ["A", 50],
  ["B", 150],
] as const;
/** How far a declared amount is taken to be off, in hundredths. A planning assumption of ours; the scale decides. */
const OFF_PERCENT = 20;

/** A price in force: minor units per kilogram; negative is what the recycler asks for. */
export type Price = { material: string; grade: PriceGrade; minorPerKg: number };

/** What so many grams come to, in minor units: grams x price / 1000, rounded to the nearest, half away from zero. */
export function amountMinor(grams: number, minorPerKg: number): number {
  const exact = (grams * minorPerKg) / 1000;
  return Math.sign(exact) * Math.round(Math.abs(exact)) + 0;
}

/** The grade that a contamination stands for, in thousandths of the net mass. */
export function gradeOf(contaminationPermille: number): PriceGrade {
  return gradeBounds.find(([, most]) => contaminationPermille <= most)?.[0] ?? "C";
}

/**
 * The price that a load of a grade gets: that grade's own, else the next worse one on the board. A load that is worse than every
 * published grade gets none: nobody promised to buy it. Null also when the material is not on the board.
 */
export function priceFor<P extends Price>(board: readonly P[], material: string, grade: PriceGrade): P | null {
  const order: readonly PriceGrade[] = ["A", "B", "C"];
  for (const candidate of order.slice(order.indexOf(grade))) {
    const found = board.find((price) => price.material === material && price.grade === candidate);
    if (found) return found;
  }
  return null;
}

/** What a load may come to, in minor units, and which of its materials have no price. */
export type Estimate = { lowMinor: number; highMinor: number; unpriced: string[] };

/**
 * A range for declared amounts, never a promise: each amount may be a fifth more or less, and the load A or B (C where the board has
 * nothing better). Materials of unknown amount or without a price are named. Null when nothing can be said at all.
 */
export function estimate(board: readonly Price[], lines: readonly { material: string; declaredGrams: number | null }[]): Estimate | null {
  let [low, high, said] = [0, 0, false];
  const unpriced: string[] = [];
  for (const { material, declaredGrams } of lines) {
    const all = board.filter((price) => price.material === material);
    const usual = all.filter((price) => price.grade !== "C");
    const prices = (usual.length > 0 ? usual : all).map((price) => price.minorPerKg);
    if (prices.length === 0 || declaredGrams === null) {
      unpriced.push(material);
      continue;
    }
    const amounts = prices.flatMap((minor) => [100 - OFF_PERCENT, 100 + OFF_PERCENT].map((percent) => amountMinor((declaredGrams * percent) / 100, minor)));
    low += Math.min(...amounts);
    high += Math.max(...amounts);
    said = true;
  }
  return said ? { lowMinor: low, highMinor: high, unpriced } : null;
}

/** An estimate in whole units of money, outwards, when it is not about small change. */
export function rounded(range: Pick<Estimate, "lowMinor" | "highMinor">): Pick<Estimate, "lowMinor" | "highMinor"> {
  const step = Math.max(Math.abs(range.lowMinor), Math.abs(range.highMinor)) >= 500 ? 100 : 10;
  return { lowMinor: Math.floor(range.lowMinor / step) * step + 0, highMinor: Math.ceil(range.highMinor / step) * step + 0 };
}

/** A typed price per kilogram in minor units, also below zero; null when it is none. */
export function minorPerKgFrom(text: string): number | null {
  const match = /^([-−])?(\d{1,5}(?:[.,]\d{1,2})?)$/.exec(text.trim());
  if (!match?.[2]) return null;
  const minor = Math.round(Number(match[2].replace(",", ".")) * 100);
  if (minor > MAX_MINOR_PER_KG) return null;
  return match[1] && minor !== 0 ? -minor : minor;
}

/** The material whose price was written most often, for the history that is shown first; null on an empty board. */
export function mostMoved(history: readonly { material: string }[]): string | null {
  const counts = new Map<string, number>();
  for (const { material } of history) counts.set(material, (counts.get(material) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}
