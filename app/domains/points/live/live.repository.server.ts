import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { joinSql, sql } from "#app/platform/db/sql.server.ts";
import type { ReportSource, ReportSubject, StateReport } from "./live.rules.ts";

/** Writes a report; false when one with this id is there. */
export async function insertReport(
  tx: Tx,
  input: { id: string; pointId: string; subject: ReportSubject; level: number; minutes: number | null; source: ReportSource; userId: string | null; deviceId: string | null; at: Date; expiresAt: Date },
): Promise<boolean> {
  const { count } = await tx.pointStateReport.createMany({ data: [input], skipDuplicates: true });
  return count === 1;
}

/** Who made a report, or null. */
export async function findReport(tx: Tx, id: string): Promise<{ pointId: string; userId: string | null; deviceId: string | null } | null> {
  return tx.pointStateReport.findUnique({ where: { id }, select: { pointId: true, userId: true, deviceId: true } });
}

/** How many reports somebody made as a visitor since an instant. */
export async function countReportsOf(tx: Tx, input: { userId: string; since: Date }): Promise<number> {
  return tx.pointStateReport.count({ where: { userId: input.userId, source: "user", at: { gt: input.since } } });
}

/** A person's reports one after the other: whoever counts them must not be overtaken by their own second request. */
export async function lockReporter(tx: Tx, userId: string): Promise<void> {
  await tx.$executeRaw(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`point-report ${userId}`}, 0))`);
}

/** What was reported of some points and has not expired, by point. */
export async function selectReports(db: Db, pointIds: readonly string[], now: Date): Promise<Map<string, StateReport[]>> {
  const byPoint = new Map<string, StateReport[]>();
  if (pointIds.length === 0) return byPoint;
  const rows = await db.$queryRaw<(Omit<StateReport, "at" | "expiresAt"> & { pointId: string; at: Date; expiresAt: Date })[]>(sql`
    SELECT DISTINCT ON (point_id, subject, source) point_id AS "pointId", subject, level, minutes, source::text AS source, at, expires_at AS "expiresAt"
    FROM point_state_report WHERE point_id IN (${joinSql([...pointIds])}) AND expires_at > ${now}::timestamptz AND at <= ${now}::timestamptz
    ORDER BY point_id, subject, source, at DESC, id DESC`);
  for (const { pointId, at, expiresAt, ...report } of rows) byPoint.set(pointId, [...(byPoint.get(pointId) ?? []), { ...report, at: at.toISOString(), expiresAt: expiresAt.toISOString() }]);
  return byPoint;
}

/** Marks reports that have expired as ended, at most `limit`; the points whose pages show them. */
export async function endReports(tx: Tx, input: { now: Date; limit: number }): Promise<string[]> {
  const rows = await tx.$queryRaw<{ pointId: string }[]>(sql`
    WITH due AS (SELECT id FROM point_state_report WHERE ended_at IS NULL AND expires_at <= ${input.now}::timestamptz ORDER BY expires_at LIMIT ${input.limit} FOR UPDATE SKIP LOCKED)
    UPDATE point_state_report r SET ended_at = ${input.now}::timestamptz FROM due WHERE r.id = due.id RETURNING r.point_id AS "pointId"`);
  return [...new Set(rows.map((row) => row.pointId))];
}

/** Forgets who reported what once it has been over for a while. Returns how many. */
export async function deleteReportsBefore(tx: Tx, before: Date): Promise<number> {
  return tx.$executeRaw(sql`DELETE FROM point_state_report WHERE ended_at < ${before}::timestamptz`);
}
