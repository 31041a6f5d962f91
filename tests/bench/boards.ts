import { parseArgs } from "node:util";
import pg from "pg";
import { connectPostgres } from "../../app/platform/db/adapters.server.ts";
import { migrateAndConnect, type Database } from "../../app/platform/db/database.server.ts";
import { metricsOf } from "../../app/domains/impact/boards/boards.schema.ts";
import { boardPeriods, keepBoards, readBoard, standingOf, trendsOf } from "../../app/domains/impact/boards/boards.service.server.ts";
import { platformTotals } from "../../app/domains/impact/totals.repository.server.ts";
import { adminQuery, databaseUrl, findPostgres } from "../setup/databases.ts";

type Db = Database["db"];

/** Fills communities with the sums that so many ledger rows would have left: by day, week, month, season and in all, by route and by material. */
async function fill(pool: pg.Pool, communities: number, rows: number): Promise<void> {
  const each = Math.max(1, Math.round(rows / communities));
  await pool.query(`SELECT setseed(0.5)`);
  await pool.query(`INSERT INTO party (id, kind, name, slug, member_count, updated_at) SELECT 'c' || lpad(n::text, 8, '0'), 'community', 'Community ' || n, 'community-' || n, 3 + (n * 7919) % 400, now() FROM generate_series(1, ${communities}) n`);
  const day = (n: string) => `to_char(date '2026-01-01' + ${n}, 'YYYY-MM-DD')`;
  const periods = `SELECT 'all' AS period, 1.0 AS part UNION ALL SELECT DISTINCT to_char(d, 'YYYY-MM'), 0.09 FROM generate_series(timestamp '2026-01-01', '2026-11-25', '1 day') d
    UNION ALL SELECT DISTINCT to_char(d, 'IYYY-"W"IW'), 0.02 FROM generate_series(timestamp '2026-01-01', '2026-11-25', '1 day') d UNION ALL SELECT DISTINCT to_char(d, 'YYYY-"Q"Q'), 0.25 FROM generate_series(timestamp '2026-01-01', '2026-11-25', '1 day') d`;
  const put = (scope: string, from: string, kinds: string, when: string) => pool.query(`
    INSERT INTO impact_total (scope_type, scope_id, period, route, material, co2e_grams, low_grams, high_grams, mass_grams, measured_mass_grams, entry_count, independent_squares, grade_grams, grade_points)
    SELECT '${scope}', id, period, route, material, g, g / 2, g * 2, g / 3, g / 4, greatest(1, (${each} * part * share)::int), g::numeric * 1000, g, g
    FROM (SELECT x.id, w.period, w.part, k.route, k.material, k.share, (${each} * w.part * k.share * (400 + 1200 * random()))::bigint + 1 AS g FROM ${from} x CROSS JOIN (${when}) w CROSS JOIN (${kinds}) k) f`);
  const whole = `VALUES ('all', 'all', 1.0)`;
  const routes = `VALUES ('all', 'all', 1.0), ('recycle', 'all', 0.7), ('reuse', 'all', 0.2), ('compost', 'all', 0.1)`;
  const materials = `VALUES ('all', 'cardboard', 0.4), ('all', 'pet', 0.3), ('all', 'glass', 0.3)`;
  const named = (list: string) => `SELECT * FROM (${list}) v(route, material, share)`;
  const list = `(SELECT id FROM party WHERE kind = 'community')`;
  await put("community", list, named(routes), periods);
  await put("community", list, named(materials), `SELECT * FROM (${periods}) p WHERE period = 'all' OR period ~ '^\\d{4}-\\d\\d$'`);
  // Days on which something came: one in eight.
  await put("community", list, named(whole), `SELECT ${day("n")} AS period, 0.003 AS part FROM generate_series(0, 320, 8) n`);
  await put("platform", `(SELECT 'all' AS id)`, named(routes), periods);
  await pool.query(`INSERT INTO impact_spread (scope_type, scope_id, period, route, material, factor_id, milligrams)
    SELECT scope_type, scope_id, period, route, material, 'a', co2e_grams * 100 FROM impact_total WHERE scope_type = 'community' AND material = 'all' AND route <> 'all'`);
  await pool.query(`INSERT INTO board_change (key, number) SELECT DISTINCT period, 1 FROM impact_total WHERE scope_type = 'platform'`);
  await pool.query(`VACUUM ANALYZE`);
}

