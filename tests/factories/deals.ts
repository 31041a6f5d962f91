import type { Database } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { DealState, Mover, DealVerb } from "#app/domains/deals/deals.rules.ts";
import { acceptDeal } from "#app/flows/accept-deal.server.ts";
import { cancelDeal } from "#app/flows/cancel-deal.server.ts";
import { closeDealRequests } from "#app/flows/close-deal-requests.server.ts";
import { completeDeal } from "#app/flows/complete-deal.server.ts";
import { declineDeal } from "#app/flows/decline-deal.server.ts";
import { disputeDeal, resolveDealDispute } from "#app/flows/dispute-deal.server.ts";
import { enterDealCode, handOverDeal } from "#app/flows/hand-over-deal.server.ts";
import { moveDueDeals } from "#app/flows/deal-timers.server.ts";
import { reportDealNoShow } from "#app/flows/no-show-deal.server.ts";
import { requestDeal } from "#app/flows/request-deal.server.ts";
import { scheduleDeal } from "#app/flows/schedule-deal.server.ts";
import { inTransaction } from "#app/platform/db/database.server.ts";
import type { Result } from "#app/shared/result.ts";
import { createListing } from "./listings.ts";
import { createPerson } from "./people.ts";

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

/** A deal brought to a state by the product's own flows. */
export async function createDeal(
  db: Db,
  input: { state?: DealState; units?: number; listing?: Parameters<typeof createListing>[2]; giver?: Actor; taker?: Actor; handedOverBy?: "giver" | "taker" } = {},
): Promise<TestDeal> {
  const giver = input.giver ?? (await createPerson(db));
  const taker = input.taker ?? (await createPerson(db));
  const clock = testClock();
  const isWanted = input.listing?.offer === "wanted";
  const [owner, requester] = isWanted ? [taker, giver] : [giver, taker];
  const listing = await createListing(db, owner, input.listing);
  const { dealId } = must(await requestDeal(db, requester, { listingId: listing.id, units: input.units ?? 1, message: "" }, clock));
  const deal: TestDeal = { id: dealId, listingId: listing.id, giver, taker, clock, operator: await createPerson(db, { isOperator: true }), stranger: await createPerson(db) };
  for (const [verb, mover] of wayTo(input.state ?? "requested", isWanted ? "taker" : "giver", input.handedOverBy ?? "giver")) must(await perform(db, deal, verb, { mover }));
  return deal;
}

function wayTo(state: DealState, owner: "giver" | "taker", first: "giver" | "taker"): [DealVerb, Mover][] {
  const accepted: [DealVerb, Mover][] = [["accept", owner]];
  const scheduled: [DealVerb, Mover][] = [...accepted, ["schedule", "giver"]];
  const handedOver: [DealVerb, Mover][] = [...accepted, ["hand_over", first]];
  const other = first === "giver" ? "taker" : "giver";
  switch (state) {
    case "requested":
      return [];
    case "accepted":
      return accepted;
    case "scheduled":
      return scheduled;
    case "handed_over":
      return handedOver;
    case "disputed":
      return [...handedOver, ["dispute", other]];
    case "completed":
      return [...handedOver, ["complete", other]];
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
  by: { mover?: Mover; actor?: Actor; version?: number; code?: string } = {},
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
    case "resolve_completed":
      return resolveDealDispute(db, actor, { ...move, outcome: "completed" }, clock);
    case "resolve_cancelled":
      return resolveDealDispute(db, actor, { ...move, outcome: "cancelled" }, clock);
    case "close":
      return counted(await inTransaction(db, (tx) => closeDealRequests(tx, { listingId: deal.listingId, reason: "listing_withdrawn", now: clock.at })));
    case "expire":
      return counted((await moveDueDeals(db, clock.at)).expired);
    case "auto_complete":
      return counted((await moveDueDeals(db, clock.at)).completed);
    case "end_dispute":
      return counted((await moveDueDeals(db, clock.at)).ended);
    default:
      throw new Error(`no flow for ${verb} is written`);
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
