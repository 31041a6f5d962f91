/** What those who supervise some points read of their books: nothing is changed here. */

import type { Db } from "#app/platform/db/database.server.ts";
import { joinSql, sql } from "#app/platform/db/sql.server.ts";

type Period = { pointIds: readonly string[]; from: Date; until: Date; limit: number };

export type SupervisedAlarm = { pointId: string; pointName: string; partyName: string; month: string; unexplainedPermille: number; raisedAt: Date };

/** Alarms of some points' mass balances that were raised in a period, the newest first. */
export async function listAlarms(db: Db, { pointIds, from, until, limit }: Period): Promise<SupervisedAlarm[]> {
  if (pointIds.length === 0) return [];
  return db.$queryRaw<SupervisedAlarm[]>(sql`
    SELECT a.point_id AS "pointId", coalesce(o.name, o.operator_name, '') AS "pointName", p.name AS "partyName", a.month, a.unexplained_permille AS "unexplainedPermille", a.raised_at AS "raisedAt"
    FROM balance_alarm a JOIN recycling_point o ON o.id = a.point_id JOIN party p ON p.id = a.party_id
    WHERE a.point_id IN (${joinSql([...pointIds])}) AND a.raised_at >= ${from}::timestamptz AND a.raised_at < ${until}::timestamptz
    ORDER BY a.raised_at DESC, a.point_id LIMIT ${limit}`);
}

/** refused: not taken at its end. short: less weighed in than was sent. overdue: sent more than so many days ago, and neither received nor refused. */
export type DeliveryProblem = "refused" | "short" | "overdue";

/** After so many days without an answer a consignment counts as overdue. */
export const OVERDUE_AFTER_DAYS = 7;

export type SupervisedDelivery = {
  number: string;
  problem: DeliveryProblem;
  material: string;
  sentGrams: number;
  /** What the end's scale said; null where nothing was weighed in. */
  receivedGrams: number | null;
  fromPoint: string;
  fromParty: string;
  toPoint: string;
  toParty: string;
  reason: string | null;
  sentAt: Date;
  closedAt: Date | null;
};

/**
 * Lines of consignments of some materials, from or to some points, sent in a period, that were refused, came short, or did not come. The
 * difference's reason is a code of custody's, or the refusal's own words.
 */
export async function listTroubledDeliveries(db: Db, input: Period & { materials: readonly string[]; now: Date }): Promise<SupervisedDelivery[]> {
  const { pointIds, materials, from, until, now, limit } = input;
  if (pointIds.length === 0 || materials.length === 0) return [];
  const points = joinSql([...pointIds]);
  return db.$queryRaw<SupervisedDelivery[]>(sql`
    SELECT c.number::text AS number, d.problem, n.material, n.grams AS "sentGrams", CASE WHEN d.problem = 'short' THEN n.received_grams END AS "receivedGrams",
      coalesce(s.name, s.operator_name, '') AS "fromPoint", sp.name AS "fromParty", coalesce(e.name, e.operator_name, '') AS "toPoint", ep.name AS "toParty",
      CASE WHEN d.problem = 'refused' THEN c.reason ELSE n.difference_reason END AS reason, c.sent_at AS "sentAt", c.closed_at AS "closedAt"
    FROM consignment c JOIN consignment_line n ON n.consignment_id = c.id
      JOIN recycling_point s ON s.id = c.from_point_id JOIN recycling_point e ON e.id = c.to_point_id JOIN party sp ON sp.id = c.from_party_id JOIN party ep ON ep.id = c.to_party_id
      CROSS JOIN LATERAL (SELECT CASE WHEN c.state IN ('refused', 'returned') THEN 'refused' WHEN c.state = 'received' AND n.received_grams < n.grams THEN 'short'
        WHEN c.state = 'sent' AND c.sent_at < ${now}::timestamptz - make_interval(days => ${OVERDUE_AFTER_DAYS}::int) THEN 'overdue' END AS problem) d
    WHERE d.problem IS NOT NULL AND n.material IN (${joinSql([...materials])}) AND (c.from_point_id IN (${points}) OR c.to_point_id IN (${points}))
      AND c.sent_at >= ${from}::timestamptz AND c.sent_at < ${until}::timestamptz
    ORDER BY c.sent_at DESC, c.id, n.material LIMIT ${limit}`);
}
