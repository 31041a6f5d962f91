import type { Db } from "#app/platform/db/database.server.ts";
import { gradeOfTotal } from "#app/shared/grades.ts";
import { totalRange } from "./impact.totals.ts";
import { chainsOf } from "./ledger.repository.server.ts";
import type { StoredRow } from "./ledger.rows.ts";
import { addRow, NOTHING, type State } from "./ledger.state.ts";
import type { TotalView } from "./totals.schema.ts";

/** What some entries come to as they stand, in all and by code of material or category. Grams. */
export interface EntriesSum {
  total: TotalView;
  byCode: Readonly<Record<string, TotalView>>;
  /** Entries that were taken back since. */
  takenBack: number;
  formulaVersions: string[];
}

/**
 * Sums entries with everything that corrected them, by the rules of every other total: errors of one factor move together (`totalRange`), the
 * grade is weighed by grams, what was taken back counts nothing. For a handful of entries, not for a scope: those are kept (totals).
 */
export async function sumOfEntries(db: Db, entryIds: readonly string[]): Promise<EntriesSum> {
  const chains = [...(await chainsOf(db, entryIds)).values()];
  const standing = chains.filter((chain) => !chain.some((row) => row.kind === "reversal"));
  const codes = [...new Set(standing.map(codeOf))];
  return {
    total: viewOf(standing),
    byCode: Object.fromEntries(codes.map((code) => [code, viewOf(standing.filter((chain) => codeOf(chain) === code))])),
    takenBack: chains.length - standing.length,
    formulaVersions: [...new Set(standing.flatMap((chain) => chain.map((row) => row.formulaVersion)))].sort(),
  };
}

function codeOf(chain: readonly StoredRow[]): string {
  return chain[0]?.material ?? chain[0]?.category ?? "";
}

function viewOf(chains: readonly (readonly StoredRow[])[]): TotalView {
  const state = chains.flat().reduce<State>((sum, row) => addRow(sum, row), NOTHING);
  // Kept sums are in milligrams and their squares.
  const correlatedByKey = Object.fromEntries(Object.entries(state.spread).map(([key, milligrams]) => [key, milligrams / 1000]));
  const range = totalRange({ totalGrams: state.co2eGrams, correlatedByKey, independentSquares: Number(state.independentSquares) / 1e6 });
  const { co2eGrams, verifiedGrams, movedGrams, measuredGrams, uncoveredGrams } = state;
  return {
    co2eGrams,
    lowGrams: range.lowGrams,
    highGrams: range.highGrams,
    verifiedGrams,
    lateGrams: 0,
    massGrams: movedGrams,
    measuredMassGrams: measuredGrams,
    notCoveredGrams: uncoveredGrams,
    entryCount: chains.length,
    grade: gradeOfTotal(state.gradeGrams, state.gradePoints),
    coverage: movedGrams > 0 ? measuredGrams / movedGrams : null,
  };
}
