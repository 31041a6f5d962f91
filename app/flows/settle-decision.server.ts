import type { ListingsError } from "#app/domains/listings/listings.errors.ts";
import { audit } from "#app/domains/trust/audit.repository.server.ts";
import { isMember, swapCase } from "#app/domains/trust/cases.repository.server.ts";
import { lockDecision, settleReports, swapSettled, type DecisionRow } from "#app/domains/trust/decisions.repository.server.ts";
import type { TrustError } from "#app/domains/trust/trust.errors.ts";
import { mayModerate } from "#app/domains/trust/trust.rules.ts";
import type { SettleInput } from "#app/domains/trust/trust.schema.ts";
import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { makeFinal, undo, type Effect } from "./moderation-effects.server.ts";

/** What a stored decision does, for its effects. */
export function effectOf(decision: DecisionRow): Effect {
  return {
    decisionId: decision.id,
    caseId: decision.caseId,
    kind: decision.kind,
    partyId: decision.partyId,
    subjectKind: decision.subjectKind,
    subjectId: decision.subjectId,
    listingId: decision.listingId,
    until: decision.restrictedUntil,
  };
}

/**
 * The second moderator agrees to a removal or suspension, which is final then, or refuses it: then its hold ends and the case is
 * open again. Never the one who decided (SAME_PERSON_NOT_ALLOWED). Errors: NOT_ALLOWED, NOT_FOUND, WRONG_STATE, STALE.
 */
export async function settleDecision(db: Db, actor: Actor, input: SettleInput, clock: Clock = systemClock): Promise<Result<{ state: "final" | "refused" }, TrustError | ListingsError>> {
  return transact<Result<{ state: "final" | "refused" }, TrustError | ListingsError>>(db, async (tx) => {
    const now = clock.now();
    if (!mayModerate(actor)) return err("TRUST.NOT_ALLOWED");
    const decision = await lockDecision(tx, input.decisionId);
    if (!decision) return err("TRUST.NOT_FOUND");
    if (decision.state !== "confirming") return err("TRUST.WRONG_STATE", { state: decision.state });
    if (decision.decidedByUserId === actor.userId) return err("TRUST.SAME_PERSON_NOT_ALLOWED");
    if (await isMember(tx, { userId: actor.userId, partyId: decision.partyId })) return err("TRUST.NOT_ALLOWED");
    const state = input.agrees === "yes" ? ("final" as const) : ("refused" as const);
    if (!(await swapSettled(tx, { decisionId: decision.id, version: input.version, to: state, userId: actor.userId, now }))) return err("TRUST.STALE", { version: decision.version });
    const moved = await swapCase(tx, { caseId: decision.caseId, version: decision.caseVersion, from: "confirming", to: state === "final" ? "closed" : "open", now });
    if (!moved) return err("TRUST.STALE", { version: decision.version });
    const done = await (state === "final" ? makeFinal : undo)(tx, actor, effectOf(decision), now);
    if (!done.ok) return done;
    const reporters = state === "final" ? await settleReports(tx, { caseId: decision.caseId, to: "acted", now }) : [];
    await audit(tx, {
      at: now,
      actorUserId: actor.userId,
      action: state === "final" ? "decision.confirmed" : "decision.refused",
      subjectKind: "decision",
      subjectId: decision.id,
      details: { caseId: decision.caseId, kind: decision.kind, note: input.note },
    });
    await record(tx, { type: "trust.settled", payload: { decisionId: decision.id }, topics: ["moderation", `party:${decision.partyId}`, ...reporters.map((userId) => `user:${userId}` as const)] });
    return ok({ state });
  });
}
