import type { Db } from "#app/platform/db/database.server.ts";
import { emptySql, sql } from "#app/platform/db/sql.server.ts";

/** An entry as anybody may list it: what moved and what it kept out of the air, nobody's name. Grams. */
export type PublicEntry = {
  id: string;
  kind: "entry" | "reversal";
  occurredAt: string;
  status: "ok" | "not_covered";
  route: string;
  subject: { kind: "material" | "goods"; code: string };
  massGrams: number | null;
  itemCount: number | null;
  weightBasis: string;
  grade: string | null;
  co2eGrams: number | null;
  lowGrams: number | null;
  highGrams: number | null;
};

type Row = Omit<PublicEntry, "occurredAt" | "subject" | "co2eGrams" | "lowGrams" | "highGrams"> & {
  seq: bigint;
  occurredAt: Date;
  material: string | null;
  category: string | null;
  co2e: bigint | null;
  low: bigint | null;
  high: bigint | null;
};

const number = (value: bigint | null): number | null => (value === null ? null : Number(value));

/**
 * Entries of everybody, or those a community has a share of (then its share's figures), latest recorded first. `month` as
 * "YYYY-MM", in UTC or in the community's zone, as its totals count it. The cursor is the last page's `nextCursor`.
 */
export async function publicEntries(
  db: Db,
  input: { communityId: string | null; month: string | null; cursor: string | null; limit: number },
): Promise<{ entries: PublicEntry[]; nextCursor: string | null }> {
  const after = input.cursor && /^\d{1,18}$/.test(input.cursor) ? sql`AND e.seq < ${BigInt(input.cursor)}` : emptySql;
  const head = sql`e.seq, e.id, e.kind::text AS kind, e.occurred_at AS "occurredAt", e.status::text AS status, e.route, e.material, e.category,
    e.item_count AS "itemCount", e.weight_basis AS "weightBasis", e.grade`;
  const inMonth = input.month ? sql`AND to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM') = ${input.month}` : emptySql;
  const inTheirMonth = input.month ? sql`AND s.community_month = ${input.month}` : emptySql;
  const rows = await db.$queryRaw<Row[]>(
    input.communityId === null
      ? sql`
        SELECT ${head}, e.mass_grams AS "massGrams", e.co2e_grams AS co2e, e.low_grams AS low, e.high_grams AS high
        FROM ledger_entry e WHERE e.kind IN ('entry', 'reversal') ${inMonth} ${after}
        ORDER BY e.seq DESC LIMIT ${input.limit + 1}`
      : sql`
        SELECT ${head}, s.mass AS "massGrams", s.co2e, s.low, s.high
        FROM ledger_entry e
        JOIN LATERAL (
          SELECT sum(s.mass_grams)::int AS mass, sum(s.co2e_grams)::bigint AS co2e, sum(s.low_grams)::bigint AS low,
            sum(s.high_grams)::bigint AS high, count(*) AS sides
          FROM ledger_share s WHERE s.entry_id = e.id AND s.community_id = ${input.communityId} ${inTheirMonth}) s ON s.sides > 0
        WHERE e.kind IN ('entry', 'reversal') ${after}
        ORDER BY e.seq DESC LIMIT ${input.limit + 1}`,
  );
  const entries = rows.slice(0, input.limit).map(({ seq: _seq, material, category, co2e, low, high, ...row }) => ({
    ...row,
    occurredAt: row.occurredAt.toISOString(),
    subject: material === null ? { kind: "goods" as const, code: category ?? "other" } : { kind: "material" as const, code: material },
    co2eGrams: number(co2e),
    lowGrams: number(low),
    highGrams: number(high),
  }));
  const last = rows[entries.length - 1];
  return { entries, nextCursor: rows.length > input.limit && last ? String(last.seq) : null };
}
