import { touchBoards } from "#app/domains/impact/boards/boards.repository.server.ts";
import { advanceLedger } from "#app/domains/impact/log.service.server.ts";
import type { Target } from "./dispatch.server.ts";

/**
 * Gives new entries their leaf and adds them to the totals. Stands before the sockets, so that who is told to look again finds the new
 * figures. It takes whatever waits, not the event's entry alone; a repeated event finds nothing to do.
 */
export const toProjections: Target = {
  name: "projections",
  async deliver(db, event) {
    if (event.type === "impact.entry-recorded") await advanceLedger(db);
    // Heads are what boards per head divide by, and who is listed stands on them.
    if (event.type === "identity.membership-changed") await touchBoards(db);
  },
};
