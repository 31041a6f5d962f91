import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { DayTotal, MaterialTotal, MonthTotal, RouteTotal, Scope, TotalView } from "./totals.schema.ts";
import { gradeOfTotal } from "#app/shared/grades.ts";
import { PLATFORM } from "./totals.schema.ts";

interface TotalRow {
  co2e: bigint;
  low: bigint;
  high: bigint;
  verified: bigint;
  late: bigint;
  gradeGrams: bigint;
  gradePoints: bigint;
  mass: bigint;
  measured: bigint;
  uncovered: bigint;
  entries: number;
}

const figures = sql`co2e_grams AS co2e, low_grams AS low, high_grams AS high, verified_grams AS verified, late_grams AS late,
  grade_grams AS "gradeGrams", grade_points AS "gradePoints", mass_grams AS mass, measured_mass_grams AS measured,
  not_covered_grams AS uncovered, entry_count AS entries`;

const NOTHING: TotalRow = { co2e: 0n, low: 0n, high: 0n, verified: 0n, late: 0n, gradeGrams: 0n, gradePoints: 0n, mass: 0n, measured: 0n, uncovered: 0n, entries: 0 };

function view(row: TotalRow): TotalView {
  const massGrams = Number(row.mass);
  const measuredMassGrams = Number(row.measured);
  return {
    co2eGrams: Number(row.co2e),
    lowGrams: Number(row.low),
    highGrams: Number(row.high),
    verifiedGrams: Number(row.verified),
    lateGrams: Number(row.late),
    grade: gradeOfTotal(Number(row.gradeGrams), Number(row.gradePoints)),
    massGrams,
    measuredMassGrams,
    notCoveredGrams: Number(row.uncovered),
    entryCount: row.entries,
    coverage: massGrams > 0 ? measuredMassGrams / massGrams : null,
  };
}

/** The sum of a scope over `period` ("all" or "YYYY-MM"); zeros where there is none. */
export async function scopeTotal(db: Db, scope: Scope, period = "all"): Promise<TotalView> {
  const [row] = await db.$queryRaw<TotalRow[]>(sql`
    SELECT ${figures} FROM impact_total
    WHERE scope_type = ${scope.type} AND scope_id = ${scope.id} AND period = ${period} AND route = 'all' AND material = 'all'`);
  return view(row ?? NOTHING);
}

/** The sum of everything, each entry once. */
export function platformTotals(db: Db, period = "all"): Promise<TotalView> {
  return scopeTotal(db, PLATFORM, period);
}

/** The sum of a party's shares. */
export function partySummary(db: Db, partyId: string, period = "all"): Promise<TotalView> {
  return scopeTotal(db, { type: "party", id: partyId }, period);
}

/** Sums by material or category, the largest effect first; at most 60. */
export async function totalsByMaterial(db: Db, scope: Scope, period = "all"): Promise<MaterialTotal[]> {
  const rows = await db.$queryRaw<(TotalRow & { code: string })[]>(sql`
    SELECT material AS code, ${figures} FROM impact_total
    WHERE scope_type = ${scope.type} AND scope_id = ${scope.id} AND period = ${period} AND route = 'all' AND material <> 'all'
      AND entry_count > 0
    ORDER BY co2e_grams DESC, mass_grams DESC, material LIMIT 60`);
  return rows.map((row) => ({ code: row.code, ...view(row) }));
}

/** Sums by route, the largest effect first. */
export async function totalsByRoute(db: Db, scope: Scope, period = "all"): Promise<RouteTotal[]> {
  const rows = await db.$queryRaw<(TotalRow & { route: string })[]>(sql`
    SELECT route, ${figures} FROM impact_total
    WHERE scope_type = ${scope.type} AND scope_id = ${scope.id} AND period = ${period} AND route <> 'all' AND material = 'all'
      AND entry_count > 0
    ORDER BY co2e_grams DESC, route`);
  return rows.map((row) => ({ route: row.route, ...view(row) }));
}

/** The latest months with entries, oldest first; at most `limit`. */
export async function totalsByMonth(db: Db, scope: Scope, limit = 12): Promise<MonthTotal[]> {
  const rows = await db.$queryRaw<(TotalRow & { month: string })[]>(sql`
    SELECT period AS month, ${figures} FROM impact_total
    WHERE scope_type = ${scope.type} AND scope_id = ${scope.id} AND period ~ '^\\d{4}-\\d\\d$' AND route = 'all' AND material = 'all'
    ORDER BY period DESC LIMIT ${limit}`);
  return rows.map((row) => ({ month: row.month, ...view(row) })).reverse();
}

/** The days of a month ("YYYY-MM") that have entries, oldest first. */
export async function totalsByDay(db: Db, scope: Scope, month: string): Promise<DayTotal[]> {
  const rows = await db.$queryRaw<(TotalRow & { day: string })[]>(sql`
    SELECT period AS day, ${figures} FROM impact_total
    WHERE scope_type = ${scope.type} AND scope_id = ${scope.id} AND period BETWEEN ${`${month}-01`} AND ${`${month}-31`} AND route = 'all' AND material = 'all'
    ORDER BY period LIMIT 31`);
  return rows.map((row) => ({ day: row.day, ...view(row) }));
}

/** Regions with entries, the largest effect first; at most 250. */
export async function totalsByRegion(db: Db, period = "all"): Promise<(TotalView & { region: string })[]> {
  const rows = await db.$queryRaw<(TotalRow & { region: string })[]>(sql`
    SELECT scope_id AS region, ${figures} FROM impact_total
    WHERE scope_type = 'region' AND period = ${period} AND route = 'all' AND material = 'all' AND entry_count > 0
    ORDER BY co2e_grams DESC, scope_id LIMIT 250`);
  return rows.map((row) => ({ region: row.region, ...view(row) }));
}
