import type { ListingsError } from "#app/domains/listings/listings.errors.ts";
import { findAppeal, swapAppeal } from "#app/domains/trust/appeals.repository.server.ts";
import { audit } from "#app/domains/trust/audit.repository.server.ts";
import { isMember, reopenCase } from "#app/domains/trust/cases.repository.server.ts";
import { lockDecision, reopenReport, swapReversed } from "#app/domains/trust/decisions.repository.server.ts";
import type { TrustError } from "#app/domains/trust/trust.errors.ts";
import { mayModerate } from "#app/domains/trust/trust.rules.ts";
import type { AnswerAppealInput } from "#app/domains/trust/trust.schema.ts";
import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { undo } from "./moderation-effects.server.ts";
import { effectOf } from "./settle-decision.server.ts";

/**
 * A moderator who had no hand in a decision answers an appeal against it. Upheld: it stands. Reversed: a listing, photo, text or
 * account is as before; a dismissed report is looked at again. Errors: NOT_ALLOWED, SAME_PERSON_NOT_ALLOWED, NOT_FOUND, WRONG_STATE, STALE.
 */
export async function answerAppeal(db: Db, actor: Actor, input: AnswerAppealInput, clock: Clock = systemClock): Promise<Result<null, TrustError | ListingsError>> {
  return transact<Result<null, TrustError | ListingsError>>(db, async (tx) => {
    const now = clock.now();
    if (!mayModerate(actor)) return err("TRUST.NOT_ALLOWED");
    const known = await findAppeal(tx, input.appealId);
    const decision = known && (await lockDecision(tx, known.decisionId));
    // Read again under the lock of its decision.
    const appeal = await findAppeal(tx, input.appealId);
    if (!appeal || !decision) return err("TRUST.NOT_FOUND");
    if (decision.decidedByUserId === actor.userId || decision.confirmedByUserId === actor.userId) return err("TRUST.SAME_PERSON_NOT_ALLOWED");
    if (appeal.byUserId === actor.userId || (await isMember(tx, { userId: actor.userId, partyId: decision.partyId }))) return err("TRUST.NOT_ALLOWED");
    if (appeal.state !== "open") return err("TRUST.WRONG_STATE", { state: appeal.state });
    if (!(await swapAppeal(tx, { appealId: appeal.id, version: input.version, to: input.outcome, answer: input.answer, userId: actor.userId, now }))) {
      return err("TRUST.STALE", { version: appeal.version });
    }
    if (input.outcome === "reversed") {
      if (!(await swapReversed(tx, { decisionId: decision.id, now }))) return err("TRUST.WRONG_STATE", { state: decision.state });
      if (decision.kind === "dismiss") {
        await reopenReport(tx, { caseId: decision.caseId, userId: appeal.byUserId });
        await reopenCase(tx, decision.caseId);
      } else {
        const undone = await undo(tx, actor, effectOf(decision), now);
        if (!undone.ok) return undone;
      }
    }
    await audit(tx, {
      at: now,
      actorUserId: actor.userId,
      action: input.outcome === "upheld" ? "appeal.upheld" : "appeal.reversed",
      subjectKind: "appeal",
      subjectId: appeal.id,
      details: { decisionId: decision.id, kind: decision.kind, side: appeal.side, answer: input.answer },
    });
    await record(tx, { type: "trust.appeal-answered", payload: { appealId: appeal.id }, topics: ["moderation", `party:${decision.partyId}`, `user:${appeal.byUserId}`] });
    return ok(null);
  });
}
