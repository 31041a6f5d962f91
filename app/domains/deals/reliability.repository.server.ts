import type { Db } from "#app/platform/db/database.server.ts";
import { sql, type Sql } from "#app/platform/db/sql.server.ts";
import type { Side } from "./deals.rules.ts";
import type { FinishedDeal } from "./reliability.rules.ts";

type Asked = { partyId: string; since: Date; limit: number };

/** A party's latest finished deals since a day, at most `limit`, each with the side it was on. Marks it contested with success are left out. */
export async function listFinished(db: Db, input: Asked): Promise<(FinishedDeal & { side: Side })[]> {
  return db.$queryRaw<(FinishedDeal & { side: Side })[]>(finishedSql(input));
}

/** Its statement. The conditions on the state are those of deal_giver_finished and deal_taker_finished, so that both are read by index. */
export function finishedSql(input: Asked): Sql {
  const { partyId, since, limit } = input;
  const columns = sql`id, state::text AS state, completed_at, updated_at, handed_over_at,
    CASE WHEN window_agreed_at IS NOT NULL THEN agreed_starts_at END AS agreed_starts_at, CASE WHEN window_agreed_at IS NOT NULL THEN agreed_ends_at END AS agreed_ends_at`;
  // Who cancels because the other side changed what was agreed has broken nothing.
  const asAgreed = sql`agreed_starts_at IS NOT NULL AND end_reason IS DISTINCT FROM 'terms_changed'`;
  return sql`
    SELECT f.side, f.state, coalesce(f.completed_at, f.updated_at) AS at, f.handed_over_at AS "handedOverAt",
      f.agreed_starts_at AS "agreedStartsAt", f.agreed_ends_at AS "agreedEndsAt", n.actor_role AS "reportedBySide"
    FROM (
      (SELECT 'giver' AS side, ${columns} FROM deal
        WHERE giver_party_id = ${partyId} AND updated_at > ${since}::timestamptz
          AND (state IN ('completed', 'no_show') OR (state = 'cancelled_by_giver' AND agreed_starts_at IS NOT NULL))
          AND (state IN ('completed', 'no_show') OR (${asAgreed}))
        ORDER BY deal.updated_at DESC LIMIT ${limit})
      UNION ALL
      (SELECT 'taker' AS side, ${columns} FROM deal
        WHERE taker_party_id = ${partyId} AND updated_at > ${since}::timestamptz
          AND (state IN ('completed', 'no_show') OR (state = 'cancelled_by_taker' AND agreed_starts_at IS NOT NULL))
          AND (state IN ('completed', 'no_show') OR (${asAgreed}))
        ORDER BY deal.updated_at DESC LIMIT ${limit})
      UNION ALL
      (SELECT side, id, 'undone_by_' || side, NULL::timestamptz, at, NULL::timestamptz, agreed_starts_at, NULL::timestamptz FROM deal_undoing
        WHERE party_id = ${partyId} AND at > ${since}::timestamptz AND agreed_starts_at IS NOT NULL
        ORDER BY at DESC LIMIT ${limit})
    ) f
    LEFT JOIN LATERAL (
      SELECT CASE WHEN t.actor_role IN ('giver', 'taker') THEN t.actor_role END AS actor_role FROM transition t
      WHERE f.state = 'no_show' AND t.subject_type = 'deal' AND t.subject_id = f.id AND t.to_state = 'no_show' ORDER BY t.at DESC LIMIT 1) n ON true
    WHERE NOT EXISTS (SELECT 1 FROM mark_appeal a WHERE a.deal_id = f.id AND a.party_id = ${partyId} AND a.state = 'upheld')
    ORDER BY f.updated_at DESC, f.id DESC LIMIT ${limit}`;
}
