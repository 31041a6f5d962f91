/** What a listing is, how it is given, and how good it is; what both its schema and the rules of its details speak in. */
export const listingKinds = ["goods", "material"] as const;
export const listingOffers = ["sale", "free", "swap", "loan", "wanted"] as const;
export const listingConditions = ["new", "good", "fair", "worn", "broken"] as const;

export type ListingKind = (typeof listingKinds)[number];
export type ListingOffer = (typeof listingOffers)[number];
export type ListingCondition = (typeof listingConditions)[number];
