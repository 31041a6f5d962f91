import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import { newId } from "#app/shared/ids.ts";
import type { DecisionKind, DecisionState, ReportReason, SubjectKind } from "./trust.rules.ts";
import type { Snapshot } from "./trust.schema.ts";

export type DecisionRow = {
  id: string;
  caseId: string;
  kind: DecisionKind;
  state: DecisionState;
  partyId: string;
  subjectKind: SubjectKind;
  subjectId: string;
  listingId: string | null;
  rule: ReportReason;
  facts: string;
  restrictedUntil: Date | null;
  detectedByRule: boolean;
  isAutomated: boolean;
  decidedByUserId: string;
  decidedAt: Date;
  confirmedByUserId: string | null;
  settledAt: Date | null;
  reversedAt: Date | null;
  version: number;
  caseVersion: number;
  snapshot: Snapshot;
};

const columns = sql`d.id, d.case_id AS "caseId", d.kind, d.state, d.party_id AS "partyId", d.subject_kind AS "subjectKind", d.subject_id AS "subjectId",
  c.listing_id AS "listingId", d.rule, d.facts, d.restricted_until AS "restrictedUntil", d.detected_by_rule AS "detectedByRule", d.is_automated AS "isAutomated",
  d.decided_by_user_id AS "decidedByUserId", d.decided_at AS "decidedAt", d.confirmed_by_user_id AS "confirmedByUserId", d.settled_at AS "settledAt",
  d.reversed_at AS "reversedAt", d.version, c.version AS "caseVersion", c.snapshot`;

/** A decision with its case, both held until the transaction ends. Everybody takes the case first. */
export async function lockDecision(tx: Tx, decisionId: string): Promise<DecisionRow | null> {
  await tx.$queryRaw(sql`SELECT id FROM moderation_case WHERE id = (SELECT case_id FROM moderation_decision WHERE id = ${decisionId}) FOR UPDATE`);
  const rows = await tx.$queryRaw<DecisionRow[]>(sql`
    SELECT ${columns} FROM moderation_decision d JOIN moderation_case c ON c.id = d.case_id WHERE d.id = ${decisionId} FOR UPDATE OF d`);
  return rows[0] ?? null;
}

/** A decision, to be read. */
export async function findDecision(db: Db, decisionId: string): Promise<DecisionRow | null> {
  const rows = await db.$queryRaw<DecisionRow[]>(sql`
    SELECT ${columns} FROM moderation_decision d JOIN moderation_case c ON c.id = d.case_id WHERE d.id = ${decisionId}`);
  return rows[0] ?? null;
}

export type NewDecision = {
  caseId: string;
  kind: DecisionKind;
  state: "confirming" | "final";
  partyId: string;
  subjectKind: SubjectKind;
  subjectId: string;
  rule: ReportReason;
  facts: string;
  restrictedUntil: Date | null;
  detectedByRule: boolean;
  decidedByUserId: string;
};

/** Writes a decision. That it is never automated is not a parameter. */
export async function insertDecision(tx: Tx, decision: NewDecision, now: Date): Promise<string> {
  const made = await tx.moderationDecision.create({
    data: { ...decision, id: newId(), decidedAt: now, settledAt: decision.state === "final" ? now : null },
    select: { id: true },
  });
  return made.id;
}

/** The second moderator's word; false when the decision is not as it was seen, or not waiting. */
export async function swapSettled(tx: Tx, input: { decisionId: string; version: number; to: "final" | "refused"; userId: string; now: Date }): Promise<boolean> {
  const { count } = await tx.moderationDecision.updateMany({
    where: { id: input.decisionId, version: input.version, state: "confirming", decidedByUserId: { not: input.userId } },
    data: { state: input.to, confirmedByUserId: input.userId, settledAt: input.now, version: { increment: 1 } },
  });
  return count === 1;
}

/** A standing decision is taken back; false when it is not standing (any more). */
export async function swapReversed(tx: Tx, input: { decisionId: string; now: Date }): Promise<boolean> {
  const { count } = await tx.moderationDecision.updateMany({
    where: { id: input.decisionId, state: "final" },
    data: { state: "reversed", reversedAt: input.now, version: { increment: 1 } },
  });
  return count === 1;
}

