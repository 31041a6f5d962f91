import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { PartyKind, Role } from "#app/shared/actor.ts";
import type { ProvenClaim } from "./claims/claims.schema.ts";
import type { RawDetails } from "./listing-details.ts";
import type { ListingCondition, ListingKind, ListingOffer, ListingState } from "./listings.schema.ts";

/** A listing's page as it is read, before it is decided who sees what. Exact places are not read here. */
export type ListingPageRow = RawDetails & {
  id: string;
  ownerPartyId: string;
  kind: ListingKind;
  offer: ListingOffer;
  category: string | null;
  material: string | null;
  title: string;
  description: string;
  condition: ListingCondition | null;
  unitsInitial: number;
  unitsAvailable: number;
  unitsHandedOver: number;
  massGrams: number | null;
  priceMinor: number | null;
  currency: string | null;
  loanDays: number | null;
  swapFor: string;
  lightGift: boolean;
  placeLabel: string;
  coarseLatitude: number | null;
  coarseLongitude: number | null;
  timeZone: string;
  state: ListingState;
  withdrawnReason: string | null;
  expiresAt: Date | null;
  publishedAt: Date | null;
  version: number;
  role: Role | null;
  giverName: string;
  giverKind: PartyKind;
  giverSlug: string;
  /** Its owner is a community that nobody but its members sees. */
  ofPrivateCommunity: boolean;
  giverSince: Date;
  giverCompleted: number;
  openRequests: number;
  /** Accepted claims only. */
  claims: ProvenClaim[];
  photos: { id: string; key: string; alt: string; width: number; height: number }[];
};

/** Everything of a listing's page in one statement; `role` is the asking person's in the owner's party. */
export async function findListingPage(db: Db, input: { listingId: string; userId: string | null }): Promise<ListingPageRow | null> {
  const rows = await db.$queryRaw<ListingPageRow[]>(sql`
    SELECT l.id, l.owner_party_id AS "ownerPartyId", l.kind::text AS kind, l.offer::text AS offer, l.category, l.material, l.title, l.description,
      l.condition, l.units_initial AS "unitsInitial", l.units_available AS "unitsAvailable", l.units_handed_over AS "unitsHandedOver",
      l.mass_grams AS "massGrams", l.price_minor AS "priceMinor", l.currency, l.loan_days AS "loanDays", l.swap_for AS "swapFor", l.light_gift AS "lightGift", l.place_label AS "placeLabel",
      l.coarse_latitude AS "coarseLatitude", l.coarse_longitude AS "coarseLongitude", l.time_zone AS "timeZone", l.state::text AS state,
      l.attributes, l.grade, l.grade_answers AS "gradeAnswers", l.grade_rule AS "gradeRule", l.remanufactured, l.remanufacturer, l.warranty_months AS "warrantyMonths", l.count_unit AS "countUnit", l.count_hundredths AS "countHundredths", l.material_conditions AS "materialConditions",
      l.withdrawn_reason AS "withdrawnReason", l.expires_at AS "expiresAt", l.published_at AS "publishedAt", l.version,
      m.role::text AS role, p.name AS "giverName", p.kind::text AS "giverKind", p.slug AS "giverSlug", p.created_at AS "giverSince", (p.kind = 'community' AND NOT p.is_listed) AS "ofPrivateCommunity",
      (SELECT count(*)::int FROM deal d WHERE d.giver_party_id = l.owner_party_id AND d.state = 'completed') AS "giverCompleted",
      CASE WHEN m.role IS NULL THEN 0 ELSE (SELECT count(*)::int FROM deal d WHERE d.listing_id = l.id AND d.state IN ('requested', 'offered')) END AS "openRequests",
      coalesce((SELECT jsonb_agg(jsonb_build_object('kind', c.kind, 'percent', c.percent) ORDER BY c.id)
        FROM listing_claim c WHERE c.listing_id = l.id AND c.state = 'accepted'), '[]'::jsonb) AS claims,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', f.id, 'key', f.storage_key, 'alt', f.alt, 'width', f.width, 'height', f.height) ORDER BY f.position, f.id)
        FROM listing_photo f WHERE f.listing_id = l.id AND l.state NOT IN ('held', 'removed_by_moderator')), '[]'::jsonb) AS photos
    FROM listing l
    JOIN party p ON p.id = l.owner_party_id
    LEFT JOIN membership m ON m.party_id = l.owner_party_id AND m.user_id = ${input.userId} AND m.state = 'active'
    WHERE l.id = ${input.listingId}`);
  return rows[0] ?? null;
}

/** What the edit form starts with: the exact place too, so only for those who may edit. */
export type EditableRow = RawDetails & {
  kind: ListingKind;
  offer: ListingOffer;
  category: string | null;
  material: string | null;
  title: string;
  description: string;
  condition: ListingCondition | null;
  units: number;
  massGrams: number | null;
  priceMinor: number | null;
  currency: string | null;
  loanDays: number | null;
  swapFor: string;
  lightGift: boolean;
  placeLabel: string;
  exactAddress: string | null;
  latitude: number | null;
  longitude: number | null;
  expiresAt: Date | null;
};

