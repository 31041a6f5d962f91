import type { ListingsError } from "#app/domains/listings/listings.errors.ts";
import { audit } from "#app/domains/trust/audit.repository.server.ts";
import { isMember, swapCase } from "#app/domains/trust/cases.repository.server.ts";
import { takeCase, tellCase } from "#app/domains/trust/cases.service.server.ts";
import { insertDecision, settleReports } from "#app/domains/trust/decisions.repository.server.ts";
import type { TrustError } from "#app/domains/trust/trust.errors.ts";
import { decisionsThatFit, longestRestrictionMs, needsSecondPerson } from "#app/domains/trust/trust.rules.ts";
import type { DecideInput } from "#app/domains/trust/trust.schema.ts";
import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { begin } from "./moderation-effects.server.ts";

type Decided = { decisionId: string; state: "confirming" | "final" };

/**
 * Decides a case that one holds, with the statement of reasons. Removals and suspensions take effect as a hold and wait for a
 * second moderator; the rest is final. Errors: those of takeCase, KIND_INVALID for what does not fit the subject, UNTIL_INVALID
 * for a restriction that ends in the past or in more than a year, and the listing's own when it cannot be held (any more).
 */
export async function decideCase(db: Db, actor: Actor, input: DecideInput, clock: Clock = systemClock): Promise<Result<Decided, TrustError | ListingsError>> {
  return transact<Result<Decided, TrustError | ListingsError>>(db, async (tx) => {
    const now = clock.now();
    const taken = await takeCase(tx, actor, input, now);
    if (!taken.ok) return taken;
    const found = taken.value;
    if (await isMember(tx, { userId: actor.userId, partyId: found.partyId })) return err("TRUST.NOT_ALLOWED");
    if (!decisionsThatFit(found.subjectKind).includes(input.kind)) return err("TRUST.KIND_INVALID");
    const until = input.kind === "restrict" && input.until ? new Date(`${input.until}T23:59:59.999Z`) : null;
    if (until && (until <= now || until.getTime() - now.getTime() > longestRestrictionMs + 86_400_000)) return err("TRUST.UNTIL_INVALID");

    const words = input.kind === "correct" ? { title: input.newTitle ?? "", description: input.newDescription ?? "", seen: input.wordsSeen ?? "" } : null;
    const state = needsSecondPerson(input.kind) ? ("confirming" as const) : ("final" as const);
    const { subjectKind, subjectId, partyId, listingId } = found;
    const to = state === "final" ? "closed" : "confirming";
    if (!(await swapCase(tx, { caseId: found.id, version: found.version, from: "open", to, now }))) return err("TRUST.STALE", { version: found.version });
    const decisionId = await insertDecision(
      tx,
      { caseId: found.id, kind: input.kind, state, partyId, subjectKind, subjectId, rule: input.rule, facts: input.facts, restrictedUntil: until, detectedByRule: found.origin === "hint", decidedByUserId: actor.userId },
      now,
    );
    const effect = { decisionId, caseId: found.id, kind: input.kind, partyId, subjectKind, subjectId, listingId, until, words };
    const begun = await begin(tx, actor, effect, now);
    if (!begun.ok) return begun;
    const reporters = state === "final" ? await settleReports(tx, { caseId: found.id, to: input.kind === "dismiss" ? "dismissed" : "acted", now }) : [];
    await audit(tx, {
      at: now,
      actorUserId: actor.userId,
      action: "decision.made",
      subjectKind: "decision",
      subjectId: decisionId,
      details: { caseId: found.id, kind: input.kind, state, rule: input.rule, facts: input.facts, of: subjectKind, id: subjectId, partyId, until: until?.toISOString() ?? null, ...(words ? { words: { title: words.title, description: words.description } } : {}) },
    });
    await record(tx, { type: "trust.decided", payload: { decisionId }, topics: ["moderation", `party:${partyId}`, ...reporters.map((userId) => `user:${userId}` as const)] });
    await tellCase(tx, found.id);
    return ok({ decisionId, state });
  });
}
