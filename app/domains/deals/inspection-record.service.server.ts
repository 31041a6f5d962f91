import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { sumInspections } from "./inspections.repository.server.ts";

/** With fewer inspections there is no figure; published beside it. */
export const fewestInspections = 5;
const windowMs = 365 * 24 * 3_600_000;

/** How often a recycler found less than they quoted, and by how much then: shares between 0 and 1. Null figures with fewer than {@link fewestInspections}. */
export type InspectionRecord = { inspected: number; cutShare: number | null; meanCut: number | null };

/** The record of a recycler's inspections of the last twelve months. */
export async function inspectionRecordOf(db: Db, partyId: string, clock: Clock = systemClock): Promise<InspectionRecord> {
  const { inspected, cut, cutMillionths } = await sumInspections(db, { partyId, since: new Date(clock.now().getTime() - windowMs) });
  if (inspected < fewestInspections) return { inspected, cutShare: null, meanCut: null };
  return { inspected, cutShare: cut / inspected, meanCut: cut === 0 ? null : cutMillionths / cut / 1_000_000 };
}
