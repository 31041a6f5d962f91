import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { audit } from "./audit.repository.server.ts";
import { countReportsSince, insertReport, listOwnReports, openCase, priorityParts, setPriority, type OwnReportRow } from "./reports.repository.server.ts";
import { findSubject, type MessageReader } from "./subjects.repository.server.ts";
import type { TrustError } from "./trust.errors.ts";
import { appealableUntil, casePriority, reportsPerDay, type ReportReason, type ReportState, type SubjectKind } from "./trust.rules.ts";
import type { ReportInput, Snapshot, Subject } from "./trust.schema.ts";

/** What somebody is about to report, as it is kept. TRUST.NOT_FOUND for what they cannot see, OWN_CONTENT_NOT_ALLOWED for their own. */
export async function findReportable(db: Db, actor: Actor, input: { subject: SubjectKind; id: string }, readMessage: MessageReader): Promise<Result<Subject, TrustError>> {
  const subject = await findSubject(db, { kind: input.subject, id: input.id, userId: actor.userId, partyId: actor.party.id, readMessage });
  if (!subject) return err("TRUST.NOT_FOUND");
  if (subject.partyId === actor.party.id) return err("TRUST.OWN_CONTENT_NOT_ALLOWED");
  return ok(subject);
}

/**
 * Reports something, with a frozen copy of it. It joins the open case of its subject, or opens one. A second report of the same
 * thing by the same person is refused while the first is open (ALREADY_REPORTED); more than twenty a day are (RATE_LIMITED).
 */
export async function fileReport(db: Db, actor: Actor, input: ReportInput, options: { readMessage: MessageReader; clock?: Clock }): Promise<Result<{ reportId: string }, TrustError>> {
  return transact<Result<{ reportId: string }, TrustError>>(db, async (tx) => {
    const now = (options.clock ?? systemClock).now();
    const found = await findReportable(tx, actor, input, options.readMessage);
    if (!found.ok) return found;
    if ((await countReportsSince(tx, { userId: actor.userId, since: new Date(now.getTime() - 86_400_000) })) >= reportsPerDay) return err("TRUST.RATE_LIMITED");
    const subject = found.value;
    const opened = await openCase(tx, { subject, origin: "report", priority: 0, hints: null, now });
    const reportId = await insertReport(tx, { caseId: opened.id, userId: actor.userId, partyId: actor.party.id, subject, reason: input.reason, text: input.text, now });
    if (!reportId) return err("TRUST.ALREADY_REPORTED");
    await weigh(tx, opened.id);
    if (opened.isNew) await audit(tx, { at: now, actorUserId: null, action: "case.opened", subjectKind: "case", subjectId: opened.id, details: { origin: "report", of: subject.kind, id: subject.id } });
    await record(tx, { type: "trust.reported", payload: { reportId }, topics: ["moderation", `user:${actor.userId}`] });
    return ok({ reportId });
  });
}

/** Opens a case because a rule of ours points at something; joins one that is open. Returns its id when it is new. */
export async function openHintedCase(tx: Tx, input: { subject: Subject; score: number; reasons: string[]; now: Date }): Promise<string | null> {
  const hints = { score: input.score, reasons: input.reasons };
  const opened = await openCase(tx, { subject: input.subject, origin: "hint", priority: casePriority({ reasons: [], hintScore: input.score }), hints, now: input.now });
  if (!opened.isNew) return null;
  await audit(tx, { at: input.now, actorUserId: null, action: "case.opened", subjectKind: "case", subjectId: opened.id, details: { origin: "hint", of: input.subject.kind, id: input.subject.id, reasons: input.reasons } });
  await record(tx, { type: "trust.case-opened", payload: { caseId: opened.id }, topics: ["moderation"] });
  return opened.id;
}

async function weigh(tx: Tx, caseId: string): Promise<void> {
  const parts = await priorityParts(tx, caseId);
  await setPriority(tx, { caseId, priority: casePriority(parts), reportCount: parts.reasons.length });
}

/** A report with what came of it, for its writer. Nothing about who decided, or about the other side. */
export type OwnReport = {
  id: string;
  subjectKind: SubjectKind;
  title: string;
  excerpt: string;
  reason: ReportReason;
  text: string;
  state: ReportState;
  createdAt: string;
  closedAt: string | null;
  /** Whether something was done, and what kind of thing; null while it is looked at. */
  outcome: string | null;
  decisionId: string | null;
  mayAppealUntil: string | null;
  appeal: { state: string; answer: string } | null;
};

/** A person's own reports, newest first. */
export async function ownReports(
  db: Db,
  actor: Actor,
  input: { after: string | null },
  options: { clock?: Clock; limit?: number } = {},
): Promise<{ rows: OwnReport[]; nextCursor: string | null }> {
  const { clock = systemClock, limit = 20 } = options;
  const rows = await listOwnReports(db, { userId: actor.userId, afterId: input.after, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  return { rows: shown.map((row) => ownView(row, clock.now())), nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}

/** A kept copy as its reporter sees it: nothing that they could not read themselves. */
export function shownTo(snapshot: Snapshot): Snapshot {
  return snapshot.concealed ? { ...snapshot, text: "", photoKeys: [] } : snapshot;
}

function ownView(row: OwnReportRow, now: Date): OwnReport {
  const until = row.settledAt ? appealableUntil(row.settledAt) : null;
  const mayAppeal = row.state === "dismissed" && row.decisionState === "final" && row.appealState === null && until !== null && until > now;
  return {
    id: row.id,
    subjectKind: row.subjectKind,
    title: row.snapshot.title,
    excerpt: shownTo(row.snapshot).text.slice(0, 200),
    reason: row.reason,
    text: row.text,
    state: row.state,
    createdAt: row.createdAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    outcome: row.state === "open" ? null : row.decisionKind,
    decisionId: row.decisionId,
    mayAppealUntil: mayAppeal ? until.toISOString() : null,
    appeal: row.appealState ? { state: row.appealState, answer: row.appealAnswer ?? "" } : null,
  };
}
