/** Why a verb of this room refuses. Sentences stand in the catalogue under `errors`. */
export type MessagingError = "MESSAGING.NOT_FOUND" | "MESSAGING.NOT_ALLOWED" | "MESSAGING.INVALID" | "MESSAGING.RATE_LIMITED";
