import type { Db } from "#app/platform/db/database.server.ts";
import { emptySql, sql } from "#app/platform/db/sql.server.ts";

/** A message that was found, with its thread. */
export type FoundMessage = { id: string; dealId: string; seq: number; title: string; otherName: string; otherKind: string; mine: boolean; authorName: string | null; body: string; at: Date };

/** Messages of a party's threads that hold all words of a tsquery, the newest first, after a place in the list. */
export async function searchMessages(
  db: Db,
  input: { partyId: string; query: string; before: { at: Date; id: string } | null; limit: number },
): Promise<FoundMessage[]> {
  const { partyId, before } = input;
  return db.$queryRaw<FoundMessage[]>(sql`
    SELECT m.id, d.id AS "dealId", m.seq, l.title, m.author_party_id = ${partyId} AS mine, u.name AS "authorName", m.body, m.created_at AS at,
      CASE WHEN d.giver_party_id = ${partyId} THEN t.name ELSE g.name END AS "otherName",
      CASE WHEN d.giver_party_id = ${partyId} THEN t.kind ELSE g.kind END::text AS "otherKind"
    FROM message m JOIN conversation c ON c.id = m.conversation_id JOIN deal d ON d.id = c.deal_id JOIN listing l ON l.id = d.listing_id
    JOIN party g ON g.id = d.giver_party_id JOIN party t ON t.id = d.taker_party_id LEFT JOIN "user" u ON u.id = m.author_user_id
    WHERE (d.giver_party_id = ${partyId} OR d.taker_party_id = ${partyId}) AND m.search_text <> ''
      AND NOT EXISTS (SELECT 1 FROM hidden_content h WHERE h.subject_kind = 'message' AND h.subject_id = m.id)
      AND to_tsvector('simple', m.search_text) @@ to_tsquery('simple', ${input.query})
      ${before ? sql`AND (m.created_at, m.id) < (${before.at}::timestamptz, ${before.id})` : emptySql}
    ORDER BY m.created_at DESC, m.id DESC LIMIT ${input.limit}`);
}
