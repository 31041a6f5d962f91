import type { Db } from "#app/platform/db/database.server.ts";
import { joinSql, sql } from "#app/platform/db/sql.server.ts";
import { ITEM_ROUTES } from "./impact.schema.ts";

/** What a community's entries of one month come to: kept sums, in grams. */
export interface CommunityMonth {
  communityId: string;
  month: string;
  entries: number;
  massGrams: number;
  measuredGrams: number;
  co2eGrams: number;
  reusedGrams: number;
}

type Between = { communityIds: readonly string[]; from: string; to: string };

const reuse = joinSql([...ITEM_ROUTES]);

/** Sums of communities by month ("YYYY-MM" in the community's zone), from the kept totals; months without entries are not there. */
export async function communityMonths(db: Db, input: Between): Promise<CommunityMonth[]> {
  const rows = await db.$queryRaw<{ communityId: string; month: string; entries: number; mass: bigint; measured: bigint; co2e: bigint; reused: bigint }[]>(sql`
    SELECT scope_id AS "communityId", period AS month,
      coalesce(sum(entry_count) FILTER (WHERE route = 'all'), 0)::int AS entries,
      coalesce(sum(mass_grams) FILTER (WHERE route = 'all'), 0)::bigint AS mass,
      coalesce(sum(measured_mass_grams) FILTER (WHERE route = 'all'), 0)::bigint AS measured,
      coalesce(sum(co2e_grams) FILTER (WHERE route = 'all'), 0)::bigint AS co2e,
      coalesce(sum(mass_grams) FILTER (WHERE route IN (${reuse})), 0)::bigint AS reused
    FROM impact_total
    WHERE scope_type = 'community' AND scope_id = ANY(${[...input.communityIds]}::text[]) AND length(period) = 7 AND period BETWEEN ${input.from} AND ${input.to}
      AND material = 'all'
    GROUP BY scope_id, period HAVING sum(entry_count) FILTER (WHERE route = 'all') > 0`);
  return rows.map(({ mass, measured, co2e, reused, ...row }) => ({ ...row, massGrams: Number(mass), measuredGrams: Number(measured), co2eGrams: Number(co2e), reusedGrams: Number(reused) }));
}

/** The same by material or category. */
export async function communityMaterialMonths(db: Db, input: Between): Promise<{ communityId: string; month: string; material: string; massGrams: number }[]> {
  const rows = await db.$queryRaw<{ communityId: string; month: string; material: string; mass: bigint }[]>(sql`
    SELECT scope_id AS "communityId", period AS month, material, mass_grams AS mass FROM impact_total
    WHERE scope_type = 'community' AND scope_id = ANY(${[...input.communityIds]}::text[]) AND length(period) = 7 AND period BETWEEN ${input.from} AND ${input.to}
      AND route = 'all' AND material <> 'all' AND entry_count > 0`);
  return rows.map(({ mass, ...row }) => ({ ...row, massGrams: Number(mass) }));
}

/** How many members were part of something: their household's side of an entry counts for the community, and they belonged to it at the month's end. */
export async function activeMembersByMonth(db: Db, input: Between & { now: Date }): Promise<{ communityId: string; month: string; people: number }[]> {
  return db.$queryRaw<{ communityId: string; month: string; people: number }[]>(sql`
    WITH active AS (
      SELECT DISTINCT s.community_id, left(s.community_day, 7) AS month, s.party_id FROM ledger_share s
      WHERE s.community_id = ANY(${[...input.communityIds]}::text[]) AND s.community_day BETWEEN ${`${input.from}-01`} AND ${`${input.to}-31`})
    SELECT a.community_id AS "communityId", a.month, count(DISTINCT m.user_id)::int AS people
    FROM active a JOIN party c ON c.id = a.community_id
    CROSS JOIN LATERAL (SELECT least(((a.month || '-01')::timestamp + interval '1 month') AT TIME ZONE c.time_zone, ${input.now}::timestamptz) AS ends_at) e
    JOIN membership h ON h.party_id = a.party_id AND h.state = 'active'
    JOIN membership m ON m.party_id = a.community_id AND m.user_id = h.user_id AND m.state <> 'requested' AND m.joined_at <= e.ends_at AND (m.ended_at IS NULL OR m.ended_at > e.ends_at)
    GROUP BY a.community_id, a.month`);
}
