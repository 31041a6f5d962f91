import { removedText, type AfterLeaving } from "#app/platform/personal-data/leaving.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

export const pointsLeaving: AfterLeaving[] = [
  { table: "point_state_report", stays: "How a place was, which anybody could see; it has no name and no words." },
  { table: "point_correction", cleared: { text: sql`CASE WHEN text = '' THEN '' ELSE ${removedText} END` } },
];
