import { empty, none, removedText, type AfterLeaving } from "#app/platform/personal-data/leaving.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

/** What listings keep of somebody who left: category, mass and numbers, which deals and the ledger count with. */
export const listingsLeaving: AfterLeaving[] = [
  { table: "listing_draft_photo", gone: true },
  { table: "listing_draft", gone: true },
  { table: "listing_photo", gone: true },
  { table: "listing_claim", gone: true },
  {
    table: "listing",
    cleared: {
      title: sql`${removedText}`,
      description: empty,
      attributes: sql`'{}'::jsonb`,
      swap_for: empty,
      search_text: empty,
      exact_address: none,
      place_label: empty,
      latitude: none,
      longitude: none,
      coarse_latitude: none,
      coarse_longitude: none,
      state: sql`CASE WHEN state IN ('draft', 'pending_review', 'published', 'paused', 'reserved') THEN 'withdrawn'::listing_state ELSE state END`,
      version: sql`version + 1`,
    },
  },
];
