import { expect, it } from "vitest";
import type { Db } from "#app/platform/db/database.server.ts";
import { sql, type Sql } from "#app/platform/db/sql.server.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { rowAbove, rowOfBoard, rowsOfBoard } from "./boards.repository.server.ts";
import { boardPeriods } from "./boards.service.server.ts";

const ROWS = 3000;
const key = { scope: "communities", withinId: "all", metric: "total", period: "all" } as const;

/** A database that tells of each statement by which index it finds rows of boards, before it answers. */
function watched(db: Db, seen: string[]): Db {
  const ask = async (statement: Sql) => {
    const plan = await db.$queryRaw<Record<string, string>[]>(sql`EXPLAIN (COSTS OFF) ${statement}`);
    seen.push(...plan.flatMap((line) => Object.values(line)).flatMap((line) => /board_row\w*(?= on board_row b)|Seq Scan(?= on board_row b)|Sort Key/.exec(line)?.[0] ?? []));
    return db.$queryRaw(statement);
  };
  return { $queryRaw: ask } as unknown as Db;
}

describeDatabases("rows of a large board", (open) => {
  it("are found by index, in order or by key, though the database has never counted them", async () => {
    const db = open();
    await db.$executeRaw(sql`INSERT INTO party (id, kind, name, slug, member_count, updated_at) SELECT 'c' || lpad(n::text, 5, '0'), 'community', 'Community ' || n, 'community-' || n, 3, now() FROM generate_series(1, ${ROWS}::int) n`);
    await db.$executeRaw(sql`
      INSERT INTO board_row (scope, within_id, metric, period, entity_id, rank, rank_grams, members, co2e_grams, low_grams, high_grams, mass_grams, measured_mass_grams, entry_count, grade_grams, grade_points, held_count, left_out_count)
      SELECT 'communities', 'all', 'total', 'all', 'c' || lpad(n::text, 5, '0'), n, 10 * (${ROWS}::int - n), 3, 10 * (${ROWS}::int - n), 0, 0, 0, 0, 1, 0, 0, 0, 0 FROM generate_series(1, ${ROWS}::int) n`);
    const seen: string[] = [];
    const told = watched(db, seen);
    expect((await rowsOfBoard(told, key, { after: null, limit: 3 })).map((row) => row.rank)).toEqual([1, 2, 3]);
    expect((await rowsOfBoard(told, key, { after: { grams: 10 * (ROWS - 1500), id: "c01500" }, limit: 2 })).map((row) => row.rank)).toEqual([1501, 1502]);
    expect((await rowAbove(told, key, 10 * (ROWS - 1500)))?.rank).toBe(1499);
    expect(seen).toEqual(["board_row_order", "board_row_order", "board_row_order"]);
    expect((await rowOfBoard(told, key, "c01500"))?.rank).toBe(1500);
    expect(seen.at(-1)).toBe("board_row_pkey");
  });
});

describeDatabases("the periods of boards", (open) => {
  it("are the present ones and the latest of each kind with entries, and neither days nor months as they are published", async () => {
    const db = open();
    const now = new Date("2026-11-26T12:00:00Z");
    expect(await boardPeriods(db, now)).toEqual({ week: ["2026-W48"], month: ["2026-11"], season: ["2026-Q4"] });
    await db.$executeRaw(sql`
      INSERT INTO impact_total (scope_type, scope_id, period, route, material)
      SELECT 'platform', 'all', p.period, k.route, 'all' FROM (VALUES ('all'), ('recycle')) AS k(route) CROSS JOIN (
        SELECT 'all' AS period UNION SELECT to_char(d, f.shape) FROM generate_series(timestamp '2023-01-01', '2026-10-31', '1 day') d
        CROSS JOIN (VALUES ('YYYY-MM-DD'), ('YYYY-MM'), ('"p"YYYY-MM'), ('IYYY-"W"IW'), ('YYYY-"Q"Q')) AS f(shape)) p`);
    await db.$executeRaw(sql`INSERT INTO impact_total (scope_type, scope_id, period, route, material) VALUES ('region', 'DE', '2026-W47', 'all', 'all'), ('platform', 'all', '2026-W46', 'recycle', 'all')`);
    const { week, month, season } = await boardPeriods(db, now);
    expect([week.length, week.slice(0, 3), week.at(-1)]).toEqual([27, ["2026-W48", "2026-W44", "2026-W43"], "2026-W19"]);
    expect([month.length, month.slice(0, 2), month.at(-1)]).toEqual([25, ["2026-11", "2026-10"], "2024-11"]);
    expect(season).toEqual(["2026-Q4", "2026-Q3", "2026-Q2", "2026-Q1", "2025-Q4", "2025-Q3", "2025-Q2", "2025-Q1", "2024-Q4", "2024-Q3", "2024-Q2", "2024-Q1"]);
  });
});