/** Everything that the board's page asks of the database, one after the other. */
async function page(db: Db, key: { metric: ReturnType<typeof metricsOf>[number]; period: string }, partyId: string, now: Date): Promise<number> {
  const board = await readBoard(db, { ...key, now });
  await standingOf(db, { ...key, partyId, now });
  await platformTotals(db, key.period);
  await boardPeriods(db, now);
  await trendsOf(db, { ...key, rows: board.rows, now });
  return board.rows.length;
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** The board's page over few communities and over many, in one run, in turn. Needs a PostgreSQL. */
export async function benchBoards(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { communities: { type: "string", default: "20000" }, rows: { type: "string", default: "10000000" }, calls: { type: "string", default: "60" }, json: { type: "boolean", default: false } } });
  const adminUrl = await findPostgres();
  if (!adminUrl) throw new Error("the boards' bench needs a PostgreSQL (TEST_DATABASE_URL names one)");
  const [communities, rows, calls] = [Number(values.communities), Number(values.rows), Number(values.calls)];
  const sizes = { one_page: { communities: 25, rows: (25 * rows) / communities }, many: { communities, rows } };
  const open: { name: keyof typeof sizes; database: Database; pool: pg.Pool; drop: string }[] = [];
  const now = new Date("2026-11-26T12:00:00Z");
  const figures: Record<string, number | string>[] = [];
  try {
    for (const name of ["one_page", "many"] as const) {
      const drop = `roundabout_bench_${process.pid}_${name}`;
      await adminQuery(adminUrl, `CREATE DATABASE ${drop} TEMPLATE template0 ENCODING 'UTF8'`);
      const url = databaseUrl(adminUrl, drop);
      const database = await migrateAndConnect(connectPostgres(url, { maxConnections: 3 }));
      const pool = new pg.Pool({ connectionString: url, max: 1 });
      open.push({ name, database, pool, drop });
      process.stderr.write(`filling ${sizes[name].communities} communities ...\n`);
      await fill(pool, sizes[name].communities, sizes[name].rows);
    }
    for (const metric of metricsOf("communities")) {
      const key = { metric, period: metric === "improvement" ? "2026-11" : metric === "reuse" ? "2026-W47" : metric === "recycling" ? "2026-Q4" : "all" };
      const times: Record<string, number[]> = { one_page: [], many: [] };
      const first: Record<string, number> = {};
      for (let call = -3; call < calls; call += 1) {
        for (const one of open) {
          const started = performance.now();
          const shown = await page(one.database.db, key, "c00000013", now);
          if (shown === 0) throw new Error(`${one.name}: an empty board measures nothing`);
          if (call === -3) first[one.name] = performance.now() - started;
          if (call >= 0) times[one.name]?.push(performance.now() - started);
        }
      }
      const [few, many] = [median(times.one_page ?? []), median(times.many ?? [])];
      figures.push({ metric, period: key.period, onePageMs: few, manyMs: many, ratio: many / few, computedMs: first.many ?? 0 });
    }
    const many = open[1];
    if (many) {
      await many.pool.query(`UPDATE board_change SET number = number + 1`);
      const started = performance.now();
      const computed = await keepBoards(many.database.db, new Date(now.getTime() + 600_000));
      figures.push({ metric: `the timer computes ${computed} large boards anew`, period: "", computedMs: performance.now() - started });
      const { rows: counted } = await many.pool.query<{ totals: string; spreads: string }>(`SELECT (SELECT count(*) FROM impact_total) AS totals, (SELECT count(*) FROM impact_spread) AS spreads`);
      figures.push({ metric: `rows of sums: ${counted[0]?.totals ?? ""}, of their errors: ${counted[0]?.spreads ?? ""}`, period: "" });
    }
  } finally {
    for (const one of open) {
      await one.pool.end();
      await one.database.close();
      await adminQuery(adminUrl, `DROP DATABASE IF EXISTS ${one.drop} WITH (FORCE)`);
    }
  }
  if (values.json) console.log(JSON.stringify({ node: process.versions.node, communities, rows, calls, figures }));
  else {
    for (const { metric, period, onePageMs, manyMs, ratio, computedMs } of figures) {
      const timed = typeof ratio === "number" ? `25 communities ${Number(onePageMs).toFixed(2)} ms, ${communities} ${Number(manyMs).toFixed(2)} ms, ratio ${ratio.toFixed(3)} (goal 1.3), ` : "";
      console.log(`${`${String(metric)} ${String(period)}`.padEnd(26)} ${timed}${computedMs === undefined ? "" : `computed in ${Math.round(Number(computedMs))} ms`}`);
    }
  }
}
