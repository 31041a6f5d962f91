import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { insertAppeal, listOpenAppeals, type QueuedAppeal } from "./appeals.repository.server.ts";
import { isMember } from "./cases.repository.server.ts";
import { hasDismissedReport, lockDecision } from "./decisions.repository.server.ts";
import type { TrustError } from "./trust.errors.ts";
import { appealableUntil, mayModerate } from "./trust.rules.ts";
import type { AppealInput } from "./trust.schema.ts";

/**
 * Appeals a final decision: its affected party once, or somebody whose report it dismissed, within 180 days. Errors: NOT_FOUND for
 * everybody else, NOT_ALLOWED for viewers, WRONG_STATE, TOO_LATE, ALREADY_APPEALED.
 */
export async function appealDecision(db: Db, actor: Actor, input: AppealInput, clock: Clock = systemClock): Promise<Result<{ appealId: string }, TrustError>> {
  return transact<Result<{ appealId: string }, TrustError>>(db, async (tx) => {
    const now = clock.now();
    const decision = await lockDecision(tx, input.decisionId);
    if (!decision) return err("TRUST.NOT_FOUND");
    const isDismissal = decision.kind === "dismiss";
    const affected = !isDismissal && (await isMember(tx, { userId: actor.userId, partyId: decision.partyId }));
    const reporter = isDismissal && (await hasDismissedReport(tx, { caseId: decision.caseId, userId: actor.userId }));
    if (!affected && !reporter) return err("TRUST.NOT_FOUND");
    if (affected && decision.partyId !== actor.party.id) return err("TRUST.NOT_ALLOWED");
    if (!hasRole(actor.role, "member")) return err("TRUST.NOT_ALLOWED");
    if (decision.state !== "final" || decision.settledAt === null) return err("TRUST.WRONG_STATE", { state: decision.state });
    if (appealableUntil(decision.settledAt) <= now) return err("TRUST.TOO_LATE");
    const appealId = await insertAppeal(tx, { decisionId: decision.id, side: affected ? "affected" : "reporter", byUserId: actor.userId, byPartyId: actor.party.id, text: input.text, now });
    if (!appealId) return err("TRUST.ALREADY_APPEALED");
    await record(tx, { type: "trust.appealed", payload: { appealId }, topics: ["moderation", `party:${actor.party.id}`] });
    return ok({ appealId });
  });
}

/** An appeal in the queue; `isMine` when the asking moderator had a hand in the decision and must leave it to others. */
export type AppealToAnswer = Omit<QueuedAppeal, "decidedByUserId" | "confirmedByUserId" | "byUserId"> & { isMine: boolean };

/** Open appeals for moderators, the oldest first. */
export async function viewAppeals(db: Db, actor: Actor, input: { after: { createdAt: Date; id: string } | null; limit?: number }): Promise<Result<{ rows: AppealToAnswer[]; next: { createdAt: Date; id: string } | null }, TrustError>> {
  if (!mayModerate(actor)) return err("TRUST.NOT_ALLOWED");
  const limit = input.limit ?? 20;
  const rows = await listOpenAppeals(db, { after: input.after, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return ok({
    rows: shown.map(({ decidedByUserId, confirmedByUserId, byUserId: _by, ...row }) => ({ ...row, isMine: decidedByUserId === actor.userId || confirmedByUserId === actor.userId })),
    next: rows.length > limit && last ? { createdAt: last.createdAt, id: last.id } : null,
  });
}
