import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { audit } from "./audit.repository.server.ts";
import { isMember } from "./cases.repository.server.ts";
import { insertMarkAppeal, listMarks, listOpenMarkAppeals, lockMarkAppeal, swapMarkAppeal, type Mark, type MarkAppealRow, type MarkState } from "./marks.repository.server.ts";
import type { TrustError } from "./trust.errors.ts";
import { contestableUntil, markWindowMs, mayModerate } from "./trust.rules.ts";
import type { AnswerMarkInput, ContestInput } from "./trust.schema.ts";

/** A mark as its owner sees it. */
export type OwnMark = { dealId: string; mark: Mark; at: string; title: string; mayContestUntil: string | null; contest: { state: MarkState; text: string; answer: string } | null };

const shownMs = 365 * 86_400_000;

/** The no-show and late marks of the acting party in the last year, newest first, at most fifty. */
export async function ownMarks(db: Db, actor: Actor, clock: Clock = systemClock): Promise<OwnMark[]> {
  const now = clock.now();
  const rows = await listMarks(db, { partyId: actor.party.id, since: new Date(now.getTime() - shownMs), limit: 50 });
  return rows.map((row) => {
    const until = contestableUntil(row.at);
    return {
      dealId: row.dealId,
      mark: row.mark,
      at: row.at.toISOString(),
      title: row.title,
      mayContestUntil: row.state === null && until > now && hasRole(actor.role, "member") ? until.toISOString() : null,
      contest: row.state === null ? null : { state: row.state, text: row.text ?? "", answer: row.answer ?? "" },
    };
  });
}

/**
 * Contests a no-show or late mark of the acting party, once, within fourteen days. Errors: NO_MARK_NOT_FOUND when the party has no
 * such mark, NOT_ALLOWED for viewers, TOO_LATE, ALREADY_APPEALED.
 */
export async function contestMark(db: Db, actor: Actor, input: ContestInput, clock: Clock = systemClock): Promise<Result<{ appealId: string }, TrustError>> {
  return transact<Result<{ appealId: string }, TrustError>>(db, async (tx) => {
    const now = clock.now();
    if (!hasRole(actor.role, "member")) return err("TRUST.NOT_ALLOWED");
    const [mark] = await listMarks(tx, { partyId: actor.party.id, since: new Date(now.getTime() - shownMs), dealId: input.dealId, limit: 1 });
    if (!mark) return err("TRUST.NO_MARK_NOT_FOUND");
    if (now.getTime() - mark.at.getTime() >= markWindowMs) return err("TRUST.TOO_LATE");
    const appealId = await insertMarkAppeal(tx, { dealId: input.dealId, partyId: actor.party.id, mark: mark.mark, byUserId: actor.userId, text: input.text, now });
    if (!appealId) return err("TRUST.ALREADY_APPEALED");
    await record(tx, { type: "trust.mark-contested", payload: { appealId }, topics: ["moderation", `party:${actor.party.id}`] });
    return ok({ appealId });
  });
}

/** Contested marks that wait, for moderators. */
export async function viewMarkAppeals(db: Db, actor: Actor): Promise<Result<MarkAppealRow[], TrustError>> {
  return mayModerate(actor) ? ok(await listOpenMarkAppeals(db, 50)) : err("TRUST.NOT_ALLOWED");
}

/** A moderator upholds a contest, which takes the mark out of the rate, or refuses it. Errors: NOT_ALLOWED, NOT_FOUND, WRONG_STATE, STALE. */
export async function answerMark(db: Db, actor: Actor, input: AnswerMarkInput, clock: Clock = systemClock): Promise<Result<null, TrustError>> {
  return transact<Result<null, TrustError>>(db, async (tx) => {
    const now = clock.now();
    if (!mayModerate(actor)) return err("TRUST.NOT_ALLOWED");
    const appeal = await lockMarkAppeal(tx, input.appealId);
    if (!appeal) return err("TRUST.NOT_FOUND");
    if (await isMember(tx, { userId: actor.userId, partyId: appeal.partyId })) return err("TRUST.NOT_ALLOWED");
    if (appeal.state !== "open") return err("TRUST.WRONG_STATE", { state: appeal.state });
    const done = await swapMarkAppeal(tx, { appealId: appeal.id, version: input.version, to: input.outcome, answer: input.answer, userId: actor.userId, now });
    if (!done) return err("TRUST.STALE", { version: appeal.version });
    await audit(tx, {
      at: now,
      actorUserId: actor.userId,
      action: input.outcome === "upheld" ? "mark.upheld" : "mark.refused",
      subjectKind: "mark",
      subjectId: appeal.id,
      details: { dealId: appeal.dealId, partyId: appeal.partyId, mark: appeal.mark, answer: input.answer },
    });
    await record(tx, { type: "trust.mark-answered", payload: { appealId: appeal.id }, topics: ["moderation", `party:${appeal.partyId}`] });
    return ok(null);
  });
}
