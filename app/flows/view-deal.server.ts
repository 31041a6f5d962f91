import QRCode from "qrcode";
import { findDealParties } from "#app/domains/deals/access.repository.server.ts";
import type { DealError } from "#app/domains/deals/deals.errors.ts";
import type { DealTally } from "#app/domains/deals/deals.repository.server.ts";
import type { DealView } from "#app/domains/deals/deals.schema.ts";
import { mayKnowExactPlace, tallyOf, viewDeal } from "#app/domains/deals/deals.service.server.ts";
import type { Reliability } from "#app/domains/deals/reliability.rules.ts";
import { reliabilityOf } from "#app/domains/deals/reliability.service.server.ts";
import type { DealReviews } from "#app/domains/deals/reviews.schema.ts";
import { viewReviews } from "#app/domains/deals/reviews.service.server.ts";
import type { SignedIn } from "#app/domains/identity/actor.server.ts";
import { countLot } from "#app/domains/impact/ledger.rules.ts";
import { exactPlaceOf, type ExactPlace } from "#app/domains/listings/for-deals.repository.server.ts";
import { latestMessages } from "#app/domains/messaging/messaging.service.server.ts";
import { emptyThread, type ThreadStart } from "#app/domains/messaging/messaging.schema.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { partyKinds, type Actor, type PartyKind } from "#app/shared/actor.ts";
import { ok, type Result } from "#app/shared/result.ts";

/** What a completion would tally by the same formula, in grams CO2e; null when no factor covers it or the weight is unknown. */
export type DealEstimate = { co2eGrams: number; lowGrams: number; highGrams: number; grade: string | null } | null;

/** A square of dark modules as one SVG path on a grid of `size` by `size`. */
export type QrShape = { size: number; path: string };

/** Everything the page of a deal shows. */
export type DealPage = {
  deal: DealView;
  exactPlace: ExactPlace | null;
  qr: QrShape | null;
  thread: ThreadStart;
  estimate: DealEstimate;
  tally: DealTally | null;
  /** Null before the end of the deal, and for an operator. */
  reviews: DealReviews | null;
  /** How the other side keeps its hand-overs; null for an operator. */
  reliability: Reliability | null;
};

/**
 * The person acting for whichever of their parties is a side of this deal: the acting one if it is, so that a link in a
 * mail opens whatever they act for at the moment.
 */
export async function actorForDeal(db: Db, who: SignedIn, dealId: string): Promise<Actor> {
  const sides = await findDealParties(db, dealId);
  if (sides.includes(who.actor.party.id)) return who.actor;
  const mine = who.parties.find((party) => sides.includes(party.id));
  if (!mine) return who.actor;
  return { ...who.actor, party: { id: mine.id, kind: mine.kind, name: mine.name, timeZone: mine.timeZone }, role: mine.role };
}

/** The page of a deal for one of its sides, or an operator while it is disputed. DEALS.NOT_FOUND for everybody else. */
export async function viewDealPage(db: Db, actor: Actor, input: { dealId: string; publicUrl: string }): Promise<Result<DealPage, DealError>> {
  const view = await viewDeal(db, actor, input.dealId);
  if (!view.ok) return view;
  const deal = view.value;
  const other = deal.side === "giver" ? deal.parties.taker : deal.parties.giver;
  const [thread, exactPlace, tally, reviews, reliability] = await Promise.all([
    latestMessages(db, actor, deal.id),
    mayKnowExactPlace(deal) ? exactPlaceOf(db, { listingId: deal.listing.id }) : null,
    tallyOf(db, deal),
    viewReviews(db, actor, deal.id),
    deal.side ? reliabilityOf(db, other.id) : null,
  ]);
  return ok({
    deal,
    exactPlace,
    tally,
    reviews,
    reliability,
    thread: thread.ok ? thread.value : emptyThread,
    estimate: tally ? null : estimateOf(deal),
    qr: deal.code ? qrShape(`${input.publicUrl}/deals/${deal.id}?code=${deal.code}`) : null,
  });
}

function estimateOf(deal: DealView): DealEstimate {
  const { listing } = deal;
  const units = deal.movedUnits ?? deal.units;
  const taker = deal.parties.taker.kind;
  const counted = countLot(
    deal.id,
    {
      causeType: "deal",
      causeId: deal.id,
      lotId: deal.id,
      kind: listing.kind,
      category: listing.category,
      material: listing.material,
      condition: listing.condition,
      itemCount: listing.kind === "goods" ? units : null,
      weights: { measuredGrams: deal.measuredGrams, declaredConfirmedGrams: listing.massGrams === null ? null : listing.massGrams * units },
      occurredAt: new Date(deal.createdAt),
      giverPartyId: deal.parties.giver.id,
      takerPartyId: deal.parties.taker.id,
    },
    isPartyKind(taker) ? taker : "household",
  );
  const { co2eGrams, lowGrams, highGrams, grade } = counted;
  return co2eGrams === null || lowGrams === null || highGrams === null ? null : { co2eGrams, lowGrams, highGrams, grade };
}

function isPartyKind(text: string): text is PartyKind {
  return (partyKinds as readonly string[]).includes(text);
}

function qrShape(text: string): QrShape {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  let path = "";
  for (let y = 0; y < modules.size; y++)
    for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) path += `M${x} ${y}h1v1h-1z`;
  return { size: modules.size, path };
}
