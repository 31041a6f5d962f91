import { findDeal, type DealRecord } from "#app/domains/deals/deals.repository.server.ts";
import type { DealState } from "#app/domains/deals/deals.rules.ts";
import type { ErasureCause } from "#app/domains/erasure/erasure.rules.ts";
import type { HandOver } from "#app/domains/erasure/erasure.service.server.ts";
import { findBookingToChange } from "#app/domains/pickups/bookings.repository.server.ts";
import { bookingChain } from "#app/domains/pickups/chain.repository.server.ts";
import { isOpenState } from "#app/domains/pickups/pickups.rules.ts";
import { selectCurrentReadings } from "#app/domains/pickups/weigh.repository.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";

/** A booking or deal as the erasure room sees it; null where there is none, or nobody of the deal recycles. */
export async function handOverOf(db: Db, cause: { type: ErasureCause; id: string }): Promise<HandOver | null> {
  return cause.type === "booking" ? ofBooking(db, cause.id) : ofDeal(await findDeal(db, cause.id));
}

async function ofBooking(db: Db, id: string): Promise<HandOver | null> {
  const ids = await bookingChain(db, id);
  const booking = await findBookingToChange(db, ids.at(-1) ?? id);
  if (!booking) return null;
  const weighed = await selectCurrentReadings(db, booking.id);
  return {
    type: "booking",
    id: booking.id,
    ids,
    ownerPartyId: booking.partyId,
    recyclerPartyId: booking.recyclerPartyId,
    subjects: [...new Set([...booking.lines, ...weighed].map((line) => line.material))],
    stage: booking.state === "done" ? "handed_over" : isOpenState(booking.state) ? "open" : "over",
  };
}

const moved: readonly DealState[] = ["handed_over", "inspecting", "requoted", "returning", "disputed"];
const ahead: readonly DealState[] = ["requested", "offered", "countered", "accepted", "scheduled"];

/** A deal's hand-over to a recycler; null for a deal with anybody else. */
export function ofDeal(deal: DealRecord | null): HandOver | null {
  if (deal?.takerKind !== "recycler") return null;
  return {
    type: "deal",
    id: deal.id,
    ids: [deal.id],
    ownerPartyId: deal.giverPartyId,
    recyclerPartyId: deal.takerPartyId,
    subjects: [deal.listing.category, deal.listing.material].filter((code) => code !== null),
    stage: deal.state === "completed" ? "handed_over" : ahead.includes(deal.state) ? "open" : moved.includes(deal.state) ? "moved" : "over",
  };
}
