import type { Tx } from "#app/platform/db/database.server.ts";
import { publishedMonth } from "#app/platform/db/published-month.server.ts";
import { sql, tableName, type Sql } from "#app/platform/db/sql.server.ts";

/** Where sums go: the kept ones, or those of a rebuild until it is done. */
export interface SumTables {
  total: "impact_total" | "rebuilt_total";
  spread: "impact_spread" | "rebuilt_spread";
  use: "factor_use" | "rebuilt_use";
  contribution: "impact_contribution" | "rebuilt_contribution";
  reach: "impact_reach" | "rebuilt_reach";
  correction: "impact_correction" | "rebuilt_correction";
}

export const KEPT: SumTables = { total: "impact_total", spread: "impact_spread", use: "factor_use", contribution: "impact_contribution", reach: "impact_reach", correction: "impact_correction" };
const REBUILT: SumTables = { total: "rebuilt_total", spread: "rebuilt_spread", use: "rebuilt_use", contribution: "rebuilt_contribution", reach: "rebuilt_reach", correction: "rebuilt_correction" };

/**
 * The period of the published figures that a row counts in: "p" and its month, from the column that says its day in a scope's zone. Months as
 * people know them (without "p") keep every load in its own.
 */
const publishedPeriod = (day: Sql): Sql => sql`'p' || ${publishedMonth(day, sql`recorded_at`)}`;

/** The ISO week ("2026-W48") and the season ("2026-Q4", a quarter of the calendar) of a day, as app/shared/periods.ts has them. */
export const weekOf = (day: Sql): Sql => sql`to_char((${day})::date, 'IYYY-"W"IW')`;
export const seasonOf = (day: Sql): Sql => sql`to_char((${day})::date, 'YYYY-"Q"Q')`;

/**
 * Every part of every row in a range of the log: the platform and a region get the whole, each party and each community the sum of its
 * shares, so that an entry between two members of one community counts there once.
 */
const parts = (from: bigint, to: bigint): Sql => sql`
  line AS MATERIALIZED (
    SELECT l.index, e.id, e.route, coalesce(e.material, e.category, 'unknown') AS material, e.is_late, e.factor_ids,
      e.spread, e.independent_squares, e.grade_grams, e.grade_points, e.kind = 'entry' AS is_entry,
      CASE e.kind WHEN 'entry' THEN 1 WHEN 'reversal' THEN -1 ELSE 0 END AS entries,
      to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, e.region, e.region_day, e.recorded_at,
      coalesce(e.co2e_grams, 0) AS co2e, e.verified_grams, e.moved_grams, e.measured_grams, e.uncovered_grams
    FROM ledger_leaf l JOIN ledger_entry e ON e.id = l.entry_id
    WHERE l.index >= ${from} AND l.index < ${to}
  ), share AS MATERIALIZED (
    -- OFFSET 0 here and below keeps the look-up by key a look-up by key: as plain joins they are read whole once the tables are large.
    SELECT s.* FROM line CROSS JOIN LATERAL (SELECT * FROM ledger_share one WHERE one.entry_id = line.id OFFSET 0) s
  ), part AS (
    SELECT id, 'platform' AS scope_type, 'all' AS scope_id, day, ${publishedPeriod(sql`day`)} AS published, 1000000::numeric AS ppm, co2e, verified_grams AS verified,
      moved_grams AS moved, measured_grams AS measured, uncovered_grams AS uncovered FROM line
    UNION ALL
    SELECT id, 'region', region, region_day, ${publishedPeriod(sql`region_day`)}, 1000000, co2e, verified_grams, moved_grams, measured_grams, uncovered_grams FROM line
    UNION ALL
    SELECT s.entry_id, 'party', s.party_id, s.party_day, NULL, sum(s.ppm), sum(coalesce(s.co2e_grams, 0))::bigint, sum(s.verified_grams)::bigint,
      sum(s.moved_grams)::bigint, sum(s.measured_grams)::bigint, sum(s.uncovered_grams)::bigint
    FROM share s GROUP BY s.entry_id, s.party_id, s.party_day
    UNION ALL
    SELECT s.entry_id, 'community', s.community_id, s.community_day, NULL, sum(s.ppm), sum(coalesce(s.co2e_grams, 0))::bigint, sum(s.verified_grams)::bigint,
      sum(s.moved_grams)::bigint, sum(s.measured_grams)::bigint, sum(s.uncovered_grams)::bigint
    FROM share s WHERE s.community_id IS NOT NULL GROUP BY s.entry_id, s.community_id, s.community_day
  )`;

