import type { DealError } from "#app/domains/deals/deals.errors.ts";
import type { DealKind, Side } from "#app/domains/deals/deals.rules.ts";
import type { ProposalInput } from "#app/domains/deals/deals.schema.ts";
import type { DealTermsRow } from "#app/domains/deals/terms.repository.server.ts";
import type { TermsPrice } from "#app/domains/deals/terms.rules.ts";
import type { SystemParams } from "#app/domains/messaging/messaging.schema.ts";
import { findForDeal, type ListingForDeal } from "#app/domains/listings/for-deals.repository.server.ts";
import type { Tx } from "#app/platform/db/database.server.ts";
import { err, ok, type Result } from "#app/shared/result.ts";

/** What a proposal says, before it has a number and a side. */
export type Proposal = Omit<DealTermsRow, "number" | "bySide" | "note">;

/** The kinds whose terms name a price. */
const priced: readonly DealKind[] = ["sale", "wanted", "buy_back", "inspected"];

/**
 * What may be proposed for a listing: as many units as are there, a price where the kind has one, and in a swap a thing that
 * whoever asked can give, with money on top from either side where they name some. Errors: DEALS.TOO_MANY_UNITS (`available`), PRICE_INVALID, LOAN_TOO_LONG (`days`), SWAP_LISTING_NOT_FOUND,
 * SWAP_LISTING_CLOSED, SWAP_TOO_MANY_UNITS (`available`).
 */
export async function checkProposal(
  tx: Tx,
  input: { kind: DealKind; listing: ListingForDeal; requesterPartyId: string; bySide: Side; proposal: ProposalInput; now: Date },
): Promise<Result<Proposal, DealError>> {
  const { kind, listing, proposal, now } = input;
  if (proposal.units > listing.unitsAvailable) return err("DEALS.TOO_MANY_UNITS", { available: listing.unitsAvailable });
  const plain: Proposal = { units: proposal.units, price: null, swapListingId: null, swapUnits: null, paidBySide: null, loanDays: null };
  if (priced.includes(kind)) {
    const price = priceOf(kind, listing, proposal.price);
    return price === undefined ? err("DEALS.PRICE_INVALID") : ok({ ...plain, price });
  }
  if (kind === "loan") {
    const longest = listing.loanDays ?? 1;
    const loanDays = proposal.loanDays ?? longest;
    return loanDays > longest ? err("DEALS.LOAN_TOO_LONG", { days: longest }) : ok({ ...plain, loanDays });
  }
  if (kind !== "swap") return ok(plain);

  const thing = proposal.swapListingId ? await findForDeal(tx, proposal.swapListingId) : null;
  const isTheirs = thing !== null && thing.ownerPartyId === input.requesterPartyId && thing.kind === "goods" && thing.offer !== "wanted";
  if (!isTheirs) return err("DEALS.SWAP_LISTING_NOT_FOUND");
  const isOver = thing.expiresAt !== null && thing.expiresAt <= now;
  if (thing.state !== "published" || isOver) return err("DEALS.SWAP_LISTING_CLOSED", { listingState: isOver ? "expired" : thing.state });
  if (proposal.swapUnits > thing.unitsAvailable) return err("DEALS.SWAP_TOO_MANY_UNITS", { available: thing.unitsAvailable });
  // Money on top of nothing is none.
  const onTop = proposal.price && proposal.price.minor > 0 ? proposal.price : null;
  if (onTop && onTop.basis !== "total") return err("DEALS.PRICE_INVALID");
  return ok({ ...plain, swapListingId: thing.id, swapUnits: proposal.swapUnits, price: onTop, paidBySide: onTop ? (proposal.paidBySide ?? input.bySide) : null });
}

/** The price of a proposal; null is for nothing, undefined is none that can stand. */
function priceOf(kind: DealKind, listing: ListingForDeal, asked: TermsPrice | null | undefined): TermsPrice | null | undefined {
  const listed = listing.priceMinor === null || listing.currency === null ? null : ({ minor: listing.priceMinor, currency: listing.currency, basis: "per_unit" } as const);
  if (asked === undefined && (kind === "sale" || kind === "wanted")) return kind === "sale" ? (listed ?? undefined) : null;
  // Who answers a wanted listing may give it for nothing; elsewhere a price is what it is about.
  if (!asked) return kind === "wanted" ? null : undefined;
  if (kind === "sale" && listing.currency !== null && asked.currency !== listing.currency) return undefined;
  return asked;
}

/** What a line of the thread says about a proposal. */
export function termsParams(terms: Proposal & { number?: number }, swapTitle: string | null): SystemParams {
  return {
    units: terms.units,
    ...(terms.number ? { number: terms.number } : {}),
    ...(terms.price ? { priceMinor: terms.price.minor, currency: terms.price.currency, basis: terms.price.basis } : {}),
    ...(swapTitle ? { swapTitle, swapUnits: terms.swapUnits ?? 1 } : {}),
    ...(terms.paidBySide ? { paidBySide: terms.paidBySide } : {}),
    ...(terms.loanDays ? { loanDays: terms.loanDays } : {}),
  };
}

/** The title of what is given in return, for lines of the thread. */
export async function swapTitleOf(tx: Tx, terms: Pick<Proposal, "swapListingId">): Promise<string | null> {
  return terms.swapListingId ? ((await findForDeal(tx, terms.swapListingId))?.title ?? null) : null;
}
