import type { Db } from "#app/platform/db/database.server.ts";

import { headOf, latestCheckpoint } from "./log.repository.server.ts";
import { advanceLedger, signCheckpoint } from "./log.service.server.ts";
import type { SigningKey } from "./log/signed-note.server.ts";

/** A busy log is signed at most this often; a quiet one right after it grew. */
const SECONDS_BETWEEN_CHECKPOINTS = 60;

/**
 * What is due for the ledger by the clock: entries that no event brought into the log (a process died in between), and the next signed
 * checkpoint. Harmless at any time and in any number of processes.
 */
export async function keepLedger(db: Db, key: SigningKey, now: Date): Promise<void> {
  await advanceLedger(db);
  const [{ size }, latest] = [await headOf(db), await latestCheckpoint(db)];
  const isDue = !latest || (size > latest.size && now.getTime() - latest.createdAt.getTime() >= SECONDS_BETWEEN_CHECKPOINTS * 1000);
  if (isDue) await signCheckpoint(db, key, now);
}
