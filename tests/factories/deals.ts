import type { Database } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { DealKind, DealState, Mover, DealVerb, TransitionRow } from "#app/domains/deals/deals.rules.ts";
import { deviceKindOf } from "#app/domains/erasure/erasure.rules.ts";
import type { RequestInput } from "#app/domains/deals/deals.schema.ts";
import { autoAcceptDeal, acceptDeal } from "#app/flows/accept-deal.server.ts";
import { agreeDealChange } from "#app/flows/agree-change-deal.server.ts";
import { agreeDealTime } from "#app/flows/agree-time-deal.server.ts";
import { cancelDeal } from "#app/flows/cancel-deal.server.ts";
import { chooseErasureFor } from "#app/flows/choose-erasure.server.ts";
import { handOverOf } from "#app/flows/erasure-hand-over.server.ts";
import { closeDealRequests } from "#app/flows/close-deal-requests.server.ts";
import { completeDeal } from "#app/flows/confirm-deal.server.ts";
import { counterDeal } from "#app/flows/counter-deal.server.ts";
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
import { undoAcceptDeal } from "#app/flows/undo-accept-deal.server.ts";
import { newId } from "#app/shared/ids.ts";
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
  /** What is given in return, of a swap. */
  swapListingId: string | null;
  giver: Actor;
  taker: Actor;
  operator: Actor;
  stranger: Actor;
  clock: TestClock;
};

/** Verbs of loans, inspections and what comes after completion. */
export const returnVerbs: readonly DealVerb[] = ["extend_loan", "hand_back", "confirm_return", "auto_return", "report_lost", "receive", "inspect", "expire_inspection", "accept_requote", "refuse_requote", "expire_requote", "contest"];
const returnStates: readonly DealState[] = ["on_loan", "returning", "inspecting", "requoted"];

/** Rows of the table about loans, inspections and what comes after completion. */
export function isOfReturns(row: TransitionRow): boolean {
  return returnVerbs.includes(row.verb) || returnStates.includes(row.from) || returnStates.includes(row.to) || (row.verb === "end_dispute" && row.to === "completed");
}

/** The value of a result that must be a success. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`expected success, got ${result.error} ${JSON.stringify(result.details ?? {})}`);
  return result.value;
}

/** What a deal of a kind is about, unless the test says otherwise: a chair, for 45 EUR where it is sold. */
const listingOfKind: Partial<Record<DealKind, NonNullable<Parameters<typeof createListing>[2]>>> = {
  sale: { offer: "sale", priceMinor: 4500, currency: "EUR" },
  swap: { offer: "swap" },
  wanted: { offer: "wanted" },
  loan: { offer: "loan", loanDays: 14 },
  inspected: { category: "smartphone" },
};

/** What the recycler of the test deals quotes, in cents for a unit. */
export const quotedMinor = 8_000;

type NewDeal = {
  kind?: DealKind;
  state?: DealState;
  units?: number;
  listing?: Parameters<typeof createListing>[2];
  giver?: Actor;
  taker?: Actor;
  handedOverBy?: "giver" | "taker";
  /** Who names the time of a scheduled deal; the other side says yes to it unless `timeAgreed` is false. */
  timeBy?: "giver" | "taker";
  timeAgreed?: boolean;
  /** A gift without ceremony: both belong to one community. */
  light?: boolean;
  request?: Partial<RequestInput>;
  /** Another deal on the same listing, by somebody else. */
  on?: TestDeal;
};

const known = new WeakMap<Db, Promise<{ operator: Actor; stranger: Actor }>>();

/** An operator and somebody who has nothing to do with any deal; the same two for all deals of a database. */
function bystanders(db: Db): Promise<{ operator: Actor; stranger: Actor }> {
  const made = known.get(db) ?? Promise.all([createPerson(db, { isOperator: true }), createPerson(db)]).then(([operator, stranger]) => ({ operator, stranger }));
  known.set(db, made);
  return made;
}

/**
 * Takes what earlier tests left out of the clock's sight and empties the outbox, so that a table of hundreds of tests does not slow
 * down as it goes: a timer would look at all of it again.
 */
export async function forgetEarlierDeals(db: Db): Promise<void> {
  const far = new Date("9999-01-01T00:00:00Z");
  await db.deal.updateMany({ data: { respondBy: far, autoCompleteAt: null, agreedStartsAt: null, agreedEndsAt: null } });
  await db.outboxEvent.deleteMany();
}

