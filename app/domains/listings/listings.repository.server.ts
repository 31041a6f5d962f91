import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { joinSql, noJson, sql } from "#app/platform/db/sql.server.ts";
import type { Actor, Role } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import type { LatLon } from "#app/shared/geo.ts";
import type { RawDetails, StoredDetails } from "./listing-details.ts";
import type { ListingInput, ListingKind, ListingState, StoredPhoto } from "./listings.schema.ts";

/** A listing under lock, as its verbs judge it. `role` is the asking person's in the owner's party, or null. */
export type LockedListing = RawDetails & {
  id: string;
  ownerPartyId: string;
  kind: ListingKind;
  title: string;
  description: string;
  state: ListingState;
  version: number;
  offer: string;
  category: string | null;
  material: string | null;
  condition: string | null;
  massGrams: number | null;
  priceMinor: number | null;
  currency: string | null;
  unitsAvailable: number;
  unitsHeld: number;
  unitsHandedOver: number;
  unitsLost: number;
  expiresAt: Date | null;
  publishedAt: Date | null;
  sortAt: Date;
  timeZone: string;
  role: Role | null;
};

/** Reads a listing and holds its row until the transaction ends. */
export async function lockListing(tx: Tx, input: { listingId: string; userId: string }): Promise<LockedListing | null> {
  const rows = await tx.$queryRaw<LockedListing[]>(sql`
    SELECT l.id, l.owner_party_id AS "ownerPartyId", l.kind::text AS kind, l.title, l.description, l.state::text AS state, l.version,
      l.attributes, l.grade, l.grade_answers AS "gradeAnswers", l.grade_rule AS "gradeRule", l.remanufactured, l.remanufacturer,
      l.warranty_months AS "warrantyMonths", l.count_unit AS "countUnit", l.count_hundredths AS "countHundredths", l.material_conditions AS "materialConditions", l.offer::text AS offer, l.category, l.material,
      l.condition, l.mass_grams AS "massGrams", l.price_minor AS "priceMinor", l.currency, l.units_available AS "unitsAvailable",
      l.units_held AS "unitsHeld", l.units_handed_over AS "unitsHandedOver", l.units_lost AS "unitsLost", l.expires_at AS "expiresAt", l.published_at AS "publishedAt",
      l.sort_at AS "sortAt", l.time_zone AS "timeZone", m.role::text AS role
    FROM listing l
    LEFT JOIN membership m ON m.party_id = l.owner_party_id AND m.user_id = ${input.userId} AND m.state = 'active'
    WHERE l.id = ${input.listingId} FOR UPDATE OF l`);
  return rows[0] ?? null;
}

/** What is derived from the input before it is stored. */
export type Derived = { coarse: LatLon | null; searchText: string; expiresAt: Date; timeZone: string; serialHash: string | null; details: StoredDetails };

function columns(input: ListingInput, derived: Derived) {
  const { gradeAnswers, ...details } = derived.details;
  return {
    ...details,
    gradeAnswers: gradeAnswers ?? noJson,
    // An edit that names no number leaves the one that is kept: it cannot be shown to be typed again.
    ...(derived.serialHash === null ? {} : { serialHash: derived.serialHash }),
    kind: input.kind,
    offer: input.offer,
    category: input.category,
    material: input.material,
    title: input.title,
    description: input.description,
    condition: input.condition,
    massGrams: input.massGrams,
    priceMinor: input.priceMinor,
    currency: input.currency,
    loanDays: input.loanDays ?? null,
    swapFor: input.swapFor ?? "",
    lightGift: input.lightGift ?? false,
    latitude: input.latitude,
    longitude: input.longitude,
    coarseLatitude: derived.coarse?.latitude ?? null,
    coarseLongitude: derived.coarse?.longitude ?? null,
    placeLabel: input.placeLabel,
    exactAddress: input.exactAddress,
    timeZone: derived.timeZone,
    expiresAt: derived.expiresAt,
    searchText: derived.searchText,
  };
}

/** Writes a new listing as a draft with its photos. */
export async function insertListing(tx: Tx, input: { id: string; actor: Actor; listing: ListingInput; derived: Derived; photos: StoredPhoto[] }): Promise<void> {
  await tx.listing.create({
    data: {
      id: input.id,
      ownerPartyId: input.actor.party.id,
      createdByUserId: input.actor.userId,
      ...columns(input.listing, input.derived),
      unitsInitial: input.listing.units,
      unitsAvailable: input.listing.units,
    },
    select: { id: true },
  });
  await appendPhotos(tx, { listingId: input.id, photos: input.photos, from: 0 });
}

/** Rewrites what a listing says. `units` is the new total, already checked against what is held and handed over. */
export async function updateListing(
  tx: Tx,
  input: { id: string; listing: ListingInput; derived: Derived; unitsAvailable: number; raiseVersion: boolean },
): Promise<void> {
  await tx.listing.update({
    where: { id: input.id },
    data: {
      ...columns(input.listing, input.derived),
      unitsInitial: input.listing.units,
      unitsAvailable: input.unitsAvailable,
      ...(input.raiseVersion ? { version: { increment: 1 } } : {}),
    },
    select: { id: true },
  });
}

/** Whether anybody ever asked for a listing. */
export async function wasAskedFor(tx: Tx, listingId: string): Promise<boolean> {
  return (await tx.deal.findFirst({ where: { listingId }, select: { id: true } })) !== null;
}

