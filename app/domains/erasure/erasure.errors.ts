/** Why a verb of this room refuses. Sentences stand in the `erasure` catalogue under `errors`. */
export const erasureErrors = [
  "ERASURE.NOT_FOUND",
  "ERASURE.NOT_ALLOWED",
  "ERASURE.WRONG_STATE",
  "ERASURE.STALE",
  "ERASURE.HOLDS_NO_DATA",
  "ERASURE.HANDED_OVER_WRONG_STATE",
  "ERASURE.NOT_HANDED_OVER_WRONG_STATE",
  "ERASURE.TOO_WEAK",
  "ERASURE.TOO_MANY",
  "ERASURE.KEY_TAKEN",
] as const;

export type ErasureError = (typeof erasureErrors)[number];
