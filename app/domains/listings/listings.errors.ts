/** Every expected failure of this room; sentences are in the `listings` catalogue under `errors`. */
export type ListingsError =
  | "LISTINGS.NOT_FOUND"
  | "LISTINGS.NOT_ALLOWED"
  | "LISTINGS.OTHER_PARTY_NOT_ALLOWED"
  | "LISTINGS.PRIVATE_COMMUNITY_NOT_ALLOWED"
  | "LISTINGS.STALE"
  | "LISTINGS.WRONG_STATE"
  | "LISTINGS.REPOST_LIMIT"
  | "LISTINGS.REPOST_TOO_SOON"
  | "LISTINGS.UNITS_TAKEN"
  | "LISTINGS.UNITS_HELD"
  | "LISTINGS.PHOTO_NOT_FOUND"
  | "LISTINGS.TOO_MANY_PHOTOS"
  | "LISTINGS.UPLOAD_RATE_LIMITED"
  | "LISTINGS.DRAFT_NOT_FOUND"
  | "LISTINGS.DRAFT_STALE"
  | "LISTINGS.DRAFT_CLOSED"
  | "LISTINGS.TOO_MANY_DRAFTS"
  /** Details: `rule`, a code of prohibited.rules.ts. */
  | "LISTINGS.PROHIBITED"
  /** Details: `material`, which the owner asks for without a licence to take it. */
  | "LISTINGS.NOT_LICENSED"
  | "LISTINGS.WORDS_SAME_INVALID"
  | "LISTINGS.MARK_STANDS";
