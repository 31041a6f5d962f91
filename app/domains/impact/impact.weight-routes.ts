/** Routes by weight that need no material's own figure: the average for goods of unknown kind, and the one that is switched off. */

import { findFigure } from "./impact.catalogue.ts";
import type { BuiltModel } from "./impact.model.ts";
import { burdensOf, CN_KGCE, massOf, missingFigure, refused, refuseFields, WRAP_REUSE } from "./impact.model.ts";
import type { CalculationInput } from "./impact.schema.ts";
import { factorU95 } from "./impact.uncertainty.ts";

/**
 * `A = m F - T` in kg CO2e, with one published average for reused goods of any kind. Displacement and life are inside that figure, so
 * neither is taken. The last resort, graded and flagged as such.
 */
export function weightOnlyModel(input: CalculationInput): BuiltModel {
  const misplaced = refuseFields(input, [
    "material", "product", "count", "contamination", "baseline", "baselineMix", "virginShare", "displacement", "remainingLife",
    "extraUse", "refurbishmentKg", "rebound",
  ]);
  if (misplaced) return misplaced;
  const mass = massOf(input);
  if (mass.kind === "refused") return mass;
  const burdens = burdensOf(input);
  if (burdens.kind === "refused") return burdens;
  const main = findFigure(WRAP_REUSE, "reused goods", "reuse-by-weight");
  if (!main) return missingFigure(WRAP_REUSE, "reused goods", "reuse-by-weight");
  const { massKg, basis } = mass;
  const u95 = factorU95(main);
  // Published in tonnes per tonne, which is the same number in kilograms per kilogram.
  const kgCo2e = massKg * main.value;
  return {
    kind: "model",
    model: {
      terms: [
        { name: "reused_by_weight", kgCo2e, factorIds: [main.id], facts: { massKg, factor: main.value } },
        ...burdens.burdens.terms,
      ],
      parts: [{ kgCo2e, factors: [{ name: main.id, u95 }], fractions: [], weighed: true }, ...burdens.burdens.parts],
      mainFactorId: main.id,
      u95,
      basis,
      proxy: false,
      // The share is inside the published figure, not assumed by us; what that figure is worth is said by its grade.
      displaced: false,
      warnings: ["low_quality"],
      inputs: { ...input, weightBasis: basis },
    },
  };
}

/** What the switched-off route waits for. */
const COAL_FACTOR = "kg CO2 per kg of coal equivalent, from a source that can be cited";

/**
 * Energy saved by recycled metals, in coal equivalent. The savings are in the catalogue; from coal to CO2 we can cite no factor, so
 * this never gives a number. Inputs are checked all the same, so that they keep when the route is switched on.
 */
export function coalEquivalentModel(input: CalculationInput): BuiltModel {
  const misplaced = refuseFields(input, [
    "product", "count", "baseline", "baselineMix", "displacement", "remainingLife", "extraUse", "refurbishmentKg", "rebound",
  ]);
  if (misplaced) return misplaced;
  if (input.material === undefined) return refused("IMPACT.MISSING_FIELD", "material is missing");
  const mass = massOf(input);
  if (mass.kind === "refused") return mass;
  const burdens = burdensOf(input);
  if (burdens.kind === "refused") return burdens;
  const saved = findFigure(CN_KGCE, input.material, "energy-saved");
  if (!saved) return missingFigure(CN_KGCE, input.material, "energy-saved");
  return { kind: "missing", reason: "switched_off", missing: `coal factor: ${COAL_FACTOR}` };
}
