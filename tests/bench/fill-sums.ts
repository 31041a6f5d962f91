import type pg from "pg";

const named = (list: string) => `SELECT * FROM (${list}) v(route, material, share)`;
const ROUTES = named(`VALUES ('all', 'all', 1.0), ('recycle', 'all', 0.7), ('reuse', 'all', 0.2), ('compost', 'all', 0.1)`);
const MATERIALS = named(`VALUES ('all', 'cardboard', 0.4), ('all', 'pet', 0.3), ('all', 'glass', 0.3)`);
const WHOLE = named(`VALUES ('all', 'all', 1.0)`);
const DAYS = `generate_series(timestamp '2026-01-01', '2026-11-25', '1 day') d`;
const PERIODS = `SELECT 'all' AS period, 1.0 AS part UNION ALL SELECT DISTINCT to_char(d, 'YYYY-MM'), 0.09 FROM ${DAYS}
  UNION ALL SELECT DISTINCT to_char(d, 'IYYY-"W"IW'), 0.02 FROM ${DAYS} UNION ALL SELECT DISTINCT to_char(d, 'YYYY-"Q"Q'), 0.25 FROM ${DAYS}`;
const MONTHS = `SELECT * FROM (${PERIODS}) p WHERE period = 'all' OR period ~ '^\\d{4}-\\d\\d$'`;

/** Sums of every scope of `from` (a list with ids) in every period of `when`, by every kind of `kinds`, as `each` ledger rows would have left them. */
async function put(pool: pg.Pool, scope: string, from: string, kinds: string, when: string, each: number): Promise<void> {
  await pool.query(`
    INSERT INTO impact_total (scope_type, scope_id, period, route, material, co2e_grams, low_grams, high_grams, mass_grams, measured_mass_grams, entry_count, independent_squares, grade_grams, grade_points)
    SELECT '${scope}', id, period, route, material, g, g / 2, g * 2, g / 3, g / 4, greatest(1, (${each} * part * share)::int), g::numeric * 1000, g, g
    FROM (SELECT x.id, w.period, w.part, k.route, k.material, k.share, (${each} * w.part * k.share * (400 + 1200 * random()))::bigint + 1 AS g FROM ${from} x CROSS JOIN (${when}) w CROSS JOIN (${kinds}) k) f`);
}

/** Fills communities with the sums that so many ledger rows would have left: by day, week, month, season and in all, by route and by material. */
export async function fillCommunities(pool: pg.Pool, communities: number, rows: number): Promise<void> {
  const each = Math.max(1, Math.round(rows / communities));
  await pool.query(`SELECT setseed(0.5)`);
  await pool.query(`INSERT INTO party (id, kind, name, slug, member_count, updated_at) SELECT 'c' || lpad(n::text, 8, '0'), 'community', 'Community ' || n, 'community-' || n, 3 + (n * 7919) % 400, now() FROM generate_series(1, ${communities}) n`);
  const list = `(SELECT id FROM party WHERE kind = 'community')`;
  await put(pool, "community", list, ROUTES, PERIODS, each);
  await put(pool, "community", list, MATERIALS, MONTHS, each);
  // Days on which something came: one in eight.
  await put(pool, "community", list, WHOLE, `SELECT to_char(date '2026-01-01' + n, 'YYYY-MM-DD') AS period, 0.003 AS part FROM generate_series(0, 320, 8) n`, each);
  await put(pool, "platform", `(SELECT 'all' AS id)`, ROUTES, PERIODS, rows);
  await pool.query(`INSERT INTO impact_spread (scope_type, scope_id, period, route, material, factor_id, milligrams)
    SELECT scope_type, scope_id, period, route, material, 'a', co2e_grams * 100 FROM impact_total WHERE scope_type = 'community' AND material = 'all' AND route <> 'all'`);
  await pool.query(`INSERT INTO board_change (key, number) SELECT DISTINCT period, 1 FROM impact_total WHERE scope_type = 'platform'`);
}