/** The stored words and numbers of a listing, for its form. The caller has checked the role. */
export async function findEditable(db: Db, listingId: string): Promise<EditableRow | null> {
  const rows = await db.$queryRaw<EditableRow[]>(sql`
    SELECT kind::text AS kind, offer::text AS offer, category, material, title, description, condition, units_initial AS units,
      mass_grams AS "massGrams", price_minor AS "priceMinor", currency, loan_days AS "loanDays", swap_for AS "swapFor", light_gift AS "lightGift", place_label AS "placeLabel", exact_address AS "exactAddress",
      latitude, longitude, expires_at AS "expiresAt", attributes, grade, grade_answers AS "gradeAnswers", grade_rule AS "gradeRule", remanufactured, remanufacturer, warranty_months AS "warrantyMonths", count_unit AS "countUnit", count_hundredths AS "countHundredths", material_conditions AS "materialConditions"
    FROM listing WHERE id = ${listingId}`);
  return rows[0] ?? null;
}

/** A listing in its owner's own list. */
export type MyListingRow = {
  id: string;
  kind: ListingKind;
  offer: ListingOffer;
  category: string | null;
  material: string | null;
  title: string;
  state: ListingState;
  priceMinor: number | null;
  currency: string | null;
  unitsAvailable: number;
  unitsInitial: number;
  expiresAt: Date | null;
  timeZone: string;
  photoKey: string | null;
  openRequests: number;
};

/** A party's listings, the last made first; `afterId` is the last id of the page before. */
export async function listOfParty(db: Db, input: { partyId: string; afterId: string | null; limit: number }): Promise<MyListingRow[]> {
  return db.$queryRaw<MyListingRow[]>(sql`
    SELECT l.id, l.kind::text AS kind, l.offer::text AS offer, l.category, l.material, l.title, l.state::text AS state,
      l.price_minor AS "priceMinor", l.currency, l.units_available AS "unitsAvailable", l.units_initial AS "unitsInitial",
      l.expires_at AS "expiresAt", l.time_zone AS "timeZone",
      (SELECT storage_key FROM listing_photo f WHERE f.listing_id = l.id AND l.state NOT IN ('held', 'removed_by_moderator') ORDER BY f.position, f.id LIMIT 1) AS "photoKey",
      (SELECT count(*)::int FROM deal d WHERE d.listing_id = l.id AND d.state IN ('requested', 'offered')) AS "openRequests"
    FROM listing l
    WHERE l.owner_party_id = ${input.partyId} AND (${input.afterId}::text IS NULL OR l.id < ${input.afterId})
    ORDER BY l.id DESC LIMIT ${input.limit}`);
}

/** Where a party says it is, as the starting point of a form. */
export type PartyPlace = { placeLabel: string | null; latitude: number | null; longitude: number | null; timeZone: string; countryCode: string | null };

/** The place of a party, or null. */
export async function placeOfParty(db: Db, partyId: string): Promise<PartyPlace | null> {
  const found = await db.party.findUnique({
    where: { id: partyId },
    select: { placeLabel: true, latitude: true, longitude: true, timeZone: true, countryCode: true, homeCommunity: { select: { countryCode: true } } },
  });
  if (!found) return null;
  const { homeCommunity, countryCode, ...place } = found;
  // A household does not say its country; its community does.
  return { ...place, countryCode: countryCode ?? homeCommunity?.countryCode ?? null };
}

/** Listings waiting for an operator, the longest waiting first. */
export async function listAwaitingReview(db: Db, limit: number): Promise<{ id: string; title: string }[]> {
  return db.listing.findMany({ where: { state: "pending_review" }, select: { id: true, title: true }, orderBy: [{ createdAt: "asc" }, { id: "asc" }], take: limit });
}

/** Whom a mail about a listing goes to, and what it is about; null when the listing or the person is gone. */
export type ListingForMail = { title: string; state: ListingState; expiresAt: Date | null; timeZone: string; ownerPartyId: string; userId: string };

/** The listing of a mail with the person who made it, while that person still belongs to its party. */
export async function findForMail(db: Db, listingId: string): Promise<ListingForMail | null> {
  const rows = await db.$queryRaw<ListingForMail[]>(sql`
    SELECT l.title, l.state::text AS state, l.expires_at AS "expiresAt", l.time_zone AS "timeZone", l.owner_party_id AS "ownerPartyId", u.id AS "userId"
    FROM listing l
    JOIN "user" u ON u.id = l.created_by_user_id
    JOIN membership m ON m.party_id = l.owner_party_id AND m.user_id = u.id AND m.state = 'active'
    WHERE l.id = ${listingId}`);
  return rows[0] ?? null;
}

/** A listing that waits for a moderator, in their list. */
export type ListingToApprove = { id: string; title: string; excerpt: string; partyName: string; version: number; createdAt: Date };

/** Listings under review, the first made first (ids go by time), after an id. */
export async function listToApprove(db: Db, input: { afterId: string | null; limit: number }): Promise<ListingToApprove[]> {
  return db.$queryRaw<ListingToApprove[]>(sql`
    SELECT l.id, l.title, left(l.description, 400) AS excerpt, p.name AS "partyName", l.version, l.created_at AS "createdAt"
    FROM listing l JOIN party p ON p.id = l.owner_party_id
    WHERE l.state = 'pending_review' AND (${input.afterId}::text IS NULL OR l.id > ${input.afterId}) ORDER BY l.id LIMIT ${input.limit}`);
}
