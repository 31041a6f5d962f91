import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import { isLocale, type Locale } from "#app/shared/i18n.ts";
import type { DealRecord } from "./deals.repository.server.ts";
import type { Side } from "./deals.rules.ts";

/** Somebody who gets mail about a deal. */
export type DealPerson = { userId: string; name: string; email: string; locale: Locale };

/**
 * Who gets mail for a side: the person who asked or who made the listing, as long as they belong to the party and may act
 * for it; else its owners.
 */
export async function findMailPeople(db: Db, deal: DealRecord, side: Side): Promise<DealPerson[]> {
  const partyId = side === "giver" ? deal.giverPartyId : deal.takerPartyId;
  const starter = side === deal.requesterSide ? deal.requestedByUserId : deal.listingCreatedByUserId;
  const rows = await db.$queryRaw<(DealPerson & { isStarter: boolean; locale: string })[]>(sql`
    SELECT u.id AS "userId", u.name, u.email, u.locale, u.id = ${starter} AS "isStarter"
    FROM membership m JOIN "user" u ON u.id = m.user_id
    WHERE m.party_id = ${partyId} AND m.state = 'active' AND m.role <> 'viewer' AND (u.id = ${starter} OR m.role = 'owner')
    ORDER BY u.id LIMIT 20`);
  const chosen = rows.some((row) => row.isStarter) ? rows.filter((row) => row.isStarter) : rows;
  return chosen.map(({ userId, name, email, locale }) => ({ userId, name, email, locale: isLocale(locale) ? locale : "en" }));
}
