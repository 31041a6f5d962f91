import type { Db, Tx } from "#app/platform/db/database.server.ts";
import type { Side } from "./deals.states.ts";
import { priceBases, type TermsPrice } from "./terms.rules.ts";

/** One proposal: what is to change hands for what. Nulls are what the kind of deal has no use for. */
export type DealTermsRow = {
  number: number;
  /** Whose proposal it is. */
  bySide: Side;
  units: number;
  price: TermsPrice | null;
  swapListingId: string | null;
  swapUnits: number | null;
  /** Of a swap with money on top: who pays it. Null elsewhere, where the taker pays. */
  paidBySide: Side | null;
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

/** What is given in return in a swap, as a proposal shows it. */
export type SwapThing = { listingId: string; title: string; category: string | null; material: string | null; units: number };

/** All proposals of a deal, first to last; bounded. */
export async function listTerms(db: Db, dealId: string): Promise<(DealTermsRow & { swap: SwapThing | null; createdAt: Date })[]> {
  const rows = await db.dealTerms.findMany({
    where: { dealId },
    select: {
      number: true,
      bySide: true,
      units: true,
      priceMinor: true,
      currency: true,
      priceBasis: true,
      swapListingId: true,
      swapUnits: true,
      paidBySide: true,
      loanDays: true,
      note: true,
      createdAt: true,
      swapListing: { select: { id: true, title: true, category: true, material: true } },
    },
    orderBy: { number: "asc" },
    take: 100,
  });
  return rows.map(({ priceMinor, currency, priceBasis, bySide, paidBySide, swapListing, ...row }) => ({
    ...row,
    bySide: bySide === "giver" ? "giver" : "taker",
    paidBySide: paidBySide === "giver" || paidBySide === "taker" ? paidBySide : null,
    price: priceMinor === null || currency === null ? null : { minor: priceMinor, currency, basis: priceBases.find((basis) => basis === priceBasis) ?? "total" },
    swap: swapListing ? { listingId: swapListing.id, title: swapListing.title, category: swapListing.category, material: swapListing.material, units: row.swapUnits ?? 1 } : null,
  }));
}
