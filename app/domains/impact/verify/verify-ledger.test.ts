import { describe, expect, it } from "vitest";

import { addToStanding, correctionStep, reversalStep, standingOf } from "../ledger.correct.ts";
import type { Leaf } from "../ledger.leaf.ts";
import { hashOfLeaf, leafOf } from "../ledger.leaf.ts";
import { countAgain } from "../ledger.recount.ts";
import type { EntryRow, ShareRow } from "../ledger.rows.ts";
import type { Calculators, MovedLot } from "../ledger.rules.ts";
import { calculateGoodsLot, calculateMaterialLot } from "../impact.coverage.ts";
import { countLot } from "../ledger.rules.ts";
import { SIDES, splitRow } from "../ledger.state.ts";
import { formatCheckpoint } from "../log/checkpoint.ts";
import { rootOf } from "../log/merkle.ts";
import { sha256 } from "../log/sha256.server.ts";
import { parseVerifierKey } from "../log/signed-note.ts";
import { newSigningKey, signNote, verifyEd25519 } from "../log/signed-note.server.ts";
import { ledgerLine, leafText } from "./export-format.ts";
import type { LedgerReport } from "./verify-ledger.ts";
import { verifyLedger } from "./verify-ledger.ts";

const at = new Date("2026-03-14T10:00:00Z");
let count = 0;

type Made = { row: EntryRow; shares: ShareRow[] };

/** An entry as the ledger would write it. */
function entry(lot: Partial<MovedLot>, takerKind: "recycler" | "household" = "recycler", calculators?: Calculators): Made {
  const id = `entry-${(count += 1)}`;
  const whole: MovedLot = {
    causeType: "deal", causeId: `cause-${count}`, lotId: `lot-${count}`, kind: "material", category: null, material: "cardboard", condition: null,
    itemCount: null, weights: { measuredGrams: 12_345, declaredConfirmedGrams: null }, occurredAt: at, giverPartyId: "giver", takerPartyId: "taker", ...lot,
  };
  const counted = countLot(id, whole, takerKind, calculators);
  const row: EntryRow = {
    ...counted, id, kind: "entry", causeType: whole.causeType, causeId: whole.causeId, lotId: whole.lotId, reversesId: null, correctsId: null, isLate: false,
    region: "CN", regionDay: "2026-03-14", material: whole.material, category: whole.category, itemCount: whole.itemCount, serialHash: whole.serialHash ?? null,
    giverPartyId: "giver", takerPartyId: "taker", occurredAt: at, recordedAt: at,
  };
  return { row, shares: sharesOf(id, splitRow(counted, counted.inputs.sharing.takerPpm), counted.inputs.sharing.takerPpm) };
}

function sharesOf(entryId: string, parts: ReturnType<typeof splitRow>, takerPpm: number): ShareRow[] {
  return SIDES.map((side) => ({
    ...parts[side], entryId, side, ppm: side === "taker" ? takerPpm : 1_000_000 - takerPpm, partyId: side, communityId: null, partyDay: "2026-03-14", communityDay: null, nonce: "00",
  }));
}

const chainRow = ({ row, shares }: Made) => ({ ...row, shares });
const chainOf = (...rows: Made[]) => rows.map(chainRow);

function reversal(...chain: Made[]): Made {
  const [root] = chain;
  if (!root) throw new Error("of what?");
  const step = reversalStep(standingOf(chainOf(...chain)), chainRow(root), { reason: "mistake" });
  return rowOf(root, step.row, step.shares, "reversal");
}

function rowOf(root: Made, counted: Partial<EntryRow>, shares: ReturnType<typeof splitRow>, kind: EntryRow["kind"]): Made {
  const id = `row-${(count += 1)}`;
  return { row: { ...root.row, ...counted, id, kind, correctsId: root.row.id }, shares: sharesOf(id, shares, root.shares[0]?.ppm ?? 0) };
}

const key = newSigningKey("roundabout.test/ledger");

