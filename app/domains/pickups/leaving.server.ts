import { empty, removedText, type AfterLeaving } from "#app/platform/personal-data/leaving.server.ts";
import { byParty } from "#app/platform/personal-data/personal-data.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

/** What pickups keep of somebody who left: visits with what they brought, which the recycler and the ledger count with. */
export const pickupsLeaving: AfterLeaving[] = [
  { table: "home_photo", gone: true },
  { table: "home_draft", gone: true },
  { table: "visit_pass", gone: true },
  { table: "waiting_entry", gone: true },
  // A tenth of a degree is about ten kilometres: enough for a round's emissions, too little for a door.
  { table: "home_visit", cleared: { address: sql`${removedText}`, instructions: empty, latitude: sql`round(latitude::numeric, 1)::float8`, longitude: sql`round(longitude::numeric, 1)::float8` } },
  { table: "home_item", stays: "What a visit fetched, without where." },
  { table: "booking_line", cleared: { note: empty } },
  { table: "booking", cleared: { note: empty } },
  { table: "weigh_in", stays: "What the recycler's scale said." },
  { table: "visit_mark", cleared: { contest: sql`CASE WHEN contest IS NULL THEN NULL ELSE ${removedText} END` }, whose: byParty() },
  { table: "visit_refusal", stays: "Why the recycler refused a load, which is kept as it was said." },
];
