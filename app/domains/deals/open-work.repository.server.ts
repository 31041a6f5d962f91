import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

/** A deal before its hand-over, with what is passed on and where it lies. Holds the exact place: never send it to a page as it is. */
export type OpenForTaker = {
  id: string;
  title: string;
  state: string;
  otherName: string;
  kind: "goods" | "material";
  material: string | null;
  category: string | null;
  condition: string | null;
  timeZone: string;
  latitude: number | null;
  longitude: number | null;
};

/** Deals in which a party would take something and has not yet, the oldest first. */
export async function listOpenForTaker(db: Db, input: { partyId: string; limit: number }): Promise<OpenForTaker[]> {
  return db.$queryRaw<OpenForTaker[]>(sql`
    SELECT d.id, l.title, d.state::text AS state, g.name AS "otherName", l.kind::text AS kind, l.material, l.category, l.condition,
      l.time_zone AS "timeZone", l.latitude, l.longitude
    FROM deal d JOIN listing l ON l.id = d.listing_id JOIN party g ON g.id = d.giver_party_id
    WHERE d.taker_party_id = ${input.partyId} AND d.state IN ('requested', 'offered', 'countered', 'accepted', 'scheduled')
      AND (l.kind = 'material' OR l.condition = 'broken')
    ORDER BY d.created_at, d.id LIMIT ${input.limit}`);
}

/** How many deals of these parties have not come to an end. */
export async function countOpenDeals(db: Db, partyIds: readonly string[]): Promise<number> {
  return db.deal.count({
    where: {
      OR: [{ giverPartyId: { in: [...partyIds] } }, { takerPartyId: { in: [...partyIds] } }],
      state: { in: ["requested", "offered", "countered", "accepted", "scheduled", "handed_over", "disputed", "on_loan", "returning", "inspecting", "requoted"] },
    },
  });
}