/** What the verifier says of a log of these leaves, which is hashed and signed as it should be, whatever the leaves say. */
function verdict(leaves: readonly Leaf[]): Promise<LedgerReport> {
  const hashes = leaves.map((leaf) => hashOfLeaf(sha256, leaf));
  const note = signNote(formatCheckpoint({ origin: key.name, size: leaves.length, root: rootOf(sha256, hashes) }), key);
  const lines = leaves.map((leaf, index) => ledgerLine(index, hashes[index] ?? new Uint8Array(32), leafText(leaf)));
  return verifyLedger(
    {
      lines: async function* () { yield lines; },
      checkpoints: (async function* () { yield JSON.stringify({ note }); })(),
      openings: null,
      keys: [parseVerifierKey(sha256, key.verifierKey)].flatMap((one) => one ?? []),
    },
    { hash: sha256, verify: verifyEd25519, recompute: true },
  );
}

const leaf = ({ row, shares }: Made): Leaf => leafOf(sha256, row, shares);
const told = async (...leaves: Leaf[]) => (await verdict(leaves)).problems.map(({ code, index, field }) => [code, index, field]);
const jeans = (more: Partial<MovedLot>): Partial<MovedLot> => ({ kind: "goods", material: null, category: "jeans", condition: "good", itemCount: 1, ...more });

describe("a ledger with the right hashes", () => {
  it("is found good as it was written", async () => {
    const load = entry({});
    const made = [load, entry(jeans({})), entry({ material: "lead" }), entry({}, "household"), entry(jeans({ category: "nothing" })), reversal(load)];
    expect(await verdict(made.map(leaf))).toMatchObject({ problemCount: 0, problems: [], recomputed: 6, checkpoints: 1, totals: { uncoveredGrams: 24_690 } });
  });

  it("cannot claim more than its inputs give, nor another name, grade, share or reason", async () => {
    const good = leaf(entry({}));
    const more = { ...good, co2eGrams: (good.co2eGrams ?? 0) + 2, shares: good.shares.map((share) => ({ ...share, co2eGrams: (share.co2eGrams ?? 0) + 1 })) };
    expect(await told(more)).toEqual([["FIELD", 0, "co2eGrams"]]);
    expect(await told({ ...good, publisherName: "Aluminum Cans" })).toEqual([["FIELD", 0, "publisherName"]]);
    expect(await told({ ...good, grade: "A" })).toEqual([["FIELD", 0, "grade"]]);
    expect(await told({ ...good, stage: "verified" })).toEqual([["FIELD", 0, "stage"]]);
    expect(await told({ ...good, inputs: { ...good.inputs, calculation: { ...good.inputs.calculation, massKg: 99 } as NonNullable<Leaf["inputs"]["calculation"]> } })).toEqual([["FIELD", 0, "inputs.calculation.massKg"]]);
    const gap = leaf(entry({ material: "lead" }));
    expect(await told({ ...gap, inputs: { ...gap.inputs, reason: "switched_off" } })).toEqual([["FIELD", 0, "inputs.reason"]]);
    const [giver, taker] = good.shares;
    if (!giver || !taker) throw new Error("there are two");
    expect(await told({ ...good, shares: [{ ...giver, verifiedGrams: 1 }, taker] })).toEqual([["SHARES", 0, "shares.verifiedGrams"], ["FIELD", 0, "shares.0.verifiedGrams"]]);
  });

  it("cannot count a better condition than it states", async () => {
    const worn = leaf(entry(jeans({ condition: "worn" })));
    const asNew = leaf(entry(jeans({ condition: "worn", remainingLife: 1 })));
    expect(await told(worn)).toEqual([]);
    expect(await told(asNew)).toMatchObject([["FIELD", 0, "co2eGrams"]]);
  });

  it("counts a lot once, an id once, and one life for each serial number", async () => {
    const [first, second] = [leaf(entry({ lotId: "one" })), leaf(entry({ lotId: "one" }))];
    expect(await told(first, second)).toEqual([["LOT_TWICE", 1, "lot"]]);
    expect(await told(first, first)).toEqual([["ID_TWICE", 1, "id"], ["LOT_TWICE", 1, "lot"]]);
    const sale = (remainingLife: number) => entry(jeans({ condition: "good", serialHash: "s", requestedLife: 0.7, remainingLife }));
    const [one, rest, again] = [sale(0.7), sale(0.3), sale(0.7)];
    expect(await told(leaf(one), leaf(rest))).toEqual([]);
    expect(await told(leaf(one), leaf(again))).toEqual([["LIFE_EXCEEDED", 1, "inputs.calculation.remainingLife"]]);
    expect(await told(leaf(one), leaf(reversal(one)), leaf(again))).toEqual([]);
  });

  it("cannot hide that something came late or in no order of time", async () => {
    const good = leaf(entry({}));
    expect(await told({ ...good, recordedAt: "2026-04-20T00:00:00.000Z" })).toEqual([["TIME", 0, "late"]]);
    expect(await told({ ...good, late: true, recordedAt: "2026-04-20T00:00:00.000Z" })).toEqual([]);
    expect(await told({ ...good, recordedAt: "2026-03-13T00:00:00.000Z" })).toEqual([["TIME", 0, "occurredAt"]]);
    expect(await told({ ...good, regionDay: "2026-03-17" })).toEqual([["TIME", 0, "days"]]);
  });

  it("corrects what is there, once taken back never again, and by exactly the difference", async () => {
    const root = entry({});
    const back = reversal(root);
    expect(await told(leaf(back))).toEqual([["CORRECTS", 0, "corrects"]]);
    const counted = countAgain(root.row, { measuredGrams: 9_000, contaminationPermille: 0 });
    if (!counted) throw new Error("it counts");
    const step = correctionStep(standingOf(chainOf(root)), chainRow(root), {
      counted: { ...counted, inputs: { ...counted.inputs, correction: { reason: "weight_corrected" } } }, verifies: false, kindOf: () => "adjustment",
    });
    if (!step) throw new Error("it changes");
    const less = rowOf(root, step.row, step.shares, "adjustment");
    expect(await told(leaf(root), leaf(less), leaf(reversal(root, less)))).toEqual([]);
    // Taking back the first figure only would leave something behind.
    expect(await told(leaf(root), leaf(less), leaf(back))).toMatchObject([["FIELD", 2, "massGrams"]]);
    expect(await told(leaf(root), leaf(back), leaf(less))).toMatchObject([["CORRECTS", 2, "corrects"], ["FIELD", 2, "co2eGrams"]]);
    expect(addToStanding(standingOf(chainOf(root, less)), chainRow(reversal(root, less))).state.co2eGrams).toBe(0);
  });

  it("has no other fields, and no formula that the verifier does not know", async () => {
    const good = leaf(entry({}));
    expect(await told({ ...good, note: "hello" } as Leaf)).toEqual([["LEAF_SHAPE", 0, "note"]]);
    expect(await told({ ...good, massGrams: 1.5 })).toEqual([["LEAF_SHAPE", 0, "massGrams"]]);
    expect(await told({ ...good, formula: "formula@9" })).toEqual([["FORMULA", 0, "formula"]]);
  });
});

