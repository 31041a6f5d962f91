import type { Db } from "#app/platform/db/database.server.ts";
import { emptySql, sql } from "#app/platform/db/sql.server.ts";
import type { DealKind } from "./deals.states.ts";

/** The deals that wait for an operator's decision, longest first; at most fifty. For operators only: the caller checks. */
export async function listDisputes(db: Db): Promise<{ id: string; title: string }[]> {
  return (await listDisputeLines(db, { limit: 50 })).map(({ id, title }) => ({ id, title }));
}

/** A dispute in the operators' list. `since` is when it was opened, `by` who opened it. */
export type DisputeLine = { id: string; title: string; kind: DealKind; giverName: string; takerName: string; reason: string | null; isContested: boolean; since: Date };

/** Disputes, longest first, after a cursor (the last row's time and id). For operators only: the caller checks. */
export async function listDisputeLines(db: Db, input: { limit: number; after?: { since: Date; id: string } | undefined }): Promise<DisputeLine[]> {
  const after = input.after ? sql`AND (d.updated_at, d.id) > (${input.after.since}::timestamptz, ${input.after.id})` : emptySql;
  return db.$queryRaw<DisputeLine[]>(sql`
    SELECT d.id, l.title, d.kind::text AS kind, g.name AS "giverName", t.name AS "takerName", d.end_reason AS reason,
      d.contested_at IS NOT NULL AS "isContested", d.updated_at AS since
    FROM deal d JOIN listing l ON l.id = d.listing_id JOIN party g ON g.id = d.giver_party_id JOIN party t ON t.id = d.taker_party_id
    WHERE d.state = 'disputed' ${after}
    ORDER BY d.updated_at, d.id LIMIT ${input.limit}`);
}
