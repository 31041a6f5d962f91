import type { Db } from "#app/platform/db/database.server.ts";
import { joinSql, sql } from "#app/platform/db/sql.server.ts";
import { derivedSubdivision } from "#app/shared/calendar/region.ts";
import { zonesOfCountry } from "#app/shared/country-of-zone.ts";

type Row = { id: string; timeZone: string; countryCode: string | null; postalCode: string | null; city: string | null; stated: string | null; confirmed: string | null };

/** More recyclers' points than this in one country are not looked at one by one. */
const LIMIT = 5000;

/**
 * Points that recyclers run in a country, or in a part of it, and how many of the country lie in a part that nobody knows. The part is the
 * one confirmed, else the one that follows from the address, else the one the recycler states: nobody leaves a region by a word of theirs.
 */
export async function listPointsOfRegion(db: Db, region: { countryCode: string; subdivision: string | null }): Promise<{ pointIds: string[]; unknownCount: number }> {
  const zones = zonesOfCountry(region.countryCode);
  const byZone = zones.length > 0 ? sql`(p.country_code IS NULL AND p.time_zone IN (${joinSql([...zones])}))` : sql`false`;
  const rows = await db.$queryRaw<Row[]>(sql`
    SELECT p.id, p.time_zone AS "timeZone", p.country_code AS "countryCode", p.postal_code AS "postalCode", p.city, p.subdivision_code AS stated, p.confirmed_subdivision_code AS confirmed
    FROM recycling_point p WHERE p.operator_party_id IS NOT NULL AND (p.country_code = ${region.countryCode} OR ${byZone}) ORDER BY p.id LIMIT ${LIMIT}`);
  if (region.subdivision === null) return { pointIds: rows.map((row) => row.id), unknownCount: 0 };
  const placed = rows.map((row) => ({ id: row.id, part: row.confirmed ?? derivedSubdivision(row) ?? row.stated }));
  return { pointIds: placed.filter((row) => row.part === region.subdivision).map((row) => row.id), unknownCount: placed.filter((row) => row.part === null).length };
}
