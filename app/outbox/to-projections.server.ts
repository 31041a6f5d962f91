import { touchBoards } from "#app/domains/impact/boards/boards.repository.server.ts";
import { followLedger } from "#app/flows/follow-ledger.server.ts";
import type { Target } from "./dispatch.server.ts";

/**
 * Gives new entries their leaf, adds them to the totals and lets them earn their points. Stands before the sockets, so that who is told to look again finds the new
 * figures. It takes whatever waits, not the event's entry alone; a repeated event finds nothing to do.
 */
export const toProjections: Target = {
  name: "projections",
  async deliver(db, event) {
    if (event.type === "impact.entry-recorded") await followLedger(db);
    // Heads are what boards per head divide by, and who is listed stands on them.
    if (event.type === "identity.membership-changed") await touchBoards(db);
  },
};
