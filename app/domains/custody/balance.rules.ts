import type { Account } from "./acts.repository.server.ts";
import { raisesAlarm, unexplainedPermille } from "./custody.rules.ts";

/** Sums of postings: `before` is what lay there when the period began. `absoluteGrams` adds up without signs. */
export type PostedSum = { material: string; account: Account | "before"; reason: string | null; grams: number; absoluteGrams: number };

/** What happened to one material, or to all, in a period. Grams; what goes out is positive in its column. */
export type BalanceRow = {
  material: string | null;
  opening: number;
  arrived: number;
  received: number;
  takenBack: number;
  sent: number;
  delivered: number;
  /** Net of what runs turned into this material and out of it. */
  converted: number;
  residue: number;
  loss: number;
  difference: number;
  adjustment: number;
  closing: number;
};

export type BalanceSheet = {
  rows: BalanceRow[];
  total: BalanceRow;
  /** Missing or surplus by reason, without signs; null is none given. */
  differences: { reason: string | null; grams: number }[];
  inHandGrams: number;
  unexplainedGrams: number;
  unexplainedPermille: number;
  isAlarming: boolean;
};

/** `not_on_books`: more was sold than lay there. `sent_on`: more or less was sent on than came, by a correction of what came. Where the rest is, nobody has said. */
const UNEXPLAINED: ReadonlySet<string | null> = new Set([null, "other", "sent_on", "not_on_books"]);
const MISSING: ReadonlySet<string> = new Set(["difference", "loss", "adjustment"]);

/** The balance of a point in a period, from the sums of its postings. Pure. */
export function balanceSheet(sums: readonly PostedSum[]): BalanceSheet {
  const materials = [...new Set(sums.map((sum) => sum.material))].sort();
  const rows = materials.map((material) => rowOf(material, sums.filter((sum) => sum.material === material)));
  const total = rowOf(null, sums);
  const inHandGrams = total.opening + total.arrived + total.received + total.takenBack;
  const missing = sums.filter((sum) => MISSING.has(sum.account));
  const unexplainedGrams = missing.filter((sum) => UNEXPLAINED.has(sum.reason)).reduce((all, sum) => all + sum.absoluteGrams, 0);
  const byReason = new Map<string | null, number>();
  for (const sum of missing) byReason.set(sum.reason, (byReason.get(sum.reason) ?? 0) + sum.absoluteGrams);
  return {
    rows,
    total,
    differences: [...byReason].map(([reason, grams]) => ({ reason, grams })).sort((one, other) => other.grams - one.grams),
    inHandGrams,
    unexplainedGrams,
    unexplainedPermille: unexplainedPermille(unexplainedGrams, inHandGrams),
    isAlarming: raisesAlarm(unexplainedGrams, inHandGrams),
  };
}

function rowOf(material: string | null, sums: readonly PostedSum[]): BalanceRow {
  const of = (account: PostedSum["account"]): number => sums.filter((sum) => sum.account === account).reduce((all, sum) => all + sum.grams, 0);
  const opening = of("before");
  // What came in is posted against the account it came from, hence the signs. Never minus zero.
  return {
    material, opening,
    arrived: 0 - of("arrived"), received: 0 - of("received"), takenBack: 0 - of("taken_back"), converted: 0 - of("processed"),
    sent: of("sent"), delivered: of("delivered"), residue: of("residue"), loss: of("loss"), difference: of("difference"), adjustment: of("adjustment"),
    closing: opening + of("stock"),
  };
}

/** What a row adds up to: its closing stock by all that happened. Equal to `closing`, since every act balances. */
export function addedUp(row: BalanceRow): number {
  return row.opening + row.arrived + row.received + row.takenBack + row.converted - row.sent - row.delivered - row.residue - row.loss - row.difference - row.adjustment;
}
