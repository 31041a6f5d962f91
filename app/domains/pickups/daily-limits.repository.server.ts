import type { Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

/** Makes those who change what a point offers wait for each other, so that two of them together keep its limits too. */
export async function lockLimits(tx: Tx, pointId: string): Promise<void> {
  await tx.$queryRaw(sql`SELECT id FROM recycling_point WHERE id = ${pointId} FOR NO KEY UPDATE`);
}

/**
 * Locks the points of some slots that have a limit for the day. Whoever locks a slot and takes a place in it later in the same transaction does
 * this first: taking a place locks the point before the slot.
 */
export async function lockLimitsOf(tx: Tx, slotIds: readonly string[]): Promise<void> {
  await tx.$queryRaw(sql`
    SELECT p.id FROM recycling_point p WHERE (p.daily_visits IS NOT NULL OR p.daily_grams IS NOT NULL)
      AND p.id IN (SELECT s.point_id FROM slot s WHERE s.id IN (SELECT jsonb_array_elements_text(${JSON.stringify(slotIds)}::jsonb)))
    ORDER BY p.id FOR NO KEY UPDATE`);
}

/**
 * A local date, `YYYY-MM-DD`, from an instant on, whose open slots offer more visits or more weight than the point takes on one day; null when there is
 * none, so that nobody is offered what cannot be had; what is taken is held to the limit by `point_day_left`. With `slotId` only the date of that slot is looked at. A slot
 * without a limit by weight is over any limit by weight. Visits at the door are the vehicles', not the point's.
 */
export async function dateOverLimit(tx: Tx, input: { pointId: string; now: Date; slotId?: string }): Promise<string | null> {
  const rows = await tx.$queryRaw<{ date: string }[]>(sql`
    SELECT to_char(s.starts_at AT TIME ZONE p.time_zone, 'YYYY-MM-DD') AS date
    FROM slot s JOIN recycling_point p ON p.id = s.point_id
    WHERE s.point_id = ${input.pointId} AND s.kind = 'point' AND s.status = 'open' AND (p.daily_visits IS NOT NULL OR p.daily_grams IS NOT NULL)
      AND s.starts_at > ${input.now}::timestamptz - interval '1 day'
      AND (${input.slotId ?? null}::text IS NULL OR to_char(s.starts_at AT TIME ZONE p.time_zone, 'YYYY-MM-DD') = (
        SELECT to_char(o.starts_at AT TIME ZONE p.time_zone, 'YYYY-MM-DD') FROM slot o WHERE o.id = ${input.slotId ?? null}::text))
    GROUP BY 1, p.daily_visits, p.daily_grams
    HAVING sum(s.capacity_visits) > p.daily_visits OR sum(s.capacity_grams::bigint) > p.daily_grams OR (p.daily_grams IS NOT NULL AND bool_or(s.capacity_grams IS NULL))
    ORDER BY 1 LIMIT 1`);
  return rows[0]?.date ?? null;
}
