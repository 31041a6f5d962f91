import type { EntryKind } from "#app/domains/impact/ledger.rows.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { emptySql, sql, type Sql } from "#app/platform/db/sql.server.ts";

/** An entry as anybody may list it: what moved and what it kept out of the air, nobody's name. Grams. */
export type PublicEntry = {
  id: string;
  kind: EntryKind;
  stage: "provisional" | "verified";
  isLate: boolean;
  corrects: string | null;
  occurredAt: string;
  recordedAt: string;
  status: "ok" | "not_covered";
  route: string;
  region: string;
  subject: { kind: "material" | "goods"; code: string };
  massGrams: number | null;
  itemCount: number | null;
  weightBasis: string;
  grade: string | null;
  co2eGrams: number | null;
  lowGrams: number | null;
  highGrams: number | null;
};

type Row = Omit<PublicEntry, "occurredAt" | "recordedAt" | "subject" | "co2eGrams" | "lowGrams" | "highGrams"> & {
  place: string;
  occurredAt: Date;
  recordedAt: Date;
  material: string | null;
  category: string | null;
  co2e: bigint | null;
  low: bigint | null;
  high: bigint | null;
};

const number = (value: bigint | null): number | null => (value === null ? null : Number(value));

const head = sql`e.id, e.kind::text AS kind, e.stage::text AS stage, e.is_late AS "isLate", e.corrects_id AS corrects, e.occurred_at AS "occurredAt",
  e.recorded_at AS "recordedAt", e.status::text AS status, e.route, e.region, e.material, e.category, e.item_count AS "itemCount",
  e.weight_basis AS "weightBasis", e.grade`;
const whole = sql`e.mass_grams AS "massGrams", e.co2e_grams AS co2e, e.low_grams AS low, e.high_grams AS high`;

/**
 * Entries of everybody, or those a community has a share of (then its share's figures). Everybody's are listed as the log holds them, the
 * latest first; of a month ("YYYY-MM", in UTC or in the community's zone, as its totals count it) by their hand-over. The cursor is the
 * last page's `nextCursor`. Every list walks an index, whatever its size.
 */
export async function publicEntries(
  db: Db,
  input: { communityId: string | null; month: string | null; cursor: string | null; limit: number },
): Promise<{ entries: PublicEntry[]; nextCursor: string | null }> {
  const { communityId, month, cursor, limit } = input;
  const query = communityId !== null ? ofCommunity(communityId, month, cursor, limit) : month !== null ? ofMonth(month, cursor, limit) : ofLog(cursor, limit);
  const rows = await db.$queryRaw<Row[]>(query);
  const last = rows[limit - 1];
  return { entries: rows.slice(0, limit).map(view), nextCursor: rows.length > limit && last ? last.place : null };
}

/** Entries as the log holds them, from an index on, oldest first; at most `limit`. */
export async function entriesFrom(db: Db, from: number, limit: number): Promise<(PublicEntry & { index: number })[]> {
  const rows = await db.$queryRaw<Row[]>(sql`
    SELECT l.index::text AS place, ${head}, ${whole} FROM ledger_leaf l JOIN ledger_entry e ON e.id = l.entry_id
    WHERE l.index >= ${BigInt(from)} ORDER BY l.index LIMIT ${limit}`);
  return rows.map((row) => ({ index: Number(row.place), ...view(row) }));
}

function ofLog(cursor: string | null, limit: number): Sql {
  const after = cursor && /^\d{1,15}$/.test(cursor) ? sql`WHERE l.index < ${BigInt(cursor)}` : emptySql;
  return sql`SELECT l.index::text AS place, ${head}, ${whole} FROM ledger_leaf l JOIN ledger_entry e ON e.id = l.entry_id ${after} ORDER BY l.index DESC LIMIT ${limit + 1}`;
}

function ofMonth(month: string, cursor: string | null, limit: number): Sql {
  const from = new Date(`${month}-01T00:00:00Z`);
  const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1));
  const [at, id] = (cursor ?? "").split("_");
  const after = at && id && !Number.isNaN(Date.parse(at)) ? sql`AND (e.occurred_at, e.id) < (${at}::timestamptz, ${id})` : emptySql;
  return sql`
    SELECT to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '_' || e.id AS place, ${head}, ${whole}
    FROM ledger_entry e JOIN ledger_leaf l ON l.entry_id = e.id
    WHERE e.occurred_at >= ${from} AND e.occurred_at < ${to} ${after} ORDER BY e.occurred_at DESC, e.id DESC LIMIT ${limit + 1}`;
}

function ofCommunity(communityId: string, month: string | null, cursor: string | null, limit: number): Sql {
  const inMonth = month ? sql`AND s.community_day BETWEEN ${`${month}-01`} AND ${`${month}-31`}` : emptySql;
  const after = cursor ? sql`AND s.entry_id < ${cursor}` : emptySql;
  return sql`
    WITH theirs AS (
      SELECT s.entry_id, sum(s.mass_grams)::int AS mass, sum(s.co2e_grams)::bigint AS co2e, sum(s.low_grams)::bigint AS low, sum(s.high_grams)::bigint AS high
      FROM ledger_share s WHERE s.community_id = ${communityId} ${inMonth} ${after}
      GROUP BY s.entry_id ORDER BY s.entry_id DESC LIMIT ${limit + 1})
    SELECT e.id AS place, ${head}, t.mass AS "massGrams", t.co2e, t.low, t.high
    FROM theirs t JOIN ledger_entry e ON e.id = t.entry_id ORDER BY e.id DESC`;
}

function view({ place: _place, material, category, co2e, low, high, ...row }: Row): PublicEntry {
  return {
    ...row,
    occurredAt: row.occurredAt.toISOString(),
    recordedAt: row.recordedAt.toISOString(),
    subject: material === null ? { kind: "goods", code: category ?? "other" } : { kind: "material", code: material },
    co2eGrams: number(co2e),
    lowGrams: number(low),
    highGrams: number(high),
  };
}
