/** Why a verb of this room refuses. Sentences stand in the `packaging` catalogue under `errors`. */
export const packagingErrors = [
  "PACKAGING.NOT_FOUND",
  "PACKAGING.NOT_ALLOWED",
  "PACKAGING.POOL_TAKEN",
  "PACKAGING.NAME_TAKEN",
  "PACKAGING.KEY_TAKEN",
  "PACKAGING.CARD_NOT_FOUND",
  "PACKAGING.CODES_UNKNOWN",
  "PACKAGING.CODES_WRONG_STATE",
  "PACKAGING.NOTHING_DECLARED",
  "PACKAGING.NOTHING_COUNTED",
  "PACKAGING.WRONG_STATE",
  "PACKAGING.STALE",
] as const;

export type PackagingError = (typeof packagingErrors)[number];