/** Settles the open reports of a case; the people who wrote them. */
export async function settleReports(tx: Tx, input: { caseId: string; to: "acted" | "dismissed"; now: Date }): Promise<string[]> {
  const rows = await tx.$queryRaw<{ userId: string }[]>(sql`
    UPDATE report SET state = ${input.to}, closed_at = ${input.now}::timestamptz WHERE case_id = ${input.caseId} AND state = 'open'
    RETURNING reporter_user_id AS "userId"`);
  return rows.map((row) => row.userId);
}

/** Opens the dismissed report of one person again, unless they have another one of the same thing open. */
export async function reopenReport(tx: Tx, input: { caseId: string; userId: string }): Promise<void> {
  await tx.$executeRaw(sql`
    UPDATE report r SET state = 'open', closed_at = NULL
    WHERE r.id = (SELECT max(id) FROM report WHERE case_id = ${input.caseId} AND reporter_user_id = ${input.userId} AND state = 'dismissed')
      AND NOT EXISTS (SELECT 1 FROM report o WHERE o.reporter_user_id = r.reporter_user_id AND o.subject_kind = r.subject_kind AND o.subject_id = r.subject_id AND o.state = 'open')`);
}

/** Somebody whose report in a case was dismissed. */
export async function hasDismissedReport(db: Db, input: { caseId: string; userId: string }): Promise<boolean> {
  const found = await db.report.findFirst({ where: { caseId: input.caseId, reporterUserId: input.userId, state: "dismissed" }, select: { id: true } });
  return found !== null;
}

/** Whom mails about a decision go to: the people of a party who may act for it as owner or manager; at most twenty. */
export type TrustPerson = { userId: string; name: string; email: string; locale: string };

export async function listPartyPeople(db: Db, partyId: string): Promise<TrustPerson[]> {
  return db.$queryRaw<TrustPerson[]>(sql`
    SELECT u.id AS "userId", u.name, u.email, u.locale FROM membership m JOIN "user" u ON u.id = m.user_id
    WHERE m.party_id = ${partyId} AND m.state = 'active' AND m.role IN ('owner', 'manager') ORDER BY u.id LIMIT 20`);
}

/** The people whose reports a case settled, each once. */
export async function listReporters(db: Db, caseId: string): Promise<(TrustPerson & { state: string })[]> {
  return db.$queryRaw<(TrustPerson & { state: string })[]>(sql`
    SELECT DISTINCT ON (u.id) u.id AS "userId", u.name, u.email, u.locale, r.state FROM report r JOIN "user" u ON u.id = r.reporter_user_id
    WHERE r.case_id = ${caseId} ORDER BY u.id, r.id DESC LIMIT 200`);
}

/** One person, for a mail. */
export async function findPerson(db: Db, userId: string): Promise<TrustPerson | null> {
  const found = await db.user.findUnique({ where: { id: userId }, select: { id: true, name: true, email: true, locale: true } });
  return found ? { userId: found.id, name: found.name, email: found.email, locale: found.locale } : null;
}

/** A report with its writer, for the mail that says it arrived. */
export async function findReport(db: Db, reportId: string): Promise<{ title: string; person: TrustPerson } | null> {
  const found = await db.report.findUnique({ where: { id: reportId }, select: { reporterUserId: true, snapshot: true } });
  if (!found) return null;
  const person = await findPerson(db, found.reporterUserId);
  return person ? { title: (found.snapshot as Snapshot).title, person } : null;
}

/** A decision in the list of the party it is about. */
export type PartyDecision = { id: string; kind: DecisionKind; state: DecisionState; title: string; decidedAt: Date };

/** Decisions that took something from a party, newest first; at most `limit`. */
export async function listPartyDecisions(db: Db, input: { partyId: string; limit: number }): Promise<PartyDecision[]> {
  return db.$queryRaw<PartyDecision[]>(sql`
    SELECT d.id, d.kind, d.state, c.snapshot ->> 'title' AS title, d.decided_at AS "decidedAt" FROM moderation_decision d JOIN moderation_case c ON c.id = d.case_id
    WHERE d.party_id = ${input.partyId} AND d.kind <> 'dismiss' ORDER BY d.decided_at DESC, d.id DESC LIMIT ${input.limit}`);
}
