import { inTransaction, type Db } from "#app/platform/db/database.server.ts";

import { restateEntry } from "./corrections.service.server.ts";
import { correctionStep, standingOf } from "./ledger.correct.ts";
import { chainsOf } from "./ledger.repository.server.ts";
import { countWithNewerFigures } from "./ledger.recount.ts";
import type { StoredRow } from "./ledger.rows.ts";
import type { Calculators } from "./ledger.rules.ts";
import { entryIdsAt, headOf } from "./log.repository.server.ts";

const BATCH = 500;

/** What a restatement looked at and changed. Grams are what the changes add up to. */
export interface Restated {
  looked: number;
  changed: number;
  co2eGrams: number;
}

/**
 * Counts every entry that stands and has a figure again with the figures of today, and writes the differences; with `dryRun` only tells them.
 * `restatementId` names the decision: under the same id no entry is restated twice. Entries that came in meanwhile are today's already.
 */
export async function restateLedger(
  db: Db,
  input: { restatementId: string; note: string; at: Date; entryId?: string; dryRun?: boolean; calculators?: Calculators; onProgress?: (done: number, of: number) => void },
): Promise<Restated> {
  const restated: Restated = { looked: 0, changed: 0, co2eGrams: 0 };
  const one = async (chain: readonly StoredRow[]) => {
    const wasDone = chain.some((row) => row.causeType === "restatement" && row.causeId === `${input.restatementId}:${chain[0]?.id ?? ""}`);
    const change = wasDone ? null : changeOf(chain, input.calculators);
    if (change === null) return;
    restated.looked += 1;
    if (change.co2eGrams === null) return;
    if (!input.dryRun && !(await write(db, chain[0] as StoredRow, input))) return;
    restated.changed += 1;
    restated.co2eGrams += change.co2eGrams;
  };
  if (input.entryId !== undefined) {
    for (const chain of (await chainsOf(db, [input.entryId])).values()) await one(chain);
    return restated;
  }
  const { size } = await headOf(db);
  for (let from = 0; from < size; from += BATCH) {
    const to = Math.min(size, from + BATCH);
    const ids = (await entryIdsAt(db, from, to)).map(({ entryId }) => entryId);
    const chains = await chainsOf(db, ids);
    // A chain is found by its corrections too; only those whose entry stands in this range are this batch's.
    for (const id of ids) await one(chains.get(id) ?? []);
    input.onProgress?.(to, size);
  }
  return restated;
}

/** What restating would add; grams are null where nothing would change. Null for rows that are no standing entry with a figure. */
function changeOf(chain: readonly StoredRow[], calculators: Calculators | undefined): { co2eGrams: number | null } | null {
  const [root] = chain;
  if (root?.kind !== "entry" || root.status !== "ok") return null;
  const standing = standingOf(chain);
  if (standing.isReversed) return null;
  const counted = countWithNewerFigures(root, standing, calculators);
  const step = counted ? correctionStep(standing, root, { counted, verifies: false, kindOf: () => "restatement" }) : null;
  return { co2eGrams: step ? (step.row.co2eGrams ?? 0) : null };
}

/** False when it was taken back meanwhile, or already is as it should be. */
async function write(db: Db, root: StoredRow, input: Parameters<typeof restateLedger>[1]): Promise<boolean> {
  const { restatementId, note, at, calculators } = input;
  const written = await inTransaction(db, (tx) => restateEntry(tx, { restatementId, entryId: root.id, note, at, ...(calculators ? { calculators } : {}) }));
  return written.ok && written.value.entryId !== null;
}
