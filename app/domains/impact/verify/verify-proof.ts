/** Checks that one entry stands in the log, from the proof that the API gives for it. Pure. */

import { FORMULA_VERSION } from "../impact.formula.ts";
import { fromBase64, fromHex, sameBytes, toHex } from "../log/bytes.ts";
import { canonicalJson } from "../log/jcs.ts";
import type { Hash } from "../log/merkle.ts";
import { leafHash, verifyInclusion } from "../log/merkle.ts";
import type { VerifierKey, VerifySignature } from "../log/signed-note.ts";
import { openCheckpoint } from "./checkpoints.ts";
import type { EntryProof } from "./export-format.ts";
import { readLeaf } from "./leaf.schema.ts";
import type { Problem } from "./problems.ts";
import { Problems } from "./problems.ts";
import { recomputeEntry } from "./recompute.ts";

export interface ProofReport {
  index: number;
  id: string | null;
  signed: { origin: string; size: number } | null;
  /** Whether the entry was counted again; a correction cannot be without the rows before it. */
  recomputed: boolean;
  problemCount: number;
  problems: readonly Problem[];
}

const utf8 = new TextEncoder();

/** The proof in some JSON, or null where it has another form. */
export function readProof(value: unknown): EntryProof | null {
  if (typeof value !== "object" || value === null) return null;
  const { index, leafHash: hash, leaf, proof, checkpoint, verifierKey } = value as Partial<EntryProof>;
  const texts = [hash, checkpoint, verifierKey];
  if (!Number.isSafeInteger(index) || typeof leaf !== "object" || leaf === null || !Array.isArray(proof)) return null;
  return texts.every((text) => typeof text === "string") && proof.every((node) => typeof node === "string") ? (value as EntryProof) : null;
}

/** Follows the proof from the leaf to the signed root, and counts the entry again. */
export async function verifyProof(proof: EntryProof, options: { hash: Hash; verify: VerifySignature; keys: readonly VerifierKey[]; recompute: boolean }): Promise<ProofReport> {
  const { hash } = options;
  const problems = new Problems();
  const checked = readLeaf(proof.leaf);
  const at = { index: proof.index, id: "leaf" in checked ? checked.leaf.id : null };
  const hashed = leafHash(hash, utf8.encode(canonicalJson(proof.leaf)));
  const stated = fromHex(proof.leafHash);
  if (!stated || !sameBytes(hashed, stated)) problems.add("LEAF_HASH", at, { field: "leafHash", expected: toHex(hashed), found: proof.leafHash });
  const checkpoint = await openCheckpoint(proof.checkpoint, { keys: options.keys, verify: options.verify, problems });
  const nodes = proof.proof.map(fromBase64);
  if (checkpoint) {
    const leads = !nodes.includes(null) && verifyInclusion({ hash, index: proof.index, size: checkpoint.size, leafHash: hashed, proof: nodes as Uint8Array[], root: checkpoint.root });
    if (!leads) problems.add("PROOF", at, { field: "proof", expected: `a way to the root of ${checkpoint.size} entries`, found: `${nodes.length} nodes that lead elsewhere` });
  }
  const leaf = "leaf" in checked ? checked.leaf : null;
  if ("field" in checked) problems.add("LEAF_SHAPE", at, { field: checked.field });
  const canCount = options.recompute && leaf?.kind === "entry" && leaf.formula === FORMULA_VERSION;
  const difference = canCount ? recomputeEntry(leaf) : null;
  if (difference) problems.add("FIELD", at, difference);
  return {
    ...at,
    signed: checkpoint ? { origin: checkpoint.origin, size: checkpoint.size } : null,
    recomputed: canCount,
    problemCount: problems.total,
    problems: problems.list,
  };
}