/**
 * Adds the rows at `from` up to, not including, `to` of the log to the sums, in one statement. Squares and grade points take a scope's
 * part of the row (parts per million, rounded half away from zero, so that what is taken back is what was brought). Ranges follow from the
 * sums as they will be. Call it for each range once, in order, under the head's lock.
 */
export async function addToSums(tx: Tx, from: number, to: number, tables: SumTables = KEPT): Promise<void> {
  // Compiling this statement takes longer than running it.
  await tx.$executeRaw(sql`SET LOCAL jit = off`);
  const total = tableName(tables.total);
  const spread = tableName(tables.spread);
  await tx.$executeRaw(sql`
    WITH ${parts(BigInt(from), BigInt(to))}, detail AS MATERIALIZED (
      SELECT p.*, k.period, k.route, k.material, line.spread, line.entries, CASE WHEN line.is_late THEN p.co2e ELSE 0 END AS late,
        round(line.independent_squares * p.ppm * p.ppm / 1000000000000) AS squares,
        round(line.grade_grams * p.ppm / 1000000) AS grade_grams, round(line.grade_points * p.ppm / 1000000) AS grade_points
      FROM part p JOIN line ON line.id = p.id
      CROSS JOIN LATERAL (VALUES
        ('all', 'all', 'all'), ('all', line.route, 'all'), ('all', 'all', line.material),
        (left(p.day, 7), 'all', 'all'), (left(p.day, 7), line.route, 'all'), (left(p.day, 7), 'all', line.material),
        (p.day, 'all', 'all'),
        (${weekOf(sql`p.day`)}, 'all', 'all'), (${weekOf(sql`p.day`)}, line.route, 'all'), (${seasonOf(sql`p.day`)}, 'all', 'all'), (${seasonOf(sql`p.day`)}, line.route, 'all'),
        (p.published, 'all', 'all'), (p.published, line.route, 'all'), (p.published, 'all', line.material), (p.published, line.route, line.material)) AS k(period, route, material)
      WHERE k.period IS NOT NULL
    ), summed AS (
      SELECT scope_type, scope_id, period, route, material, sum(co2e)::bigint AS co2e, sum(verified)::bigint AS verified,
        sum(late)::bigint AS late, sum(moved)::bigint AS moved, sum(measured)::bigint AS measured, sum(uncovered)::bigint AS uncovered,
        sum(entries)::int AS entries, sum(squares) AS squares, sum(grade_grams)::bigint AS grade_grams, sum(grade_points)::bigint AS grade_points
      FROM detail GROUP BY 1, 2, 3, 4, 5
    ), together AS (
      SELECT scope_type, scope_id, period, route, material, f.key AS factor_id, sum(round(f.value::numeric * ppm / 1000000))::bigint AS milligrams
      FROM detail CROSS JOIN LATERAL jsonb_each_text(detail.spread) f GROUP BY 1, 2, 3, 4, 5, 6
    ), kept AS (
      INSERT INTO ${spread} AS kept (scope_type, scope_id, period, route, material, factor_id, milligrams)
      SELECT * FROM together ORDER BY 1, 2, 3, 4, 5, 6
      ON CONFLICT (scope_type, scope_id, period, route, material, factor_id) DO UPDATE SET milligrams = kept.milligrams + EXCLUDED.milligrams
    ), gathered AS (
      SELECT scope_type, scope_id, period, route, material, array_agg(factor_id) AS ids, array_agg(milligrams) AS milligrams
      FROM together GROUP BY 1, 2, 3, 4, 5
    )
    INSERT INTO ${total} AS total (scope_type, scope_id, period, route, material, co2e_grams, low_grams, high_grams, verified_grams, late_grams,
      mass_grams, measured_mass_grams, not_covered_grams, entry_count, independent_squares, grade_grams, grade_points)
    SELECT s.scope_type, s.scope_id, s.period, s.route, s.material, s.co2e, r.low, r.high, s.verified, s.late, s.moved, s.measured, s.uncovered,
      s.entries, s.squares, s.grade_grams, s.grade_points
    FROM summed s
    LEFT JOIN gathered g USING (scope_type, scope_id, period, route, material)
    LEFT JOIN LATERAL (
      SELECT t.co2e_grams, t.independent_squares FROM ${total} t
      WHERE t.scope_type = s.scope_type AND t.scope_id = s.scope_id AND t.period = s.period AND t.route = s.route AND t.material = s.material
      OFFSET 0
    ) before ON true
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(one.milligrams * one.milligrams), 0) AS squares FROM (
        SELECT both_.factor_id, sum(both_.milligrams) AS milligrams FROM (
          SELECT unnest(g.ids) AS factor_id, unnest(g.milligrams) AS milligrams
          UNION ALL
          SELECT k.factor_id, k.milligrams FROM ${spread} k
          WHERE k.scope_type = s.scope_type AND k.scope_id = s.scope_id AND k.period = s.period AND k.route = s.route AND k.material = s.material
        ) both_ GROUP BY both_.factor_id
      ) one
    ) correlated
    CROSS JOIN LATERAL impact_range(s.co2e + coalesce(before.co2e_grams, 0), correlated.squares, s.squares + coalesce(before.independent_squares, 0)) r
    ORDER BY 1, 2, 3, 4, 5
    ON CONFLICT (scope_type, scope_id, period, route, material) DO UPDATE SET
      co2e_grams = total.co2e_grams + EXCLUDED.co2e_grams,
      low_grams = EXCLUDED.low_grams,
      high_grams = EXCLUDED.high_grams,
      verified_grams = total.verified_grams + EXCLUDED.verified_grams,
      late_grams = total.late_grams + EXCLUDED.late_grams,
      mass_grams = total.mass_grams + EXCLUDED.mass_grams,
      measured_mass_grams = total.measured_mass_grams + EXCLUDED.measured_mass_grams,
      not_covered_grams = total.not_covered_grams + EXCLUDED.not_covered_grams,
      entry_count = total.entry_count + EXCLUDED.entry_count,
      independent_squares = total.independent_squares + EXCLUDED.independent_squares,
      grade_grams = total.grade_grams + EXCLUDED.grade_grams,
      grade_points = total.grade_points + EXCLUDED.grade_points`);
  await countFactorUse(tx, from, to, tables);
  await countParties(tx, from, to, tables);
  await countCorrecting(tx, from, to, tables);
}

