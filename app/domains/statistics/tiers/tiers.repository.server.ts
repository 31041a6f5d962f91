import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { publishedMonth } from "#app/platform/db/published-month.server.ts";
import { sql, type Sql } from "#app/platform/db/sql.server.ts";
import type { KeptFlow } from "./tiers.schema.ts";

/** The first month in which a point's books moved, "YYYY-MM" in UTC, and the last that has been summed. */
export async function monthsOfBooks(db: Db): Promise<{ first: string | null; lastSealed: string | null }> {
  const [seal] = await db.$queryRaw<{ month: string | null }[]>(sql`SELECT max(month) AS month FROM tier_seal`);
  if (seal?.month) return { first: seal.month, lastSealed: seal.month };
  const [book] = await db.$queryRaw<{ month: string | null }[]>(sql`SELECT to_char(min(at) AT TIME ZONE 'UTC', 'YYYY-MM') AS month FROM custody_posting`);
  return { first: book?.month ?? null, lastSealed: null };
}

/** Notes that a month is summed; false when it was. Whoever else does the same waits. */
export async function insertSeal(tx: Tx, month: string, sealedAt: Date): Promise<boolean> {
  return (await tx.$executeRaw(sql`INSERT INTO tier_seal (month, sealed_at) VALUES (${month}, ${sealedAt}::timestamptz) ON CONFLICT DO NOTHING`)) === 1;
}

interface Month {
  month: string;
  from: Date;
  until: Date;
}

/**
 * Sums what moved between tiers in a month, from the books of points: what arrived, what a receiver's scale said of what was sent, what was
 * sold, left over or lost, and what went missing on the way. Who stands behind a flow are the givers of the loads in it (by the lots' origins)
 * and one for those who took it; a lot that nets to nothing, and a giver nobody knows, count as nobody.
 */
export async function insertFlows(tx: Tx, { month, from, until }: Month): Promise<void> {
  // Compiling these statements takes longer than running them.
  await tx.$executeRaw(sql`SET LOCAL jit = off`);
  await tx.$executeRaw(sql`
    WITH line AS MATERIALIZED (
      SELECT p.lot_id, p.material, coalesce(o.country_code, 'ZZ') AS region, f.source, f.target, sum(f.grams)::bigint AS grams
      -- OFFSET 0 here and below keeps the look-up by key a look-up by key: as plain joins whole tables are read for one month.
      FROM custody_posting p CROSS JOIN LATERAL (SELECT kind FROM custody_act one WHERE one.id = p.act_id OFFSET 0) a JOIN recycling_point o ON o.id = p.point_id
      LEFT JOIN LATERAL (
        SELECT s.tier::text AS tier FROM custody_posting left_ JOIN recycling_point s ON s.id = left_.point_id
        WHERE left_.lot_id = p.lot_id AND left_.account = 'sent' AND left_.grams > 0 AND p.account IN ('received', 'difference') LIMIT 1
      ) came ON true
      CROSS JOIN LATERAL (VALUES
        (CASE WHEN p.account = 'arrived' THEN 'brought' END, o.tier::text, -p.grams),
        (CASE WHEN p.account = 'received' OR (p.account = 'difference' AND a.kind = 'receive') THEN came.tier END, o.tier::text, -p.grams),
        (CASE WHEN p.account = 'difference' AND a.kind = 'receive' THEN came.tier WHEN p.account = 'difference' AND a.kind = 'take_back' THEN o.tier::text END, 'lost', p.grams),
        (CASE WHEN p.account IN ('delivered', 'residue', 'loss') THEN o.tier::text END, CASE p.account WHEN 'delivered' THEN 'sold' WHEN 'residue' THEN 'residue' ELSE 'lost' END, p.grams)
      ) AS f(source, target, grams)
      WHERE p.at >= ${from}::timestamptz AND p.at < ${until}::timestamptz AND p.account IN ('arrived', 'received', 'difference', 'delivered', 'residue', 'loss') AND f.source IS NOT NULL
      GROUP BY 1, 2, 3, 4, 5
    ), flow AS MATERIALIZED (
      SELECT line.*, own.route, CASE WHEN line.source <> 'brought' OR own.weight_basis = 'measured' THEN line.grams ELSE 0 END AS measured
      FROM line LEFT JOIN LATERAL (
        SELECT e.weight_basis, e.route FROM custody_origin g JOIN ledger_entry e ON e.id = g.ledger_entry_id WHERE g.lot_id = line.lot_id AND line.source = 'brought' LIMIT 1
      ) own ON true
    ), place AS MATERIALIZED (
      SELECT flow.lot_id, k.region, k.material, flow.source, flow.target, flow.route, flow.grams, flow.measured
      FROM flow CROSS JOIN LATERAL (VALUES (region, material), (region, 'all'), ('all', material), ('all', 'all')) AS k(region, material)
    ), giver_of AS MATERIALIZED (
      SELECT DISTINCT lot.lot_id, one.giver_party_id
      FROM (SELECT DISTINCT lot_id FROM line WHERE grams > 0) lot
      CROSS JOIN LATERAL (
        SELECT e.giver_party_id FROM custody_part part JOIN custody_origin g ON g.id = part.origin_id JOIN ledger_entry e ON e.id = g.ledger_entry_id
        WHERE part.lot_id = lot.lot_id AND e.giver_party_id IS NOT NULL OFFSET 0
      ) one
    ), giver AS (
      SELECT place.region, place.material, place.source, place.target, count(DISTINCT giver_of.giver_party_id)::int AS parties
      FROM place JOIN giver_of USING (lot_id) WHERE place.grams > 0 GROUP BY 1, 2, 3, 4
    )
    INSERT INTO tier_month (month, region, material, source, target, mass_grams, measured_mass_grams, parties, routes)
    SELECT ${month}, region, material, source, target, sum(grams)::bigint, sum(measured)::bigint, coalesce(max(giver.parties), 0) + 1,
      coalesce(array_agg(DISTINCT route ORDER BY route) FILTER (WHERE route IS NOT NULL), ARRAY[]::text[])
    FROM place LEFT JOIN giver USING (region, material, source, target)
    GROUP BY region, material, source, target HAVING sum(grams) <> 0`);
}

