import type { Tx } from "#app/platform/db/database.server.ts";
import { record } from "#app/outbox/record.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { ListingState } from "./listings.schema.ts";
import { handOverUnitsRow, holdUnitsRow, releaseUnitsRow, writeOffUnitsRow, type StockActor, type StockMove } from "./stock.repository.server.ts";

/**
 * Units of a listing, moved inside the caller's transaction (a deal's accept, cancel, hand-over). Each is one conditional
 * statement that keeps `available + held + handed over + lost <= initial` and moves the listing's state with it. The answer is the
 * listing's state afterwards, or null when there were not that many units to move: nothing was changed then.
 * `by` is who caused it; leave it out for timers.
 */
type UnitsInput = { listingId: string; units: number; by?: Actor | null };

/** Takes units for an accepted deal; null when fewer are available or the listing is not open (any more). */
export async function holdUnits(tx: Tx, input: UnitsInput): Promise<ListingState | null> {
  return told(tx, input.listingId, await holdUnitsRow(tx, { ...input, by: noted(input.by) }));
}

/** Gives held units back (cancelled, expired, no-show). Guard it with the deal's own "still holds" so that it happens once. */
export async function releaseUnits(tx: Tx, input: UnitsInput): Promise<ListingState | null> {
  return told(tx, input.listingId, await releaseUnitsRow(tx, { ...input, by: noted(input.by) }));
}

/**
 * Turns held units into handed-over ones. With `movedUnits` below `units`, only those moved; the rest is available again.
 * The last unit completes the listing.
 */
export async function handOverUnits(tx: Tx, input: UnitsInput & { movedUnits?: number }): Promise<ListingState | null> {
  const move = await handOverUnitsRow(tx, { ...input, movedUnits: input.movedUnits ?? input.units, by: noted(input.by) });
  return told(tx, input.listingId, move);
}

/** Takes held units out of the stock because they were lost: they are neither available nor handed over any more. */
export async function writeOffUnits(tx: Tx, input: UnitsInput): Promise<ListingState | null> {
  return told(tx, input.listingId, await writeOffUnitsRow(tx, { ...input, by: noted(input.by) }));
}

function noted(by: Actor | null | undefined): StockActor {
  return by ? { userId: by.userId, partyId: by.party.id, role: by.role } : null;
}

async function told(tx: Tx, listingId: string, move: StockMove | null): Promise<ListingState | null> {
  if (!move) return null;
  await record(tx, {
    type: "listings.changed",
    payload: { listingId },
    topics: [`listing:${listingId}`, "listings", `party:${move.ownerPartyId}`],
  });
  return move.state;
}
