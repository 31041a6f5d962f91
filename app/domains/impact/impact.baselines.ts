/**
 * Named reference disposal mixes: how a material would usually have been treated, with the source of the shares. A country's mix is
 * added here once it can be cited; what we cannot cite is not guessed.
 */

import { refused } from "./impact.model.ts";
import type { CalculationInput } from "./impact.schema.ts";

export interface BaselineMix {
  /** `name@version`, stable for ever: entries of one version keep its shares. */
  id: string;
  title: string;
  source: string;
  /** By practice; they sum to 1. */
  shares: Readonly<Record<string, number>>;
}

/** What is assumed where nothing is known. */
const LANDFILL_ONLY: BaselineMix = {
  id: "landfill_only@1",
  title: "Landfill only",
  source: "The default assumption of the method (docs/methodology), not an observation of any country",
  shares: { landfilling: 1 },
};

/** All mixes ever named, oldest first; lines are never changed or taken out. */
export const BASELINE_MIXES: readonly BaselineMix[] = [LANDFILL_ONLY];

type Asked = Pick<CalculationInput, "baseline" | "baselineMix">;

/**
 * The shares an input asks for: its own, those of the mix it names, or the default. IMPACT.UNKNOWN_MIX for a name that is not in
 * `mixes`, IMPACT.FIELDS_CONFLICT for both at once.
 */
export function resolveBaseline(
  input: Asked,
  mixes: readonly BaselineMix[] = BASELINE_MIXES,
): { kind: "shares"; shares: Readonly<Record<string, number>> } | ReturnType<typeof refused> {
  const { baseline, baselineMix } = input;
  if (baselineMix === undefined) return { kind: "shares", shares: baseline ?? LANDFILL_ONLY.shares };
  if (baseline !== undefined) return refused("IMPACT.FIELDS_CONFLICT", "baseline and baselineMix exclude each other");
  const mix = mixes.find(({ id }) => id === baselineMix);
  if (!mix) return refused("IMPACT.UNKNOWN_MIX", `baselineMix ${JSON.stringify(baselineMix)} is not known`);
  return { kind: "shares", shares: mix.shares };
}
