import type { Db } from "#app/platform/db/database.server.ts";
import { emptySql, joinSql, sql } from "#app/platform/db/sql.server.ts";
import { openStates, type Side } from "./deals.rules.ts";
import type { DealLine } from "./deals.schema.ts";

/** A line of the list of deals as the database gives it. */
export type DealLineRow = Pick<DealLine, "id" | "kind" | "state" | "title" | "category" | "material" | "photoKey" | "remanufactured" | "units" | "otherName" | "unread"> & {
  windowBySide: Side | null;
  windowAgreedAt: Date | null;
  hasPendingChange: boolean;
  giverPartyId: string;
  requesterPartyId: string;
  handedOverBy: Side | null;
  agreedStartsAt: Date | null;
  agreedEndsAt: Date | null;
  autoCompleteAt: Date | null;
  timeZone: string;
  respondBy: Date;
  updatedAt: Date;
};

export type DealListFilter = { open: boolean; side?: Side | undefined; listingId?: string | undefined };

/** A party's deals, latest change first, after a cursor (its last row's time and id). */
export async function listDealRows(
  db: Db,
  input: DealListFilter & { partyId: string; userId: string; limit: number; after?: { updatedAt: Date; id: string } | undefined },
): Promise<DealLineRow[]> {
  const states = joinSql(openStates.map((state) => sql`${state}::deal_state`));
  const mine =
    input.side === "giver"
      ? sql`d.giver_party_id = ${input.partyId}`
      : input.side === "taker"
        ? sql`d.taker_party_id = ${input.partyId}`
        : sql`(d.giver_party_id = ${input.partyId} OR d.taker_party_id = ${input.partyId})`;
  const after = input.after ? sql`AND (d.updated_at, d.id) < (${input.after.updatedAt}::timestamptz, ${input.after.id})` : emptySql;
  return db.$queryRaw<DealLineRow[]>(sql`
    SELECT d.id, d.kind::text AS kind, d.window_by_side AS "windowBySide", d.window_agreed_at AS "windowAgreedAt",
      d.pending_change IS NOT NULL AS "hasPendingChange", d.state::text AS state, d.giver_party_id AS "giverPartyId", d.requester_party_id AS "requesterPartyId",
      d.handed_over_by AS "handedOverBy", l.title, l.category, l.material, d.remanufactured, d.units,
      (SELECT p.storage_key FROM listing_photo p WHERE p.listing_id = l.id AND l.state NOT IN ('held', 'removed_by_moderator') ORDER BY p.position LIMIT 1) AS "photoKey",
      CASE WHEN d.giver_party_id = ${input.partyId} THEN t.name ELSE g.name END AS "otherName",
      d.agreed_starts_at AS "agreedStartsAt", d.agreed_ends_at AS "agreedEndsAt", d.auto_complete_at AS "autoCompleteAt",
      l.time_zone AS "timeZone", d.respond_by AS "respondBy", d.updated_at AS "updatedAt",
      coalesce(c.next_seq - 1 > coalesce(r.seq, 0), false) AS unread
    FROM deal d JOIN listing l ON l.id = d.listing_id JOIN party g ON g.id = d.giver_party_id JOIN party t ON t.id = d.taker_party_id
    LEFT JOIN conversation c ON c.deal_id = d.id
    LEFT JOIN read_mark r ON r.conversation_id = c.id AND r.user_id = ${input.userId}
    WHERE ${mine} AND d.state ${input.open ? emptySql : sql`NOT`} IN (${states})
      ${input.listingId ? sql`AND d.listing_id = ${input.listingId}` : emptySql} ${after}
    ORDER BY d.updated_at DESC, d.id DESC LIMIT ${input.limit}`);
}

/** How many deals of a party are open and how many are done. */
export async function countDeals(db: Db, input: { partyId: string; listingId?: string | undefined }): Promise<{ open: number; done: number }> {
  const states = joinSql(openStates.map((state) => sql`${state}::deal_state`));
  const rows = await db.$queryRaw<{ open: number; done: number }[]>(sql`
    SELECT count(*) FILTER (WHERE state IN (${states}))::int AS open, count(*) FILTER (WHERE state NOT IN (${states}))::int AS done
    FROM deal WHERE (giver_party_id = ${input.partyId} OR taker_party_id = ${input.partyId})
      ${input.listingId ? sql`AND listing_id = ${input.listingId}` : emptySql}`);
  return rows[0] ?? { open: 0, done: 0 };
}