/** Where a recycler gets a device with memory, its giver has said what becomes of the data: without it nothing is handed over. */
async function chooseForDevices(db: Db, { id, giver, clock }: TestDeal): Promise<void> {
  const handOver = await handOverOf(db, { type: "deal", id });
  for (const subject of handOver?.subjects ?? []) {
    const deviceKind = deviceKindOf(subject);
    if (deviceKind) must(await chooseErasureFor(db, giver, { type: "deal", id }, { erasureId: newId(), subject, deviceKind, deviceCount: 1, choice: "clear", serialNumber: null }, clock));
  }
}

/** A deal brought to a state by the product's own flows. Its taker is a recycler where the kind asks for one. */
export async function createDeal(db: Db, input: NewDeal = {}): Promise<TestDeal> {
  const community = input.light ? (await createParty(db, "community")).party.id : null;
  const person = () => createPerson(db, community ? { communityId: community } : {});
  const { on } = input;
  const isQuoted = input.kind === "buy_back" || input.kind === "inspected";
  const about = { ...(input.kind ? listingOfKind[input.kind] : {}), ...(input.light ? { lightGift: true } : {}), ...input.listing };
  const isWanted = about.offer === "wanted";
  const giver = input.giver ?? (on && !isWanted ? on.giver : await person());
  const taker = input.taker ?? (on && isWanted ? on.taker : isQuoted ? await createParty(db, "recycler") : await person());
  const clock = on?.clock ?? testClock();
  const [owner, requester] = isWanted ? [taker, giver] : [giver, taker];
  const listing = on ? { id: on.listingId } : await createListing(db, owner, about);
  const inReturn = about.offer === "swap" ? await createListing(db, requester, { title: "Lamp of brass", category: "lamp" }) : null;
  const request = { listingId: listing.id, units: input.units ?? 1, message: "", ...(inReturn ? { swapListingId: inReturn.id } : {}), ...input.request };
  const quote = { listingId: listing.id, units: input.units ?? 1, message: "", priceMinor: quotedMinor, currency: "EUR", basis: "per_unit", subjectToInspection: input.kind === "inspected" } as const;
  const { dealId } = must(isQuoted ? await quoteDeal(db, requester, quote, clock) : await requestDeal(db, requester, request, clock));
  const deal: TestDeal = {
    id: dealId,
    listingId: listing.id,
    swapListingId: inReturn?.id ?? null,
    giver,
    taker,
    clock,
    ...(await bystanders(db)),
  };
  await chooseForDevices(db, deal);
  const way = wayTo(input.state ?? "requested", { owner: isWanted ? "taker" : "giver", first: input.handedOverBy ?? "giver", timeBy: input.timeBy ?? "giver", timeAgreed: input.timeAgreed ?? true, light: input.light ?? false, kind: input.kind ?? "gift" });
  for (const [verb, mover] of way) must(await perform(db, deal, verb, { mover }));
  return deal;
}

type Way = { owner: "giver" | "taker"; first: "giver" | "taker"; timeBy: "giver" | "taker"; timeAgreed: boolean; light: boolean; kind: DealKind };

