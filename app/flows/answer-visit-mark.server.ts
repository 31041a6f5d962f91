import type { Marked } from "#app/domains/pickups/marks.service.server.ts";
import { settleVisitMark } from "#app/domains/pickups/marks.service.server.ts";
import { selectContestedMarks, type ContestedMark } from "#app/domains/pickups/marks.repository.server.ts";
import type { SettleMarkInput } from "#app/domains/pickups/marks.schema.ts";
import type { PickupError } from "#app/domains/pickups/pickups.errors.ts";
import { audit } from "#app/domains/trust/audit.repository.server.ts";
import { isMember } from "#app/domains/trust/cases.repository.server.ts";
import { mayModerate } from "#app/domains/trust/trust.rules.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";

/** Contested marks of visits that wait, for moderators; at most fifty, the longest waiting first. Errors: PICKUPS.NOT_ALLOWED. */
export async function viewContestedVisits(db: Db, actor: Actor): Promise<Result<ContestedMark[], PickupError>> {
  return mayModerate(actor) ? ok(await selectContestedMarks(db, 50)) : err("PICKUPS.NOT_ALLOWED");
}

/**
 * A moderator who belongs to neither side decides a contested mark of a visit, which goes into the record of moderation.
 * Errors: PICKUPS.NOT_ALLOWED, NOT_FOUND, WORDS_NEEDED, WRONG_STATE, STALE.
 */
export async function answerVisitMark(db: Db, actor: Actor, input: SettleMarkInput, clock: Clock = systemClock): Promise<Result<Marked, PickupError>> {
  return transact<Result<Marked, PickupError>>(db, async (tx) => {
    const now = clock.now();
    if (!mayModerate(actor)) return err("PICKUPS.NOT_ALLOWED");
    const settled = await settleVisitMark(tx, actor, { ...input, words: input.answer }, now);
    if (!settled.ok) return settled;
    const { mark, ...done } = settled.value;
    for (const partyId of [mark.partyId, mark.byPartyId]) {
      if (await isMember(tx, { userId: actor.userId, partyId })) return err("PICKUPS.NOT_ALLOWED");
    }
    if (done.changed) {
      await audit(tx, {
        at: now,
        actorUserId: actor.userId,
        action: input.outcome === "upheld" ? "visit.upheld" : "visit.refused",
        subjectKind: "visit",
        subjectId: mark.bookingId,
        details: { partyId: mark.partyId, mark: mark.kind, answer: input.answer },
      });
    }
    return ok(done);
  });
}
