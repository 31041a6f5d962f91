/** Why a verb of this room refuses. Sentences stand in the catalogue under `errors`. */
export type MessagingError =
  | "MESSAGING.NOT_FOUND"
  | "MESSAGING.MESSAGE_NOT_FOUND"
  | "MESSAGING.NOT_ALLOWED"
  | "MESSAGING.BLOCKED"
  | "MESSAGING.INVALID"
  | "MESSAGING.RATE_LIMITED"
  | "MESSAGING.NEW_ACCOUNT_RATE_LIMITED";
