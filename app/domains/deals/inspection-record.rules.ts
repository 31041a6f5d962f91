/** With fewer inspections there is no figure; published beside it. */
export const fewestInspections = 5;

/** How often a recycler found less than they quoted, and by how much then: shares between 0 and 1. Null figures with fewer than {@link fewestInspections}. */
export type InspectionRecord = { inspected: number; cutShare: number | null; meanCut: number | null };

/** The record that sums give. */
export function recordOfSums(sums: { inspected: number; cut: number; cutMillionths: number }): InspectionRecord {
  const { inspected, cut, cutMillionths } = sums;
  if (inspected < fewestInspections) return { inspected, cutShare: null, meanCut: null };
  return { inspected, cutShare: cut / inspected, meanCut: cut === 0 ? null : cutMillionths / cut / 1_000_000 };
}
