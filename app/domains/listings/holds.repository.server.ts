import type { Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { ListingState } from "./listings.schema.ts";

/** Why a listing is out of sight, the oldest cause first. */
export async function listHolds(tx: Tx, listingId: string): Promise<{ cause: string; fromState: ListingState; isFinal: boolean }[]> {
  return tx.listingHold.findMany({ where: { listingId }, select: { cause: true, fromState: true, isFinal: true }, orderBy: [{ createdAt: "asc" }, { cause: "asc" }], take: 50 });
}

/** Adds a cause; the same one twice is one. */
export async function insertHold(tx: Tx, input: { listingId: string; cause: string; fromState: ListingState; now: Date }): Promise<void> {
  const { now, ...hold } = input;
  await tx.listingHold.createMany({ data: { ...hold, createdAt: now }, skipDuplicates: true });
}

/** A held listing is removed for this cause. */
export async function makeFinal(tx: Tx, input: { listingId: string; cause: string }): Promise<void> {
  await tx.listingHold.updateMany({ where: input, data: { isFinal: true } });
}

/** Takes one cause away. */
export async function deleteHold(tx: Tx, input: { listingId: string; cause: string }): Promise<void> {
  await tx.listingHold.deleteMany({ where: input });
}

/** Listings of a party that others can see, that wait for review, or that are held already; by id, after one. */
export async function listHoldable(tx: Tx, input: { partyId: string; afterId: string | null; limit: number }): Promise<string[]> {
  const rows = await tx.listing.findMany({
    where: {
      ownerPartyId: input.partyId,
      state: { in: ["pending_review", "published", "paused", "reserved", "expired", "held"] },
      ...(input.afterId ? { id: { gt: input.afterId } } : {}),
    },
    select: { id: true },
    orderBy: { id: "asc" },
    take: input.limit,
  });
  return rows.map((row) => row.id);
}

/** Of a party's listings that are out of sight, each that was in the lists comes back paused. */
export async function comeBackPaused(tx: Tx, ownerPartyId: string): Promise<void> {
  await tx.$executeRaw(sql`
    UPDATE listing_hold h SET from_state = 'paused' FROM listing l
    WHERE l.id = h.listing_id AND l.owner_party_id = ${ownerPartyId} AND l.state IN ('held', 'removed_by_moderator') AND h.from_state IN ('published', 'reserved', 'expired')`);
}

/** Listings that stand under a cause. */
export async function listHeldBy(tx: Tx, input: { cause: string; limit: number }): Promise<string[]> {
  const rows = await tx.listingHold.findMany({ where: { cause: input.cause }, select: { listingId: true }, orderBy: { listingId: "asc" }, take: input.limit });
  return rows.map((row) => row.listingId);
}

/** A photo as it is taken off and put back. */
export type PhotoRow = { id: string; listingId: string; position: number; storageKey: string; width: number; height: number; alt: string; differenceHash: string | null };

/** Deletes the row of one photo and gives it back with its listing's owner; null when it is gone. */
export async function deletePhotoRow(tx: Tx, photoId: string): Promise<(PhotoRow & { ownerPartyId: string }) | null> {
  const rows = await tx.$queryRaw<(PhotoRow & { ownerPartyId: string })[]>(sql`
    DELETE FROM listing_photo f USING listing l WHERE f.id = ${photoId} AND l.id = f.listing_id
    RETURNING f.id, f.listing_id AS "listingId", f.position, f.storage_key AS "storageKey", f.width, f.height, f.alt, f.difference_hash AS "differenceHash", l.owner_party_id AS "ownerPartyId"`);
  return rows[0] ?? null;
}

/** Writes it again; the owner's party, or null where the listing is gone. */
export async function insertPhotoRow(tx: Tx, photo: PhotoRow): Promise<string | null> {
  const listing = await tx.listing.findUnique({ where: { id: photo.listingId }, select: { ownerPartyId: true } });
  if (!listing) return null;
  await tx.listingPhoto.createMany({ data: [photo], skipDuplicates: true });
  return listing.ownerPartyId;
}
