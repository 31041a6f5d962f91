import { sql, type Sql } from "../db/sql.server.ts";
import type { Whose } from "./personal-data.server.ts";

/**
 * What becomes of a table when a person leaves: its rows go, or columns lose what they say, or everything stays, because. In the order in
 * which it is done; without `whose` it is all rows that the person is given in an archive.
 */
export type AfterLeaving =
  | { table: string; gone: true; whose?: Whose }
  | { table: string; cleared: Record<string, Sql>; whose?: Whose }
  | { table: string; stays: string };

/** How somebody who left is called, in both languages: names stand in rows and are read by people of both. */
export const nameOfLeft = "Somebody who left · 已离开的用户";
/** What stands where a text must not be empty. */
export const removedText = "Removed · 已移除";

export const none: Sql = sql`NULL`;
export const empty: Sql = sql`''`;
