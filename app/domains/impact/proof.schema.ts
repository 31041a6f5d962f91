/** What somebody needs to check one row of the ledger without trusting us. Bytes are standard Base64. */

import type { EntrySubject } from "./entries.schema.ts";
import type { Leaf } from "./ledger.leaf.ts";
import type { EntryKind } from "./ledger.rows.ts";

/** A row as the log holds it, and its way up to the root. */
export interface ProvenRow {
  leaf: Leaf;
  leafHash: string;
  index: number;
  /** The neighbours on the way to the root, from the bottom up. */
  proof: string[];
}

/** The file that is checked in the browser, and by `node verify.mjs` elsewhere. Nobody is named in it. */
export interface EntryProof extends ProvenRow {
  version: 1;
  /** The signed checkpoint (C2SP signed-note). */
  note: string;
  /** The key that signed it, `NAME+HASH+BASE64`. */
  verifierKey: string;
  /** Rows about the same entry that came before this one, oldest first: what a correction is the difference to. */
  earlier: ProvenRow[];
}

/** What the entry's page says about its proof. */
export interface ProofSummary {
  index: number;
  leafHash: string;
  proof: string[];
  note: string;
  verifierKey: string;
  size: number;
  root: string;
  /** ISO; when the checkpoint was signed, by our clock. */
  signedAt: string;
}

/** What is checked, in this order. */
export const CHECKS = ["shown", "leaf", "inclusion", "signature", "figure"] as const;
export type Check = (typeof CHECKS)[number];

/** `unknown`: this browser cannot find out, which is no failure. `found` names the sentence that tells what was seen. */
export interface Verdict {
  check: Check;
  outcome: "ok" | "failed" | "unknown";
  found: string;
  facts: Readonly<Record<string, string | number>>;
}

/** What the page shows, to be found again in the record. */
export interface Shown {
  id: string;
  co2eGrams: number | null;
  lowGrams: number | null;
  highGrams: number | null;
}

/** A row of the log as the ledger's page lists it. Grams are what the row adds. */
export interface LogLine {
  index: number;
  id: string;
  kind: EntryKind;
  route: string;
  subject: EntrySubject;
  massGrams: number | null;
  itemCount: number | null;
  co2eGrams: number | null;
  /** ISO */
  recordedAt: string;
}
