/** An entry's formula with its numbers in place: the factors of each term, in the order in which they are multiplied. */

import type { FactorUnit } from "./factors/factor.types.ts";
import type { Term } from "./impact.model.ts";

/** One number of a product. `label` is a key under `pieces` of the catalogue; `factorId` makes it a door to its source. */
export interface Piece {
  value: number;
  label: "weight" | "clean" | "share" | "factor" | "perShortTon" | "perTonne" | "items" | "displacement" | "remainingLife" | "lifeAdded" | "notRebound" | "virginShare" | "lifeYears" | "kwhPerYear" | "km" | "ofRound" | "tonnes" | "declared";
  unit?: string;
  factorId?: string;
}

export interface TermView {
  name: Term["name"];
  kgCo2e: number;
  /** Burdens enter with a minus before their first piece. */
  isSubtracted: boolean;
  pieces: Piece[];
  factorIds: readonly string[];
  /** What is done with the material, where the term names it. */
  practice: string | null;
}

const KG_PER_KG_FROM_SHORT_TON = 1000 / 907.18474;

/** Writes out a term; `unitOf` tells a factor's unit as published. The product of the pieces is the term's magnitude. */
export function termView(term: Term, unitOf: (factorId: string) => FactorUnit | null): TermView {
  const [factorId] = term.factorIds;
  const unit = factorId ? unitOf(factorId) : null;
  const pieces = piecesOf(term, factorId ? { factorId, unit } : null);
  const product = pieces.reduce((all, piece) => all * piece.value, 1);
  const { practice } = term.facts;
  return {
    name: term.name,
    kgCo2e: term.kgCo2e,
    isSubtracted: product !== 0 && Math.sign(product) !== Math.sign(term.kgCo2e),
    pieces,
    factorIds: term.factorIds,
    practice: typeof practice === "string" ? practice : null,
  };
}

function piecesOf(term: Term, source: { factorId: string; unit: FactorUnit | null } | null): Piece[] {
  const fact = (name: string): number | null => {
    const value = term.facts[name];
    return typeof value === "number" ? value : null;
  };
  const pieces: Piece[] = [];
  const push = (label: Piece["label"], value: number | null, unit?: string) => {
    if (value !== null) pieces.push({ label, value, ...(unit ? { unit } : {}) });
  };
  const unlessOne = (label: Piece["label"], value: number | null) => {
    if (value !== null && value !== 1) push(label, value);
  };
  push("items", fact("count"));
  const mass = fact("massKg");
  if (term.name === "transport") {
    push("tonnes", mass === null ? null : mass / 1000);
    push("km", fact("km"));
  } else if (term.name === "round") {
    push("km", fact("km"));
    push("ofRound", fact("ofRound"));
  } else push("weight", mass, "kg");
  const dirt = fact("contamination");
  if (dirt !== null && dirt > 0) push("clean", 1 - dirt);
  push("displacement", fact("displacement"));
  const rebound = fact("rebound");
  if (rebound !== null && rebound > 0) push("notRebound", 1 - rebound);
  push("remainingLife", fact("remainingLife"));
  push("lifeAdded", fact("lifeAdded"));
  push("lifeYears", fact("lifeYears"));
  push("kwhPerYear", fact("kwhPerYear"));
  unlessOne("share", fact("share"));
  unlessOne("virginShare", fact("virginShare"));
  push("declared", fact("declared"), "kg CO₂e");
  const factor = fact("factor");
  if (factor !== null) {
    pieces.push({ label: "factor", value: factor, ...(source ? { factorId: source.factorId } : {}), ...(source?.unit ? { unit: source.unit } : {}) });
    if (source?.unit === "MTCO2E/short ton") push("perShortTon", KG_PER_KG_FROM_SHORT_TON);
    if (source?.unit === "kgCO2e/tonne") push("perTonne", 0.001);
  }
  return pieces;
}
