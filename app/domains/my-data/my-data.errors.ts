/** Why a verb of this room refuses. Sentences stand in the catalogue under `errors`. */
export type MyDataError = "MY-DATA.ALREADY_UNDER_WAY" | "MY-DATA.NOT_FOUND" | "MY-DATA.CONFIRMATION_INVALID" | "MY-DATA.BLOCKED" | "MY-DATA.ALREADY_LEAVING" | "MY-DATA.TOO_LATE";