/** Moves a locked listing to a state, with what else changes by that. */
export async function setState(
  tx: Tx,
  input: { id: string; to: ListingState; expiresAt?: Date; sortAt?: Date; publishedAt?: Date; withdrawnReason?: string | null },
): Promise<void> {
  const { id, to, ...rest } = input;
  await tx.listing.update({ where: { id }, data: { state: to, ...rest }, select: { id: true } });
}

/** Writes who moved a listing from where to where. */
export async function insertTransition(tx: Tx, input: { listingId: string; from: ListingState | null; to: ListingState; actor: Actor | null; role: string; reason: string | null }): Promise<void> {
  await tx.transition.create({
    data: {
      id: newId(),
      subjectType: "listing",
      subjectId: input.listingId,
      fromState: input.from,
      toState: input.to,
      actorUserId: input.actor?.userId ?? null,
      actorPartyId: input.actor?.party.id ?? null,
      actorRole: input.role,
      reason: input.reason,
    },
    select: { id: true },
  });
}

/** How often a listing was brought to the front, and when somebody last asked for it. */
export async function repostHistory(tx: Tx, listingId: string): Promise<{ reposts: number; lastRequestAt: Date | null }> {
  const rows = await tx.$queryRaw<{ reposts: number; lastRequestAt: Date | null }[]>(sql`
    SELECT (SELECT count(*)::int FROM transition WHERE subject_type = 'listing' AND subject_id = ${listingId} AND reason = 'reposted') AS reposts,
      (SELECT max(created_at) FROM deal WHERE listing_id = ${listingId}) AS "lastRequestAt"`);
  return rows[0] ?? { reposts: 0, lastRequestAt: null };
}

export type ExpiredListing = { id: string; ownerPartyId: string };

/** Expires what is due, at most `limit` at a time, with its transitions. Rows held by somebody else wait for the next tick. */
export async function expireDue(tx: Tx, input: { now: Date; limit: number }): Promise<ExpiredListing[]> {
  return tx.$queryRaw<ExpiredListing[]>(sql`
    WITH due AS (
      SELECT id, state FROM listing
      WHERE state IN ('published', 'paused') AND expires_at <= ${input.now}::timestamptz
      ORDER BY expires_at, id LIMIT ${input.limit} FOR UPDATE SKIP LOCKED),
    expired AS (
      UPDATE listing l SET state = 'expired', updated_at = now() FROM due WHERE l.id = due.id
      RETURNING l.id, due.state AS from_state, l.owner_party_id),
    noted AS (
      INSERT INTO transition (id, subject_type, subject_id, from_state, to_state, actor_role, reason, at)
      SELECT gen_random_uuid()::text, 'listing', id, from_state::text, 'expired', 'system', 'deadline', ${input.now}::timestamptz FROM expired)
    SELECT id, owner_party_id AS "ownerPartyId" FROM expired ORDER BY id`);
}

/**
 * Published listings that end within a day and whose owner has had no mail about this deadline. The mail's
 * cause is made by `expiryCause`.
 */
export async function listExpiringSoon(db: Db, input: { now: Date; limit: number }): Promise<{ id: string; ownerPartyId: string }[]> {
  return db.$queryRaw<{ id: string; ownerPartyId: string }[]>(sql`
    SELECT l.id, l.owner_party_id AS "ownerPartyId" FROM listing l
    WHERE l.state = 'published' AND l.expires_at > ${input.now}::timestamptz AND l.expires_at <= ${input.now}::timestamptz + interval '1 day'
      AND l.published_at < ${input.now}::timestamptz - interval '1 day'
      AND NOT EXISTS (SELECT 1 FROM notification n
        WHERE n.cause_key = 'listing-expiring:' || l.id || ':' || floor(extract(epoch FROM l.expires_at))::bigint::text)
    ORDER BY l.expires_at, l.id LIMIT ${input.limit}`);
}

/** The cause of the mail that warns of a deadline: one for each deadline a listing has had. */
export function expiryCause(listingId: string, expiresAt: Date): string {
  return `listing-expiring:${listingId}:${Math.floor(expiresAt.getTime() / 1000)}`;
}

/** Photos of a locked listing in their order. */
export async function listPhotos(db: Db, listingId: string): Promise<{ id: string; storageKey: string; position: number; alt: string }[]> {
  return db.listingPhoto.findMany({
    where: { listingId },
    select: { id: true, storageKey: true, position: true, alt: true },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    take: 50,
  });
}

/** Puts photos behind the `from` there are. */
export async function appendPhotos(tx: Tx, input: { listingId: string; photos: StoredPhoto[]; from: number }): Promise<void> {
  if (input.photos.length === 0) return;
  await tx.listingPhoto.createMany({
    data: input.photos.map((photo, index) => ({ id: newId(), listingId: input.listingId, position: input.from + index, ...photo })),
  });
}

/** Writes the order and the descriptions of photos. */
export async function arrangePhotos(tx: Tx, input: { listingId: string; photos: { id: string; alt: string }[] }): Promise<void> {
  if (input.photos.length === 0) return;
  const rows = input.photos.map((photo, position) => sql`(${photo.id}, ${position}::int, ${photo.alt})`);
  await tx.$executeRaw(sql`
    UPDATE listing_photo p SET position = v.position, alt = v.alt
    FROM (VALUES ${joinSql(rows)}) AS v (id, position, alt)
    WHERE p.id = v.id AND p.listing_id = ${input.listingId}`);
}

/** Takes photos off a listing; the files go later, when the transaction has ended well. */
export async function deletePhotos(tx: Tx, input: { listingId: string; ids: string[] }): Promise<void> {
  if (input.ids.length === 0) return;
  await tx.listingPhoto.deleteMany({ where: { listingId: input.listingId, id: { in: input.ids } } });
}
