import { inTransaction, type Db, type Tx } from "#app/platform/db/database.server.ts";

import { formatCheckpoint } from "./log/checkpoint.ts";
import { sameBytes } from "./log/bytes.ts";
import { sha256 } from "./log/sha256.server.ts";
import type { SigningKey } from "./log/signed-note.server.ts";
import { signNote } from "./log/signed-note.server.ts";
import { completedNodes, consistencyProof, inclusionProof, treeRoot } from "./log/tile-tree.ts";
import { hashOfLeaf, leafOf } from "./ledger.leaf.ts";
import { rowsById } from "./ledger.repository.server.ts";
import type { StoredCheckpoint, Waiting } from "./log.repository.server.ts";
import {
  appendLeaves, checkpointAt, keepCheckpoint, keepKey, latestCheckpoint, leafIndexOf, headOf, nodeReader, waitingForLog,
} from "./log.repository.server.ts";
import { addToSums, lockHead, setProjectedSize, touchPeriods } from "./projection.repository.server.ts";

/** Entries that one step takes into the log, and into the sums. */
const BATCH = 1000;

/**
 * Gives every waiting entry its leaf and adds it to the totals; returns how many leaves were added. Whoever calls it, and however often or
 * at the same moment: the head's lock lets one step happen after the other, and each entry gets one leaf. Steps are transactions of their
 * own, so a process that dies leaves the rest to the next call.
 */
export async function advanceLedger(db: Db): Promise<number> {
  let added = 0;
  for (;;) {
    const step = await inTransaction(db, appendWaiting);
    added += step;
    if (step < BATCH) break;
  }
  while (await inTransaction(db, projectStep));
  return added;
}

/** Appends one batch of waiting entries to the log. */
async function appendWaiting(tx: Tx): Promise<number> {
  const { size } = await lockHead(tx);
  const waiting = await waitingForLog(tx, BATCH);
  if (waiting.length === 0) return 0;
  const leaves = await withHashes(tx, waiting);
  const nodes = await completedNodes(sha256, nodeReader(tx), size, size + leaves.length, leaves.map((leaf) => leaf.leafHash));
  await appendLeaves(tx, size, leaves, nodes);
  return leaves.length;
}

/** Rows from before the log have no hash yet: their leaf is made from what they froze. */
async function withHashes(tx: Tx, waiting: readonly Waiting[]): Promise<Waiting[]> {
  const bare = waiting.filter((one) => one.leafHash.length === 0);
  if (bare.length === 0) return waiting.map((one) => ({ ...one, leafHash: Uint8Array.from(one.leafHash) }));
  const rows = new Map((await rowsById(tx, bare.map((one) => one.entryId))).map((row) => [row.id, row]));
  return waiting.map((one) => {
    const row = rows.get(one.entryId);
    return row ? { ...one, leafHash: hashOfLeaf(sha256, leafOf(sha256, row, row.shares)) } : { ...one, leafHash: Uint8Array.from(one.leafHash) };
  });
}

/** Adds one batch of the log to the totals; false when they have caught up. */
async function projectStep(tx: Tx): Promise<boolean> {
  const { size, projectedSize } = await lockHead(tx);
  if (projectedSize >= size) return false;
  const to = Math.min(size, projectedSize + BATCH);
  await addToSums(tx, projectedSize, to);
  await setProjectedSize(tx, to);
  await touchPeriods(tx, projectedSize, to);
  return to < size;
}

/** Thrown when the stored log no longer gives the root that was signed before: somebody changed it behind our back. */
export class LogBrokenError extends Error {
  constructor(size: number) {
    super(`the ledger's log no longer gives the root that was signed at ${size} entries; nothing more is signed`);
  }
}

/**
 * Signs what the log is now, and keeps it for ever; the kept one where this size was signed before, null for an empty log.
 * @throws LogBrokenError when the log does not continue what was signed last.
 */
export async function signCheckpoint(db: Db, key: SigningKey, now: Date): Promise<StoredCheckpoint | null> {
  const { size } = await headOf(db);
  if (size === 0) return null;
  const known = await checkpointAt(db, size);
  if (known) return known;
  const read = nodeReader(db);
  const before = await latestCheckpoint(db);
  if (before && before.size <= size && !sameBytes(await treeRoot(sha256, read, before.size), before.rootHash)) throw new LogBrokenError(before.size);
  const rootHash = await treeRoot(sha256, read, size);
  const note = signNote(formatCheckpoint({ origin: key.name, size, root: rootHash }), key);
  // Name and hash: the Base64 behind them may hold a plus of its own.
  const keyId = key.verifierKey.split("+", 2).join("+");
  await keepKey(db, { id: keyId, origin: key.name, verifierKey: key.verifierKey });
  await keepCheckpoint(db, { size, keyId, rootHash, note, createdAt: now });
  return checkpointAt(db, size);
}

/** That an entry stands in the log under a signed checkpoint. */
export interface InclusionProof {
  index: number;
  leafHash: Uint8Array;
  proof: Uint8Array[];
  checkpoint: StoredCheckpoint;
}

/** The proof for an entry under the latest checkpoint; null while it has no leaf or no checkpoint covers it. */
export async function proveEntry(db: Db, entryId: string): Promise<InclusionProof | null> {
  const leaf = await leafIndexOf(db, entryId);
  const checkpoint = leaf ? await latestCheckpoint(db) : null;
  if (!leaf || !checkpoint || leaf.index >= checkpoint.size) return null;
  return { ...leaf, checkpoint, proof: await inclusionProof(sha256, nodeReader(db), leaf.index, checkpoint.size) };
}

/** That the log at `size1` is a beginning of the log at `size2`; null where the sizes cannot be compared. */
export async function proveConsistency(db: Db, size1: number, size2: number): Promise<Uint8Array[] | null> {
  if (size1 < 1 || size1 > size2 || size2 > (await headOf(db)).size) return null;
  return consistencyProof(sha256, nodeReader(db), size1, size2);
}
