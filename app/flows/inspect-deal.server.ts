import type { DealError } from "#app/domains/deals/deals.errors.ts";
import { inspectWithinMs, requoteWithinMs } from "#app/domains/deals/deals.rules.ts";
import type { HandOverInput } from "#app/domains/deals/deals.schema.ts";
import { beginMove, type OpenMove } from "#app/domains/deals/deals.service.server.ts";
import type { InspectInput } from "#app/domains/deals/inspections.schema.ts";
import { insertInspection, type InspectionPhoto } from "#app/domains/deals/inspections.repository.server.ts";
import { insertTerms } from "#app/domains/deals/terms.repository.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { finishDeal, movedOf, type DealCompleted, type HandOverFacts } from "./complete-deal.server.ts";
import { announce, carryOut, giveBackRest, type DealMoved } from "./deal-moves.server.ts";
import { factsOf } from "./hand-over-facts.server.ts";
import { dealtWithoutChoice } from "./need-erasure-choice.server.ts";

/** The recycler has it in their hands: how many, and what they weighed. Errors as those of a hand-over. */
export async function receiveDeal(db: Db, actor: Actor, input: HandOverInput, clock: Clock = systemClock): Promise<Result<DealMoved, DealError>> {
  return transact<Result<DealMoved, DealError>>(db, async (tx) => {
    const now = clock.now();
    const begun = await beginMove(tx, actor, { ...input, verb: "receive" }, now);
    if (!begun.ok) return begun;
    if ((await dealtWithoutChoice(tx, begun.value.deal)).length > 0) return err("DEALS.ERASURE_CHOICE_NEEDED");
    const moved = factsOf(begun.value.deal, input, now);
    return moved.ok ? startInspection(tx, begun.value, { code: "received", moved: moved.value, change: { handedOverBy: "taker" } }) : moved;
  });
}

/** What is quoted subject to an inspection lies with the recycler now, who has fourteen days to say what they found. The units stay held; those that did not come are available again. */
export async function startInspection(tx: Tx, move: OpenMove, input: HandOverFacts): Promise<Result<DealMoved, DealError>> {
  const what = input.moved ?? movedOf(move.deal, move.now);
  const autoCompleteAt = new Date(move.now.getTime() + inspectWithinMs);
  const change = { ...what, ...input.change, units: what.movedUnits, handoverCode: null, autoCompleteAt };
  const moved = await carryOut(tx, move, { change, ...(input.via ? { via: input.via } : {}), code: "received", params: { movedUnits: what.movedUnits, measuredGrams: what.measuredGrams } });
  if (!moved.ok) return moved;
  await giveBackRest(tx, move, what.movedUnits);
  await announce(tx, move.deal, "deals.received");
  return moved;
}

/**
 * The recycler states what they found, once. The quoted amount or more completes the deal at what was found; less is a new quote,
 * which its giver answers within seven days. DEALS.REASONS_NEEDED when less was found and no reason is given.
 */
export async function inspectDeal(
  db: Db,
  actor: Actor,
  input: InspectInput & { photos: InspectionPhoto[] },
  clock: Clock = systemClock,
): Promise<Result<DealCompleted, DealError>> {
  return transact<Result<DealCompleted, DealError>>(db, async (tx) => {
    const now = clock.now();
    const seen = await beginMove(tx, actor, { ...input, verb: "inspect" }, now);
    if (!seen.ok) return seen;
    const { deal } = seen.value;
    const quotedMinor = deal.settledMinor ?? 0;
    const isCut = input.foundMinor < quotedMinor;
    if (isCut && input.reasons.length === 0) return err("DEALS.REASONS_NEEDED");
    const move = await beginMove(tx, actor, { ...input, verb: "inspect", to: isCut ? "requoted" : "completed" }, now);
    if (!move.ok) return move;
    const { price } = deal.terms;
    if (!price) throw new Error(`Deal ${deal.id} was quoted without a price.`);
    const found = { dealId: deal.id, inspectorUserId: actor.userId, quotedMinor, foundMinor: input.foundMinor, currency: price.currency };
    await insertInspection(tx, { ...found, reasons: isCut ? input.reasons : [], note: input.note, photos: input.photos, now });
    if (!isCut) return finishDeal(tx, move.value, { code: "inspected", change: { settledMinor: input.foundMinor } });
    const number = deal.terms.number + 1;
    const terms = { ...deal.terms, number, bySide: "taker" as const, units: deal.units, price: { minor: input.foundMinor, currency: price.currency, basis: "total" as const }, note: "" };
    await insertTerms(tx, { dealId: deal.id, byUserId: actor.userId, terms, now });
    const moved = await carryOut(tx, move.value, { change: { termsNumber: number, autoCompleteAt: null, respondBy: new Date(now.getTime() + requoteWithinMs) }, code: "requoted" });
    if (!moved.ok) return moved;
    await announce(tx, deal, "deals.requoted");
    return ok({ ...moved.value, entryId: null });
  });
}
