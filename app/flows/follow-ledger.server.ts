import { endsAround } from "#app/domains/challenges/challenges.repository.server.ts";
import { holdSuspicious, suspicionOf } from "#app/domains/impact/boards/suspicion.service.server.ts";
import { advanceLedger } from "#app/domains/impact/log.service.server.ts";
import { advanceRewards } from "#app/domains/rewards/earnings.service.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";

/**
 * Brings everything that follows the ledger up to it: its log and totals first, then what rankings leave out until somebody has looked, then
 * the points that its entries earn. Both holds come from the same rules. Harmless to repeat.
 */
export async function followLedger(db: Db): Promise<void> {
  await advanceLedger(db);
  await holdSuspicious(db, endsAround);
  await advanceRewards(db, { seasonEnds: endsAround, suspicion: suspicionOf });
}
