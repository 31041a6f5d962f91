/** Why a verb of this room refuses. Sentences stand in the catalogue under `errors`. */
export type NotificationError =
  | "NOTIFICATIONS.NOT_FOUND"
  | "NOTIFICATIONS.PARTY_NOT_FOUND"
  | "NOTIFICATIONS.STALE"
  | "NOTIFICATIONS.LINK_INVALID";
