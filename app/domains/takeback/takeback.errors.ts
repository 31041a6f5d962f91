/** Why a verb of this room refuses. Sentences stand in the `takeback` catalogue under `errors`. */
export const takebackErrors = [
  "TAKEBACK.NOT_FOUND",
  "TAKEBACK.NOT_ALLOWED",
  "TAKEBACK.CLOSED",
  "TAKEBACK.STALE",
  "TAKEBACK.WRONG_STATE",
  "TAKEBACK.RECYCLER_NOT_FOUND",
  "TAKEBACK.HAND_OVER_NOT_FOUND",
  "TAKEBACK.NOT_TAKEN",
  "TAKEBACK.KEY_TAKEN",
] as const;

export type TakebackError = (typeof takebackErrors)[number];
