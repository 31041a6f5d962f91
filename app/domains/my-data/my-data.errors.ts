/** Why a verb of this room refuses. Sentences stand in the catalogue under `errors`. */
export type MyDataError = "MY-DATA.ALREADY_UNDER_WAY" | "MY-DATA.NOT_FOUND";
