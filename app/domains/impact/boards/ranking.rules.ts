import { BOARD_MINIMUM, type BoardKey, type BoardMetric, type BoardScope, type Shrinkage } from "./boards.schema.ts";
import { shrinkTowardsClass, sizeClass, wholeGrams } from "./shrinkage.ts";

/** The sums of one party over a period, without what is held. */
export interface SumRow {
  id: string;
  /** Members of a community, heads of a household; 0 where there are none. */
  members: number;
  co2eGrams: number;
  lowGrams: number;
  highGrams: number;
  massGrams: number;
  measuredMassGrams: number;
  entryCount: number;
  gradeGrams: number;
  gradePoints: number;
  heldCount: number;
  leftOutCount: number;
}

export interface RankedRow extends SumRow {
  rank: number;
  rankGrams: number;
  shrinkage: Shrinkage | null;
}

const counts = (row: SumRow, entries: number) => row.entryCount >= entries && (row.lowGrams !== 0 || row.highGrams !== 0);

/**
 * The rows of a board in order: who has the minimum, by what is ranked, ties sharing a rank (1, 1, 3) with the older party first, so that
 * the order is the same for everybody. `before` are the sums of the preceding period, for the improvement.
 */
export function rankRows(key: Pick<BoardKey, "scope" | "metric">, rows: readonly SumRow[], before: readonly SumRow[] = []): RankedRow[] {
  const standing = figuresOf(key, rows, before).sort((one, other) => other.rankGrams - one.rankGrams || (one.id < other.id ? -1 : 1));
  let rank = 0;
  return standing.map((row, at) => {
    if (standing[at - 1]?.rankGrams !== row.rankGrams) rank = at + 1;
    return { ...row, rank };
  });
}

function figuresOf({ scope, metric }: { scope: BoardScope; metric: BoardMetric }, rows: readonly SumRow[], before: readonly SumRow[]): RankedRow[] {
  if (metric === "improvement") return improvements(rows, before);
  const counted = rows.filter((row) => counts(row, BOARD_MINIMUM.entries));
  if (metric === "per_head") return perHead(scope, counted);
  return counted.map((row) => ({ ...row, rank: 0, rankGrams: row.co2eGrams, shrinkage: null }));
}

/** Each with its figure per head, ranked by the estimate within its class. */
function perHead(scope: BoardScope, rows: readonly SumRow[]): RankedRow[] {
  const least = scope === "communities" ? BOARD_MINIMUM.membersPerHead : 1;
  const classes = new Map<string, SumRow[]>();
  // In the order of ids: sums of fractions depend on their order.
  for (const row of [...rows].sort((one, other) => (one.id < other.id ? -1 : 1))) {
    if (row.members < least) continue;
    const name = scope === "communities" ? sizeClass(row.members) : "all";
    const there = classes.get(name);
    if (there) there.push(row);
    else classes.set(name, [row]);
  }
  return [...classes].flatMap(([name, members]) => {
    const shrunk = shrinkTowardsClass(members.map((row) => ({ heads: row.members, grams: row.co2eGrams, entries: row.entryCount })));
    return members.map((row, at) => {
      const one = shrunk[at] ?? { grams: 0, meanGrams: 0, weight: 0 };
      const each = (grams: number) => wholeGrams(grams / row.members);
      return {
        ...row,
        co2eGrams: each(row.co2eGrams),
        lowGrams: each(row.lowGrams),
        highGrams: each(row.highGrams),
        rank: 0,
        rankGrams: one.grams,
        shrinkage: { class: name, meanGrams: one.meanGrams, weightPermille: Math.round(one.weight * 1000) },
      };
    });
  });
}

/** This period less the one before. How the errors of both hang together is not known, so the range is the widest there can be. */
function improvements(rows: readonly SumRow[], before: readonly SumRow[]): RankedRow[] {
  const least = BOARD_MINIMUM.entriesForImprovement;
  const past = new Map(before.filter((row) => counts(row, least)).map((row) => [row.id, row]));
  return rows.flatMap((row) => {
    const then = past.get(row.id);
    if (!then || !counts(row, least)) return [];
    const co2eGrams = row.co2eGrams - then.co2eGrams;
    return [{ ...row, co2eGrams, lowGrams: row.lowGrams - then.highGrams, highGrams: row.highGrams - then.lowGrams, rank: 0, rankGrams: co2eGrams, shrinkage: null }];
  });
}
