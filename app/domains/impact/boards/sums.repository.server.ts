import type { Db } from "#app/platform/db/database.server.ts";
import { sql, type Sql } from "#app/platform/db/sql.server.ts";
import { periodKind } from "#app/shared/periods.ts";
import { seasonOf, weekOf } from "../projection.repository.server.ts";
import type { BoardKey, BoardScope } from "./boards.schema.ts";
import { METRIC_ROUTES } from "./boards.schema.ts";
import type { SumRow } from "./ranking.rules.ts";

/** Who may stand on a board, by the name `p` of a party and `c` of its choice. */
export function mayStand(scope: BoardScope, withinId: string): Sql {
  if (scope === "communities") return sql`p.kind = 'community' AND p.is_listed AND coalesce(c.stands, true)`;
  if (scope === "recyclers") return sql`p.kind = 'recycler' AND p.is_listed AND p.left_at IS NULL AND coalesce(c.stands, true)`;
  // A yes holds for the community it was said in, as long as the household counts for it.
  return sql`p.kind = 'household' AND p.left_at IS NULL AND p.home_community_id = ${withinId} AND c.stands AND c.community_id = ${withinId}`;
}

const heads: Record<BoardScope, Sql> = { communities: sql`p.member_count`, recyclers: sql`0`, households: sql`p.headcount` };

/** Whether a day lies in a period. */
function lies(day: Sql, period: string): Sql {
  const kind = periodKind(period);
  if (kind === "week") return sql`${weekOf(day)} = ${period}`;
  if (kind === "season") return sql`${seasonOf(day)} = ${period}`;
  return kind === "month" ? sql`left(${day}, 7) = ${period}` : sql`true`;
}

type Raw = Record<"co2e" | "low" | "high" | "mass" | "measured" | "gradeGrams" | "gradePoints", bigint> & { id: string; members: number; entries: number; held: number; leftOut: number };

/**
 * The kept sums of everybody who may stand on a board, over its period and routes, less the lines of entries that are held or stay out:
 * what the sums would be had those entries never been made. Ranges follow from the kept errors by the formula of every total. Only lines
 * that the sums have followed are taken away. In no order.
 */
export async function sumsOfBoard(db: Db, key: BoardKey): Promise<SumRow[]> {
  const routes = [...METRIC_ROUTES[key.metric]];
  const isWhole = routes.length === 1;
  const isCommunity = key.scope === "communities";
  const [id, day] = isCommunity ? [sql`s.community_id`, sql`s.community_day`] : [sql`s.party_id`, sql`s.party_day`];
  const kept = (t: Sql) => sql`${t}.scope_type = ${isCommunity ? "community" : "party"} AND ${t}.scope_id = p.id AND ${t}.period = ${key.period} AND ${t}.route = ANY(${routes}::text[]) AND ${t}.material = 'all'`;
  const rows = await db.$queryRaw<Raw[]>(sql`
    WITH part AS MATERIALIZED (
      SELECT h.id AS hold_id, h.state, e.id AS entry_id, ${id} AS id, sum(s.ppm)::numeric AS ppm, sum(coalesce(s.co2e_grams, 0)) AS co2e, sum(s.moved_grams) AS mass, sum(s.measured_grams) AS measured
      FROM board_hold h
      CROSS JOIN LATERAL (SELECT id, route FROM ledger_entry WHERE id = h.entry_id UNION ALL SELECT id, route FROM ledger_entry WHERE corrects_id = h.entry_id) e
      JOIN ledger_leaf l ON l.entry_id = e.id AND l.index < (SELECT projected_size FROM ledger_head WHERE id = 1)
      JOIN ledger_share s ON s.entry_id = e.id AND ${id} IS NOT NULL
      WHERE h.state IN ('held', 'upheld') AND ${lies(day, key.period)} AND (${isWhole} OR e.route = ANY(${routes}::text[]))
      GROUP BY h.id, e.id, ${id}
    ), held AS MATERIALIZED (
      SELECT part.id, sum(part.co2e) AS co2e, sum(part.mass) AS mass, sum(part.measured) AS measured,
        sum(CASE e.kind WHEN 'entry' THEN 1 WHEN 'reversal' THEN -1 ELSE 0 END) AS entries,
        sum(round(e.independent_squares * ppm * ppm / 1000000000000)) AS squares,
        sum(round(e.grade_grams * ppm / 1000000)) AS grade_grams, sum(round(e.grade_points * ppm / 1000000)) AS grade_points,
        count(DISTINCT hold_id) FILTER (WHERE part.state = 'held')::int AS held, count(DISTINCT hold_id) FILTER (WHERE part.state = 'upheld')::int AS left_out
      FROM part JOIN ledger_entry e ON e.id = part.entry_id GROUP BY part.id
    ), held_spread AS MATERIALIZED (
      SELECT part.id, f.key AS factor_id, sum(round(f.value::numeric * ppm / 1000000)) AS milligrams
      FROM part JOIN ledger_entry e ON e.id = part.entry_id CROSS JOIN LATERAL jsonb_each_text(e.spread) f GROUP BY 1, 2
    )
    SELECT p.id, ${heads[key.scope]} AS members, (t.co2e - coalesce(h.co2e, 0))::bigint AS co2e,
      CASE WHEN k.counts_anew THEN r.low ELSE t.low END AS low, CASE WHEN k.counts_anew THEN r.high ELSE t.high END AS high,
      (t.mass - coalesce(h.mass, 0))::bigint AS mass, (t.measured - coalesce(h.measured, 0))::bigint AS measured, (t.entries - coalesce(h.entries, 0))::int AS entries,
      (t.grade_grams - coalesce(h.grade_grams, 0))::bigint AS "gradeGrams", (t.grade_points - coalesce(h.grade_points, 0))::bigint AS "gradePoints",
      coalesce(h.held, 0) AS held, coalesce(h.left_out, 0) AS "leftOut"
    FROM party p LEFT JOIN board_choice c ON c.party_id = p.id LEFT JOIN held h ON h.id = p.id
    CROSS JOIN LATERAL (SELECT ${!isWhole} OR h.id IS NOT NULL AS counts_anew) k
    CROSS JOIN LATERAL (
      SELECT sum(co2e_grams) AS co2e, sum(low_grams)::bigint AS low, sum(high_grams)::bigint AS high, sum(mass_grams) AS mass, sum(measured_mass_grams) AS measured, sum(entry_count) AS entries,
        sum(independent_squares) AS squares, sum(grade_grams) AS grade_grams, sum(grade_points) AS grade_points
      FROM impact_total t WHERE ${kept(sql`t`)} OFFSET 0
    ) t
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(milligrams * milligrams), 0) AS squares FROM (
        SELECT sum(milligrams) AS milligrams FROM (
          SELECT factor_id, milligrams FROM impact_spread s WHERE k.counts_anew AND ${kept(sql`s`)}
          UNION ALL SELECT factor_id, -milligrams FROM held_spread WHERE held_spread.id = p.id
        ) both_ GROUP BY factor_id
      ) one OFFSET 0
    ) correlated
    CROSS JOIN LATERAL impact_range((t.co2e - coalesce(h.co2e, 0))::bigint, correlated.squares, t.squares - coalesce(h.squares, 0)) r
    WHERE t.entries IS NOT NULL AND ${mayStand(key.scope, key.withinId)}`);
  return rows.map((row) => ({
    id: row.id,
    members: row.members,
    co2eGrams: Number(row.co2e),
    lowGrams: Number(row.low),
    highGrams: Number(row.high),
    massGrams: Number(row.mass),
    measuredMassGrams: Number(row.measured),
    entryCount: row.entries,
    gradeGrams: Number(row.gradeGrams),
    gradePoints: Number(row.gradePoints),
    heldCount: row.held,
    leftOutCount: row.leftOut,
  }));
}

