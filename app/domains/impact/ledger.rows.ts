/** The rows of the ledger as this room's code holds them: whole numbers, no bigint, no database. Grams. */

import type { CountedLot, FrozenInputs, LedgerRoute, Stage } from "./ledger.rules.ts";
import type { KeptSums, SharePart, Side } from "./ledger.state.ts";

export const ENTRY_KINDS = ["entry", "reversal", "adjustment", "verification", "restatement"] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** One row; an entry itself, or a later row about it. */
export interface EntryRow extends Omit<CountedLot, "terms"> {
  id: string;
  kind: EntryKind;
  causeType: string;
  causeId: string;
  lotId: string;
  reversesId: string | null;
  correctsId: string | null;
  status: "ok" | "not_covered";
  stage: Stage;
  isLate: boolean;
  route: LedgerRoute;
  /** ISO 3166-1 alpha-2, "ZZ" where it is not known; and the day there. */
  region: string;
  regionDay: string;
  material: string | null;
  category: string | null;
  itemCount: number | null;
  serialHash: string | null;
  inputs: FrozenInputs;
  terms: unknown;
  giverPartyId: string | null;
  takerPartyId: string | null;
  occurredAt: Date;
  recordedAt: Date;
}

/** One side of a row. */
export interface ShareRow extends SharePart {
  entryId: string;
  side: Side;
  ppm: number;
  partyId: string;
  communityId: string | null;
  partyDay: string;
  communityDay: string | null;
  nonce: string;
}

/** A row with its shares, as it stands in the ledger. */
export interface StoredRow extends EntryRow {
  shares: ShareRow[];
}

export type { KeptSums };
