import { generateKeyPairSync } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";

import { calculate } from "./impact.formula.ts";
import { sha256Async, verifyEd25519Async } from "./log/browser-crypto.ts";
import { toBase64 } from "./log/bytes.ts";
import { formatCheckpoint } from "./log/checkpoint.ts";
import { canonicalJson } from "./log/jcs.ts";
import { leafHash, rootOf } from "./log/merkle.ts";
import { sha256 } from "./log/sha256.server.ts";
import { signingKeyOf, signNote } from "./log/signed-note.server.ts";
import { inclusionProof } from "./log/tile-tree.ts";
import { checkProof, type CheckTools } from "./proof.check.ts";
import type { Shown, Verdict } from "./proof.schema.ts";

/** A leaf with what the check reads; the rest of a real one is hashed all the same. */
type Row = Record<string, unknown> & { id: string; co2eGrams: number | null; lowGrams: number | null; highGrams: number | null };

const input = { id: "root", route: "recycle", material: "Corrugated Containers", massKg: 12 };

function counted(massKg: number): { co2eGrams: number; lowGrams: number; highGrams: number; calculation: unknown } {
  const result = calculate({ ...input, massKg });
  if (result.status !== "ok") throw new Error(result.status);
  const { co2eGrams, lowGrams, highGrams } = result;
  return { co2eGrams, lowGrams, highGrams, calculation: result.inputs };
}

function leaf(id: string, kind: string, figures: { co2eGrams: number; lowGrams: number; highGrams: number }, calculation: unknown, more: Record<string, unknown> = {}): Row {
  const { co2eGrams, lowGrams, highGrams } = figures;
  return { id, kind, corrects: kind === "entry" ? null : "root", status: "ok", co2eGrams, lowGrams, highGrams, formula: "formula@1", inputs: { calculation, reason: null }, ...more };
}

const key = signingKeyOf("example.org/ledger", generateKeyPairSync("ed25519").privateKey.export({ format: "der", type: "pkcs8" }).subarray(-32).toString("base64"));

/** A log of these rows, with the proof of the last of them. */
async function proofOf(rows: readonly Row[]) {
  const hashes = rows.map((row) => leafHash(sha256, new TextEncoder().encode(canonicalJson(row))));
  const read = (_level: number, from: number, to: number) => Promise.resolve(hashes.slice(from, to));
  const proven = await Promise.all(
    rows.map(async (row, index) => ({ leaf: row, leafHash: toBase64(hashes[index] ?? new Uint8Array()), index, proof: (await inclusionProof(sha256, read, index, rows.length)).map(toBase64) })),
  );
  const own = proven.at(-1);
  if (!own) throw new Error("no rows");
  const note = signNote(formatCheckpoint({ origin: key.name, size: rows.length, root: rootOf(sha256, hashes) }), key);
  return { version: 1, ...own, note, verifierKey: key.verifierKey, earlier: proven.slice(0, -1).filter((one) => one.leaf.id === "root" || one.leaf.corrects === "root") };
}

const tools: CheckTools = { hash: sha256Async, verify: verifyEd25519Async, calculate: (asked) => Promise.resolve(calculate(asked)) };

async function check(raw: unknown, shown: Shown, with_: Partial<CheckTools> = {}): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for await (const verdict of checkProof(raw, shown, { ...tools, ...with_ })) verdicts.push(verdict);
  return verdicts;
}

const brief = (verdicts: readonly Verdict[]) => verdicts.map(({ check: name, outcome, found }) => `${name} ${outcome} ${found}`);
const ALL_OK = ["shown ok same", "leaf ok same", "inclusion ok sameRoot", "signature ok signed"];

const whole = counted(12);
const other = leaf("other", "entry", whole, whole.calculation);
const root = leaf("root", "entry", whole, whole.calculation);
const minus = (one: typeof whole, two: typeof whole) => ({ co2eGrams: one.co2eGrams - two.co2eGrams, lowGrams: one.lowGrams - two.lowGrams, highGrams: one.highGrams - two.highGrams });

