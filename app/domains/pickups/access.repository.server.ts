import type { Db } from "#app/platform/db/database.server.ts";

/** True when one of these parties made the booking or runs its point. */
export async function isBookingParty(db: Db, input: { bookingId: string; partyIds: string[] }): Promise<boolean> {
  const booking = await db.booking.findFirst({
    where: {
      id: input.bookingId,
      OR: [{ partyId: { in: input.partyIds } }, { recyclerPartyId: { in: input.partyIds } }],
    },
    select: { id: true },
  });
  return booking !== null;
}
