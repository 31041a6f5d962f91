import type { Db } from "#app/platform/db/database.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { listSales } from "./price-hint.repository.server.ts";
import { priceHint, type PriceHint } from "./price-hint.ts";

const monthsBack = 12;
const mostSales = 1_000;

/** What goods of a category went for in the last twelve months, in one currency; null where too few deals were completed. */
export async function hintPrice(db: Db, input: { category: string; condition: string | null; currency: string }, clock = systemClock): Promise<PriceHint | null> {
  const since = new Date(clock.now());
  since.setUTCMonth(since.getUTCMonth() - monthsBack);
  return priceHint(await listSales(db, { category: input.category, currency: input.currency, since, limit: mostSales }), input.condition);
}
