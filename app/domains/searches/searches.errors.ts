/** Every expected failure of this room; sentences are in the `searches` catalogue under `errors`. */
export type SearchesError = "SEARCHES.NOT_FOUND" | "SEARCHES.STALE" | "SEARCHES.LIST_FULL" | "SEARCHES.EMPTY";
