/** Why a verb of this room refuses. Sentences stand in the `shelves` catalogue under `errors`. */
export const shelfErrors = ["SHELVES.NOT_FOUND", "SHELVES.NOT_ALLOWED", "SHELVES.KEY_TAKEN", "SHELVES.LENT_TAKEN", "SHELVES.KEPT_TAKEN", "SHELVES.WRONG_STATE", "SHELVES.EXTENDED_ALREADY", "SHELVES.SOMEBODY_WAITS"] as const;

export type ShelfError = (typeof shelfErrors)[number];
