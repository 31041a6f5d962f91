/** The form of an exported ledger; README.md of this folder describes it. */

import { toHex } from "../log/bytes.ts";
import { canonicalJson } from "../log/jcs.ts";
import type { Leaf } from "../ledger.leaf.ts";

export const FILES = {
  ledger: "ledger.ndjson",
  checkpoints: "checkpoints.ndjson",
  checkpoint: "checkpoint",
  key: "key",
  factors: "factors.json",
  openings: "openings.ndjson",
  verifier: "verify.mjs",
  readme: "README.txt",
} as const;

/** A line of the ledger, without its end. `leafText` is the leaf's canonical JSON, which is what is hashed. */
export function ledgerLine(index: number, leafHash: Uint8Array, leafText: string): string {
  return `{"index":${index},"leafHash":"${toHex(leafHash)}","leaf":${leafText}}`;
}

/** The leaf as it is hashed. */
export function leafText(leaf: Leaf): string {
  return canonicalJson(leaf);
}

/** A kept checkpoint; `note` verbatim. */
export interface CheckpointLine {
  size: number;
  createdAt: string;
  note: string;
}

/** Which listed community a share counts for: the leaf's `community` is SHA-256 over "nonce communityId". */
export interface OpeningLine {
  index: number;
  entryId: string;
  side: "giver" | "taker";
  nonce: string;
  communityId: string;
  slug: string;
}
