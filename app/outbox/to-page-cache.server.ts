import { pageCache } from "#app/public-pages.server.ts";
import type { Target } from "./dispatch.server.ts";

/**
 * Drops the kept pages that an event changes. Stands before the sockets, so that who is told to look again finds no older
 * page. Events that another process dispatched are not seen here; the age limit of the cache holds for them.
 */
export const toPageCache: Target = {
  name: "page-cache",
  async deliver(_db, event) {
    // An import names the first of the points it changed, and none of those it created.
    const topics = event.type === "points.imported" ? [...event.topics, "point:*"] : event.topics;
    pageCache()?.forget(topics);
  },
};
