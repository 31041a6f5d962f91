/** Something of a kind that was handed over at a price: minor units for one, the giver, the condition. */
export type Sale = { priceMinor: number; giverPartyId: string; condition: string | null };

/** What comparable things went for, in minor units; `sameCondition` when only those of the same condition were looked at. */
export type PriceHint = { medianMinor: number; lowMinor: number; highMinor: number; count: number; sameCondition: boolean };

/** Fewer say nothing of a market; fewer givers would tell what one household asked. */
export const fewestDeals = 5;
export const fewestGivers = 3;

/** The median and quartiles of sales: of the same condition where those are enough, else of all. Null where there are too few. */
export function priceHint(sales: readonly Sale[], condition: string | null): PriceHint | null {
  const same = condition === null ? [] : sales.filter((sale) => sale.condition === condition);
  if (isEnough(same)) return summary(same, true);
  return isEnough(sales) ? summary(sales, false) : null;
}

function isEnough(sales: readonly Sale[]): boolean {
  return sales.length >= fewestDeals && new Set(sales.map((sale) => sale.giverPartyId)).size >= fewestGivers;
}

function summary(sales: readonly Sale[], sameCondition: boolean): PriceHint {
  const prices = sales.map((sale) => sale.priceMinor).sort((a, b) => a - b);
  return { medianMinor: quantile(prices, 0.5), lowMinor: quantile(prices, 0.25), highMinor: quantile(prices, 0.75), count: prices.length, sameCondition };
}

/** A quantile of sorted numbers, between neighbours in proportion, rounded to a whole. */
function quantile(sorted: readonly number[], part: number): number {
  const at = (sorted.length - 1) * part;
  const [below, above] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  return Math.round(below + (above - below) * (at - Math.floor(at)));
}
