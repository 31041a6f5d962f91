/** Checks that a row stands in the log, from the proof that its page and the API give for it. Pure. */

import { addToStanding } from "../ledger.correct.ts";
import type { Leaf } from "../ledger.leaf.ts";
import { FORMULA_VERSION } from "../impact.formula.ts";
import { fromBase64, fromHex, sameBytes, toHex } from "../log/bytes.ts";
import type { Checkpoint } from "../log/checkpoint.ts";
import { canonicalJson } from "../log/jcs.ts";
import type { Hash } from "../log/merkle.ts";
import { leafHash, verifyInclusion } from "../log/merkle.ts";
import type { VerifierKey, VerifySignature } from "../log/signed-note.ts";
import type { EntryProof, ProvenRow } from "../proof.schema.ts";
import { openCheckpoint } from "./checkpoints.ts";
import type { Difference } from "./difference.ts";
import { readLeaf } from "./leaf.schema.ts";
import type { Problem } from "./problems.ts";
import { Problems } from "./problems.ts";
import type { Chain } from "./recompute.ts";
import { chainRowOf, recomputeCorrection, recomputeEntry } from "./recompute.ts";

export interface ProofReport {
  index: number;
  id: string | null;
  signed: { origin: string; size: number } | null;
  /** Rows counted again: the row itself, and those before it that it corrects. */
  recomputed: number;
  problemCount: number;
  problems: readonly Problem[];
}

const utf8 = new TextEncoder();

/** The proof in some JSON, or null where it has another form. */
export function readProof(value: unknown): EntryProof | null {
  if (!isProvenRow(value)) return null;
  const { checkpoint, verifierKey, earlier } = value as Partial<EntryProof>;
  const isWhole = typeof checkpoint === "string" && typeof verifierKey === "string" && Array.isArray(earlier) && earlier.every(isProvenRow);
  return isWhole ? (value as EntryProof) : null;
}

function isProvenRow(value: unknown): value is ProvenRow {
  if (typeof value !== "object" || value === null) return false;
  const { index, leafHash: hash, leaf, proof } = value as Partial<ProvenRow>;
  const isPlaced = Number.isSafeInteger(index) && typeof hash === "string" && typeof leaf === "object" && leaf !== null;
  return isPlaced && Array.isArray(proof) && proof.every((node) => typeof node === "string");
}

interface Tools {
  hash: Hash;
  verify: VerifySignature;
  keys: readonly VerifierKey[];
  recompute: boolean;
}

/** Follows the proof from each of its rows to the signed root, and counts the rows again, one after the other. */
export async function verifyProof(proof: EntryProof, tools: Tools): Promise<ProofReport> {
  const problems = new Problems();
  const checkpoint = await openCheckpoint(proof.checkpoint, { keys: tools.keys, verify: tools.verify, problems });
  const rows = [...proof.earlier, proof];
  const leaves = rows.map((row) => leafOfRow(row, tools.hash, checkpoint, problems));
  const known = leaves.flatMap((leaf, at) => (leaf && leaf.formula === FORMULA_VERSION ? [{ leaf, index: rows[at]?.index ?? 0 }] : []));
  const canCount = tools.recompute && known.length === rows.length;
  if (canCount) countAgain(known, problems);
  return {
    index: proof.index,
    id: leaves.at(-1)?.id ?? null,
    signed: checkpoint ? { origin: checkpoint.origin, size: checkpoint.size } : null,
    recomputed: canCount ? known.length : 0,
    problemCount: problems.total,
    problems: problems.list,
  };
}

/** The leaf of a row, with all that is wrong with its hash, its way to the root and its form noted. */
function leafOfRow(row: ProvenRow, hash: Hash, checkpoint: Checkpoint | null, problems: Problems): Leaf | null {
  const checked = readLeaf(row.leaf);
  const at = { index: row.index, id: "leaf" in checked ? checked.leaf.id : null };
  const hashed = leafHash(hash, utf8.encode(canonicalJson(row.leaf)));
  const stated = fromHex(row.leafHash);
  if (!stated || !sameBytes(hashed, stated)) problems.add("LEAF_HASH", at, { field: "leafHash", expected: toHex(hashed), found: row.leafHash });
  const nodes = row.proof.flatMap((text) => fromBase64(text) ?? []);
  const leads = checkpoint !== null && nodes.length === row.proof.length && verifyInclusion({ hash, index: row.index, size: checkpoint.size, leafHash: hashed, proof: nodes, root: checkpoint.root });
  if (checkpoint && !leads) problems.add("PROOF", at, { field: "proof", expected: `a way to the root of ${checkpoint.size} entries`, found: `${row.proof.length} nodes that lead elsewhere` });
  if ("leaf" in checked) return checked.leaf;
  problems.add("LEAF_SHAPE", at, { field: checked.field });
  return null;
}

/** The first row is the entry, the others are about it; each must follow from those before. */
function countAgain(rows: readonly { leaf: Leaf; index: number }[], problems: Problems): void {
  const chains: Chain[] = [];
  for (const { leaf, index } of rows) {
    const at = { index, id: leaf.id };
    const chain = chains.pop() ?? null;
    if ((leaf.kind === "entry") !== (chain === null) || chain?.standing.isReversed) {
      return problems.add("CORRECTS", at, { field: "corrects", expected: "an entry, then rows about it", found: leaf.kind });
    }
    const difference: Difference | null = chain === null ? recomputeEntry(leaf) : recomputeCorrection(leaf, chain);
    if (difference) problems.add("FIELD", at, difference);
    chains.push({ root: chain?.root ?? leaf, standing: addToStanding(chain?.standing ?? null, chainRowOf(leaf)) });
  }
}
