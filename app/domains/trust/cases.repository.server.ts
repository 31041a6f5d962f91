import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { emptySql, sql } from "#app/platform/db/sql.server.ts";
import type { CaseState, DecisionKind, DecisionState, ReportReason, SubjectKind } from "./trust.rules.ts";
import type { Snapshot } from "./trust.schema.ts";

export type CaseRow = {
  id: string;
  subjectKind: SubjectKind;
  subjectId: string;
  partyId: string;
  listingId: string | null;
  origin: "report" | "hint";
  state: CaseState;
  priority: number;
  reportCount: number;
  snapshot: Snapshot;
  hints: { score: number; reasons: string[] } | null;
  heldByUserId: string | null;
  heldUntil: Date | null;
  version: number;
  openedAt: Date;
  closedAt: Date | null;
};

const columns = sql`c.id, c.subject_kind AS "subjectKind", c.subject_id AS "subjectId", c.party_id AS "partyId", c.listing_id AS "listingId", c.origin, c.state,
  c.priority, c.report_count AS "reportCount", c.snapshot, c.hints, c.held_by_user_id AS "heldByUserId", c.held_until AS "heldUntil", c.version,
  c.opened_at AS "openedAt", c.closed_at AS "closedAt"`;

/** A case, held until the transaction ends; null for an unknown id. */
export async function lockCase(tx: Tx, caseId: string): Promise<CaseRow | null> {
  const rows = await tx.$queryRaw<CaseRow[]>(sql`SELECT ${columns} FROM moderation_case c WHERE c.id = ${caseId} FOR UPDATE`);
  return rows[0] ?? null;
}

export type CasePosition = { priority: number; openedAt: Date; id: string };
export type QueueRow = CaseRow & { holderName: string | null; partyName: string | null; reasons: ReportReason[] };

/** The queue of one state, the most urgent first and the oldest of those, after a position. */
export async function listCases(db: Db, input: { state: CaseState; after: CasePosition | null; limit: number }): Promise<QueueRow[]> {
  const { after } = input;
  return db.$queryRaw<QueueRow[]>(sql`
    SELECT ${columns}, u.name AS "holderName", p.name AS "partyName",
      coalesce((SELECT array_agg(DISTINCT r.reason ORDER BY r.reason) FROM report r WHERE r.case_id = c.id), '{}') AS reasons
    FROM moderation_case c LEFT JOIN "user" u ON u.id = c.held_by_user_id LEFT JOIN party p ON p.id = c.party_id
    WHERE c.state = ${input.state} ${
      after
        ? sql`AND (c.priority < ${after.priority}::int OR (c.priority = ${after.priority}::int AND (c.opened_at, c.id) > (${after.openedAt}::timestamptz, ${after.id})))`
        : emptySql
    }
    ORDER BY c.priority DESC, c.opened_at, c.id LIMIT ${input.limit}`);
}

/** How many cases wait in each open state, up to a thousand. */
export async function countCases(db: Db): Promise<{ open: number; confirming: number }> {
  const rows = await db.$queryRaw<{ state: "open" | "confirming"; count: number }[]>(sql`
    SELECT state, count(*)::int AS count FROM (SELECT state FROM moderation_case WHERE state <> 'closed' LIMIT 1000) c GROUP BY state`);
  const of = (state: string) => rows.find((row) => row.state === state)?.count ?? 0;
  return { open: of("open"), confirming: of("confirming") };
}

/** Takes the lease of an open case that nobody else holds, or lengthens one's own. Null when the row is not as it was seen. */
export async function swapLease(tx: Tx, input: { caseId: string; version: number; userId: string; now: Date; until: Date }): Promise<number | null> {
  const rows = await tx.$queryRaw<{ version: number }[]>(sql`
    UPDATE moderation_case SET held_by_user_id = ${input.userId}, held_until = ${input.until}::timestamptz, version = version + 1
    WHERE id = ${input.caseId} AND version = ${input.version}::int AND state = 'open'
      AND (held_by_user_id IS NULL OR held_until <= ${input.now}::timestamptz OR held_by_user_id = ${input.userId})
    RETURNING version`);
  return rows[0]?.version ?? null;
}

/** Gives one's own lease back. */
export async function dropLease(tx: Tx, input: { caseId: string; version: number; userId: string }): Promise<boolean> {
  const { count } = await tx.moderationCase.updateMany({
    where: { id: input.caseId, version: input.version, state: "open", heldByUserId: input.userId },
    data: { heldByUserId: null, heldUntil: null, version: { increment: 1 } },
  });
  return count === 1;
}

