import { describe, expect, it } from "vitest";

import { calculate, roundToGrams } from "./impact.formula.ts";
import { addLot, capRemainingLife, EMPTY_SUMS, lotSpread, reverse, splitShares, totalRange, totalSd } from "./impact.totals.ts";

const freight = (massKg: number, km: number): { massKg: number; km: number; mode: string } => ({ massKg, km, mode: "hgv_average" });

/** The lots of the method's worked examples. */
const LOTS = {
  cardboard: { route: "recycle", material: "Corrugated Containers", massKg: 1000 },
  dirtyCans: { route: "recycle", material: "Aluminum Cans", massKg: 500, contamination: 0.04 },
  petAgainstMix: {
    route: "recycle",
    material: "PET",
    massKg: 250,
    baseline: { landfilling: 0.8, combustion: 0.2 },
    transport: [freight(250, 60)],
  },
  filmUs: { route: "recycle", material: "LDPE", massKg: 2000 },
  filmUk: { route: "recycle_uk_proxy", material: "Plastics: LDPE and LLDPE (incl. forming)", massKg: 2000 },
  copper: { route: "recycle", material: "Copper Wire", massKg: 1000 },
  rubbleNear: { route: "recycle", material: "Concrete", massKg: 20_000, transport: [freight(20_000, 300)] },
  rubbleFar: { route: "recycle", material: "Concrete", massKg: 20_000, transport: [freight(20_000, 310)] },
  drywall: { route: "recycle", material: "Drywall", massKg: 1000 },
  phone: { route: "reuse", product: "smartphone", count: 1, displacement: 0.5, remainingLife: 0.6, delivery: "livraisondomicile" },
  jeans: { route: "reuse", product: "jeans", count: 1, displacement: 0.39, remainingLife: 0.7, delivery: "pointrelaisdouce" },
  thirstyFridge: {
    route: "reuse",
    product: "refrigirateur",
    count: 1,
    massKg: 60,
    displacement: 0.5,
    remainingLife: 0.4,
    extraUse: { kwhPerYear: 150, lifeYears: 10, region: "CN" },
    transport: [{ massKg: 60, km: 20, mode: "van_unknown" }],
  },
  phoneAgain: { route: "reuse", product: "smartphone", count: 1, displacement: 0.5, remainingLife: capRemainingLife(0.5, 0.6) },
  pvc: { route: "recycle", material: "PVC", massKg: 1000 },
  pet: { route: "recycle", material: "PET", massKg: 1000 },
  food: { route: "compost", material: "Food Waste", massKg: 1000 },
  newspaper: { route: "recycle", material: "Newspaper", massKg: 2000 * 0.5 },
} as const satisfies Record<string, Record<string, unknown>>;

/** Grams of a lot, or the figure that is missing; its terms sum to the grams and its range lies around them. */
function grams(lot: Record<string, unknown>): number | string {
  const result = calculate({ id: "worked", ...lot });
  if (result.status === "invalid") throw new Error(result.detail);
  if (result.status === "not_covered") return result.missing;
  expect(roundToGrams(result.terms.reduce((sum, term) => sum + term.kgCo2e, 0))).toBe(result.co2eGrams);
  expect(result.lowGrams).toBeLessThan(result.co2eGrams);
  expect(result.highGrams).toBeGreaterThan(result.co2eGrams);
  return result.co2eGrams;
}

function counted(lot: Record<string, unknown>): { co2eGrams: number; lowGrams: number; highGrams: number } {
  const result = calculate({ id: "worked", ...lot });
  if (result.status !== "ok") throw new Error(`expected a count, got ${result.status}`);
  return result;
}

/** A range in kg, to the tenth that the method prints. */
const tenths = (...values: number[]): number[] => values.map((value) => Math.round(value / 100) / 10);

