import type { Db } from "#app/platform/db/database.server.ts";

/** Holds while a booking is confirmed and its time has not begun. */
export const AHEAD = "confirmed:ahead";

/** What is so of each booking: its state, whether it is still ahead, and how a mark of it stands (`mark:contested`). */
export async function bookingMarks(db: Db, ids: readonly string[], now: Date): Promise<Map<string, string[]>> {
  const rows = await db.booking.findMany({ where: { id: { in: [...ids] } }, select: { id: true, state: true, slot: { select: { startsAt: true } }, mark: { select: { state: true } } }, take: ids.length });
  return new Map(rows.map((booking) => [booking.id, [booking.state, ...(booking.state === "confirmed" && booking.slot.startsAt > now ? [AHEAD] : []), ...(booking.mark ? [`mark:${booking.mark.state}`] : [])]]));
}
