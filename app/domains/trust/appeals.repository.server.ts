import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { emptySql, sql } from "#app/platform/db/sql.server.ts";
import { newId } from "#app/shared/ids.ts";
import type { AppealState, DecisionKind, ReportReason, SubjectKind } from "./trust.rules.ts";
import type { Snapshot } from "./trust.schema.ts";

export type AppealRow = {
  id: string;
  decisionId: string;
  side: "affected" | "reporter";
  byUserId: string;
  byPartyId: string;
  text: string;
  state: AppealState;
  answer: string;
  createdAt: Date;
  decidedAt: Date | null;
  version: number;
};

const fields = { id: true, decisionId: true, side: true, byUserId: true, byPartyId: true, text: true, state: true, answer: true, createdAt: true, decidedAt: true, version: true } as const;
const shaped = (row: Omit<AppealRow, "side" | "state"> & { side: string; state: string }): AppealRow => ({ ...row, side: row.side as AppealRow["side"], state: row.state as AppealState });

/** Writes an appeal; null when this party has made one of this decision. */
export async function insertAppeal(tx: Tx, input: { decisionId: string; side: AppealRow["side"]; byUserId: string; byPartyId: string; text: string; now: Date }): Promise<string | null> {
  const { now, ...rest } = input;
  const id = newId();
  const { count } = await tx.moderationAppeal.createMany({ data: [{ ...rest, id, createdAt: now }], skipDuplicates: true });
  return count === 1 ? id : null;
}

/** The appeal of a party against a decision, or null. */
export async function findAppealOf(db: Db, input: { decisionId: string; partyId: string }): Promise<AppealRow | null> {
  const found = await db.moderationAppeal.findUnique({ where: { decisionId_byPartyId: { decisionId: input.decisionId, byPartyId: input.partyId } }, select: fields });
  return found && shaped(found);
}

/** An appeal by its id, or null. */
export async function findAppeal(db: Db, appealId: string): Promise<AppealRow | null> {
  const found = await db.moderationAppeal.findUnique({ where: { id: appealId }, select: fields });
  return found && shaped(found);
}

/** Answers an open appeal; false when it is not as it was seen. */
export async function swapAppeal(tx: Tx, input: { appealId: string; version: number; to: "upheld" | "reversed"; answer: string; userId: string; now: Date }): Promise<boolean> {
  const { count } = await tx.moderationAppeal.updateMany({
    where: { id: input.appealId, version: input.version, state: "open" },
    data: { state: input.to, answer: input.answer, decidedByUserId: input.userId, decidedAt: input.now, version: { increment: 1 } },
  });
  return count === 1;
}

export type QueuedAppeal = AppealRow & {
  caseId: string;
  kind: DecisionKind;
  rule: ReportReason;
  facts: string;
  subjectKind: SubjectKind;
  snapshot: Snapshot;
  partyName: string | null;
  decidedByUserId: string;
  confirmedByUserId: string | null;
};

/** Open appeals, the oldest first, after a position. */
export async function listOpenAppeals(db: Db, input: { after: { createdAt: Date; id: string } | null; limit: number }): Promise<QueuedAppeal[]> {
  const { after } = input;
  return db.$queryRaw<QueuedAppeal[]>(sql`
    SELECT a.id, a.decision_id AS "decisionId", a.side, a.by_user_id AS "byUserId", a.by_party_id AS "byPartyId", a.text, a.state, a.answer, a.created_at AS "createdAt",
      a.decided_at AS "decidedAt", a.version, d.case_id AS "caseId", d.kind, d.rule, d.facts, d.subject_kind AS "subjectKind", c.snapshot, p.name AS "partyName",
      d.decided_by_user_id AS "decidedByUserId", d.confirmed_by_user_id AS "confirmedByUserId"
    FROM moderation_appeal a JOIN moderation_decision d ON d.id = a.decision_id JOIN moderation_case c ON c.id = d.case_id LEFT JOIN party p ON p.id = a.by_party_id
    WHERE a.state = 'open' ${after ? sql`AND (a.created_at, a.id) > (${after.createdAt}::timestamptz, ${after.id})` : emptySql}
    ORDER BY a.created_at, a.id LIMIT ${input.limit}`);
}
