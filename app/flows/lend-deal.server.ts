import type { DealError } from "#app/domains/deals/deals.errors.ts";
import { autoReturnAfterMs } from "#app/domains/deals/deals.rules.ts";
import type { ExtendLoanInput, MoveInput } from "#app/domains/deals/deals.schema.ts";
import { beginMove, type OpenMove } from "#app/domains/deals/deals.service.server.ts";
import { extendedDueAt, loanDueAt } from "#app/domains/deals/loan.rules.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, type Result } from "#app/shared/result.ts";
import { movedOf, type HandOverFacts } from "./complete-deal.server.ts";
import { announce, carryOut, giveBackRest, type DealMoved } from "./deal-moves.server.ts";

/**
 * A loan begins: it is due at the end of the day, on the place's clock, after as many days as were agreed. The units stay held;
 * those that were not taken along are available again.
 */
export async function startLoan(tx: Tx, move: OpenMove, input: HandOverFacts): Promise<Result<DealMoved, DealError>> {
  const { deal, now } = move;
  const what = input.moved ?? movedOf(deal, now);
  const dueAt = loanDueAt(what.handedOverAt, deal.terms.loanDays ?? 1, deal.listing.timeZone);
  const change = { ...what, ...input.change, units: what.movedUnits, lentAt: what.handedOverAt, loanDueAt: dueAt, handoverCode: null, autoCompleteAt: null };
  const via = input.via ? { via: input.via } : {};
  const moved = await carryOut(tx, move, { change, ...via, code: "lent", params: { dueAt: dueAt.toISOString(), timeZone: deal.listing.timeZone } });
  if (!moved.ok) return moved;
  await giveBackRest(tx, move, what.movedUnits);
  await announce(tx, deal, "deals.lent");
  return moved;
}

/** The giver lends for longer. DEALS.LOAN_TOO_LONG when that would be due more than a year from now. */
export async function extendLoan(db: Db, actor: Actor, input: ExtendLoanInput, clock: Clock = systemClock): Promise<Result<DealMoved, DealError>> {
  return transact<Result<DealMoved, DealError>>(db, async (tx) => {
    const now = clock.now();
    const begun = await beginMove(tx, actor, { ...input, verb: "extend_loan" }, now);
    if (!begun.ok) return begun;
    const { deal } = begun.value;
    const dueAt = deal.loanDueAt && extendedDueAt(deal.loanDueAt, input.days, deal.listing.timeZone, now);
    if (!dueAt) return err("DEALS.LOAN_TOO_LONG", { days: 365 });
    const params = { dueAt: dueAt.toISOString(), timeZone: deal.listing.timeZone };
    const moved = await carryOut(tx, begun.value, { change: { loanDueAt: dueAt }, code: "loan_extended", params });
    if (moved.ok) await announce(tx, deal, "deals.loan-extended");
    return moved;
  });
}

/** The taker has brought it back; the giver confirms, or fourteen days without a word do. */
export async function handBackDeal(db: Db, actor: Actor, input: MoveInput, clock: Clock = systemClock): Promise<Result<DealMoved, DealError>> {
  return transact<Result<DealMoved, DealError>>(db, async (tx) => {
    const now = clock.now();
    const begun = await beginMove(tx, actor, { ...input, verb: "hand_back" }, now);
    if (!begun.ok) return begun;
    const change = { handedBackAt: now, autoCompleteAt: new Date(now.getTime() + autoReturnAfterMs) };
    const moved = await carryOut(tx, begun.value, { change, code: "handed_back" });
    if (moved.ok) await announce(tx, begun.value.deal, "deals.sent-back");
    return moved;
  });
}
