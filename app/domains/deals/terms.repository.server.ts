import type { Db, Tx } from "#app/platform/db/database.server.ts";
import type { Side } from "./deals.states.ts";

/** What a price is for. */
export const priceBases = ["total", "per_unit", "per_kg"] as const;
export type PriceBasis = (typeof priceBases)[number];

/** A price in minor units of its currency. */
export type TermsPrice = { minor: number; currency: string; basis: PriceBasis };

/** One proposal: what is to change hands for what. Nulls are what the kind of deal has no use for. */
export type DealTermsRow = {
  number: number;
  /** Whose proposal it is. */
  bySide: Side;
  units: number;
  price: TermsPrice | null;
  swapListingId: string | null;
  swapUnits: number | null;
  loanDays: number | null;
  note: string;
};

/** Writes a proposal. The deal's `termsNumber` follows in the caller's transaction, under the deal's compare-and-swap. */
export async function insertTerms(tx: Tx, input: { dealId: string; byUserId: string | null; terms: DealTermsRow; now: Date }): Promise<void> {
  const { price, ...terms } = input.terms;
  await tx.dealTerms.create({
    data: {
      ...terms,
      dealId: input.dealId,
      byUserId: input.byUserId,
      priceMinor: price?.minor ?? null,
      currency: price?.currency ?? null,
      priceBasis: price?.basis ?? null,
      createdAt: input.now,
    },
    select: { number: true },
  });
}

/** All proposals of a deal, first to last; bounded. */
export async function listTerms(db: Db, dealId: string): Promise<(DealTermsRow & { createdAt: Date })[]> {
  const rows = await db.dealTerms.findMany({ where: { dealId }, orderBy: { number: "asc" }, take: 100 });
  return rows.map(({ priceMinor, currency, priceBasis, bySide, dealId: _deal, byUserId: _user, ...row }) => ({
    ...row,
    bySide: bySide === "giver" ? "giver" : "taker",
    price: priceMinor === null || currency === null ? null : { minor: priceMinor, currency, basis: priceBases.find((basis) => basis === priceBasis) ?? "total" },
  }));
}
