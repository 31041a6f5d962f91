import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { OwnListing } from "./alike.ts";

/** A party's newest open listings with what their photos look like. */
export async function listOwnOpen(db: Db, input: { partyId: string; limit: number }): Promise<OwnListing[]> {
  return db.$queryRaw<OwnListing[]>(sql`
    SELECT l.id, l.title, l.kind::text || ':' || coalesce(l.category, l.material) AS what,
      ARRAY(SELECT difference_hash FROM listing_photo p WHERE p.listing_id = l.id AND difference_hash IS NOT NULL ORDER BY position, p.id) AS hashes
    FROM listing l
    WHERE l.owner_party_id = ${input.partyId} AND l.state IN ('draft', 'pending_review', 'published', 'paused', 'reserved')
    ORDER BY l.id DESC LIMIT ${input.limit}`);
}

/** What the photos of an open draft look like, where the draft is this person's. */
export async function hashesOfDraft(db: Db, input: { draftId: string; userId: string }): Promise<string[]> {
  const photos = await db.listingDraftPhoto.findMany({
    where: { draftId: input.draftId, removedAt: null, draft: { userId: input.userId } },
    select: { differenceHash: true },
    orderBy: { id: "asc" },
    take: 8,
  });
  return photos.map(({ differenceHash }) => differenceHash);
}
