import { Prisma } from "../../../prisma/generated/client/client.ts";

/** Tools for hand-written SQL in repositories: every value goes in as a parameter. */
export const sql = Prisma.sql;
export const joinSql = Prisma.join;
export const emptySql = Prisma.empty;
/** SQL's NULL in a column of JSON, which is not JSON's own null. */
export const noJson = Prisma.DbNull;
export type Sql = Prisma.Sql;

type Failure = { code?: string; meta?: { driverAdapterError?: { cause?: { originalCode?: string; constraint?: unknown; originalMessage?: string } } }; message?: string };

/** PostgreSQL's error code (23505, 23514, 23P01 ...) behind an error thrown by a query, or null. */
export function sqlState(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const failure = error as Failure;
  const original = failure.meta?.driverAdapterError?.cause?.originalCode;
  if (original) return original;
  if (failure.code === "P2002") return "23505";
  if (failure.code === "P2003") return "23503";
  return null;
}

/** True when a write met a unique index. */
export function isUniqueViolation(error: unknown): boolean {
  return sqlState(error) === "23505";
}

/** True when a write met a CHECK constraint. */
export function isCheckViolation(error: unknown): boolean {
  return sqlState(error) === "23514";
}

/** True when a write met an exclusion constraint: something there is one of is taken at that time. */
export function isExclusionViolation(error: unknown): boolean {
  return sqlState(error) === "23P01";
}

/** How a statement begins whose plan PostgreSQL keeps; see `preparedSql`. */
export const PREPARED_MARK = "/* prepared */";

/**
 * The mark in front of a statement that is asked thousands of times in one shape and finds its rows by key: it is planned once per connection.
 * Not for statements whose plan depends on their values, nor with lists that become parameters.
 */
export const preparedSql: Sql = Prisma.raw(PREPARED_MARK);

/** Names of tables in statements that serve several; never for anything from outside. */
export function tableName(name: `${"impact" | "rebuilt"}_${"total" | "spread" | "contribution" | "reach" | "correction"}` | "factor_use" | "rebuilt_use"): Sql {
  return Prisma.raw(name);
}

/** A table's or column's name out of a list in code, quoted; never anything from outside. */
export function identifier(name: string): Sql {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(`not a name in the schema: ${name}`);
  return Prisma.raw(`"${name}"`);
}
