import QRCode from "qrcode";
import { findDealParties } from "#app/domains/deals/access.repository.server.ts";
import type { DealError } from "#app/domains/deals/deals.errors.ts";
import type { DealTally } from "#app/domains/deals/tally.repository.server.ts";
import type { DealKind } from "#app/domains/deals/deals.rules.ts";
import type { DealView } from "#app/domains/deals/deals.schema.ts";
import { mayKnowExactPlace, returnTallyOf, tallyOf, viewDeal } from "#app/domains/deals/deals.service.server.ts";
import type { InspectionRecord } from "#app/domains/deals/inspection-record.rules.ts";
import { inspectionRecordOf } from "#app/domains/deals/inspection-record.service.server.ts";
import { findInspection } from "#app/domains/deals/inspections.repository.server.ts";
import type { InspectionView } from "#app/domains/deals/inspections.schema.ts";
import type { Reliability } from "#app/domains/deals/reliability.rules.ts";
import { reliabilityOf } from "#app/domains/deals/reliability.service.server.ts";
import type { DealReviews } from "#app/domains/deals/reviews.schema.ts";
import { viewReviews } from "#app/domains/deals/reviews.service.server.ts";
import type { SignedIn } from "#app/domains/identity/actor.server.ts";
import { asLoan } from "#app/domains/impact/loan.lot.ts";
import { countLot } from "#app/domains/impact/ledger.rules.ts";
import { exactPlaceOf, findForDeal, listSwapChoices, type ExactPlace, type SwapChoice } from "#app/domains/listings/for-deals.repository.server.ts";
import { latestMessages } from "#app/domains/messaging/messaging.service.server.ts";
import { emptyThread, type ThreadStart } from "#app/domains/messaging/messaging.schema.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { partyKinds, type Actor, type PartyKind } from "#app/shared/actor.ts";
import { countryOfZone } from "#app/shared/country-of-zone.ts";
import { usualCurrency } from "#app/shared/money.ts";
import { ok, type Result } from "#app/shared/result.ts";

/** What a completion would tally by the same formula, in grams CO2e; null when no factor covers it or the weight is unknown. */
export type DealEstimate = { co2eGrams: number; lowGrams: number; highGrams: number; grade: string | null } | null;

/** A square of dark modules as one SVG path on a grid of `size` by `size`. */
export type QrShape = { size: number; path: string };

/** What a proposal can name: how many are there, the listed price, and what whoever asked could give in return. */
export type Bargain = {
  kind: DealKind;
  isMaterial: boolean;
  unitsAvailable: number;
  /** Of a loan: for how many days at most. */
  loanDays: number | null;
  listed: { minor: number; currency: string } | null;
  /** The usual one where nothing is listed. */
  currency: string;
  swapChoices: SwapChoice[];
};

/** Everything the page of a deal shows. */
export type DealPage = {
  deal: DealView;
  exactPlace: ExactPlace | null;
  qr: QrShape | null;
  thread: ThreadStart;
  estimate: DealEstimate;
  tally: DealTally | null;
  /** Of a completed swap: what the thing in return tallied. */
  returnTally: DealTally | null;
  /** What another proposal can name; null where this side cannot make one. */
  bargain: Bargain | null;
  /** Null before the end of the deal, and for an operator. */
  reviews: DealReviews | null;
  /** How the other side keeps its hand-overs; null for an operator. */
  reliability: Reliability | null;
  /** What a recycler found, and how often they find less than they quoted; null where nothing is inspected. */
  inspection: InspectionView | null;
  inspectionRecord: InspectionRecord | null;
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
  const isInspected = deal.kind === "inspected";
  const [thread, exactPlace, tally, returnTally, reviews, reliability, bargain, inspection, inspectionRecord] = await Promise.all([
    latestMessages(db, actor, deal.id),
    mayKnowExactPlace(deal) ? exactPlaceOf(db, { listingId: deal.listing.id }) : null,
    tallyOf(db, deal),
    returnTallyOf(db, deal),
    viewReviews(db, actor, deal.id),
    deal.side ? reliabilityOf(db, other.id) : null,
    deal.moves.includes("counter") ? bargainOf(db, { listingId: deal.listing.id, kind: deal.kind, requesterPartyId: deal.parties[deal.requesterSide].id, locale: actor.locale }) : null,
    isInspected ? findInspection(db, deal.id) : null,
    isInspected ? inspectionRecordOf(db, deal.parties.taker.id) : null,
  ]);
  return ok({
    deal,
    exactPlace,
    tally,
    returnTally,
    bargain,
    reviews,
    reliability,
    inspection,
    inspectionRecord,
    thread: thread.ok ? thread.value : emptyThread,
    estimate: tally ? null : estimateOf(deal),
    qr: deal.code ? qrShape(codeAddress(input.publicUrl, deal.id, deal.code)) : null,
  });
}

/** What the taker's pass shows; null while there is no code to show to them. DEALS.NOT_FOUND for strangers. */
export async function viewPass(
  db: Db,
  actor: Actor,
  input: { dealId: string; publicUrl: string },
): Promise<Result<{ deal: DealView; code: string; qr: QrShape; exactAddress: string | null } | null, DealError>> {
  const view = await viewDeal(db, actor, input.dealId);
  if (!view.ok) return view;
  const deal = view.value;
  if (!deal.code) return ok(null);
  const place = mayKnowExactPlace(deal) ? await exactPlaceOf(db, { listingId: deal.listing.id }) : null;
  return ok({ deal, code: deal.code, qr: qrShape(codeAddress(input.publicUrl, deal.id, deal.code)), exactAddress: place?.exactAddress ?? null });
}

/** What the square says: the deal's page with the code filled in. */
function codeAddress(publicUrl: string, dealId: string, code: string): string {
  return `${publicUrl}/deals/${dealId}?code=${code}`;
}

/** What a proposal for a listing can name, for its form; null when there is no such listing. */
export async function bargainOf(db: Db, input: { listingId: string; kind: DealKind; requesterPartyId: string; locale: string }): Promise<Bargain | null> {
  const [listing, swapChoices] = await Promise.all([
    findForDeal(db, input.listingId),
    input.kind === "swap" ? listSwapChoices(db, input.requesterPartyId) : [],
  ]);
  if (!listing) return null;
  const listed = listing.priceMinor !== null && listing.currency !== null ? { minor: listing.priceMinor, currency: listing.currency } : null;
  const currency = listed?.currency ?? usualCurrency(countryOfZone(listing.timeZone), input.locale);
  return { kind: input.kind, isMaterial: listing.kind === "material", unitsAvailable: listing.unitsAvailable, listed, currency, loanDays: listing.loanDays, swapChoices };
}

function estimateOf(deal: DealView): DealEstimate {
  const { listing } = deal;
  const units = deal.movedUnits ?? deal.units;
  const taker = deal.parties.taker.kind;
  const lot = {
    causeType: "deal" as const,
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
  };
  // A loan counts the share of a life that it is agreed to take.
  const lent = deal.kind === "loan" ? asLoan(lot, deal.terms.loanDays ?? 1) : lot;
  const counted = countLot(deal.id, lent, isPartyKind(taker) ? taker : "household");
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