/** Moves a case to a state; false when it is not as it was seen. The lease ends with it. */
export async function swapCase(tx: Tx, input: { caseId: string; version: number; from: CaseState; to: CaseState; now: Date }): Promise<boolean> {
  const { count } = await tx.moderationCase.updateMany({
    where: { id: input.caseId, version: input.version, state: input.from },
    data: { state: input.to, version: { increment: 1 }, heldByUserId: null, heldUntil: null, closedAt: input.to === "closed" ? input.now : null },
  });
  return count === 1;
}

/** Opens a closed case again, unless its subject has another one by now. */
export async function reopenCase(tx: Tx, caseId: string): Promise<boolean> {
  const changed = await tx.$executeRaw(sql`
    UPDATE moderation_case c SET state = 'open', version = version + 1, closed_at = NULL WHERE c.id = ${caseId} AND c.state = 'closed'
      AND NOT EXISTS (SELECT 1 FROM moderation_case o WHERE o.subject_kind = c.subject_kind AND o.subject_id = c.subject_id AND o.state <> 'closed')`);
  return changed === 1;
}

export type CaseReport = { id: string; reason: ReportReason; text: string; state: string; createdAt: Date; snapshot: Snapshot; reporterName: string | null };
export type CaseDecision = {
  id: string;
  kind: DecisionKind;
  state: DecisionState;
  rule: ReportReason;
  facts: string;
  restrictedUntil: Date | null;
  decidedAt: Date;
  decidedByUserId: string;
  decidedByName: string | null;
  confirmedByName: string | null;
  version: number;
};

/** A case whole, as moderators see it. */
export type CaseWhole = { found: QueueRow; reports: CaseReport[]; decisions: CaseDecision[]; listing: { title: string; description: string; state: string } | null; earlier: number };

/** Everything about a case: reports (the first 50), decisions, how its listing stands, and how many decisions its party had before. */
export async function findCase(db: Db, caseId: string): Promise<CaseWhole | null> {
  const rows = await db.$queryRaw<QueueRow[]>(sql`
    SELECT ${columns}, u.name AS "holderName", p.name AS "partyName", '{}'::text[] AS reasons
    FROM moderation_case c LEFT JOIN "user" u ON u.id = c.held_by_user_id LEFT JOIN party p ON p.id = c.party_id WHERE c.id = ${caseId}`);
  const found = rows[0];
  if (!found) return null;
  const reports = await db.$queryRaw<CaseReport[]>(sql`
    SELECT r.id, r.reason, r.text, r.state, r.created_at AS "createdAt", r.snapshot, u.name AS "reporterName"
    FROM report r LEFT JOIN "user" u ON u.id = r.reporter_user_id WHERE r.case_id = ${caseId} ORDER BY r.id LIMIT 50`);
  const decisions = await db.$queryRaw<CaseDecision[]>(sql`
    SELECT d.id, d.kind, d.state, d.rule, d.facts, d.restricted_until AS "restrictedUntil", d.decided_at AS "decidedAt", d.decided_by_user_id AS "decidedByUserId",
      a.name AS "decidedByName", b.name AS "confirmedByName", d.version
    FROM moderation_decision d LEFT JOIN "user" a ON a.id = d.decided_by_user_id LEFT JOIN "user" b ON b.id = d.confirmed_by_user_id
    WHERE d.case_id = ${caseId} ORDER BY d.decided_at, d.id LIMIT 50`);
  const listing = found.listingId ? await db.listing.findUnique({ where: { id: found.listingId }, select: { title: true, description: true, state: true } }) : null;
  const earlier = await db.moderationDecision.count({ where: { partyId: found.partyId, caseId: { not: caseId }, state: "final", kind: { not: "dismiss" } } });
  return { found, reports, decisions, listing, earlier };
}

/** Whether a person belongs to a party. */
export async function isMember(db: Db, input: { userId: string; partyId: string }): Promise<boolean> {
  const found = await db.membership.findFirst({ where: { ...input, state: "active" }, select: { id: true } });
  return found !== null;
}

/** How many people moderate; two pairs of eyes need two of them. The condition is that of `mayModerate`. */
export async function countModerators(db: Db): Promise<number> {
  return db.user.count({ where: { isOperator: true } });
}

/** A person's name, for who holds a case. */
export async function nameOf(db: Db, userId: string): Promise<string | null> {
  const found = await db.user.findUnique({ where: { id: userId }, select: { name: true } });
  return found?.name ?? null;
}

/** Makes a person a moderator or not; who it was and what they were before, or null for an unknown address. */
export async function setModerator(tx: Tx, input: { email: string; isModerator: boolean }): Promise<{ userId: string; was: boolean } | null> {
  const rows = await tx.$queryRaw<{ userId: string; was: boolean }[]>(sql`
    SELECT id AS "userId", is_operator AS was FROM "user" WHERE email = lower(${input.email}) FOR UPDATE`);
  const found = rows[0];
  if (found) await tx.user.update({ where: { id: found.userId }, data: { isOperator: input.isModerator }, select: { id: true } });
  return found ?? null;
}
