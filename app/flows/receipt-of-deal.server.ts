import { findDeal } from "#app/domains/deals/deals.repository.server.ts";
import type { DealError } from "#app/domains/deals/deals.errors.ts";
import type { DealKind } from "#app/domains/deals/deals.rules.ts";
import { tallyOf, viewDeal } from "#app/domains/deals/deals.service.server.ts";
import { movedGrams } from "#app/domains/deals/price.rules.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";

/** What a completed deal was, to be kept or printed. Masses in grams, the amount in minor units, times as ISO texts. */
export type Receipt = {
  dealId: string;
  kind: DealKind;
  title: string;
  category: string | null;
  material: string | null;
  condition: string | null;
  /** As they stood when it was asked for. */
  marks: { grade: string | null; remanufactured: boolean; remanufacturer: string | null; warrantyMonths: number | null };
  giver: string;
  taker: string;
  units: number;
  grams: number | null;
  /** Null where nothing was to be paid. */
  paid: { minor: number; currency: string } | null;
  /** Of a swap: what was given in return, and who paid the money on top, if any. */
  inReturn: { title: string; units: number } | null;
  paidBy: string | null;
  handedOverAt: string | null;
  /** Of a loan. */
  returnedAt: string | null;
  timeZone: string;
  /** Grams CO2e with their range; null when no factor covers it. */
  effect: { entryId: string; co2eGrams: number; lowGrams: number; highGrams: number } | null;
};

/** The receipt of a completed deal, for its two sides. DEALS.NOT_FOUND for everybody else, DEALS.WRONG_STATE before completion. */
export async function receiptOfDeal(db: Db, actor: Actor, dealId: string): Promise<Result<Receipt, DealError>> {
  const view = await viewDeal(db, actor, dealId);
  if (!view.ok) return view;
  if (view.value.side === null) return err("DEALS.NOT_FOUND");
  if (view.value.state !== "completed") return err("DEALS.WRONG_STATE", { state: view.value.state });
  const deal = await findDeal(db, dealId);
  if (!deal) return err("DEALS.NOT_FOUND");
  const [tally, units, currency] = [await tallyOf(db, view.value), deal.movedUnits ?? deal.units, deal.terms.price?.currency];
  const { listing } = deal;
  const { swap, paidBySide } = view.value.terms;
  const what = { movedUnits: units, measuredGrams: deal.measuredGrams, weightConfirmed: deal.weightConfirmed };
  const isCounted = tally !== null && tally.co2eGrams !== null && tally.lowGrams !== null && tally.highGrams !== null;
  return ok({
    dealId,
    kind: deal.kind,
    title: listing.title,
    category: listing.category,
    material: listing.material,
    condition: listing.condition,
    marks: { grade: listing.grade, remanufactured: listing.remanufactured, remanufacturer: listing.remanufacturer, warrantyMonths: listing.warrantyMonths },
    giver: deal.giverName,
    taker: deal.takerName,
    units,
    grams: movedGrams(listing, what),
    paid: deal.settledMinor !== null && currency ? { minor: deal.settledMinor, currency } : null,
    inReturn: swap && { title: swap.title, units: swap.units },
    paidBy: paidBySide === null ? null : paidBySide === "giver" ? deal.giverName : deal.takerName,
    handedOverAt: deal.handedOverAt?.toISOString() ?? null,
    returnedAt: deal.kind === "loan" ? (deal.handedBackAt?.toISOString() ?? null) : null,
    timeZone: listing.timeZone,
    effect: isCounted ? { entryId: tally.entryId, co2eGrams: tally.co2eGrams ?? 0, lowGrams: tally.lowGrams ?? 0, highGrams: tally.highGrams ?? 0 } : null,
  });
}
