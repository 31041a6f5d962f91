import type { Db } from "../db/database.server.ts";
import { emptySql, identifier, joinSql, sql, type Sql } from "../db/sql.server.ts";
import { wordsOf, type ActsTable, type Person, type PersonalTable } from "./personal-data.server.ts";

/** A row as it is given out. */
export type GivenRow = Record<string, unknown>;

const T = sql`t`;

function partyName(person: Person, column: Sql, isNamed: boolean): Sql {
  const open = isNamed ? emptySql : sql` AND p.kind <> 'household' AND p.is_listed`;
  return sql`CASE WHEN ${column} = ANY(${[...person.partyIds]}::text[]) THEN 'mine' ELSE (SELECT p.name FROM party p WHERE p.id = ${column}${open}) END`;
}

/** A column as the person may have it: of other people nothing, of parties what anybody may read or they see already. */
function given(spec: PersonalTable, person: Person, name: string): Sql {
  const column = sql`t.${identifier(name)}`;
  const said = spec.say?.[name];
  if (said) return said(person, T);
  if (name === "user_id" || name.endsWith("_user_id")) return sql`CASE WHEN ${column} = ${person.userId} THEN 'me' END`;
  if (name === "party_id" || name.endsWith("_party_id")) return partyName(person, column, wordsOf(spec.named ?? "").includes(name));
  return column;
}

/** The name of the column in which a row says its own key, for the next page; not given out. */
const KEY = "_key";
/** The same for the name of its file. */
const FILE = "_file";

/** Rows are read so many at a time: what is held in memory does not grow with what a person has. */
const PAGE = 500;

/** Everything of one table that the person is given, page by page; `file` is the storage key of what belongs to the row. */
export async function* readTable(db: Db, spec: PersonalTable, person: Person): AsyncGenerator<{ row: GivenRow; file: { key: string; name: string } | null }[]> {
  const key = joinSql(wordsOf(spec.key).map((name) => sql`t.${identifier(name)}::text`), ` || '~' || `);
  const columns = joinSql(wordsOf(spec.give).map((name) => sql`${given(spec, person, name)} AS ${identifier(name)}`));
  const file = spec.file ? sql`t.${identifier(spec.file.column)}` : sql`NULL::text`;
  for (let after = ""; ; ) {
    const rows = await db.$queryRaw<GivenRow[]>(sql`
      SELECT ${columns}, (${key}) COLLATE "C" AS "_key", ${file} AS "_file" FROM ${identifier(spec.table)} t
      WHERE ${spec.whose(person, T)} AND (${key}) COLLATE "C" > ${after} ORDER BY (${key}) COLLATE "C" LIMIT ${PAGE}`);
    yield rows.map(({ [KEY]: rowKey, [FILE]: stored, ...row }) => {
      const name = `files/${spec.table}/${String(rowKey).replaceAll(/[^A-Za-z0-9_~-]/g, "_")}.${spec.file?.extension ?? ""}`;
      return { row, file: spec.file && typeof stored === "string" ? { key: spec.file.at(stored), name } : null };
    });
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = String(last[KEY]);
  }
}

/** What the person did in a table that is not about them: which record, as what, and when. */
export async function* readActs(db: Db, spec: ActsTable, person: Person): AsyncGenerator<GivenRow[]> {
  const key = joinSql(wordsOf(spec.key).map((name) => sql`t.${identifier(name)}::text`), ` || '~' || `);
  const who = wordsOf(spec.who);
  const mine = joinSql(who.map((name) => sql`t.${identifier(name)} = ${person.userId}`), " OR ");
  const roles = joinSql(who.map((name) => sql`CASE WHEN t.${identifier(name)} = ${person.userId} THEN ${name.replace(/_?user_id$/, "")}::text END`));
  for (let after = ""; ; ) {
    const rows = await db.$queryRaw<GivenRow[]>(sql`
      SELECT ${spec.table}::text AS "table", (${key}) COLLATE "C" AS "record", concat_ws(' ', ${roles}) AS "as", t.${identifier(spec.at)} AS "at" FROM ${identifier(spec.table)} t
      WHERE (${mine}) AND (${key}) COLLATE "C" > ${after} ORDER BY (${key}) COLLATE "C" LIMIT ${PAGE}`);
    yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = String(last["record"]);
  }
}
