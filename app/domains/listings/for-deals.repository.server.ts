import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { joinSql, sql } from "#app/platform/db/sql.server.ts";
import type { ListingCondition, ListingKind, ListingOffer, ListingState } from "./listings.schema.ts";

/** What a deal needs to know of its listing. Holds the exact place: never send it to a page as it is. */
export type ListingForDeal = {
  id: string;
  ownerPartyId: string;
  createdByUserId: string;
  kind: ListingKind;
  offer: ListingOffer;
  category: string | null;
  material: string | null;
  condition: ListingCondition | null;
  title: string;
  unitsAvailable: number;
  massGrams: number | null;
  state: ListingState;
  expiresAt: Date | null;
  priceMinor: number | null;
  currency: string | null;
  /** Of a swap: what the owner would like in return, in words. */
  swapFor: string;
  /** Of a loan: for how many days at most. */
  loanDays: number | null;
  /** Members of the owner's communities may take it at once. */
  lightGift: boolean;
  /** A keyed hash of the serial number; for the ledger, never for a page. */
  serialHash: string | null;
  placeLabel: string;
  exactAddress: string | null;
  latitude: number | null;
  longitude: number | null;
  timeZone: string;
  grade: string | null;
  remanufactured: boolean;
  remanufacturer: string | null;
  warrantyMonths: number | null;
  version: number;
};

/** The listing of a deal, or null. */
export async function findForDeal(db: Db, listingId: string): Promise<ListingForDeal | null> {
  const rows = await db.$queryRaw<ListingForDeal[]>(sql`
    SELECT id, owner_party_id AS "ownerPartyId", created_by_user_id AS "createdByUserId", kind::text AS kind, offer::text AS offer,
      category, material, condition, title, units_available AS "unitsAvailable", mass_grams AS "massGrams", state::text AS state,
      expires_at AS "expiresAt", price_minor AS "priceMinor", currency, loan_days AS "loanDays", swap_for AS "swapFor", light_gift AS "lightGift", serial_hash AS "serialHash", place_label AS "placeLabel", exact_address AS "exactAddress",
      latitude, longitude, time_zone AS "timeZone", grade, remanufactured, remanufacturer, warranty_months AS "warrantyMonths", version
    FROM listing WHERE id = ${listingId}`);
  return rows[0] ?? null;
}

/**
 * Holds listings as they are until the transaction ends, always in the order of their ids, so that nobody waits for another
 * in a circle. Shared: they may not be withdrawn or rewritten meanwhile, but others may ask for them too.
 */
export async function holdListings(tx: Tx, listingIds: readonly string[]): Promise<void> {
  await tx.$queryRaw(sql`SELECT id FROM listing WHERE id IN (${joinSql([...listingIds])}) ORDER BY id FOR KEY SHARE`);
}

/** A thing its party could give in return. */
export type SwapChoice = { id: string; title: string; unitsAvailable: number };

/** A party's shown goods that could be given in a swap, the last made first; at most a hundred. */
export async function listSwapChoices(db: Db, partyId: string): Promise<SwapChoice[]> {
  return db.listing.findMany({
    where: { ownerPartyId: partyId, kind: "goods", state: "published", offer: { not: "wanted" }, unitsAvailable: { gt: 0 } },
    select: { id: true, title: true, unitsAvailable: true },
    orderBy: { id: "desc" },
    take: 100,
  });
}

/** Where a listing really is: only for the other side of an accepted deal. The caller has checked that. */
export type ExactPlace = { placeLabel: string; exactAddress: string | null; latitude: number | null; longitude: number | null };

/** The exact place of a listing, or null when there is no such listing. */
export async function exactPlaceOf(db: Db, input: { listingId: string }): Promise<ExactPlace | null> {
  return db.listing.findUnique({
    where: { id: input.listingId },
    select: { placeLabel: true, exactAddress: true, latitude: true, longitude: true },
  });
}
