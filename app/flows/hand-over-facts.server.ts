import type { DealError } from "#app/domains/deals/deals.errors.ts";
import type { DealRecord } from "#app/domains/deals/deals.repository.server.ts";
import type { HandOverInput } from "#app/domains/deals/deals.schema.ts";
import { maxSettledMinor, movedGrams, settledMinorOf } from "#app/domains/deals/price.rules.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { Moved } from "./complete-deal.server.ts";

/**
 * What moved, what it weighed and what is to be paid for it, checked; facts the other side has stated already stand unless stated
 * anew. DEALS.WEIGHT_NEEDED for a material, and for a price per kg; DEALS.AMOUNT_TOO_LARGE beyond what a deal can hold.
 */
export function factsOf(deal: DealRecord, input: Pick<HandOverInput, "movedUnits" | "measuredGrams" | "confirmDeclared">, now: Date): Result<Moved, DealError> {
  const movedUnits = input.movedUnits ?? deal.movedUnits ?? deal.units;
  if (movedUnits > deal.units) return err("DEALS.MOVED_TOO_MANY", { units: deal.units });
  const measuredGrams = input.measuredGrams ?? deal.measuredGrams;
  const weightConfirmed = measuredGrams === null && deal.listing.massGrams !== null && (input.confirmDeclared || deal.weightConfirmed);
  const isWeighed = deal.listing.kind === "material" || deal.terms.price?.basis === "per_kg";
  if (isWeighed && measuredGrams === null && !weightConfirmed) return err("DEALS.WEIGHT_NEEDED");
  const grams = movedGrams(deal.listing, { movedUnits, measuredGrams, weightConfirmed });
  // Money on top of a swap evens out the two things; it is owed whole, also when fewer moved.
  const units = deal.kind === "swap" ? movedUnits : deal.terms.units;
  const settledMinor = settledMinorOf(deal.terms.price, { units, movedUnits, grams });
  if (settledMinor !== null && settledMinor > maxSettledMinor) return err("DEALS.AMOUNT_TOO_LARGE");
  return ok({ movedUnits, measuredGrams, weightConfirmed, handedOverAt: deal.handedOverAt ?? now, settledMinor });
}
