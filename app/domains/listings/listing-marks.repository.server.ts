import type { Db } from "#app/platform/db/database.server.ts";

/** Holds while the listing is in this state and ends at this very instant. */
export function expiryMark(state: string, expiresAt: Date | null): string {
  return `${state}:${expiresAt?.toISOString() ?? ""}`;
}

/** What is so of each listing: its state, and its state with its end. */
export async function listingMarks(db: Db, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.listing.findMany({ where: { id: { in: [...ids] } }, select: { id: true, state: true, expiresAt: true }, take: ids.length });
  return new Map(rows.map((listing) => [listing.id, [listing.state, expiryMark(listing.state, listing.expiresAt)]]));
}