/**
 * For every place where something was brought to points in a month: how much the ledger counts there by the same routes and not at a point, and
 * from how many. A row counts in the month in which the statistics publish it.
 */
export async function insertElsewhere(tx: Tx, { month, from, until }: Month): Promise<void> {
  const counts = (day: Sql): Sql => sql`${publishedMonth(day, sql`e.recorded_at`)} = ${month}`;
  await tx.$executeRaw(sql`
    WITH line AS MATERIALIZED (
      SELECT e.id, e.route, coalesce(e.material, e.category, 'unknown') AS material, k.region
      FROM ledger_entry e
      CROSS JOIN LATERAL (VALUES ('all', ${counts(sql`to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')`)}), (e.region, ${counts(sql`e.region_day`)})) AS k(region, counts)
      WHERE k.counts AND e.route <> 'in_chain'
        AND ((e.occurred_at >= ${from}::timestamptz - interval '1 day' AND e.occurred_at < ${until}::timestamptz + interval '1 day') OR (e.recorded_at >= ${from}::timestamptz AND e.recorded_at < ${until}::timestamptz))
        AND NOT EXISTS (SELECT 1 FROM custody_origin g WHERE g.ledger_entry_id = coalesce(e.corrects_id, e.id))
    ), side AS (
      SELECT line.region, m.material, s.party_id, sum(s.moved_grams) AS moved, sum(s.measured_grams) AS measured
      FROM line JOIN ledger_share s ON s.entry_id = line.id CROSS JOIN LATERAL (VALUES (line.material), ('all')) AS m(material)
      WHERE EXISTS (SELECT 1 FROM tier_month t WHERE t.month = ${month} AND t.region = line.region AND t.material = m.material AND t.source = 'brought' AND line.route = ANY(t.routes))
      GROUP BY 1, 2, 3
    )
    INSERT INTO tier_month (month, region, material, source, target, mass_grams, measured_mass_grams, parties)
    SELECT ${month}, region, material, 'elsewhere', 'all', sum(moved)::bigint, sum(measured)::bigint, count(*) FILTER (WHERE moved > 0)::int
    FROM side GROUP BY region, material HAVING sum(moved) <> 0 OR count(*) FILTER (WHERE moved > 0) > 0`);
}

type Row = { [Key in keyof KeptFlow]: KeptFlow[Key] extends number ? number | bigint : KeptFlow[Key] };

/** The summed months up to one, and the flows in them. */
export async function keptFlows(db: Db, lastMonth: string): Promise<{ months: string[]; flows: KeptFlow[] }> {
  const months = await db.$queryRaw<{ month: string }[]>(sql`SELECT month FROM tier_seal WHERE month <= ${lastMonth} ORDER BY 1`);
  const rows = await db.$queryRaw<Row[]>(sql`
    SELECT region, month, material, source, target, mass_grams AS "massGrams", measured_mass_grams AS "measuredMassGrams", parties, routes
    FROM tier_month WHERE month <= ${lastMonth} ORDER BY 1, 2, 3, 4, 5`);
  return {
    months: months.map((one) => one.month),
    flows: rows.map((row) => ({ ...row, massGrams: Number(row.massGrams), measuredMassGrams: Number(row.measuredMassGrams), parties: Number(row.parties) })),
  };
}
