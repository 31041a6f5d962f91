import type { DealError } from "#app/domains/deals/deals.errors.ts";
import type { DealRecord } from "#app/domains/deals/deals.repository.server.ts";
import type { ListingsError } from "#app/domains/listings/listings.errors.ts";
import { findForDeal, type ListingForDeal } from "#app/domains/listings/for-deals.repository.server.ts";
import { isAllowed, listUnlicensedAt } from "#app/domains/licences/licences.repository.server.ts";
import type { Db, Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { licenceBoundOf, licenceNeededFor, type PassedOn } from "#app/shared/licences.ts";
import type { MaterialCode } from "#app/shared/materials.ts";
import { err, type Result } from "#app/shared/result.ts";

type Taker = { partyId: string; kind: string };

/**
 * The material for which a taker needs a licence and holds none at the listing's place on the day of `at`; null when nothing is
 * missing. What is waste and what is use is said by `licenceNeededFor`.
 */
async function missingLicence(db: Db, listing: ListingForDeal, taker: Taker, at: Date): Promise<MaterialCode | null> {
  const material = licenceNeededFor(listing, taker.kind);
  if (material === null) return null;
  const { timeZone, latitude, longitude } = listing;
  const allowed = await isAllowed(db, { partyId: taker.partyId, material, timeZone, latitude, longitude, at });
  return allowed ? null : material;
}

/** What the page of a listing knows of it. */
type Seen = PassedOn & { id: string; offer: string; isMine: boolean };

/**
 * The material that a licence is needed for to take a listing somebody looks at, for whoever may not take it today; a visitor is told of
 * what needs one whoever takes it. Null for who may, for what needs none, and for a listing that asks for something. Only recyclers hold
 * licences, so that the database is asked for nobody else, and for them only about what needs one.
 */
export async function licenceLackedFor(db: Db, actor: Actor | null, listing: Seen, now: Date): Promise<MaterialCode | null> {
  if (listing.offer === "wanted" || listing.isMine) return null;
  const needed = licenceNeededFor(listing, actor?.party.kind ?? "household");
  if (needed === null || actor?.party.kind !== "recycler") return needed;
  const place = await findForDeal(db, listing.id);
  return place && missingLicence(db, place, { partyId: actor.party.id, kind: actor.party.kind }, now);
}

/**
 * Why nothing can be asked for: whoever asks would take it, and may not, at its place and on this day. DEALS.NOT_LICENSED with the
 * `material`; null when nothing is missing. What they would give in return is asked about when it is agreed.
 */
export async function refusalToRequest(tx: Tx, actor: Actor, listing: ListingForDeal, now: Date): Promise<Extract<Result<never, DealError>, { ok: false }> | null> {
  const material = await missingLicence(tx, listing, { partyId: actor.party.id, kind: actor.party.kind }, now);
  return material ? err("DEALS.NOT_LICENSED", { material }) : null;
}

/**
 * Why a deal cannot be agreed or handed over now: whoever would take the thing (of a swap, either thing) lacks a licence for it.
 * DEALS.NOT_LICENSED with the `material`; null when nothing is missing.
 */
export async function refusalForLicence(tx: Tx, deal: DealRecord, now: Date): Promise<Extract<Result<never, DealError>, { ok: false }> | null> {
  const { swapListingId } = deal.terms;
  const passed = [
    { listingId: deal.listingId, taker: { partyId: deal.takerPartyId, kind: deal.takerKind } },
    ...(swapListingId ? [{ listingId: swapListingId, taker: { partyId: deal.giverPartyId, kind: deal.giverKind } }] : []),
  ];
  for (const { listingId, taker } of passed) {
    const listing = await findForDeal(tx, listingId);
    const material = listing && (await missingLicence(tx, listing, taker, now));
    if (material) return err("DEALS.NOT_LICENSED", { material });
  }
  return null;
}

/**
 * Why a listing that asks for something (wanted, buy-back) cannot be shown: its owner has no licence to take it.
 * LISTINGS.NOT_LICENSED with the `material`; null when nothing is missing, or when it is an offer.
 */
export async function refusalToAskFor(tx: Tx, actor: Actor, listingId: string, now: Date): Promise<Extract<Result<never, ListingsError>, { ok: false }> | null> {
  const listing = await findForDeal(tx, listingId);
  if (listing?.offer !== "wanted" || listing.state === "draft") return null;
  const material = await missingLicence(tx, listing, { partyId: listing.ownerPartyId, kind: actor.party.kind }, now);
  return material ? err("LISTINGS.NOT_LICENSED", { material }) : null;
}

/** Those of the materials of a collection that its recycler has no licence for at its point on the day of `at`. */
export async function unlicensedForCollection(tx: Tx, load: { recyclerPartyId: string; pointId: string; materials: readonly string[] }, at: Date): Promise<string[]> {
  return listUnlicensedAt(tx, { partyId: load.recyclerPartyId, pointId: load.pointId, materials: licenceBoundOf(load.materials), at });
}