describe("rows from before the log", () => {
  const first: Calculators = { material: calculateMaterialLot, goods: ({ massGrams: _mass, weightBasis: _basis, ...lot }) => calculateGoodsLot(lot) };
  const bicycle: Partial<MovedLot> = { kind: "goods", material: null, category: "bicycle", condition: "good", itemCount: 1, weights: { measuredGrams: 15_000, declaredConfirmedGrams: null } };

  it("may have left goods of unknown kind uncounted, and have halved what is now shared otherwise", async () => {
    const old = entry(bicycle, "household", first);
    expect(old.row.status).toBe("not_covered");
    const halved = entry({ material: "textiles" });
    const inputs = { ...halved.row.inputs, sharing: { rule: "convention" as const, takerPpm: 500_000 } };
    const made: Made = { row: { ...halved.row, inputs }, shares: sharesOf(halved.row.id, splitRow(halved.row, 500_000), 500_000) };
    expect((await verdict([leaf(old), leaf(made)])).problems).toEqual([]);
  });

  it("may not have counted more than today's rules give", async () => {
    const old = entry(bicycle, "household", first);
    const more: Made = { ...old, row: { ...old.row, status: "ok", co2eGrams: 9_000, lowGrams: 5_000, highGrams: 12_000 } };
    expect((await verdict([leaf(more)])).problems.map((problem) => problem.code)).toContain("FIELD");
  });
});