function wayTo(state: DealState, { owner, first, timeBy, timeAgreed, light, kind }: Way): [DealVerb, Mover][] {
  const other = (side: "giver" | "taker") => (side === "giver" ? "taker" : "giver");
  // A gift without ceremony is accepted by its request.
  const accepted: [DealVerb, Mover][] = light ? [] : [["accept", owner]];
  const scheduled: [DealVerb, Mover][] = [...accepted, ["schedule", timeBy], ...(timeAgreed ? [["agree_time", other(timeBy)] satisfies [DealVerb, Mover]] : [])];
  const inspecting: [DealVerb, Mover][] = [...accepted, ["receive", "taker"]];
  const handedOver: [DealVerb, Mover][] = kind === "inspected" ? inspecting : [...accepted, ["hand_over", first]];
  const lent: [DealVerb, Mover][] = [...handedOver, ["complete", other(first)]];
  const requoted: [DealVerb, Mover][] = [...inspecting, ["inspect", "taker"]];
  const returning: [DealVerb, Mover][] = kind === "loan" ? [...lent, ["hand_back", "taker"]] : [...requoted, ["refuse_requote", "giver"]];
  const countered: [DealVerb, Mover][] = [["counter", owner]];
  switch (state) {
    case "requested":
      return light ? [["undo_accept", owner]] : [];
    case "countered":
      return countered;
    case "offered":
      return [...countered, ["counter", other(owner)]];
    case "accepted":
      return accepted;
    case "scheduled":
      return scheduled;
    case "handed_over":
      return handedOver;
    case "disputed":
      return [...handedOver, ["dispute", other(first)]];
    case "completed":
      if (kind === "loan") return [...returning, ["confirm_return", "giver"]];
      return kind === "inspected" ? [...requoted, ["accept_requote", "giver"]] : [...handedOver, ["complete", other(first)]];
    case "on_loan":
      return lent;
    case "inspecting":
      return inspecting;
    case "requoted":
      return requoted;
    case "returning":
      return returning;
    case "returned":
      return [...returning, ["confirm_return", "giver"]];
    case "lost":
      return [...lent, ["report_lost", "giver"]];
    case "declined":
      return [["decline", owner]];
    case "cancelled_by_giver":
      return [...accepted, ["cancel", "giver"]];
    case "cancelled_by_taker":
      return [...accepted, ["cancel", "taker"]];
    default:
      throw new Error(`no way to ${state} is written`);
  }
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
  by: { mover?: Mover; actor?: Actor; version?: number; code?: string; terms?: number; to?: DealState } = {},
): Promise<Result<unknown>> {
  const actor = by.actor ?? actorOf(deal, by.mover ?? "giver");
  const { clock } = deal;
  const move = { dealId: deal.id, version: by.version };
  const facts = { movedUnits: undefined, measuredGrams: 4_200, confirmDeclared: false, confirmDifference: true };
  switch (verb) {
    case "accept":
      return acceptDeal(db, actor, { ...move, terms: by.terms ?? (await termsOf(db, deal.id)) }, clock);
    case "auto_accept":
      return inTransaction(db, (tx) => autoAcceptDeal(tx, { dealId: deal.id }, clock.at));
    case "counter": {
      const { price, swap } = await proposalOf(db, deal);
      return counterDeal(db, actor, { ...move, terms: by.terms ?? (await termsOf(db, deal.id)), units: 1, ...price, ...swap }, clock);
    }
    case "undo_accept":
      return undoAcceptDeal(db, actor, { ...move, reason: "broken" }, clock);
    case "agree_change":
      return agreeDealChange(db, actor, move, clock);
    case "agree_time": {
      const { agreedStartsAt } = await db.deal.findUniqueOrThrow({ where: { id: deal.id }, select: { agreedStartsAt: true } });
      return agreeDealTime(db, actor, { ...move, startsAt: agreedStartsAt ?? clock.at }, clock);
    }
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
    case "expire_inspection":
      return counted((await moveDueReturns(db, clock.at)).inspectionsExpired);
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
    case "lapse":
      return counted((await moveDueDeals(db, clock.at)).lapsed);
    case "auto_complete":
      return counted((await moveDueDeals(db, clock.at)).completed);
    case "end_dispute":
      return counted((await moveDueDeals(db, clock.at)).ended);
  }
}

function counted(count: number): Result<unknown> {
  return count > 0 ? { ok: true, value: count } : { ok: false, error: "DEALS.WRONG_STATE" };
}

/** The number of the latest proposal. */
export async function termsOf(db: Db, dealId: string): Promise<number> {
  return (await db.deal.findUniqueOrThrow({ where: { id: dealId }, select: { termsNumber: true } })).termsNumber;
}

/** What a counter-offer of this deal names: another price where there is one, the same thing in return. */
async function proposalOf(db: Db, deal: TestDeal) {
  const { kind } = await db.deal.findUniqueOrThrow({ where: { id: deal.id }, select: { kind: true } });
  const isPriced = ["sale", "wanted", "buy_back", "inspected"].includes(kind);
  return {
    price: isPriced ? { price: { minor: 4000, currency: "EUR", basis: "total" } as const } : {},
    swap: deal.swapListingId ? { swapListingId: deal.swapListingId } : {},
  };
}

/** The code the taker shows. */
export async function codeOf(db: Db, dealId: string): Promise<string> {
  const { handoverCode } = await db.deal.findUniqueOrThrow({ where: { id: dealId }, select: { handoverCode: true } });
  return handoverCode ?? "000000";
}