/** Counts up what boards rest on: of each party and community in a range of the log, the periods of its days. */
export async function touchPeriods(tx: Tx, from: number, to: number): Promise<void> {
  await tx.$executeRaw(sql`
    WITH day AS MATERIALIZED (
      SELECT DISTINCT d.day FROM ledger_leaf l
      CROSS JOIN LATERAL (SELECT party_day, community_day FROM ledger_share one WHERE one.entry_id = l.entry_id OFFSET 0) s
      CROSS JOIN LATERAL (VALUES (s.party_day), (s.community_day)) AS d(day)
      WHERE l.index >= ${BigInt(from)} AND l.index < ${BigInt(to)} AND d.day IS NOT NULL
    )
    INSERT INTO board_change AS known (key, number)
    SELECT DISTINCT k.period, 1 FROM day CROSS JOIN LATERAL (VALUES ('all'), (left(day, 7)), (${weekOf(sql`day`)}), (${seasonOf(sql`day`)})) AS k(period)
    ORDER BY 1 ON CONFLICT (key) DO UPDATE SET number = known.number + 1`);
}

/**
 * Which parties have standing entries behind each published month's figures of the platform and the regions, and how many parties that are: one more
 * when a party's first entry comes, one fewer when its last is taken back.
 */
async function countParties(tx: Tx, from: number, to: number, tables: SumTables): Promise<void> {
  await tx.$executeRaw(sql`
    WITH line AS MATERIALIZED (
      SELECT e.id, e.route, coalesce(e.material, e.category, 'unknown') AS material, CASE e.kind WHEN 'entry' THEN 1 ELSE -1 END AS entries,
        ${publishedPeriod(sql`to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')`)} AS month, e.region, ${publishedPeriod(sql`e.region_day`)} AS region_month
      FROM ledger_leaf l JOIN ledger_entry e ON e.id = l.entry_id
      WHERE l.index >= ${BigInt(from)} AND l.index < ${BigInt(to)} AND e.kind IN ('entry', 'reversal') AND e.route <> 'in_chain'
    ), who AS MATERIALIZED (
      -- A party on both sides is one party.
      SELECT DISTINCT line.id, s.party_id FROM line CROSS JOIN LATERAL (SELECT party_id FROM ledger_share one WHERE one.entry_id = line.id OFFSET 0) s
    ), step AS MATERIALIZED (
      SELECT c.scope_type, c.scope_id, c.period, k.route, k.material, who.party_id, sum(line.entries)::int AS entries
      FROM line JOIN who ON who.id = line.id
      CROSS JOIN LATERAL (VALUES ('platform', 'all', line.month), ('region', line.region, line.region_month)) AS c(scope_type, scope_id, period)
      CROSS JOIN LATERAL (VALUES ('all', 'all'), (line.route, 'all'), ('all', line.material), (line.route, line.material)) AS k(route, material)
      GROUP BY 1, 2, 3, 4, 5, 6
    ), changed AS (
      INSERT INTO ${tableName(tables.contribution)} AS kept (scope_type, scope_id, period, route, material, party_id, entry_count)
      SELECT * FROM step ORDER BY 1, 2, 3, 4, 5, 6
      ON CONFLICT (scope_type, scope_id, period, route, material, party_id) DO UPDATE SET entry_count = kept.entry_count + EXCLUDED.entry_count
      RETURNING scope_type, scope_id, period, route, material, party_id, entry_count
    )
    INSERT INTO ${tableName(tables.reach)} AS reach (scope_type, scope_id, period, route, material, parties)
    SELECT scope_type, scope_id, period, route, material, sum((c.entry_count > 0)::int - (c.entry_count - s.entries > 0)::int)::int
    FROM changed c JOIN step s USING (scope_type, scope_id, period, route, material, party_id)
    GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
    ON CONFLICT (scope_type, scope_id, period, route, material) DO UPDATE SET parties = reach.parties + EXCLUDED.parties`);
}

/** How many standing entries cite each factor, and the ten latest that did. */
async function countFactorUse(tx: Tx, from: number, to: number, tables: SumTables): Promise<void> {
  await tx.$executeRaw(sql`
    INSERT INTO ${tableName(tables.use)} AS used (factor_id, entry_count, latest_entry_ids)
    SELECT factor_id, sum(CASE e.kind WHEN 'entry' THEN 1 ELSE -1 END),
      coalesce((array_agg(e.id ORDER BY l.index DESC) FILTER (WHERE e.kind = 'entry'))[1:10], '{}')
    FROM ledger_leaf l JOIN ledger_entry e ON e.id = l.entry_id CROSS JOIN LATERAL unnest(e.factor_ids) AS factor_id
    WHERE l.index >= ${BigInt(from)} AND l.index < ${BigInt(to)} AND e.kind IN ('entry', 'reversal')
    GROUP BY factor_id ORDER BY factor_id
    ON CONFLICT (factor_id) DO UPDATE SET entry_count = used.entry_count + EXCLUDED.entry_count,
      latest_entry_ids = (EXCLUDED.latest_entry_ids || used.latest_entry_ids)[1:10]`);
}

/** How many rows correct, take back, verify or count anew what stood before, by the month (UTC) in which they were recorded. */
async function countCorrecting(tx: Tx, from: number, to: number, tables: SumTables): Promise<void> {
  await tx.$executeRaw(sql`
    INSERT INTO ${tableName(tables.correction)} AS kept (month, row_count)
    SELECT to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM'), count(*) FROM ledger_leaf l
    CROSS JOIN LATERAL (SELECT one.recorded_at, one.corrects_id FROM ledger_entry one WHERE one.id = l.entry_id OFFSET 0) e
    WHERE l.index >= ${BigInt(from)} AND l.index < ${BigInt(to)} AND e.corrects_id IS NOT NULL GROUP BY 1 ORDER BY 1
    ON CONFLICT (month) DO UPDATE SET row_count = kept.row_count + EXCLUDED.row_count`);
}

/** Takes the head's lock until the end of the transaction; tells how long the log is and how far the sums have followed. */
export async function lockHead(tx: Tx): Promise<{ size: number; projectedSize: number }> {
  const [head] = await tx.$queryRaw<{ size: bigint; projectedSize: bigint }[]>(sql`
    SELECT size, projected_size AS "projectedSize" FROM ledger_head WHERE id = 1 FOR UPDATE`);
  if (!head) throw new Error("the ledger has lost its head");
  return { size: Number(head.size), projectedSize: Number(head.projectedSize) };
}

/** Notes how far the sums have followed. */
export async function setProjectedSize(tx: Tx, size: number): Promise<void> {
  await tx.$executeRaw(sql`UPDATE ledger_head SET projected_size = ${BigInt(size)} WHERE id = 1`);
}

/** Empty tables for a rebuild; they vanish with the transaction. */
export async function openRebuild(tx: Tx): Promise<void> {
  await tx.$executeRaw(sql`CREATE TEMP TABLE rebuilt_total (LIKE impact_total INCLUDING DEFAULTS, PRIMARY KEY (scope_type, scope_id, period, route, material)) ON COMMIT DROP`);
  await tx.$executeRaw(sql`CREATE TEMP TABLE rebuilt_spread (LIKE impact_spread INCLUDING DEFAULTS, PRIMARY KEY (scope_type, scope_id, period, route, material, factor_id)) ON COMMIT DROP`);
  await tx.$executeRaw(sql`CREATE TEMP TABLE rebuilt_use (LIKE factor_use INCLUDING DEFAULTS, PRIMARY KEY (factor_id)) ON COMMIT DROP`);
  await tx.$executeRaw(sql`CREATE TEMP TABLE rebuilt_contribution (LIKE impact_contribution INCLUDING DEFAULTS, PRIMARY KEY (scope_type, scope_id, period, route, material, party_id)) ON COMMIT DROP`);
  await tx.$executeRaw(sql`CREATE TEMP TABLE rebuilt_reach (LIKE impact_reach INCLUDING DEFAULTS, PRIMARY KEY (scope_type, scope_id, period, route, material)) ON COMMIT DROP`);
  await tx.$executeRaw(sql`CREATE TEMP TABLE rebuilt_correction (LIKE impact_correction INCLUDING DEFAULTS, PRIMARY KEY (month)) ON COMMIT DROP`);
}

/** Adds a range of the log to the sums of a rebuild. */
export function addToRebuild(tx: Tx, from: number, to: number): Promise<void> {
  return addToSums(tx, from, to, REBUILT);
}

/** How many rows of the kept sums differ from the rebuilt ones: missing, too many, or other. */
export async function countDifferences(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: bigint }[]>(sql`
    SELECT (SELECT count(*) FROM (SELECT * FROM impact_total EXCEPT SELECT * FROM rebuilt_total) a)
      + (SELECT count(*) FROM (SELECT * FROM rebuilt_total EXCEPT SELECT * FROM impact_total) b)
      + (SELECT count(*) FROM (SELECT * FROM impact_spread EXCEPT SELECT * FROM rebuilt_spread) c)
      + (SELECT count(*) FROM (SELECT * FROM rebuilt_spread EXCEPT SELECT * FROM impact_spread) d)
      + (SELECT count(*) FROM (SELECT * FROM factor_use EXCEPT SELECT * FROM rebuilt_use) e)
      + (SELECT count(*) FROM (SELECT * FROM rebuilt_use EXCEPT SELECT * FROM factor_use) f)
      + (SELECT count(*) FROM (SELECT * FROM impact_contribution EXCEPT SELECT * FROM rebuilt_contribution) g)
      + (SELECT count(*) FROM (SELECT * FROM rebuilt_contribution EXCEPT SELECT * FROM impact_contribution) h)
      + (SELECT count(*) FROM (SELECT * FROM impact_reach EXCEPT SELECT * FROM rebuilt_reach) i)
      + (SELECT count(*) FROM (SELECT * FROM rebuilt_reach EXCEPT SELECT * FROM impact_reach) j)
      + (SELECT count(*) FROM (SELECT * FROM impact_correction EXCEPT SELECT * FROM rebuilt_correction) k)
      + (SELECT count(*) FROM (SELECT * FROM rebuilt_correction EXCEPT SELECT * FROM impact_correction) l) AS count`);
  return Number(row?.count ?? 0n);
}

/** Puts the rebuilt sums in the place of the kept ones. */
export async function swapInRebuild(tx: Tx): Promise<void> {
  await tx.$executeRaw(sql`TRUNCATE impact_total, impact_spread, factor_use, impact_contribution, impact_reach, impact_correction`);
  await tx.$executeRaw(sql`INSERT INTO impact_total SELECT * FROM rebuilt_total`);
  await tx.$executeRaw(sql`INSERT INTO impact_spread SELECT * FROM rebuilt_spread`);
  await tx.$executeRaw(sql`INSERT INTO factor_use SELECT * FROM rebuilt_use`);
  await tx.$executeRaw(sql`INSERT INTO impact_contribution SELECT * FROM rebuilt_contribution`);
  await tx.$executeRaw(sql`INSERT INTO impact_reach SELECT * FROM rebuilt_reach`);
  await tx.$executeRaw(sql`INSERT INTO impact_correction SELECT * FROM rebuilt_correction`);
  await tx.$executeRaw(sql`UPDATE board_change SET number = number + 1`);
}
