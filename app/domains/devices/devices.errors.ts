/** Why this room refuses. The sentences are in the `devices` catalogue under `errors`. */
export type DevicesError =
  | "DEVICES.NOT_FOUND"
  | "DEVICES.NOT_ALLOWED"
  | "DEVICES.WRONG_STATE"
  | "DEVICES.STALE"
  | "DEVICES.REASON_NEEDED"
  | "DEVICES.KEY_TAKEN"
  | "DEVICES.POINT_NOT_FOUND"
  | DoorError;

/** Why a request of a device is not let in. */
export const doorErrors = [
  "DEVICES.SIGNATURE_MISSING",
  "DEVICES.SIGNATURE_INCOMPLETE",
  "DEVICES.SIGNATURE_WRONG",
  "DEVICES.DIGEST_WRONG",
  "DEVICES.KEY_UNKNOWN",
  "DEVICES.KEY_REVOKED",
  "DEVICES.CLOCK_OFF",
  "DEVICES.NONCE_USED",
] as const;
export type DoorError = (typeof doorErrors)[number];

/** Why a single reading is not taken. */
export const readingErrors = ["DEVICES.READING_INVALID", "DEVICES.READING_TOO_OLD", "DEVICES.READING_AHEAD", "DEVICES.READING_WEIGHT", "DEVICES.READING_ID_TAKEN", "DEVICES.KEY_REVOKED"] as const;
export type ReadingError = (typeof readingErrors)[number];
