import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

/** Every id a visit has had, from its first time to its present one: each move to another time makes a new booking. Empty when there is none. */
export async function bookingChain(db: Db, id: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>(sql`
    WITH RECURSIVE earlier AS (
      SELECT id, supersedes_id, 0 AS step FROM booking WHERE id = ${id}
      UNION ALL SELECT b.id, b.supersedes_id, earlier.step - 1 FROM booking b JOIN earlier ON b.id = earlier.supersedes_id WHERE earlier.step > -100),
    later AS (
      SELECT id, 0 AS step FROM booking WHERE id = ${id}
      UNION ALL SELECT b.id, later.step + 1 FROM booking b JOIN later ON b.supersedes_id = later.id WHERE later.step < 100)
    SELECT id FROM (SELECT id, step FROM earlier UNION SELECT id, step FROM later) AS chain ORDER BY step LIMIT 201`);
  return rows.map((row) => row.id);
}
