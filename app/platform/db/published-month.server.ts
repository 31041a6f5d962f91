import { MONTH_CLOSES_AFTER_DAYS } from "#app/shared/months.ts";
import { sql, type Sql } from "./sql.server.ts";

/**
 * The month ("YYYY-MM") in whose published figures a row of the ledger counts: that of its day in a scope's zone, or, where this was closed by
 * then, the month (UTC) in which it was recorded. A published month so never changes by one late load, from which two versions compared would
 * show that load. Everything that is published by month has to go by this one rule, or its tables could be told apart.
 */
export function publishedMonth(day: Sql, recordedAt: Sql): Sql {
  const closes = sql`((left(${day}, 7) || '-01')::timestamp + make_interval(months => 1, days => ${MONTH_CLOSES_AFTER_DAYS}::int)) AT TIME ZONE 'UTC'`;
  return sql`CASE WHEN ${recordedAt} >= ${closes} THEN to_char(${recordedAt} AT TIME ZONE 'UTC', 'YYYY-MM') ELSE left(${day}, 7) END`;
}
