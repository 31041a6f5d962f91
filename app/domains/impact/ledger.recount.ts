/** Counting an entry again from what it froze, with another weight or with newer figures. Pure. */

import type { ChainRow, Standing } from "./ledger.correct.ts";
import { asItStands } from "./ledger.correct.ts";
import type { EntryRow } from "./ledger.rows.ts";
import type { Calculators, CountedLot, LotFacts } from "./ledger.rules.ts";
import { countLot } from "./ledger.rules.ts";
import { NO_SHARED, NO_SUMS } from "./ledger.state.ts";

/** What an entry froze of its lot. */
export type Frozen = Pick<EntryRow, "id" | "material" | "category" | "itemCount" | "route" | "inputs" | "serialHash">;

/** The lot an entry is about, as its flow knew it. */
export function lotOf(root: Frozen): LotFacts {
  const { inputs } = root;
  return {
    kind: root.material === null ? "goods" : "material",
    category: root.category,
    material: root.material,
    condition: inputs.condition,
    itemCount: root.itemCount,
    weights: { measuredGrams: inputs.measuredGrams, declaredConfirmedGrams: inputs.declaredConfirmedGrams },
    contaminationPermille: inputs.contaminationPermille,
    product: inputs.calculation?.product ?? null,
    ...(inputs.calculation?.remainingLife === undefined ? {} : { remainingLife: inputs.calculation.remainingLife }),
    ...(inputs.calculation?.round ? { round: inputs.calculation.round } : {}),
    ...(root.route === "repair" ? { isRepaired: true } : {}),
    ...(root.serialHash ? { serialHash: root.serialHash, requestedLife: inputs.requestedLife ?? undefined } : {}),
  };
}

/**
 * The entry counted with these weights, by today's formula or the one given. The entry's own id seeds the range, so the same weights and
 * figures give the same grams. Null for a lot that is still on its way: nothing of it was counted.
 */
export function countAgain(root: Frozen, known: { measuredGrams: number | null; contaminationPermille: number }, calculators?: Calculators): CountedLot | null {
  if (root.route === "in_chain") return null;
  const lot = lotOf(root);
  return countLot(
    root.id,
    {
      ...lot,
      weights: { measuredGrams: known.measuredGrams, declaredConfirmedGrams: known.measuredGrams === null ? lot.weights.declaredConfirmedGrams : null },
      contaminationPermille: known.contaminationPermille,
    },
    "recycler",
    calculators,
  );
}

/** A load that was thrown away after all: nothing moved into a new life, and nothing was kept out of the air. */
export function notTreated(root: ChainRow): CountedLot {
  return {
    ...root,
    ...NO_SHARED,
    ...NO_SUMS,
    status: "not_covered",
    stage: "verified",
    co2eGrams: 0,
    lowGrams: 0,
    highGrams: 0,
    grade: null,
    factorIds: [],
    terms: [],
    inputs: { ...root.inputs, reason: "not_treated", missing: null, proxy: false, warnings: [] },
  };
}

/** The entry counted by today's formula or the one given, with the weights known last. What was thrown away stays so. */
export function countWithNewerFigures(root: Frozen, standing: Standing, calculators?: Calculators): CountedLot | null {
  const { inputs } = standing.last;
  return inputs.reason === "not_treated" ? asItStands(standing) : countAgain(root, inputs, calculators);
}
