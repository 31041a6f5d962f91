import { findDeal } from "#app/domains/deals/deals.repository.server.ts";
import { isProposed } from "#app/domains/deals/deals.rules.ts";
import type { PassportError } from "#app/domains/passports/passports.errors.ts";
import { mayCarryBattery } from "#app/domains/passports/passports.rules.ts";
import type { PassportRowView } from "#app/domains/passports/passports.schema.ts";
import { linkPassport, passportsFor, type BatteryHandOver } from "#app/domains/passports/links.service.server.ts";
import { findBookingToChange } from "#app/domains/pickups/bookings.repository.server.ts";
import { bookingChain } from "#app/domains/pickups/chain.repository.server.ts";
import { isOpenState } from "#app/domains/pickups/pickups.rules.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { Result } from "#app/shared/result.ts";

type Cause = { type: "booking" | "deal"; id: string };

async function handOverOf(db: Db, cause: Cause): Promise<BatteryHandOver | null> {
  if (cause.type === "deal") {
    const deal = await findDeal(db, cause.id);
    if (!deal) return null;
    const isOpen = isProposed(deal.state) || deal.state === "accepted" || deal.state === "scheduled";
    const hasBattery = mayCarryBattery(deal.listing.material) || mayCarryBattery(deal.listing.category);
    return { type: "deal", id: deal.id, ids: [deal.id], giverPartyId: deal.giverPartyId, otherPartyId: deal.takerPartyId, hasBattery, isOpen };
  }
  const ids = await bookingChain(db, cause.id);
  const booking = await findBookingToChange(db, ids.at(-1) ?? cause.id);
  if (!booking) return null;
  return { type: "booking", id: booking.id, ids, giverPartyId: booking.partyId, otherPartyId: booking.recyclerPartyId, hasBattery: booking.lines.some((line) => mayCarryBattery(line.material)), isOpen: isOpenState(booking.state) };
}

/** Names the battery that a booking or deal is about by its passport, or takes the name back. Errors as `linkPassport`. */
export async function nameBattery(db: Db, actor: Actor, cause: Cause, input: { passportId: string; isNamed: boolean }, clock: Clock = systemClock): Promise<Result<{ passportId: string; changed: boolean }, PassportError>> {
  return transact<Result<{ passportId: string; changed: boolean }, PassportError>>(db, async (tx) => linkPassport(tx, actor, await handOverOf(tx, cause), input, clock.now()));
}

/** What a side of a booking or deal sees about its batteries' passports; null where there is no battery or the actor is no side. */
export async function viewBatteries(db: Db, actor: Actor, cause: Cause): Promise<{ cause: Cause; named: PassportRowView[]; choices: PassportRowView[]; isGiver: boolean; mayName: boolean } | null> {
  const handOver = await handOverOf(db, cause);
  if (!handOver?.hasBattery || ![handOver.giverPartyId, handOver.otherPartyId].includes(actor.party.id)) return null;
  const isGiver = handOver.giverPartyId === actor.party.id;
  return { cause: { type: handOver.type, id: handOver.id }, ...(await passportsFor(db, actor, handOver)), isGiver, mayName: isGiver && handOver.isOpen };
}
