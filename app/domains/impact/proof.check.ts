/**
 * Checks the proof of one row, step by step. Runs in browsers (with WebCrypto) and in Node; hash, signature check and formula are passed in.
 * Nothing here asks the server again: whatever it sent is judged.
 */

import { z } from "zod";

import type { Calculation } from "./impact.formula.ts";
import { fromBase64, sameBytes, toBase64 } from "./log/bytes.ts";
import { parseCheckpoint } from "./log/checkpoint.ts";
import { canonicalJson } from "./log/jcs.ts";
import type { AsyncHash } from "./log/merkle.ts";
import { leafInput, verifyInclusionAsync } from "./log/merkle.ts";
import type { VerifySignature } from "./log/signed-note.ts";
import { checkNote, parseNote, parseVerifierKeyAsync } from "./log/signed-note.ts";
import type { Check, Shown, Verdict } from "./proof.schema.ts";
import { CHECKS } from "./proof.schema.ts";

export interface CheckTools {
  hash: AsyncHash;
  verify: VerifySignature;
  /** The formula; a promise, so that it may be loaded only now. */
  calculate: (input: unknown) => Promise<Pick<Calculation, "status" | "formulaVersion"> & Partial<Grams>>;
}

interface Grams {
  co2eGrams: number;
  lowGrams: number;
  highGrams: number;
}

const grams = z.number().int().nullable();

/** Only what is read here; a leaf keeps all its members, because all of them are hashed. */
const leaf = z.looseObject({
  id: z.string(),
  kind: z.string(),
  corrects: z.string().nullable(),
  status: z.string(),
  co2eGrams: grams,
  lowGrams: grams,
  highGrams: grams,
  formula: z.string(),
  inputs: z.looseObject({ calculation: z.unknown(), reason: z.string().nullable() }),
});
type SeenLeaf = z.infer<typeof leaf>;

const row = z.object({ leaf, leafHash: z.string(), index: z.number().int().min(0), proof: z.array(z.string()).max(64) });
type SeenRow = z.infer<typeof row>;

const proofFile = z.object({ ...row.shape, note: z.string(), verifierKey: z.string(), earlier: z.array(row).max(100) });
type ProofFile = z.infer<typeof proofFile>;

/** Makes one check after the other and ends with the first that fails. Never throws on foreign data. */
export async function* checkProof(raw: unknown, shown: Shown, tools: CheckTools): AsyncGenerator<Verdict> {
  const parsed = proofFile.safeParse(raw);
  if (!parsed.success) {
    yield verdict("shown", "failed", "unreadable");
    return;
  }
  const file = parsed.data;
  const steps: Record<Check, () => Promise<Verdict> | Verdict> = {
    shown: () => checkShown(file.leaf, shown),
    leaf: () => checkLeaf(file, tools.hash),
    inclusion: () => checkInclusion(file, tools.hash),
    signature: () => checkSignature(file, tools),
    figure: () => checkFigure(file, tools.calculate),
  };
  for (const check of CHECKS) {
    const made = await steps[check]();
    yield made;
    if (made.outcome === "failed") return;
  }
}

function verdict(check: Check, outcome: Verdict["outcome"], found: string, facts: Verdict["facts"] = {}): Verdict {
  return { check, outcome, found, facts };
}

/** The record is the one this page is about, with the same figures. */
function checkShown(record: SeenLeaf, shown: Shown): Verdict {
  if (record.id !== shown.id) return verdict("shown", "failed", "otherEntry");
  const isSame = record.co2eGrams === shown.co2eGrams && record.lowGrams === shown.lowGrams && record.highGrams === shown.highGrams;
  return isSame ? verdict("shown", "ok", "same") : verdict("shown", "failed", "otherFigure");
}

/** One text for the record (RFC 8785), hashed as a leaf (RFC 9162). Null for what has no such text. */
async function hashOf(record: SeenLeaf, hash: AsyncHash): Promise<Uint8Array | null> {
  let text: string;
  try {
    text = canonicalJson(record);
  } catch {
    return null;
  }
  return hash(leafInput(new TextEncoder().encode(text)));
}

/** Every record gives the hash that the log is said to hold for it. */
async function checkLeaf(file: ProofFile, hash: AsyncHash): Promise<Verdict> {
  for (const one of [file, ...file.earlier]) {
    const own = await hashOf(one.leaf, hash);
    const said = fromBase64(one.leafHash);
    if (!own || !said || !sameBytes(own, said)) return verdict("leaf", "failed", "otherHash");
  }
  return verdict("leaf", "ok", "same", { hash: file.leafHash });
}

