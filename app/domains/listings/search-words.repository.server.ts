import type { Db } from "#app/platform/db/database.server.ts";
import { joinSql, sql, type Sql } from "#app/platform/db/sql.server.ts";
import type { Neighbourhood } from "./search-spelling.ts";

/** After every word that has this beginning, in byte order. */
const last = "\u{10ffff}";
const atMost = 4_000;

/** Stored words that begin or end like a misspelt one, for each asked neighbourhood. */
export async function findWordsNear(db: Db, wanted: readonly Neighbourhood[]): Promise<string[]> {
  if (wanted.length === 0) return [];
  const parts = wanted.flatMap(({ beginning, end, shortest, longest }) => {
    const backwards = end === null ? null : [...end].reverse().join("");
    return [range(sql`word`, beginning, shortest, longest), ...(backwards === null ? [] : [range(sql`reverse(word)`, backwards, shortest, longest)])];
  });
  const rows = await db.$queryRaw<{ word: string }[]>(sql`${joinSql(parts, " UNION ")} ORDER BY word`);
  return rows.map((row) => row.word);
}

function range(column: Sql, beginning: string, shortest: number, longest: number): Sql {
  return sql`(SELECT word FROM listing_word WHERE ${column} >= ${beginning} AND ${column} < ${beginning + last}
    AND length(word) BETWEEN ${shortest}::int AND ${longest}::int ORDER BY ${column} LIMIT ${atMost})`;
}

/** Those of the words that some listing has had. `beginning` counts as had when any word begins so. */
export async function findKnownWords(db: Db, words: readonly string[], beginning: string | null): Promise<Set<string>> {
  if (words.length === 0 && beginning === null) return new Set();
  const parts = words.map((word) => sql`SELECT word FROM listing_word WHERE word = ${word}`);
  if (beginning !== null) parts.push(sql`(SELECT ${beginning} AS word FROM listing_word WHERE word >= ${beginning} AND word < ${beginning + last} LIMIT 1)`);
  const rows = await db.$queryRaw<{ word: string }[]>(joinSql(parts, " UNION "));
  return new Set(rows.map((row) => row.word));
}

/** Pairs of stored Chinese pairs that put another character between the two given ones. */
export async function findBridges(db: Db, first: string, third: string): Promise<[string, string][]> {
  const rows = await db.$queryRaw<{ one: string; two: string }[]>(sql`
    SELECT a.word AS one, b.word AS two
    FROM listing_word a JOIN listing_word b ON right(a.word, 1) = left(b.word, 1)
    WHERE a.word >= ${first} AND a.word < ${first + last} AND length(a.word) = 2
      AND reverse(b.word) >= ${third} AND reverse(b.word) < ${third + last} AND length(b.word) = 2
    ORDER BY a.word LIMIT 20`);
  return rows.map((row) => [row.one, row.two]);
}

/** Stored words that begin so, the shortest first, at most `limit`; the word itself is the first if it is one. */
export async function findCompletions(db: Db, beginning: string, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ word: string }[]>(sql`
    SELECT word FROM (SELECT word FROM listing_word WHERE word >= ${beginning} AND word < ${beginning + last} ORDER BY word LIMIT ${atMost}) longer
    ORDER BY length(word), word LIMIT ${limit}`);
  return rows.map((row) => row.word);
}
