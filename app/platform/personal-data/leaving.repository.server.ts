import type { Db, Tx } from "../db/database.server.ts";
import { identifier, joinSql, sql } from "../db/sql.server.ts";
import type { AfterLeaving } from "./leaving.server.ts";
import type { Person, PersonalTable, Whose } from "./personal-data.server.ts";

/** Does to a table what its room says of it. */
export async function eraseTable(tx: Tx, after: AfterLeaving, whose: Whose, person: Person): Promise<void> {
  if ("stays" in after) return;
  const rows = whose(person, sql`t`);
  if ("gone" in after) {
    await tx.$executeRaw(sql`DELETE FROM ${identifier(after.table)} t WHERE ${rows}`);
    return;
  }
  const columns = Object.entries(after.cleared).map(([column, value]) => sql`${identifier(column)} = ${value}`);
  await tx.$executeRaw(sql`UPDATE ${identifier(after.table)} t SET ${joinSql(columns)} WHERE ${rows}`);
}

/** Where the files of rows lie that are about to go. */
export async function listFiles(db: Db, spec: PersonalTable, whose: Whose, person: Person): Promise<string[]> {
  if (!spec.file) return [];
  const column = identifier(spec.file.column);
  const rows = await db.$queryRaw<{ name: string }[]>(sql`SELECT t.${column} AS name FROM ${identifier(spec.table)} t WHERE t.${column} IS NOT NULL AND ${whose(person, sql`t`)} LIMIT 100000`);
  return rows.map(({ name }) => name);
}
