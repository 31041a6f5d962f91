import { inLongTransaction, isClient, type Db } from "#app/platform/db/database.server.ts";

import { headOf } from "./log.repository.server.ts";
import { addToRebuild, countDifferences, lockHead, openRebuild, setProjectedSize, swapInRebuild } from "./projection.repository.server.ts";

/** Rows of the log that one statement of a rebuild takes. */
const STEP = 20_000;

/** What a rebuild found. */
export interface Rebuilt {
  entries: number;
  /** Kept rows that were missing, too many or other than the rebuilt ones. */
  differences: number;
}

/**
 * Makes every total anew from the log, in tables of its own, and puts them in place in one move at the end; with `check` it only compares.
 * Readers see the old totals until then, and recorders never wait: what they add meanwhile is taken in under the lock of the last step.
 */
export async function rebuildTotals(db: Db, options: { check?: boolean; onProgress?: (done: number, of: number) => void } = {}): Promise<Rebuilt> {
  if (!isClient(db)) throw new Error("a rebuild is a transaction of its own");
  return inLongTransaction(db, async (tx) => {
    await openRebuild(tx);
    let done = 0;
    const upTo = async (size: number) => {
      while (done < size) {
        const to = Math.min(size, done + STEP);
        await addToRebuild(tx, done, to);
        done = to;
        options.onProgress?.(done, Math.max(size, done));
      }
    };
    // Most of it without the lock, the rest under it. A comparison ends where the totals have got to.
    await upTo((await headOf(tx)).projectedSize);
    const head = await lockHead(tx);
    await upTo(head.projectedSize);
    const differences = await countDifferences(tx);
    if (!options.check) {
      await upTo(head.size);
      await swapInRebuild(tx);
      await setProjectedSize(tx, done);
    }
    return { entries: done, differences };
  });
}
