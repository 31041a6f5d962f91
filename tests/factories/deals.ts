import type { Database } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { DealKind, DealState, Mover, DealVerb } from "#app/domains/deals/deals.rules.ts";
import { acceptDeal } from "#app/flows/accept-deal.server.ts";
import { cancelDeal } from "#app/flows/cancel-deal.server.ts";
import { closeDealRequests } from "#app/flows/close-deal-requests.server.ts";
import { completeDeal } from "#app/flows/confirm-deal.server.ts";
import { declineDeal } from "#app/flows/decline-deal.server.ts";
import { contestDeal, disputeDeal, resolveDealDispute } from "#app/flows/dispute-deal.server.ts";
import { enterDealCode, handOverDeal } from "#app/flows/hand-over-deal.server.ts";
import { moveDueReturns } from "#app/flows/deal-return-timers.server.ts";
import { moveDueDeals } from "#app/flows/deal-timers.server.ts";
import { inspectDeal, receiveDeal } from "#app/flows/inspect-deal.server.ts";
import { extendLoan, handBackDeal } from "#app/flows/lend-deal.server.ts";
import { quoteDeal } from "#app/flows/quote-deal.server.ts";
import { reportDealNoShow } from "#app/flows/no-show-deal.server.ts";
import { requestDeal } from "#app/flows/request-deal.server.ts";
import { acceptRequote, refuseRequote } from "#app/flows/requote-deal.server.ts";
import { confirmReturn, reportLost } from "#app/flows/return-deal.server.ts";
import { scheduleDeal } from "#app/flows/schedule-deal.server.ts";
import { inTransaction } from "#app/platform/db/database.server.ts";
import type { Result } from "#app/shared/result.ts";
import { createListing } from "./listings.ts";
import { createParty, createPerson } from "./people.ts";

type Db = Database["db"];

/** A clock that stands where it is put. */
export type TestClock = { at: Date; now(): Date };

export function testClock(at = new Date()): TestClock {
  return {
    at,
    now() {
      return this.at;
    },
  };
}

const hourMs = 3_600_000;

/** A deal with everybody around it. `giver` owns the listing and `taker` asked, unless the listing is a wanted one. */
export type TestDeal = {
  id: string;
  listingId: string;
  giver: Actor;
  taker: Actor;
  operator: Actor;
  stranger: Actor;
  clock: TestClock;
};

/** The value of a result that must be a success. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`expected success, got ${result.error} ${JSON.stringify(result.details ?? {})}`);
  return result.value;
}

/** What a listing offers for a deal of a kind to come of it. */
const listingFor: Record<DealKind, NonNullable<Parameters<typeof createListing>[2]>> = {
  gift: {},
  sale: { offer: "sale", priceMinor: 1_250, currency: "EUR" },
  swap: { offer: "swap" },
  loan: { offer: "loan", loanDays: 14 },
  wanted: { offer: "wanted" },
  buy_back: {},
  inspected: { category: "smartphone" },
};

/** What the recycler of the test deals quotes, in cents for a unit. */
export const quotedMinor = 8_000;

/** A deal brought to a state by the product's own flows. Its taker is a recycler where the kind asks for one. With `on` it is another deal on the same listing. */
export async function createDeal(
  db: Db,
  input: { kind?: DealKind; state?: DealState; units?: number; listing?: Parameters<typeof createListing>[2]; giver?: Actor; taker?: Actor; handedOverBy?: "giver" | "taker"; on?: TestDeal } = {},
): Promise<TestDeal> {
  const kind = input.kind ?? (input.listing?.offer === "wanted" ? "wanted" : "gift");
  const isQuoted = kind === "buy_back" || kind === "inspected";
  const isWanted = kind === "wanted";
  const { on } = input;
  const giver = input.giver ?? (on && !isWanted ? on.giver : await createPerson(db));
  const taker = input.taker ?? (on && isWanted ? on.taker : isQuoted ? await createParty(db, "recycler") : await createPerson(db));
  const clock = on?.clock ?? testClock();
  const [owner, requester] = isWanted ? [taker, giver] : [giver, taker];
  const listing = on ? { id: on.listingId } : await createListing(db, owner, { ...listingFor[kind], ...input.listing });
  const asked = { listingId: listing.id, units: input.units ?? 1, message: "" };
  const quote = { ...asked, priceMinor: quotedMinor, currency: "EUR", basis: "per_unit", subjectToInspection: kind === "inspected" } as const;
  const { dealId } = must(isQuoted ? await quoteDeal(db, requester, quote, clock) : await requestDeal(db, requester, asked, clock));
  const deal: TestDeal = { id: dealId, listingId: listing.id, giver, taker, clock, operator: await createPerson(db, { isOperator: true }), stranger: await createPerson(db) };
  for (const [verb, mover] of wayTo(input.state ?? "requested", kind, input.handedOverBy ?? "giver")) must(await perform(db, deal, verb, { mover }));
  return deal;
}

type Way = [DealVerb, Mover][];

