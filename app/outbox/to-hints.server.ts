import { scanListing } from "#app/domains/trust/hints.service.server.ts";
import type { Target } from "./dispatch.server.ts";

/** Lets the rules of suspicion look at listings that changed. A repeated event finds nothing new to look at. */
export const toHints: Target = {
  name: "hints",
  async deliver(db, event) {
    if (event.type === "listings.changed") await scanListing(db, event.payload.listingId);
  },
};
