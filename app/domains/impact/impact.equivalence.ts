/** The one comparison people are shown beside a figure: car kilometres. For display; nothing is counted with it. */

import type { Factor } from "./factors/factor.types.ts";
import { findFigure, setKey } from "./impact.catalogue.ts";

const EPA_EQUIVALENCIES = "us_epa_equivalencies@2024";
const KM_PER_MILE = 1.609344;
const GRAMS_PER_TONNE = 1_000_000;

export interface CarKilometres {
  /** Signed like the grams. */
  km: number;
  factorId: string;
  /** The edition to name beside the figure, as `us_epa_equivalencies@2024`. */
  edition: string;
}

function carFactor(): Factor {
  const factor = findFigure(EPA_EQUIVALENCIES, "passenger vehicle gasoline, distance", "equivalency");
  if (!factor) throw new Error("no factor for car kilometres");
  return factor;
}

/** Kilometres of an average petrol car that emit as much; negative grams give negative kilometres, what is no number gives none. */
export function carKilometres(grams: number): CarKilometres {
  const factor = carFactor();
  const km = (grams / GRAMS_PER_TONNE) * factor.value * KM_PER_MILE;
  return { km: Number.isFinite(km) && km !== 0 ? km : 0, factorId: factor.id, edition: setKey(factor) };
}
