import type { Db } from "#app/platform/db/database.server.ts";
import { emptySql, sql, type Sql } from "#app/platform/db/sql.server.ts";
import type { Board, BoardEntry, BoardMetric, Standing } from "./totals.schema.ts";
import { gradeOfTotal } from "#app/shared/grades.ts";
import { BOARD_MINIMUM } from "./totals.schema.ts";

interface Row {
  id: string;
  slug: string;
  name: string;
  placeLabel: string | null;
  members: number;
  co2e: bigint;
  low: bigint;
  high: bigint;
  mass: bigint;
  measured: bigint;
  entries: number;
  gradeGrams: bigint;
  gradePoints: bigint;
}

/** Whole grams per head: the figure that is shown is the figure that is ranked, so what reads as a tie is one. */
const perHead = (column: Sql): Sql => sql`round(${column}::numeric / p.member_count)::bigint`;

const columns = {
  total: { co2e: sql`t.co2e_grams`, low: sql`t.low_grams`, high: sql`t.high_grams` },
  per_head: { co2e: perHead(sql`t.co2e_grams`), low: perHead(sql`t.low_grams`), high: perHead(sql`t.high_grams`) },
} as const satisfies Record<BoardMetric, Record<string, Sql>>;

/** Who stands on the board: listed communities with the minimum activity. */
function standing(metric: BoardMetric, period: string): Sql {
  return sql`
    FROM impact_total t JOIN party p ON p.id = t.scope_id
    WHERE t.scope_type = 'community' AND t.period = ${period} AND t.route = 'all' AND t.material = 'all'
      AND p.kind = 'community' AND p.is_listed AND t.entry_count >= ${BOARD_MINIMUM.entries}
      AND (t.low_grams <> 0 OR t.high_grams <> 0)
      ${metric === "per_head" ? sql`AND p.member_count >= ${BOARD_MINIMUM.membersPerHead}` : emptySql}`;
}

function selected(metric: BoardMetric): Sql {
  const { co2e, low, high } = columns[metric];
  return sql`SELECT t.scope_id AS id, p.slug, p.name, p.place_label AS "placeLabel", p.member_count AS members, ${co2e} AS co2e,
    ${low} AS low, ${high} AS high, t.mass_grams AS mass, t.measured_mass_grams AS measured, t.entry_count AS entries,
    t.grade_grams AS "gradeGrams", t.grade_points AS "gradePoints"`;
}

function entryOf(row: Row, rank: number): BoardEntry {
  const massGrams = Number(row.mass);
  return {
    rank,
    communityId: row.id,
    slug: row.slug,
    name: row.name,
    placeLabel: row.placeLabel,
    members: row.members,
    co2eGrams: Number(row.co2e),
    lowGrams: Number(row.low),
    highGrams: Number(row.high),
    entryCount: row.entries,
    grade: gradeOfTotal(Number(row.gradeGrams), Number(row.gradePoints)),
    coverage: massGrams > 0 ? Number(row.measured) / massGrams : null,
  };
}

interface Cursor {
  grams: number;
  id: string;
  rank: number;
  position: number;
}

function encode(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.grams, cursor.id, cursor.rank, cursor.position])).toString("base64url");
}

/** Null for anything that is not one of our cursors: the board then starts at the top. */
function decode(text: string | null | undefined): Cursor | null {
  if (!text) return null;
  try {
    const [grams, id, rank, position] = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as unknown[];
    const numbers = [grams, rank, position].every((value) => Number.isSafeInteger(value));
    return numbers && typeof id === "string" ? { grams: grams as number, id, rank: rank as number, position: position as number } : null;
  } catch {
    return null;
  }
}

/**
 * Communities by avoided emissions, in all or per head of today's members. Ties share a rank (1, 1, 3); among equals the older community
 * stands first, so the order is the same for everybody. Unlisted communities never appear and take no rank.
 */
export async function communityBoard(
  db: Db,
  input: { metric: BoardMetric; period: string; cursor?: string | null; limit?: number; now?: Date },
): Promise<Board> {
  const { metric, period } = input;
  const limit = input.limit ?? 25;
  const after = decode(input.cursor);
  const value = columns[metric].co2e;
  const beyond = after ? sql`AND (${value} < ${after.grams} OR (${value} = ${after.grams} AND t.scope_id > ${after.id}))` : emptySql;
  const rows = await db.$queryRaw<Row[]>(sql`
    ${selected(metric)} ${standing(metric, period)} ${beyond} ORDER BY ${value} DESC, t.scope_id LIMIT ${limit + 1}`);
  let position = after?.position ?? 0;
  let last: { grams: number; rank: number } | null = after;
  const entries = rows.slice(0, limit).map((row) => {
    position += 1;
    const grams = Number(row.co2e);
    const rank: number = last?.grams === grams ? last.rank : position;
    last = { grams, rank };
    return entryOf(row, rank);
  });
  const end = entries.at(-1);
  const more = rows.length > limit && end;
  return {
    metric,
    period,
    rows: entries,
    nextCursor: more ? encode({ grams: end.co2eGrams, id: end.communityId, rank: end.rank, position }) : null,
    computedAt: (input.now ?? new Date()).toISOString(),
  };
}

/** Where one community stands on a board, or null where it does not (unlisted, or below the minimum). */
export async function standingOf(
  db: Db,
  input: { metric: BoardMetric; period: string; communityId: string },
): Promise<Standing | null> {
  const { metric, period, communityId } = input;
  const value = columns[metric].co2e;
  const [own] = await db.$queryRaw<Row[]>(sql`${selected(metric)} ${standing(metric, period)} AND t.scope_id = ${communityId}`);
  if (!own) return null;
  const [counts] = await db.$queryRaw<{ ahead: bigint; of: bigint }[]>(sql`
    SELECT count(*) FILTER (WHERE ${value} > ${own.co2e}) AS ahead, count(*) AS of ${standing(metric, period)}`);
  const [above] = await db.$queryRaw<Row[]>(sql`
    ${selected(metric)} ${standing(metric, period)} AND ${value} > ${own.co2e} ORDER BY ${value}, t.scope_id DESC LIMIT 1`);
  return {
    entry: entryOf(own, Number(counts?.ahead ?? 0n) + 1),
    of: Number(counts?.of ?? 1n),
    above: above ? { name: above.name, slug: above.slug, gapGrams: Number(above.co2e - own.co2e) } : null,
  };
}
