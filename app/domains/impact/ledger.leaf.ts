/**
 * What the public log holds of an entry: everything needed to count it again, and nobody's name. The bytes of a leaf are its canonical
 * JSON (RFC 8785); once an entry is in the log they can never change, so this form is frozen as version 1.
 */

import { toHex } from "./log/bytes.ts";
import { canonicalJson } from "./log/jcs.ts";
import type { Hash } from "./log/merkle.ts";
import { leafHash } from "./log/merkle.ts";
import type { EntryRow, ShareRow } from "./ledger.rows.ts";
import type { CorrectionReason, FrozenInputs, Sharing } from "./ledger.rules.ts";

export const LEAF_VERSION = 1;

/** A side's part. Party and community are named by commitments with nonces of their own: whoever knows one can show whom it means. */
export interface LeafShare {
  side: "giver" | "taker";
  ppm: number;
  party: string;
  community: string | null;
  partyDay: string;
  communityDay: string | null;
  co2eGrams: number | null;
  lowGrams: number | null;
  highGrams: number | null;
  massGrams: number | null;
  movedGrams: number;
  measuredGrams: number;
  uncoveredGrams: number;
  verifiedGrams: number;
}

/** What stands in a leaf of the formula's inputs; free words of a correction do not. */
export type LeafInputs = Omit<FrozenInputs, "correction" | "requestedLife"> & { requestedLife: number | null; sharing: Sharing; correction: CorrectionReason | null };

export interface Leaf {
  v: typeof LEAF_VERSION;
  id: string;
  kind: EntryRow["kind"];
  cause: string;
  /** Hash of the physical lot's id: equal for all rows about one lot. */
  lot: string;
  corrects: string | null;
  status: EntryRow["status"];
  stage: EntryRow["stage"];
  late: boolean;
  route: string;
  region: string;
  regionDay: string;
  material: string | null;
  category: string | null;
  publisherName: string | null;
  massGrams: number | null;
  itemCount: number | null;
  weightBasis: string;
  co2eGrams: number | null;
  lowGrams: number | null;
  highGrams: number | null;
  grade: string | null;
  movedGrams: number;
  measuredGrams: number;
  uncoveredGrams: number;
  verifiedGrams: number;
  spread: Readonly<Record<string, number>>;
  independentSquares: string;
  gradeGrams: number;
  gradePoints: number;
  serial: string | null;
  formula: string;
  factors: readonly string[];
  inputs: LeafInputs;
  shares: readonly LeafShare[];
  occurredAt: string;
  recordedAt: string;
}

const utf8 = new TextEncoder();

/** What `id` looks like to those who do not know the nonce: SHA-256 over "nonce id", in hex. */
export function commitmentOf(hash: Hash, nonce: string, id: string): string {
  return toHex(hash(utf8.encode(`${nonce} ${id}`)));
}

/**
 * The nonce of a share's community, from the share's own. It can be told to everybody, as it is for communities that are listed, without
 * helping anybody to guess the party.
 */
export function communityNonceOf(hash: Hash, nonce: string): string {
  return toHex(hash(utf8.encode(`community ${nonce}`)));
}

/** The leaf of a row with its two shares. */
export function leafOf(hash: Hash, row: EntryRow, shares: readonly ShareRow[]): Leaf {
  return {
    v: LEAF_VERSION,
    id: row.id,
    kind: row.kind,
    cause: row.causeType,
    lot: toHex(hash(utf8.encode(`lot ${row.lotId}`))),
    corrects: row.correctsId,
    status: row.status,
    stage: row.stage,
    late: row.isLate,
    route: row.route,
    region: row.region,
    regionDay: row.regionDay,
    material: row.material,
    category: row.category,
    publisherName: row.publisherName,
    massGrams: row.massGrams,
    itemCount: row.itemCount,
    weightBasis: row.weightBasis,
    co2eGrams: row.co2eGrams,
    lowGrams: row.lowGrams,
    highGrams: row.highGrams,
    grade: row.grade,
    movedGrams: row.movedGrams,
    measuredGrams: row.measuredGrams,
    uncoveredGrams: row.uncoveredGrams,
    verifiedGrams: row.verifiedGrams,
    spread: row.spread,
    independentSquares: row.independentSquares,
    gradeGrams: row.gradeGrams,
    gradePoints: row.gradePoints,
    serial: row.serialHash,
    formula: row.formulaVersion,
    factors: row.factorIds,
    inputs: leafInputs(row.inputs),
    shares: [...shares].sort((one, other) => (one.side < other.side ? -1 : 1)).map((share) => leafShare(hash, share)),
    occurredAt: row.occurredAt.toISOString(),
    recordedAt: row.recordedAt.toISOString(),
  };
}

/** What a leaf says of the formula's inputs. */
export function leafInputs(inputs: FrozenInputs): LeafInputs {
  return {
    calculation: inputs.calculation,
    condition: inputs.condition,
    contaminationPermille: inputs.contaminationPermille,
    measuredGrams: inputs.measuredGrams,
    declaredConfirmedGrams: inputs.declaredConfirmedGrams,
    reason: inputs.reason,
    missing: inputs.missing,
    proxy: inputs.proxy,
    warnings: inputs.warnings,
    // Rows from before the log said "half_each".
    sharing: typeof inputs.sharing === "object" ? inputs.sharing : { rule: "convention", takerPpm: 500_000 },
    requestedLife: inputs.requestedLife ?? null,
    correction: inputs.correction?.reason ?? null,
  };
}

function leafShare(hash: Hash, share: ShareRow): LeafShare {
  return {
    side: share.side,
    ppm: share.ppm,
    party: commitmentOf(hash, share.nonce, share.partyId),
    community: share.communityId === null ? null : commitmentOf(hash, communityNonceOf(hash, share.nonce), share.communityId),
    partyDay: share.partyDay,
    communityDay: share.communityDay,
    co2eGrams: share.co2eGrams,
    lowGrams: share.lowGrams,
    highGrams: share.highGrams,
    massGrams: share.massGrams,
    movedGrams: share.movedGrams,
    measuredGrams: share.measuredGrams,
    uncoveredGrams: share.uncoveredGrams,
    verifiedGrams: share.verifiedGrams,
  };
}

/** The bytes that are hashed for a leaf. */
export function leafBytes(leaf: Leaf): Uint8Array {
  return utf8.encode(canonicalJson(leaf));
}

/** The leaf's hash in the log. */
export function hashOfLeaf(hash: Hash, leaf: Leaf): Uint8Array {
  return leafHash(hash, leafBytes(leaf));
}
