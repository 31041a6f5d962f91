/** How well founded a figure is, best first. */
export const GRADES = ["A", "B", "C", "D"] as const;
export type Grade = (typeof GRADES)[number];

/** The grade of a total: the mean of its entries' points (A 0 to D 3), weighted by grams, to the nearest grade; null where nothing is counted. */
export function gradeOfTotal(gradeGrams: number, gradePoints: number): Grade | null {
  return gradeGrams > 0 ? (GRADES[Math.min(GRADES.length - 1, Math.max(0, Math.round(gradePoints / gradeGrams)))] ?? null) : null;
}
