import type { DealError } from "#app/domains/deals/deals.errors.ts";
import { findDeal, tryCode, type DealRecord } from "#app/domains/deals/deals.repository.server.ts";
import { autoCompleteAfterMs, lightCompleteAfterMs } from "#app/domains/deals/deals.rules.ts";
import type { EnterCodeInput, HandOverInput } from "#app/domains/deals/deals.schema.ts";
import { weightDifference } from "#app/domains/deals/mass.rules.ts";
import { beginMove } from "#app/domains/deals/deals.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Database, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { announce, carryOut, type DealMoved } from "./deal-moves.server.ts";
import type { DealCompleted, Moved } from "./complete-deal.server.ts";
import { factsOf } from "./hand-over-facts.server.ts";
import { refusalForLicence } from "./licence-gate.server.ts";
import { dealtWithoutChoice } from "./need-erasure-choice.server.ts";
import { settleHandOver } from "./settle-hand-over.server.ts";

/**
 * One side says that it moved, without the code; the other confirms, or fourteen days without a word do. Errors beside the
 * usual: DEALS.WEIGHT_NEEDED (materials are weighed, or the declared weight confirmed), DEALS.MOVED_TOO_MANY (`units`),
 * DEALS.NOT_LICENSED (`material`; a licence may have ended since the deal was accepted).
 * DEALS.ERASURE_CHOICE_NEEDED when a recycler takes a device with memory and its giver has not said what becomes of the data.
 */
export async function handOverDeal(db: Db, actor: Actor, input: HandOverInput, clock: Clock = systemClock): Promise<Result<DealMoved, DealError>> {
  return transact<Result<DealMoved, DealError>>(db, async (tx) => {
    const now = clock.now();
    const begun = await beginMove(tx, actor, { ...input, verb: "hand_over" }, now);
    if (!begun.ok) return begun;
    const { deal, mover } = begun.value;
    const refusal = await refusalForLicence(tx, deal, now);
    if (refusal) return refusal;
    if ((await dealtWithoutChoice(tx, deal)).length > 0) return err("DEALS.ERASURE_CHOICE_NEEDED");
    const moved = factsOf(deal, input, now);
    if (!moved.ok) return moved;
    const side = mover === "giver" ? "giver" : "taker";
    const autoCompleteAt = new Date(now.getTime() + (deal.light ? lightCompleteAfterMs : autoCompleteAfterMs));
    const done = await carryOut(tx, begun.value, {
      change: { ...moved.value, handedOverBy: side, autoCompleteAt },
      code: "handed_over",
      params: { movedUnits: moved.value.movedUnits, units: deal.units, measuredGrams: moved.value.measuredGrams },
    });
    if (done.ok) await announce(tx, deal, "deals.handed-over");
    return done;
  });
}

/**
 * The giver enters the code the taker shows: both have agreed, so the deal is handed over and completed at once; a loan
 * begins, an inspection can start. Wrong codes are counted in a transaction of their own, which is why this needs the client and not a transaction. Errors:
 * DEALS.CODE_WRONG (`left`), DEALS.CODE_RATE_LIMITED after five of them, DEALS.DIFFERENCE_UNCONFIRMED (`measured` and `declared`
 * grams) when they are far apart and `confirmDifference` does not say that both saw it, and those of `handOverDeal`.
 */
export async function enterDealCode(db: Database["db"], actor: Actor, input: EnterCodeInput, clock: Clock = systemClock): Promise<Result<DealCompleted, DealError>> {
  const now = clock.now();
  const open = { dealId: input.dealId, version: input.version, verb: "enter_code" as const };
  // First who and when, so that strangers neither guess nor use up the giver's tries.
  const allowed = await transact(db, async (tx) => {
    const begun = await beginMove(tx, actor, open, now);
    if (!begun.ok) return begun;
    const refusal = begun.value.deal.state === "handed_over" ? null : await refusalForLicence(tx, begun.value.deal, now);
    if (refusal) return refusal;
    if ((await dealtWithoutChoice(tx, begun.value.deal)).length > 0) return err("DEALS.ERASURE_CHOICE_NEEDED");
    const facts = factsOf(begun.value.deal, input, now);
    return facts.ok ? bothSaw(begun.value.deal, facts.value, input) : facts;
  });
  if (!allowed.ok) return allowed;
  const attempt = await tryCode(db, { dealId: input.dealId, code: input.code, now });
  if (!attempt) {
    const deal = await findDeal(db, input.dealId);
    return err("DEALS.CODE_RATE_LIMITED", { until: deal?.handoverBlockedUntil?.toISOString() });
  }
  if (!attempt.right) return attempt.left > 0 ? err("DEALS.CODE_WRONG", { left: attempt.left }) : err("DEALS.CODE_RATE_LIMITED");

  return transact<Result<DealCompleted, DealError>>(db, async (tx) => {
    const begun = await beginMove(tx, actor, open, now);
    if (!begun.ok) return begun;
    const { deal } = begun.value;
    // Asked again under the deal's lock: a suspension at the same moment either comes before or finds it handed over.
    const refusal = deal.state === "handed_over" ? null : await refusalForLicence(tx, deal, now);
    if (refusal) return refusal;
    const moved = factsOf(deal, input, now);
    if (!moved.ok) return moved;
    const passes = deal.state === "handed_over" ? {} : { via: "handed_over" as const, change: { handedOverBy: "giver" as const } };
    return settleHandOver(tx, begun.value, { code: "completed_by_code", moved: moved.value, ...passes });
  });
}

/** With the code nobody is asked later, so a weight far from the declared one is confirmed at once, by both. */
function bothSaw(deal: DealRecord, moved: Moved, input: { confirmDifference?: boolean | undefined }): Result<null, DealError> {
  const difference = weightDifference({ unitGrams: deal.listing.massGrams, ...moved });
  return difference && !input.confirmDifference ? err("DEALS.DIFFERENCE_UNCONFIRMED", difference) : ok(null);
}
