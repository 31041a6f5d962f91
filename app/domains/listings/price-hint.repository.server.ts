import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { Sale } from "./price-hint.ts";

/**
 * Completed deals of priced goods of a category since a moment: of the newest listings first, each deal once. What was settled for one
 * counts, where it was settled in the listing's currency; else what was asked.
 */
export async function listSales(db: Db, input: { category: string; currency: string; since: Date; limit: number }): Promise<Sale[]> {
  return db.$queryRaw<Sale[]>(sql`
    SELECT CASE WHEN d.settled_minor > 0 AND NOT EXISTS (SELECT 1 FROM deal_terms t WHERE t.deal_id = d.id AND t.currency IS DISTINCT FROM l.currency)
      THEN greatest(1, round(d.settled_minor::numeric / greatest(1, coalesce(d.moved_units, d.units))))::int ELSE l.price_minor END AS "priceMinor", d.giver_party_id AS "giverPartyId", l.condition
    FROM listing l JOIN deal d ON d.listing_id = l.id
    WHERE l.category = ${input.category} AND l.currency = ${input.currency} AND l.price_minor IS NOT NULL AND l.units_handed_over > 0 AND l.offer = 'sale'
      AND d.state = 'completed' AND d.completed_at > ${input.since}::timestamptz
    ORDER BY l.id DESC, d.id DESC LIMIT ${input.limit}`);
}