/** What the named parties or communities kept out in each of the periods, by id: everything that is written of them, held or not. */
export async function sumsOverPeriods(db: Db, input: { scope: BoardScope; metric: BoardKey["metric"]; ids: readonly string[]; periods: readonly string[] }): Promise<Map<string, Map<string, number>>> {
  const rows = await db.$queryRaw<{ id: string; period: string; co2e: bigint }[]>(sql`
    SELECT k.id, k.period, t.co2e::bigint AS co2e
    FROM (SELECT * FROM unnest(${[...input.ids]}::text[]) AS id CROSS JOIN unnest(${[...input.periods]}::text[]) AS period) k
    CROSS JOIN LATERAL (
      SELECT sum(co2e_grams) AS co2e FROM impact_total t
      WHERE t.scope_type = ${input.scope === "communities" ? "community" : "party"} AND t.scope_id = k.id AND t.period = k.period AND t.route = ANY(${[...METRIC_ROUTES[input.metric]]}::text[]) AND t.material = 'all' OFFSET 0
    ) t WHERE t.co2e IS NOT NULL`);
  const byId = new Map<string, Map<string, number>>();
  for (const row of rows) byId.set(row.id, (byId.get(row.id) ?? new Map<string, number>()).set(row.period, Number(row.co2e)));
  return byId;
}

/** The latest periods of each kind in which anything was counted anywhere, latest first: so many of it as `most` says. */
export async function periodsWithEntries(db: Db, most: { week?: number; month?: number; season?: number }): Promise<string[]> {
  // Below "a" are neither "all" nor the months as they are published, of which there is a row for each route and material; days are longer.
  const rows = await db.$queryRaw<{ period: string }[]>(sql`
    SELECT period FROM (
      SELECT period, kind, row_number() OVER (PARTITION BY kind ORDER BY period DESC) AS place FROM (
        SELECT period, translate(period, '0123456789', '') AS kind FROM impact_total
        WHERE scope_type = 'platform' AND scope_id = 'all' AND route = 'all' AND material = 'all' AND period < 'a' AND length(period) < 10
      ) kept
    ) ranked WHERE place <= CASE kind WHEN '-W' THEN ${most.week ?? 0}::int WHEN '-' THEN ${most.month ?? 0}::int WHEN '-Q' THEN ${most.season ?? 0}::int ELSE 0 END ORDER BY period DESC`);
  return rows.map((row) => row.period);
}
