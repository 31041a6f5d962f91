import type { Db } from "#app/platform/db/database.server.ts";

import { leafOf } from "./ledger.leaf.ts";
import { rowsById } from "./ledger.repository.server.ts";
import { toBase64 } from "./log/bytes.ts";
import { sha256 } from "./log/sha256.server.ts";
import { inclusionProof } from "./log/tile-tree.ts";
import type { StoredCheckpoint } from "./log.repository.server.ts";
import { latestCheckpoint, leafIndexOf, nodeReader } from "./log.repository.server.ts";
import { proveEntry } from "./log.service.server.ts";
import { chainUpTo } from "./proof.repository.server.ts";
import type { EntryProof, ProofSummary, ProvenRow } from "./proof.schema.ts";

/** What the page of an entry shows of its proof; null while no signed checkpoint covers the entry. */
export async function proofSummary(db: Db, entryId: string): Promise<ProofSummary | null> {
  const proven = await proveEntry(db, entryId);
  if (!proven) return null;
  const { index, leafHash, proof, checkpoint } = proven;
  return {
    index,
    leafHash: toBase64(leafHash),
    proof: proof.map(toBase64),
    note: checkpoint.note,
    verifierKey: checkpoint.verifierKey,
    size: checkpoint.size,
    root: toBase64(checkpoint.rootHash),
    signedAt: checkpoint.createdAt.toISOString(),
  };
}

/**
 * The proof of a row under the latest checkpoint, with the rows before it that it corrects. Null for an unknown id, and while no
 * checkpoint covers the row. The leaf is made from the row as it stands now, so a row that was changed behind our back does not fit.
 */
export async function entryProof(db: Db, entryId: string): Promise<EntryProof | null> {
  const ids = await chainUpTo(db, entryId);
  const checkpoint = await latestCheckpoint(db);
  if (ids.length === 0 || !checkpoint) return null;
  const rows = new Map((await rowsById(db, ids)).map((row) => [row.id, row]));
  const proven: ProvenRow[] = [];
  for (const id of ids) {
    const row = rows.get(id);
    const place = await leafIndexOf(db, id);
    if (!row || !place || place.index >= checkpoint.size) return null;
    proven.push({ leaf: leafOf(sha256, row, row.shares), leafHash: toBase64(place.leafHash), index: place.index, proof: await pathOf(db, place.index, checkpoint) });
  }
  const own = proven.pop();
  return own ? { version: 1, ...own, note: checkpoint.note, verifierKey: checkpoint.verifierKey, earlier: proven } : null;
}

async function pathOf(db: Db, index: number, checkpoint: StoredCheckpoint): Promise<string[]> {
  return (await inclusionProof(sha256, nodeReader(db), index, checkpoint.size)).map(toBase64);
}
