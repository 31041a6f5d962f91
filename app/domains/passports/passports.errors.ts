/** Why a verb of this room refuses. Sentences stand in the `passports` catalogue under `errors`. */
export const passportErrors = [
  "PASSPORTS.NOT_FOUND",
  "PASSPORTS.NOT_ALLOWED",
  "PASSPORTS.WRONG_STATE",
  "PASSPORTS.STALE",
  "PASSPORTS.OFFERED_WRONG_STATE",
  "PASSPORTS.RECEIVER_NOT_FOUND",
  "PASSPORTS.TRANSFER_NOT_FOUND",
  "PASSPORTS.DATE_INVALID",
  "PASSPORTS.NO_BATTERY",
  "PASSPORTS.HAND_OVER_NOT_FOUND",
  "PASSPORTS.KEY_TAKEN",
] as const;

export type PassportError = (typeof passportErrors)[number];