function wayTo(state: DealState, kind: DealKind, first: "giver" | "taker"): Way {
  const owner = kind === "wanted" ? "taker" : "giver";
  const accepted: Way = [["accept", owner]];
  const inspecting: Way = [...accepted, ["receive", "taker"]];
  const handedOver: Way = kind === "inspected" ? inspecting : [...accepted, ["hand_over", first]];
  const other = first === "giver" ? "taker" : "giver";
  const lent: Way = [...handedOver, ["complete", other]];
  const requoted: Way = [...inspecting, ["inspect", "taker"]];
  const returning: Way = kind === "loan" ? [...lent, ["hand_back", "taker"]] : [...requoted, ["refuse_requote", "giver"]];
  const ways: Partial<Record<DealState, Way>> = {
    requested: [],
    accepted,
    scheduled: [...accepted, ["schedule", "giver"]],
    handed_over: handedOver,
    on_loan: lent,
    inspecting,
    requoted,
    returning,
    returned: [...returning, ["confirm_return", "giver"]],
    lost: [...lent, ["report_lost", "giver"]],
    disputed: [...handedOver, ["dispute", other]],
    completed: kind === "loan" ? [...returning, ["confirm_return", "giver"]] : kind === "inspected" ? [...requoted, ["accept_requote", "giver"]] : [...handedOver, ["complete", other]],
    declined: [["decline", owner]],
    cancelled_by_giver: [...accepted, ["cancel", "giver"]],
    cancelled_by_taker: [...accepted, ["cancel", "taker"]],
  };
  const way = ways[state];
  if (!way) throw new Error(`no way to ${state} is written`);
  return way;
}

/** Who stands behind a mover. */
export function actorOf(deal: TestDeal, mover: Mover): Actor {
  if (mover === "giver") return deal.giver;
  return mover === "taker" ? deal.taker : deal.operator;
}

/** Does a verb through its flow. What the clock does is done by its timer or by the listing's end. */
export async function perform(
  db: Db,
  deal: TestDeal,
  verb: DealVerb,
  by: { mover?: Mover; actor?: Actor; version?: number; code?: string; to?: DealState } = {},
): Promise<Result<unknown>> {
  const actor = by.actor ?? actorOf(deal, by.mover ?? "giver");
  const { clock } = deal;
  const move = { dealId: deal.id, version: by.version };
  const facts = { movedUnits: undefined, measuredGrams: 4_200, confirmDeclared: false };
  switch (verb) {
    case "accept":
      return acceptDeal(db, actor, move, clock);
    case "decline":
      return declineDeal(db, actor, { ...move, reason: "no_time" }, clock);
    case "cancel":
      return cancelDeal(db, actor, { ...move, reason: "changed_mind" }, clock);
    case "schedule": {
      const startsAt = new Date(clock.at.getTime() + 24 * hourMs);
      return scheduleDeal(db, actor, { ...move, startsAt, endsAt: new Date(startsAt.getTime() + hourMs), place: "At the fountain" }, clock);
    }
    case "hand_over":
      return handOverDeal(db, actor, { ...move, ...facts }, clock);
    case "enter_code":
      return enterDealCode(db, actor, { ...move, ...facts, code: by.code ?? (await codeOf(db, deal.id)) }, clock);
    case "complete":
      return completeDeal(db, actor, move, clock);
    case "report_no_show":
      return reportDealNoShow(db, actor, move, clock);
    case "dispute":
      return disputeDeal(db, actor, { ...move, reason: "wrong_amount" }, clock);
    case "contest":
      return contestDeal(db, actor, { ...move, reason: "not_as_described" }, clock);
    case "extend_loan":
      return extendLoan(db, actor, { ...move, days: 3 }, clock);
    case "hand_back":
      return handBackDeal(db, actor, move, clock);
    case "confirm_return":
      return confirmReturn(db, actor, move, clock);
    case "report_lost":
      return reportLost(db, actor, move, clock);
    case "receive":
      return receiveDeal(db, actor, { ...move, ...facts }, clock);
    case "inspect":
      return inspectDeal(db, actor, { ...move, foundMinor: by.to === "completed" ? quotedMinor * 100 : 1, reasons: ["wear"], note: "", photos: [] }, clock);
    case "accept_requote":
      return acceptRequote(db, actor, move, clock);
    case "refuse_requote":
      return refuseRequote(db, actor, move, clock);
    case "expire_requote":
      return counted((await moveDueReturns(db, clock.at)).requotesExpired);
    case "auto_return":
      return counted((await moveDueReturns(db, clock.at)).returned);
    case "resolve_completed":
      return resolveDealDispute(db, actor, { ...move, outcome: "completed", resolution: "The photos show it." }, clock);
    case "resolve_cancelled":
      return resolveDealDispute(db, actor, { ...move, outcome: "cancelled", resolution: "Nobody can show it." }, clock);
    case "close":
      return counted(await inTransaction(db, (tx) => closeDealRequests(tx, { listingId: deal.listingId, reason: "listing_withdrawn", now: clock.at })));
    case "expire":
      return counted((await moveDueDeals(db, clock.at)).expired);
    case "auto_complete":
      return counted((await moveDueDeals(db, clock.at)).completed);
    case "end_dispute":
      return counted((await moveDueDeals(db, clock.at)).ended);
    default:
      return { ok: false, error: "DEALS.WRONG_STATE" };
  }
}

function counted(count: number): Result<unknown> {
  return count > 0 ? { ok: true, value: count } : { ok: false, error: "DEALS.WRONG_STATE" };
}

/** The code the taker shows. */
export async function codeOf(db: Db, dealId: string): Promise<string> {
  const { handoverCode } = await db.deal.findUniqueOrThrow({ where: { id: dealId }, select: { handoverCode: true } });
  return handoverCode ?? "000000";
}
