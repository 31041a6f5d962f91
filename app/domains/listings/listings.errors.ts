/** Every expected failure of this room; sentences are in the `listings` catalogue under `errors`. */
export type ListingsError =
  | "LISTINGS.NOT_FOUND"
  | "LISTINGS.NOT_ALLOWED"
  | "LISTINGS.OTHER_PARTY_NOT_ALLOWED"
  | "LISTINGS.STALE"
  | "LISTINGS.WRONG_STATE"
  | "LISTINGS.REPOST_LIMIT"
  | "LISTINGS.REPOST_TOO_SOON"
  | "LISTINGS.UNITS_TAKEN"
  | "LISTINGS.UNITS_HELD"
  | "LISTINGS.PHOTO_NOT_FOUND"
  | "LISTINGS.TOO_MANY_PHOTOS"
  /** Details: `rule`, a code of prohibited.rules.ts. */
  | "LISTINGS.PROHIBITED"
  | "LISTINGS.MARK_STANDS";
