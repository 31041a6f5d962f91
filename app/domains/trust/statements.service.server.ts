import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { findAppealOf } from "./appeals.repository.server.ts";
import { isMember } from "./cases.repository.server.ts";
import { findDecision } from "./decisions.repository.server.ts";
import { findKept } from "./restrictions.repository.server.ts";
import type { TrustError } from "./trust.errors.ts";
import { appealableUntil, mayModerate, type DecisionKind, type DecisionState, type ReportReason, type SubjectKind } from "./trust.rules.ts";

/** A statement of reasons, as the affected party reads it: no word of who reported or who decided. */
export type Statement = {
  id: string;
  kind: DecisionKind;
  state: DecisionState;
  subjectKind: SubjectKind;
  title: string;
  excerpt: string;
  rule: ReportReason;
  facts: string;
  /** Of a correction: what the listing said, and what it was made to say. */
  words: { from: { title: string; description: string }; to: { title: string; description: string } } | null;
  restrictedUntil: string | null;
  detectedByRule: boolean;
  isAutomated: boolean;
  decidedAt: string;
  settledAt: string | null;
  reversedAt: string | null;
  /** Until when the asking person may appeal; null when they may not (any more). */
  mayAppealUntil: string | null;
  appeal: { state: string; text: string; answer: string; createdAt: string; decidedAt: string | null } | null;
};

/** The statement of a decision, for people of the affected party and for moderators; to everybody else it does not exist. */
export async function viewStatement(db: Db, actor: Actor, input: { decisionId: string }, clock: Clock = systemClock): Promise<Result<Statement, TrustError>> {
  const found = await findDecision(db, input.decisionId);
  if (!found) return err("TRUST.NOT_FOUND");
  const affected = await isMember(db, { userId: actor.userId, partyId: found.partyId });
  if (!affected && !mayModerate(actor)) return err("TRUST.NOT_FOUND");
  const appeal = await findAppealOf(db, { decisionId: found.id, partyId: found.partyId });
  const until = found.settledAt ? appealableUntil(found.settledAt) : null;
  const mayAppeal = affected && hasRole(actor.role, "member") && found.kind !== "dismiss" && found.state === "final" && appeal === null && until !== null && until > clock.now();
  return ok({
    id: found.id,
    kind: found.kind,
    state: found.state,
    subjectKind: found.subjectKind,
    title: found.snapshot.title,
    excerpt: found.snapshot.text.slice(0, 400),
    rule: found.rule,
    facts: found.facts,
    words: found.kind === "correct" ? ((await findKept(db, found.id)) as Statement["words"]) : null,
    restrictedUntil: found.restrictedUntil?.toISOString() ?? null,
    detectedByRule: found.detectedByRule,
    isAutomated: found.isAutomated,
    decidedAt: found.decidedAt.toISOString(),
    settledAt: found.settledAt?.toISOString() ?? null,
    reversedAt: found.reversedAt?.toISOString() ?? null,
    mayAppealUntil: mayAppeal ? until.toISOString() : null,
    appeal: appeal && { state: appeal.state, text: appeal.text, answer: appeal.answer, createdAt: appeal.createdAt.toISOString(), decidedAt: appeal.decidedAt?.toISOString() ?? null },
  });
}
