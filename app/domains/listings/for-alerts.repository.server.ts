import type { Db } from "#app/platform/db/database.server.ts";
import type { AnchoredListing } from "./search-anchors.ts";

/** A listing as it is compared with kept searches. */
export type ListingForAlerts = AnchoredListing & { id: string; ownerPartyId: string; createdByUserId: string };

/** Those of some listings that are shown. */
export async function findForAlerts(db: Db, ids: readonly string[]): Promise<ListingForAlerts[]> {
  const rows = await db.listing.findMany({
    where: { id: { in: [...ids] }, state: "published" },
    select: { id: true, ownerPartyId: true, createdByUserId: true, kind: true, category: true, material: true, searchText: true, coarseLatitude: true, coarseLongitude: true },
    orderBy: { id: "asc" },
    take: ids.length,
  });
  return rows.map(({ coarseLatitude, coarseLongitude, ...rest }) => ({ ...rest, latitude: coarseLatitude, longitude: coarseLongitude }));
}
