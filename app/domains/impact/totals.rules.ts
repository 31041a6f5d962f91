/** What one entry adds to the projection `impact_total`. Pure, so that the sums can be checked against the rows they come from. */

import type { Amounts, LedgerRoute } from "./ledger.rules.ts";

/** A row of shares as the ledger keeps it: one side of one entry. Grams. */
export interface ShareRow extends Amounts {
  entryId: string;
  side: "giver" | "taker";
  partyId: string;
  communityId: string | null;
  partyMonth: string;
  communityMonth: string | null;
}

/** What of an entry matters to sums. `sign` is -1 for a reversal, whose amounts are stored with turned signs already. */
export interface SummedEntry extends Amounts {
  entryId: string;
  status: "ok" | "not_covered";
  route: LedgerRoute;
  /** Material or category code. */
  what: string;
  isMeasured: boolean;
  isReversal: boolean;
  /** Of the hand-over, in UTC. */
  month: string;
}

export type ScopeType = "platform" | "community" | "party";

/** One addition to a scope; the database spreads it over all and this month, all and this route, all and this material. */
export interface TotalDelta {
  entryId: string;
  scopeType: ScopeType;
  scopeId: string;
  month: string;
  route: string;
  material: string;
  co2eGrams: number;
  lowGrams: number;
  highGrams: number;
  massGrams: number;
  measuredMassGrams: number;
  notCoveredGrams: number;
  entryCount: number;
}

/**
 * The platform gets the whole entry, each party and each community the sum of its shares; where both sides belong to one, the entry
 * counts there once. A reversal takes back the very range its entry brought: its ends change places, as its low is minus the old high.
 * Mass that is only handed on (`in_chain`) waits for the transaction that ends its chain, else it would be summed twice.
 */
export function deltasOf(entry: SummedEntry, shares: readonly ShareRow[]): TotalDelta[] {
  const merged = new Map<string, TotalDelta>();
  const add = (scopeType: ScopeType, scopeId: string, month: string, amounts: Amounts): void => {
    const key = `${scopeType} ${scopeId}`;
    const massGrams = entry.route === "in_chain" ? 0 : (amounts.massGrams ?? 0);
    const known = merged.get(key);
    merged.set(key, {
      entryId: entry.entryId,
      scopeType,
      scopeId,
      month,
      route: entry.route,
      material: entry.what,
      co2eGrams: (known?.co2eGrams ?? 0) + (amounts.co2eGrams ?? 0),
      lowGrams: (known?.lowGrams ?? 0) + ((entry.isReversal ? amounts.highGrams : amounts.lowGrams) ?? 0),
      highGrams: (known?.highGrams ?? 0) + ((entry.isReversal ? amounts.lowGrams : amounts.highGrams) ?? 0),
      massGrams: (known?.massGrams ?? 0) + massGrams,
      measuredMassGrams: (known?.measuredMassGrams ?? 0) + (entry.isMeasured ? massGrams : 0),
      notCoveredGrams: (known?.notCoveredGrams ?? 0) + (entry.status === "not_covered" ? massGrams : 0),
      entryCount: entry.isReversal ? -1 : 1,
    });
  };
  add("platform", "all", entry.month, entry);
  for (const share of shares) {
    add("party", share.partyId, share.partyMonth, share);
    if (share.communityId !== null) add("community", share.communityId, share.communityMonth ?? entry.month, share);
  }
  return [...merged.values()];
}