describe("checking the proof of a row", () => {
  let good: Awaited<ReturnType<typeof proofOf>>;
  beforeAll(async () => {
    good = await proofOf([other, other, root]);
  });

  it("finds that everything fits", async () => {
    const verdicts = await check(good, root);
    expect(brief(verdicts)).toEqual([...ALL_OK, "figure ok counted"]);
    expect(verdicts[2]?.facts).toMatchObject({ index: 2, size: 3 });
    expect(verdicts.at(-1)?.facts).toEqual({ grams: whole.co2eGrams });
  });

  it("survives the way as JSON", async () => {
    expect(brief(await check(JSON.parse(JSON.stringify(good)), root))).toEqual([...ALL_OK, "figure ok counted"]);
  });

  it("names the step that does not fit, and goes no further", async () => {
    const figure = { ...good, leaf: { ...root, co2eGrams: whole.co2eGrams + 1 } };
    expect(brief(await check(figure, root))).toEqual(["shown failed otherFigure"]);
    expect(brief(await check(figure, { ...root, co2eGrams: whole.co2eGrams + 1 }))).toEqual(["shown ok same", "leaf failed otherHash"]);
    expect(brief(await check({ ...good, leaf: { ...root, extra: 1 } }, root))).toEqual(["shown ok same", "leaf failed otherHash"]);
    expect(brief(await check({ ...good, index: 1 }, root))).toEqual([...ALL_OK.slice(0, 2), "inclusion failed otherRoot"]);
    expect(brief(await check({ ...good, proof: [] }, root))).toEqual([...ALL_OK.slice(0, 2), "inclusion failed otherRoot"]);
    expect(brief(await check({ ...good, proof: ["not base64"] }, root))).toEqual([...ALL_OK.slice(0, 2), "inclusion failed otherRoot"]);
    expect(brief(await check({ ...good, note: good.note.replace("\n3\n", "\n03\n") }, root))).toEqual([...ALL_OK.slice(0, 2), "inclusion failed noCheckpoint"]);
    expect(brief(await check(good, { ...root, id: "somebody" }))).toEqual(["shown failed otherEntry"]);
  });

  it("refuses a checkpoint that the key did not sign, and a key that is none", async () => {
    const stranger = signingKeyOf("example.org/ledger", Buffer.alloc(32, 7).toString("base64"));
    const forged = signNote(good.note.slice(0, good.note.indexOf("\n\n") + 1), stranger);
    expect(brief(await check({ ...good, note: forged }, root))).toEqual([...ALL_OK.slice(0, 3), "signature failed badSignature"]);
    expect(brief(await check({ ...good, verifierKey: "nothing" }, root))).toEqual([...ALL_OK.slice(0, 3), "signature failed noKey"]);
  });

  it("says so where a browser cannot check signatures, and checks the rest", async () => {
    expect(brief(await check(good, root, { verify: () => null }))).toEqual([...ALL_OK.slice(0, 3), "signature unknown unsupported", "figure ok counted"]);
  });

  it("finds a figure that the formula does not give, though the log holds it", async () => {
    const more = leaf("root", "entry", { ...whole, highGrams: whole.highGrams + 1 }, whole.calculation);
    expect(brief(await check(await proofOf([other, more]), more))).toEqual([...ALL_OK, "figure failed unexplained"]);
  });

  it("does not judge a figure of a formula it does not have", async () => {
    const later = leaf("root", "entry", whole, whole.calculation, { formula: "formula@2" });
    expect(brief(await check(await proofOf([later]), later))).toEqual([...ALL_OK, "figure unknown otherFormula"]);
  });

  it.each([null, 1, "text", [], {}, { leaf: null }])("calls %j no proof", async (raw) => {
    expect(brief(await check(raw, root))).toEqual(["shown failed unreadable"]);
  });
});

describe("checking a row about an earlier entry", () => {
  const less = counted(9);
  const adjustment = leaf("adjusted", "adjustment", minus(less, whole), less.calculation);
  const taken = { co2eGrams: -less.co2eGrams, lowGrams: -less.highGrams, highGrams: -less.lowGrams };

  it("adds it to the rows before and counts the sum again", async () => {
    const verdicts = await check(await proofOf([root, other, adjustment]), adjustment);
    expect(brief(verdicts)).toEqual([...ALL_OK, "figure ok leadsTo"]);
    expect(verdicts.at(-1)?.facts).toEqual({ grams: less.co2eGrams });
  });

  it("wants a verification to change nothing", async () => {
    const verification = leaf("seen", "verification", minus(less, less), less.calculation);
    expect(brief(await check(await proofOf([root, adjustment, verification]), verification))).toEqual([...ALL_OK, "figure ok leadsTo"]);
    const greedy = leaf("seen", "verification", { co2eGrams: 1, lowGrams: 0, highGrams: 0 }, less.calculation);
    expect(brief(await check(await proofOf([root, adjustment, greedy]), greedy))).toEqual([...ALL_OK, "figure failed unexplained"]);
  });

  it("wants a reversal to be minus everything before it", async () => {
    const reversal = leaf("back", "reversal", taken, less.calculation);
    expect(brief(await check(await proofOf([root, adjustment, reversal]), reversal))).toEqual([...ALL_OK, "figure ok takenBack"]);
    const short = leaf("back", "reversal", { ...taken, co2eGrams: taken.co2eGrams + 1 }, less.calculation);
    expect(brief(await check(await proofOf([root, adjustment, short]), short))).toEqual([...ALL_OK, "figure failed unexplained"]);
  });

  it("wants what was thrown away to come to nothing", async () => {
    const lost = leaf("lost", "adjustment", minus(counted(12), { ...whole, co2eGrams: 2 * whole.co2eGrams, lowGrams: 2 * whole.lowGrams, highGrams: 2 * whole.highGrams }), whole.calculation, {
      status: "not_covered", inputs: { calculation: whole.calculation, reason: "not_treated" },
    });
    expect(brief(await check(await proofOf([root, lost]), lost))).toEqual([...ALL_OK, "figure ok nothingLeft"]);
  });

  it("accepts a row that counts nothing only where it says so", async () => {
    const none = { ...leaf("root", "entry", whole, null, { status: "not_covered", inputs: { calculation: null, reason: "not_mapped" } }), co2eGrams: null, lowGrams: null, highGrams: null };
    expect(brief(await check(await proofOf([none]), none))).toEqual([...ALL_OK, "figure ok notCounted"]);
    const claims = { ...none, co2eGrams: 5 };
    expect(brief(await check(await proofOf([claims]), claims))).toEqual([...ALL_OK, "figure failed unexplained"]);
  });

  it("refuses rows of another entry, in another order, or left out", async () => {
    const file = await proofOf([root, adjustment, leaf("seen", "verification", minus(less, less), less.calculation)]);
    const shown = file.leaf;
    const wrong = [...ALL_OK.slice(0, 2), "inclusion failed otherRows"];
    expect(brief(await check({ ...file, earlier: [] }, shown))).toEqual(wrong);
    expect(brief(await check({ ...file, earlier: [...file.earlier].reverse() }, shown))).toEqual(wrong);
    expect(brief(await check({ ...file, earlier: [file.earlier[0], file.earlier[0]] }, shown))).toEqual(wrong);
  });
});
