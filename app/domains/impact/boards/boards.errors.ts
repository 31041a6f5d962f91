/** Expected failures of boards; sentences are in the `boards` catalogue under `errors`. */
export type BoardsError = "BOARDS.NOT_FOUND" | "BOARDS.NOT_ALLOWED" | "BOARDS.OWN_NOT_ALLOWED" | "BOARDS.NO_COMMUNITY" | "BOARDS.WRONG_STATE" | "BOARDS.STALE";
