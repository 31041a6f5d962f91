import type { Db } from "#app/platform/db/database.server.ts";

import { communityNonceOf, leafOf } from "../ledger.leaf.ts";
import { sha256 } from "../log/sha256.server.ts";
import type { CheckpointLine, OpeningLine } from "./export-format.ts";
import { ledgerLine, leafText } from "./export-format.ts";
import type { LoggedRow } from "./export.repository.server.ts";
import { checkpointsAfter, listedSlugs, loggedRows } from "./export.repository.server.ts";

/** Leaves that are read at once. */
const BATCH = 1000;
const CHECKPOINT_BATCH = 1000;

/** Lines of an export, ready to be written, and how many leaves they are. */
export interface ExportBatch {
  count: number;
  /** Of ledger.ndjson. */
  ledger: string;
  /** Of openings.ndjson; empty where nobody asked for them. */
  openings: string;
}

/**
 * The leaves at `from` up to, not including, `to` of the log as lines, batch by batch in constant memory. Each batch is a query of its own:
 * the log never changes behind its end, so no transaction has to hold it still.
 */
export async function* exportBatches(db: Db, range: { from: number; to: number }, options: { openings: boolean }): AsyncGenerator<ExportBatch> {
  for (let from = range.from; from < range.to; from += BATCH) {
    const rows = await loggedRows(db, from, Math.min(range.to, from + BATCH));
    const ledger = rows.map(({ index, leafHash, row, shares }) => `${ledgerLine(index, leafHash, leafText(leafOf(sha256, row, shares)))}\n`).join("");
    const openings = options.openings ? (await openingsOf(db, rows)).map((line) => `${JSON.stringify(line)}\n`).join("") : "";
    yield { count: rows.length, ledger, openings };
  }
}

/** What tells strangers which shares count for which listed community. */
async function openingsOf(db: Db, rows: readonly LoggedRow[]): Promise<OpeningLine[]> {
  const slugs = await listedSlugs(db, [...new Set(rows.flatMap(({ shares }) => shares.flatMap((share) => share.communityId ?? [])))]);
  return rows.flatMap(({ index, shares }) =>
    [...shares]
      .sort((one, other) => (one.side < other.side ? -1 : 1))
      .flatMap(({ entryId, side, nonce, communityId }): OpeningLine[] => {
        const slug = communityId === null ? undefined : slugs.get(communityId);
        return communityId === null || slug === undefined ? [] : [{ index, entryId, side, nonce: communityNonceOf(sha256, nonce), communityId, slug }];
      }),
  );
}

/** Every kept checkpoint up to a size as a line of checkpoints.ndjson, the oldest first, batch by batch. */
export async function* checkpointLines(db: Db, upTo: number): AsyncGenerator<string> {
  let after: { size: number; keyId: string } | null = null;
  for (;;) {
    const rows = await checkpointsAfter(db, after, { upTo, limit: CHECKPOINT_BATCH });
    yield rows.map(({ size, createdAt, note }) => `${JSON.stringify({ size, createdAt: createdAt.toISOString(), note } satisfies CheckpointLine)}\n`).join("");
    after = rows.at(-1) ?? null;
    if (rows.length < CHECKPOINT_BATCH) return;
  }
}