function petTotal(): { kg: number; sdKg: number } {
  const lots = [3_000_000, 2_000_000, 1_000_000].map((co2eGrams) => ({ key: "pet", co2eGrams, sigma: 0.236932 }));
  const sums = lots.reduce((all, lot) => addLot(all, lot.co2eGrams, lotSpread(lot)), EMPTY_SUMS);
  return { kg: totalRange(sums).co2eGrams / 1000, sdKg: Math.round(totalSd(sums) / 100) / 10 };
}

function refunded(): { back: number | null; total: number } {
  const entry = counted(LOTS.cardboard);
  const back = reverse(entry).co2eGrams;
  return { back, total: entry.co2eGrams + (back ?? NaN) };
}

const WORKED: readonly [name: string, work: () => unknown, expected: unknown][] = [
  ["O1 cardboard", () => grams(LOTS.cardboard), 3_656_330],
  ["O2 dirty cans", () => grams(LOTS.dirtyCans), 4_840_099],
  ["O3 PET against a mixed baseline", () => grams(LOTS.petAgainstMix), 356_798],
  ["O4 farm film, US figures", () => grams(LOTS.filmUs), "us_epa_warm@16: LDPE, recycling"],
  ["O4 farm film, UK proxy", () => grams(LOTS.filmUk), 3_742_948],
  ["O5 copper wire", () => grams(LOTS.copper), 4_970_413],
  ["O6 rubble, 300 km", () => grams(LOTS.rubbleNear), 12_939],
  ["O6 rubble, 310 km", () => grams(LOTS.rubbleFar), -7_387],
  ["O7 drywall stays negative", () => grams(LOTS.drywall), -96_042],
  ["O8 smartphone to the door", () => grams(LOTS.phone), 23_059],
  ["O9 jeans to a pick-up point", () => grams(LOTS.jeans), 5_677],
  ["O10 a thirsty fridge", () => grams(LOTS.thirstyFridge), -108_486],
  ["O11 the same phone again, its life capped", () => grams(LOTS.phoneAgain), 15_854],
  ["O12 PET by half", () => splitShares(100_001, 0.5), { taker: 50_001, giver: 50_000 }],
  ["O12 textile by 0.8", () => splitShares(100_001, 0.8), { taker: 80_001, giver: 20_000 }],
  ["O13 PVC", () => grams(LOTS.pvc), "us_epa_warm@16: PVC, recycling"],
  ["O14 the range of a tonne of PET", () => tenths(counted(LOTS.pet).lowGrams, counted(LOTS.pet).highGrams), [724.7, 1869.6]],
  ["O15 three lots of one factor", petTotal, { kg: 6_000, sdKg: 1441.8 }],
  ["O16 food waste composted", () => grams(LOTS.food), 720_468],
  ["O17 2,000 jin of newspaper", () => grams(LOTS.newspaper), 2_052_650],
  ["O18 a refund", refunded, { back: -3_656_330, total: 0 }],
];

describe("the worked examples", () => {
  it.each(WORKED)("%s", (_name, work, expected) => {
    expect(work()).toEqual(expected);
  });

  it("that are not covered name a blank cell of a known material", () => {
    for (const lot of [LOTS.filmUs, LOTS.pvc]) expect(calculate({ id: "x", ...lot })).toMatchObject({ reason: "factor_missing" });
  });

  it("are all there", () => {
    const ids = new Set(WORKED.map(([name]) => name.split(" ")[0]));
    expect([...ids]).toEqual(Array.from({ length: 18 }, (_, index) => `O${index + 1}`));
  });

  it.each(Object.entries(LOTS))("%s counts again from its own frozen inputs, whatever the order of their keys", (id, lot) => {
    const first = calculate({ id, ...lot });
    if (first.status === "invalid") throw new Error(first.detail);
    const stored = JSON.stringify(first.inputs, (_key, value: unknown) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? 1 : -1)))
        : value,
    );
    expect(calculate(JSON.parse(stored))).toEqual(first);
  });
});