/** Each hash leads to the root that the checkpoint states. */
async function checkInclusion(file: ProofFile, hash: AsyncHash): Promise<Verdict> {
  const note = parseNote(file.note);
  const checkpoint = note && parseCheckpoint(note.text);
  if (!checkpoint) return verdict("inclusion", "failed", "noCheckpoint");
  if (!belongTogether(file)) return verdict("inclusion", "failed", "otherRows");
  for (const one of [file, ...file.earlier]) {
    const proof = one.proof.map(fromBase64);
    const leafHash = fromBase64(one.leafHash);
    const isWhole = leafHash !== null && proof.every((step) => step !== null);
    const claim = { index: one.index, size: checkpoint.size, leafHash: leafHash ?? new Uint8Array(), proof: proof.filter((step) => step !== null), root: checkpoint.root };
    if (!isWhole || !(await verifyInclusionAsync({ ...claim, hash }))) return verdict("inclusion", "failed", "otherRoot");
  }
  return verdict("inclusion", "ok", "sameRoot", { index: file.index, size: checkpoint.size, steps: file.proof.length, root: toBase64(checkpoint.root) });
}

/** The rows before are the entry itself and corrections of it, each once, in the order of the log. */
function belongTogether({ leaf: record, index, earlier }: ProofFile): boolean {
  const [root, ...rest] = earlier;
  if (!root) return record.kind === "entry";
  const rows = [...earlier.map((one) => one.index), index];
  return (
    root.leaf.kind === "entry" && root.leaf.id === record.corrects && rest.every((one) => one.leaf.corrects === root.leaf.id) &&
    rows.every((place, at) => at === 0 || place > (rows[at - 1] ?? place))
  );
}

/** The ledger's key signed that checkpoint. */
async function checkSignature(file: ProofFile, { hash, verify }: CheckTools): Promise<Verdict> {
  const key = await parseVerifierKeyAsync(hash, file.verifierKey);
  if (!key) return verdict("signature", "failed", "noKey");
  const checked = await checkNote({ note: file.note, keys: [key], verify });
  if (checked.ok) return verdict("signature", "ok", "signed", { key: `${key.name}+${key.keyHash}` });
  return checked.reason === "unsupported" ? verdict("signature", "unknown", "unsupported") : verdict("signature", "failed", "badSignature");
}

/** The formula gives this figure, or, for a row about an earlier entry, the figure that all rows so far come to. */
async function checkFigure(file: ProofFile, calculate: CheckTools["calculate"]): Promise<Verdict> {
  const { leaf: record, earlier } = file;
  const isEntry = record.kind === "entry";
  if (record.kind === "reversal") return checkTakenBack(record, earlier);
  const { calculation, reason } = record.inputs;
  const soFar = sumOf([...earlier.map((one) => one.leaf), record]);
  if (record.status === "not_covered" || calculation === null || calculation === undefined || reason === "not_treated") {
    return soFar.co2eGrams === 0 && soFar.lowGrams === 0 && soFar.highGrams === 0
      ? verdict("figure", "ok", reason === "not_treated" ? "nothingLeft" : "notCounted")
      : verdict("figure", "failed", "unexplained");
  }
  const again = await calculate(calculation);
  if (again.formulaVersion !== record.formula) return verdict("figure", "unknown", "otherFormula", { formula: record.formula });
  const isSame = again.status === "ok" && again.co2eGrams === soFar.co2eGrams && again.lowGrams === soFar.lowGrams && again.highGrams === soFar.highGrams;
  return isSame ? verdict("figure", "ok", isEntry ? "counted" : "leadsTo", { grams: soFar.co2eGrams }) : verdict("figure", "failed", "unexplained");
}

/** A reversal is minus everything before it; the low end of what is taken back is minus the high one. */
function checkTakenBack(record: SeenLeaf, earlier: readonly SeenRow[]): Verdict {
  const before = sumOf(earlier.map((one) => one.leaf));
  const isSame =
    (record.co2eGrams ?? 0) + before.co2eGrams === 0 && (record.lowGrams ?? 0) + before.highGrams === 0 && (record.highGrams ?? 0) + before.lowGrams === 0;
  return isSame ? verdict("figure", "ok", "takenBack") : verdict("figure", "failed", "unexplained");
}

function sumOf(records: readonly SeenLeaf[]): Grams {
  const sum = (of: (record: SeenLeaf) => number | null): number => records.reduce((total, record) => total + (of(record) ?? 0), 0);
  return { co2eGrams: sum((one) => one.co2eGrams), lowGrams: sum((one) => one.lowGrams), highGrams: sum((one) => one.highGrams) };
}
