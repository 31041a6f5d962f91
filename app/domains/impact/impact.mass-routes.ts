/** Recycling and composting by mass (EPA WARM), and the UK proxy for materials WARM leaves blank. */

import type { Factor } from "./factors/factor.types.ts";
import { resolveBaseline } from "./impact.baselines.ts";
import { findFigure } from "./impact.catalogue.ts";
import type { BuiltModel, Part, Term } from "./impact.model.ts";
import { burdensOf, DESNZ, fraction, massOf, missingFigure, refused, refuseFields, WARM } from "./impact.model.ts";
import type { CalculationInput } from "./impact.schema.ts";
import { contaminationTriangle, factorU95, pedigreeU95 } from "./impact.uncertainty.ts";

/** kg CO2e per kg for one metric ton of CO2e per short ton (907.18474 kg). */
export const KG_PER_KG_FROM_SHORT_TON = 1000 / 907.18474;

/** Reference disposal practices a baseline may name: our short form and the publisher's own. */
const BASELINE_PRACTICES: ReadonlyMap<string, string> = new Map([
  ["landfilling", "landfilling"],
  ["landfilling (national average)", "landfilling"],
  ["combustion", "combustion"],
  ["composting", "composting"],
  ["recycling", "recycling"],
]);

/** Shares may miss 1 by the dust of decimal fractions, not by a forgotten percent. */
const SHARE_DUST = 1e-6;

type MassRoute = "recycle" | "compost" | "recycle_uk_proxy";

/** A figure in kg CO2e per kg as it enters the sum, signed. */
interface Contribution {
  term: Term["name"];
  /** Cells of one pair err together: what counts is their difference. */
  pair: string;
  kgPerKg: number;
  factor: Factor;
  facts: Readonly<Record<string, number | string>>;
}

type Contributions =
  | { kind: "contributions"; list: Contribution[]; main: Factor; baseline: Record<string, number> }
  | Extract<BuiltModel, { kind: "missing" | "refused" }>;

/**
 * `A = m (1 - k) q (sum s_d E_d - E_treatment) - T - P` in kg CO2e; with UK figures
 * `A = m (1 - k) [q (E_primary - E_closed) + (E_landfill - E_closed disposal)] - T - P`. `q` is `virginShare`, 1 unless given.
 */
export function massModel(input: CalculationInput, route: MassRoute): BuiltModel {
  const misplaced = refuseFields(input, [
    "product", "count", "displacement", "remainingLife", "extraUse", "refurbishmentKg", "rebound",
  ]);
  if (misplaced) return misplaced;
  if (input.material === undefined) return refused("IMPACT.MISSING_FIELD", "material is missing");
  const mass = massOf(input);
  if (mass.kind === "refused") return mass;
  const { massKg, basis } = mass;
  const burdens = burdensOf(input);
  if (burdens.kind === "refused") return burdens;
  const asked = resolveBaseline(input);
  if (asked.kind === "refused") return asked;
  const virginShare = input.virginShare ?? 1;
  const found =
    route === "recycle_uk_proxy"
      ? ukContributions(input.material, virginShare, asked.shares)
      : warmContributions(input.material, virginShare, route, asked.shares);
  if (found.kind !== "contributions") return found;

  const contamination = input.contamination ?? 0;
  const cleanKg = massKg * (1 - contamination);
  const terms = found.list.map((entry): Term => ({
    name: entry.term,
    kgCo2e: cleanKg * entry.kgPerKg,
    factorIds: [entry.factor.id],
    facts: { massKg, contamination, factor: entry.factor.value, ...entry.facts },
  }));
  const u95 = Math.max(...found.list.map((entry) => factorU95(entry.factor)));
  const { baselineMix: _resolved, ...named } = input;
  return {
    kind: "model",
    model: {
      terms: [...terms, ...burdens.burdens.terms],
      parts: [...savingParts(found, cleanKg, contamination, u95), ...burdens.burdens.parts],
      mainFactorId: found.main.id,
      u95,
      basis,
      proxy: route === "recycle_uk_proxy",
      displaced: false,
      warnings: [],
      inputs: {
        ...named,
        contamination,
        baseline: found.baseline,
        weightBasis: basis,
      },
    },
  };
}

/**
 * Two kinds of error. Each cell has its own (its pedigree), so cells that pull against each other may change the sign of the result;
 * cells that pull the same way are taken as one. And methods disagree about the whole saving, reference minus treatment: that spread
 * multiplies everything, and is what the floor adds to the pedigree. With nothing pulling back the two add up to max(pedigree, floor).
 */
