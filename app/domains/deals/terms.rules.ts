/** What a price is for. */
export const priceBases = ["total", "per_unit", "per_kg"] as const;
export type PriceBasis = (typeof priceBases)[number];

/** A price in minor units of its currency. */
export type TermsPrice = { minor: number; currency: string; basis: PriceBasis };

/** Most proposals a deal may have; the list on its page is bounded by it. */
export const maxProposals = 20;