/** Gives so many parties sums of their own, by month and route. They have no rows among the parties: nothing that is measured asks for them. */
export async function fillParties(pool: pg.Pool, parties: number): Promise<void> {
  await put(pool, "party", `(SELECT 'p' || lpad(n::text, 8, '0') AS id FROM generate_series(1, ${parties}) n)`, ROUTES, MONTHS, 100);
}

/** The platform and `regions` regions by `months` months: days, months, and months as they are published, of those each route and material together and how many parties they have. */
export async function fillRegions(pool: pg.Pool, input: { regions: number; months: number; rows: number }): Promise<void> {
  const regions = `(SELECT chr(65 + n / 26) || chr(65 + n % 26) AS id FROM generate_series(0, ${input.regions - 1}) n)`;
  const routes = ["recycle", "reuse", "repair", "compost", "weight_only", "in_chain"].map((route, n) => `('${route}', ${[0.6, 0.12, 0.1, 0.1, 0.05, 0.03][n]})`).join(", ");
  const materials = ["cardboard", "pet", "glass", "aluminium_cans", "newspaper", "copper", "ldpe_film", "lead", "plasterboard", "food_waste", "jeans", "laptop"].map((material) => `('${material}', 0.08)`).join(", ");
  const [route, material] = [`(VALUES ${routes}) r(route, share)`, `(VALUES ${materials}) m(material, share)`];
  const single = `SELECT 'all' AS route, 'all' AS material, 1.0 AS share UNION ALL SELECT route, 'all', share FROM ${route} UNION ALL SELECT 'all', material, share FROM ${material}`;
  const first = `date '2026-11-01' - interval '${input.months} months'`;
  const published = `SELECT to_char(${first} + n * interval '1 month', '"p"YYYY-MM') AS period, ${1 / input.months} AS part FROM generate_series(0, ${input.months - 1}) n`;
  const days = `SELECT to_char(d, 'YYYY-MM-DD') AS period, ${1 / (30 * input.months)} AS part FROM generate_series(${first}, date '2026-10-31', '1 day') d`;
  for (const [scope, from, each] of [["platform", `(SELECT 'all' AS id)`, input.rows], ["region", regions, Math.round(input.rows / input.regions)]] as const) {
    await put(pool, scope, from, `${single} UNION ALL SELECT route, material, r.share * m.share FROM ${route} CROSS JOIN ${material}`, published, each);
    await put(pool, scope, from, WHOLE, days, each);
    if (scope === "region") await put(pool, scope, from, single, PERIODS, each);
  }
  // Of twelve cells one has too few parties to be shown.
  await pool.query(`INSERT INTO impact_reach (scope_type, scope_id, period, route, material, parties)
    SELECT scope_type, scope_id, period, route, material, CASE WHEN hashtext(scope_id || period || route || material) % 12 = 0 THEN 3 ELSE 40 END FROM impact_total WHERE period LIKE 'p%' AND route <> 'in_chain'`);
}

/** So many corrections in the ledger over the same months, each of an entry of its own, and the numbers that the totals keep of them. */
export async function fillCorrections(pool: pg.Pool, input: { corrections: number; months: number }): Promise<void> {
  await pool.query(`
    INSERT INTO ledger_entry (id, kind, cause_type, cause_id, lot_id, corrects_id, status, route, region, region_day, material, mass_grams, weight_basis, co2e_grams, formula_version, factor_ids, inputs, terms, giver_party_id, occurred_at, recorded_at, leaf_hash)
    SELECT 'k' || lpad(n::text, 9, '0'), 'adjustment', 'restatement', 'k' || n, 'l' || n, 'e' || lpad(n::text, 9, '0'), 'ok', 'recycle', 'CN', to_char(at, 'YYYY-MM-DD'), 'cardboard', 1000, 'measured', 900, 'formula@1', '{}', '{}', '[]', 'p' || n % 40000, at, at, '\\x'
    FROM (SELECT n, date '2026-10-31' - n % ${input.months * 30} + interval '1 hour' * (n % 24) AS at FROM generate_series(1, ${input.corrections}) n) f`);
  await pool.query(`INSERT INTO impact_correction (month, row_count) SELECT to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM'), count(*) FROM ledger_entry WHERE corrects_id IS NOT NULL GROUP BY 1`);
}