function savingParts(
  found: Extract<Contributions, { kind: "contributions" }>,
  cleanKg: number,
  contamination: number,
  u95: number,
): Part[] {
  const clean = 1 - contamination;
  const dirt = contaminationTriangle(contamination);
  const fractions =
    contamination > 0 && clean > 0 ? [fraction("clean", clean, { low: 1 - dirt.high, high: 1 - dirt.low })] : [];
  const pairs = new Map<string, number>();
  for (const entry of found.list) pairs.set(entry.pair, (pairs.get(entry.pair) ?? 0) + entry.kgPerKg);
  const cellU95 = pedigreeU95(found.main.pedigree);
  const methodU95 = Math.exp(Math.sqrt(Math.max(0, Math.log(u95) ** 2 - Math.log(cellU95) ** 2)));
  const method = methodU95 > 1 ? [{ name: `${found.main.id}|method`, u95: methodU95 }] : [];
  return ([1, -1] as const).map((sign) => ({
    kgCo2e: [...pairs.values()].reduce((sum, kg) => (Math.sign(kg) === sign ? sum + kg : sum), 0) * cleanKg,
    factors: [{ name: `${found.main.id}|${sign > 0 ? "saving" : "burden"}`, u95: cellU95 }, ...method],
    fractions,
    weighed: true,
  }));
}

/** The share as a number of the formula people read; a whole share goes without saying. */
function virginShareFact(virginShare: number): Record<string, number> {
  return virginShare === 1 ? {} : { virginShare };
}

function warmContributions(
  material: string,
  virginShare: number,
  route: "recycle" | "compost",
  asked: Readonly<Record<string, number>>,
): Contributions {
  const mix = normalised(asked);
  if ("error" in mix) return mix;
  const practice = route === "compost" ? "composting" : "recycling";
  const displacing = virginShareFact(virginShare);
  const main = findFigure(WARM, material, practice);
  if (!main) return missingFigure(WARM, material, practice);
  const list: Contribution[] = [];
  for (const [disposal, share] of mix.shares) {
    const factor = findFigure(WARM, material, disposal);
    if (!factor) return missingFigure(WARM, material, disposal);
    const kgPerKg = virginShare * (share * factor.value * KG_PER_KG_FROM_SHORT_TON);
    list.push({ term: "baseline", pair: factor.id, kgPerKg, factor, facts: { share, practice: disposal, ...displacing } });
  }
  const kgPerKg = virginShare * (-main.value * KG_PER_KG_FROM_SHORT_TON);
  list.push({ term: "treatment", pair: main.id, kgPerKg, factor: main, facts: { practice, ...displacing } });
  return { kind: "contributions", list, main, baseline: Object.fromEntries(mix.shares) };
}

type Mix = { shares: [string, number][] } | ReturnType<typeof refused>;

/** The shares by our practice keys, sorted and without empty ones, so that frozen inputs count again to the same bytes. */
function normalised(asked: Readonly<Record<string, number>>): Mix {
  const shares = new Map<string, number>();
  for (const [name, share] of Object.entries(asked)) {
    const practice = BASELINE_PRACTICES.get(name);
    if (!practice) {
      return refused("IMPACT.UNKNOWN_PRACTICE", `baseline practice ${JSON.stringify(name)} is not known`);
    }
    shares.set(practice, (shares.get(practice) ?? 0) + share);
  }
  const sum = [...shares.values()].reduce((total, share) => total + share, 0);
  if (Math.abs(sum - 1) > SHARE_DUST) {
    return refused("IMPACT.BASELINE_SHARES", `the shares of baseline sum to ${sum}, not to 1`);
  }
  const scale = Math.abs(sum - 1) < 1e-12 ? 1 : sum;
  const present = [...shares].filter(([, share]) => share > 0).sort(([one], [other]) => (one < other ? -1 : 1));
  return { shares: present.map(([name, share]) => [name, share / scale]) };
}

/** Figures of the UK set, kg CO2e per tonne, in the order of the formula. */
const UK_FIGURES = [
  { term: "displaced_primary", pair: "production", practice: "primary", sign: 1 },
  { term: "recycled_production", pair: "production", practice: "closed-loop-source", sign: -1 },
  { term: "avoided_landfill", pair: "disposal", practice: "landfill", sign: 1 },
  { term: "recycling_collection", pair: "disposal", practice: "closed-loop-disposal", sign: -1 },
] as const;

function ukContributions(material: string, virginShare: number, asked: Readonly<Record<string, number>>): Contributions {
  const mix = normalised(asked);
  if ("error" in mix) return mix;
  const other = mix.shares.find(([practice]) => practice !== "landfilling");
  if (other) {
    // The set's other disposal figures cover the lorry only; taking them as a reference would invent a saving.
    return refused("IMPACT.UNKNOWN_PRACTICE", `the UK proxy compares with landfilling only, not with ${other[0]}`);
  }
  const list: Contribution[] = [];
  for (const { term, pair, practice, sign } of UK_FIGURES) {
    const factor = findFigure(DESNZ, material, practice);
    if (!factor) return missingFigure(DESNZ, material, practice);
    // What was not landfilled was not landfilled, whatever it displaces: q stands at the production pair alone.
    const q = pair === "production" ? virginShare : 1;
    list.push({ term, pair, kgPerKg: (q * (sign * factor.value)) / 1000, factor, facts: { practice, ...virginShareFact(q) } });
  }
  const main = list[1]?.factor;
  if (!main) throw new Error("the UK route lost a figure");
  return { kind: "contributions", list, main, baseline: { landfilling: 1 } };
}
