import { z } from "zod";

import { ENTRY_KINDS } from "../ledger.rows.ts";
import { CORRECTION_REASONS } from "../ledger.rules.ts";
import { WARNINGS } from "../impact.formula.ts";
import type { Leaf } from "../ledger.leaf.ts";
import { LEAF_VERSION } from "../ledger.leaf.ts";

const grams = z.int();
const gramsOrNothing = z.int().nullable();
const text = z.string().nullable();
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const figures = { co2eGrams: gramsOrNothing, lowGrams: gramsOrNothing, highGrams: gramsOrNothing, massGrams: gramsOrNothing };
const sums = { movedGrams: grams, measuredGrams: grams, uncoveredGrams: grams, verifiedGrams: grams };

const share = z
  .strictObject({
    side: z.enum(["giver", "taker"]),
    ppm: z.int().min(0).max(1_000_000),
    party: digest,
    community: digest.nullable(),
    partyDay: day,
    communityDay: day.nullable(),
    ...figures,
    ...sums,
  })
  .meta({ id: "LeafShare", description: "A side's part. `party` and `community` are SHA-256 over a nonce and an id: nobody is named." });

const inputs = z.strictObject({
  calculation: z.record(z.string(), z.unknown()).nullable(),
  condition: text,
  contaminationPermille: z.number(),
  measuredGrams: gramsOrNothing,
  declaredConfirmedGrams: gramsOrNothing,
  reason: text,
  missing: text,
  proxy: z.boolean(),
  warnings: z.array(z.enum(WARNINGS)),
  sharing: z.strictObject({ rule: z.enum(["pef", "convention"]), takerPpm: z.int().min(0).max(1_000_000) }),
  requestedLife: z.number().nullable(),
  correction: z.enum(CORRECTION_REASONS).nullable(),
});

/** A leaf of the public log, version 1, with nothing besides. */
export const leafSchema = z
  .strictObject({
    v: z.literal(LEAF_VERSION),
    id: z.string().min(1).max(80),
    kind: z.enum(ENTRY_KINDS),
    cause: z.string(),
    lot: digest,
    corrects: text,
    status: z.enum(["ok", "not_covered"]),
    stage: z.enum(["provisional", "verified"]),
    late: z.boolean(),
    route: z.string(),
    region: z.string(),
    regionDay: day,
    material: text,
    category: text,
    publisherName: text,
    itemCount: z.int().nullable(),
    weightBasis: z.string(),
    grade: text,
    ...figures,
    ...sums,
    spread: z.record(z.string(), z.int()),
    independentSquares: z.string().regex(/^-?\d+$/),
    gradeGrams: grams,
    gradePoints: grams,
    serial: text,
    formula: z.string(),
    factors: z.array(z.string()),
    inputs,
    shares: z.array(share).length(2),
    occurredAt: z.iso.datetime(),
    recordedAt: z.iso.datetime(),
  })
  .meta({ id: "Leaf", description: "What the log holds of an entry: everything needed to count it again, and nobody's name. Its canonical JSON (RFC 8785) is what is hashed." });

/** The leaf in some JSON, or where it is none. */
export function readLeaf(value: unknown): { leaf: Leaf } | { field: string } {
  const parsed = leafSchema.safeParse(value);
  if (parsed.success) {
    const { shares } = parsed.data;
    if (shares[0]?.side !== "giver" || shares[1]?.side !== "taker") return { field: "shares" };
    return { leaf: parsed.data as unknown as Leaf };
  }
  const [issue] = parsed.error.issues;
  const path = issue?.path.map(String) ?? [];
  return { field: [...path, ...(issue?.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [])].join(".") || "leaf" };
}
