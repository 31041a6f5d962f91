import type { DealRecord } from "#app/domains/deals/deals.repository.server.ts";
import { subjectsWithoutChoice } from "#app/domains/erasure/erasure.service.server.ts";
import { bookingChain } from "#app/domains/pickups/chain.repository.server.ts";
import type { Tx } from "#app/platform/db/database.server.ts";
import { ofDeal } from "./erasure-hand-over.server.ts";

/** Of a visit that is about to be complete: the weighed materials that may hold data and whose giver has not said what becomes of it. */
export async function weighedWithoutChoice(tx: Tx, visit: { bookingId: string; readings: readonly { material: string; netGrams: number }[] }): Promise<string[]> {
  const materials = visit.readings.filter((reading) => reading.netGrams > 0).map((reading) => reading.material);
  return subjectsWithoutChoice(tx, { type: "booking", ids: await bookingChain(tx, visit.bookingId) }, materials);
}

/** The same of a deal whose taker recycles; empty for every other deal. */
export async function dealtWithoutChoice(tx: Tx, deal: DealRecord): Promise<string[]> {
  const handOver = ofDeal(deal);
  return handOver ? subjectsWithoutChoice(tx, handOver, handOver.subjects) : [];
}
