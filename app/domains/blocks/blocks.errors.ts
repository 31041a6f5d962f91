/** Why a verb of this room refuses. Sentences stand in the catalogue under `errors`. */
export type BlocksError = "BLOCKS.NOT_FOUND" | "BLOCKS.NOT_ALLOWED" | "BLOCKS.OWN_PARTY" | "BLOCKS.TOO_MANY";
