import type { Db } from "#app/platform/db/database.server.ts";

/** How many visits of these parties are ahead or under way. */
export async function countOpenBookings(db: Db, partyIds: readonly string[]): Promise<number> {
  return db.booking.count({ where: { partyId: { in: [...partyIds] }, state: { in: ["held", "confirmed", "checked_in", "weighed"] } } });
}
