import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { recordOfSums, type InspectionRecord } from "./inspection-record.rules.ts";
import { sumInspections } from "./inspections.repository.server.ts";

const windowMs = 365 * 24 * 3_600_000;

/** The record of a recycler's inspections of the last twelve months. */
export async function inspectionRecordOf(db: Db, partyId: string, clock: Clock = systemClock): Promise<InspectionRecord> {
  return recordOfSums(await sumInspections(db, { partyId, since: new Date(clock.now().getTime() - windowMs) }));
}
