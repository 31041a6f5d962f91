import { identifier, joinSql, sql, type Sql } from "../db/sql.server.ts";

/** Whose data is meant: a person and the households they belong to. */
export type Person = { userId: string; partyIds: readonly string[]; now: Date };

/** The condition for the rows of a person, given the name by which the statement calls the table. */
export type Whose = (person: Person, alias: Sql) => Sql;

/** A table with data of people, and what of it the person is given. Every column stands in one of the two lists. */
export type PersonalTable = {
  table: string;
  /** The columns that tell rows apart, in the order they are given out. */
  key: string;
  whose: Whose;
  /** Columns that are given out. People in them are "me" or nobody, parties "mine", or a name that anybody may read. */
  give: string;
  /** Columns that are not, by the reason why. */
  withheld?: Record<string, string>;
  /** Columns of households whose names the person sees on the page about it. */
  named?: string;
  /** Columns that are given as something else than what stands there. */
  say?: Record<string, (person: Person, alias: Sql) => Sql>;
  /** The column with the name of a file, and where that lies. */
  file?: { column: string; at: (name: string) => string; extension: string };
};

/** A table that is not about people, in which it stands who did it. The person is told which records, and when. */
export type ActsTable = { table: string; key: string; who: string; at: string };

/** Everything a room's tables hold of people. Each table stands in one of the three. */
export type RoomData = {
  tables: PersonalTable[];
  acts?: ActsTable[];
  /** Tables that are not about a person, because. */
  notPersonal?: Record<string, string>;
};

/** Names in a list that is written as words. */
export const wordsOf = (list: string): string[] => list.split(/\s+/).filter(Boolean);

/** Rows whose column names the person. */
export function byUser(column = "user_id"): Whose {
  return ({ userId }, alias) => sql`${alias}.${identifier(column)} = ${userId}`;
}

/** Rows of which one of the columns names a household of the person. */
export function byParty(columns = "party_id"): Whose {
  return ({ partyIds }, alias) => sql`(${joinSql(wordsOf(columns).map((column) => sql`${alias}.${identifier(column)} = ANY(${[...partyIds]}::text[])`), " OR ")})`;
}

/** Rows that belong to a row of another table. */
export function within(column: string, table: string, whose: Whose, key = "id"): Whose {
  return (person, alias) => sql`${alias}.${identifier(column)} IN (SELECT up.${identifier(key)} FROM ${identifier(table)} up WHERE ${whose(person, sql`up`)})`;
}

/** Rows that both conditions mean. */
export function both(one: Whose, other: Whose): Whose {
  return (person, alias) => sql`(${one(person, alias)} AND ${other(person, alias)})`;
}

/** Rows that one of the conditions means. */
export function either(one: Whose, other: Whose): Whose {
  return (person, alias) => sql`(${one(person, alias)} OR ${other(person, alias)})`;
}

/** Files on the shelf of public photos, and on the one for few: the larger size of each. */
export const publicPhoto = { column: "storage_key", at: (key: string) => `photos/${key}/1200.webp`, extension: "webp" };
export const privatePhoto = { column: "storage_key", at: (key: string) => `message-photos/${key}/1200.webp`, extension: "webp" };
