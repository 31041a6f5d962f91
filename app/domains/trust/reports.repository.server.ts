import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import { newId } from "#app/shared/ids.ts";
import type { Snapshot, Subject } from "./trust.schema.ts";
import type { ReportReason, ReportState, SubjectKind } from "./trust.rules.ts";

/** An open case of a subject, under lock, or null. */
export type OpenCase = { id: string; state: "open" | "confirming"; version: number };

/** Finds the case that a subject has, and holds its row until the transaction ends. */
export async function lockOpenCase(tx: Tx, subject: { kind: SubjectKind; id: string }): Promise<OpenCase | null> {
  const rows = await tx.$queryRaw<OpenCase[]>(sql`
    SELECT id, state, version FROM moderation_case WHERE subject_kind = ${subject.kind} AND subject_id = ${subject.id} AND state <> 'closed' FOR UPDATE`);
  return rows[0] ?? null;
}

/** Opens a case; of two that are opened for one subject at once, the second joins the first. */
export async function openCase(
  tx: Tx,
  input: { subject: Subject; origin: "report" | "hint"; priority: number; hints: { score: number; reasons: string[] } | null; now: Date },
): Promise<{ id: string; isNew: boolean }> {
  const id = newId();
  const { subject } = input;
  const rows = await tx.$queryRaw<{ id: string }[]>(sql`
    INSERT INTO moderation_case (id, subject_kind, subject_id, party_id, listing_id, origin, priority, snapshot, hints, opened_at)
    VALUES (${id}, ${subject.kind}, ${subject.id}, ${subject.partyId}, ${subject.listingId}, ${input.origin}, ${input.priority}::int,
      ${JSON.stringify(subject.snapshot)}::jsonb, ${input.hints ? JSON.stringify(input.hints) : null}::jsonb, ${input.now}::timestamptz)
    ON CONFLICT (subject_kind, subject_id) WHERE state <> 'closed' DO NOTHING RETURNING id`);
  if (rows[0]) return { id, isNew: true };
  const present = await lockOpenCase(tx, subject);
  if (!present) throw new Error(`The case of ${subject.kind} ${subject.id} was closed at this moment; try again.`);
  return { id: present.id, isNew: false };
}

/** The reasons of a case's open reports and the score of its hints: what its priority is made of. */
export async function priorityParts(tx: Tx, caseId: string): Promise<{ reasons: ReportReason[]; hintScore: number }> {
  const reports = await tx.report.findMany({ where: { caseId, state: "open" }, select: { reason: true }, take: 100 });
  const found = await tx.moderationCase.findUnique({ where: { id: caseId }, select: { hints: true } });
  const hints = found?.hints as { score?: number } | null | undefined;
  return { reasons: reports.map((report) => report.reason as ReportReason), hintScore: hints?.score ?? 0 };
}

/** Writes how urgent a case is now, and by how many reports. */
export async function setPriority(tx: Tx, input: { caseId: string; priority: number; reportCount: number }): Promise<void> {
  await tx.moderationCase.update({ where: { id: input.caseId }, data: { priority: input.priority, reportCount: input.reportCount }, select: { id: true } });
}

/** Writes a report; false when this person has an open one about the same thing. */
export async function insertReport(
  tx: Tx,
  input: { caseId: string; userId: string; partyId: string; subject: Subject; reason: ReportReason; text: string; now: Date },
): Promise<string | null> {
  const id = newId();
  const { subject } = input;
  const rows = await tx.$queryRaw<{ id: string }[]>(sql`
    INSERT INTO report (id, case_id, reporter_user_id, reporter_party_id, subject_kind, subject_id, reason, text, snapshot, created_at)
    VALUES (${id}, ${input.caseId}, ${input.userId}, ${input.partyId}, ${subject.kind}, ${subject.id}, ${input.reason}, ${input.text},
      ${JSON.stringify(subject.snapshot)}::jsonb, ${input.now}::timestamptz)
    ON CONFLICT (reporter_user_id, subject_kind, subject_id) WHERE state = 'open' DO NOTHING RETURNING id`);
  return rows[0]?.id ?? null;
}

/** Reports a person has sent since an instant. */
export async function countReportsSince(db: Db, input: { userId: string; since: Date }): Promise<number> {
  return db.report.count({ where: { reporterUserId: input.userId, createdAt: { gt: input.since } } });
}

/** A report as its writer sees it. */
export type OwnReportRow = {
  id: string;
  subjectKind: SubjectKind;
  reason: ReportReason;
  text: string;
  snapshot: Snapshot;
  state: ReportState;
  createdAt: Date;
  closedAt: Date | null;
  decisionId: string | null;
  decisionKind: string | null;
  decisionState: string | null;
  settledAt: Date | null;
  appealState: string | null;
  appealAnswer: string | null;
};

/** A person's own reports, newest first, after an id, each with what came of it. */
export async function listOwnReports(db: Db, input: { userId: string; afterId: string | null; limit: number }): Promise<OwnReportRow[]> {
  return db.$queryRaw<OwnReportRow[]>(sql`
    SELECT r.id, r.subject_kind AS "subjectKind", r.reason, r.text, r.snapshot, r.state, r.created_at AS "createdAt", r.closed_at AS "closedAt",
      d.id AS "decisionId", d.kind AS "decisionKind", d.state AS "decisionState", d.settled_at AS "settledAt", a.state AS "appealState", a.answer AS "appealAnswer"
    FROM report r
    LEFT JOIN LATERAL (SELECT id, kind, state, settled_at FROM moderation_decision WHERE case_id = r.case_id AND state IN ('final', 'reversed')
      ORDER BY decided_at DESC, id DESC LIMIT 1) d ON r.state <> 'open'
    LEFT JOIN moderation_appeal a ON a.decision_id = d.id AND a.side = 'reporter' AND a.by_party_id = r.reporter_party_id
    WHERE r.reporter_user_id = ${input.userId} AND (${input.afterId}::text IS NULL OR r.id < ${input.afterId})
    ORDER BY r.id DESC LIMIT ${input.limit}`);
}

