import { listOpenForTaker } from "#app/domains/deals/open-work.repository.server.ts";
import { isAllowed } from "#app/domains/licences/licences.repository.server.ts";
import { selectStrandedBookings, type StrandedBooking } from "#app/domains/pickups/stranded.repository.server.ts";
import { findPoints } from "#app/domains/points/points.service.server.ts";
import type { PointCard } from "#app/domains/points/points.schema.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { licenceNeededFor } from "#app/shared/licences.ts";
import type { MaterialCode } from "#app/shared/materials.ts";

/** A deal the party agreed to, or is asked for, whose thing it may not take now. */
export type StrandedDeal = { id: string; title: string; state: string; otherName: string; material: MaterialCode };
export type StrandedWork = { bookings: StrandedBooking[]; deals: StrandedDeal[] };

/**
 * Everything open that a recycler can no longer take in, for want of a licence on the day it is due: visits, and deals before their
 * hand-over. Nothing of it is cancelled by itself; whoever runs the place decides, and the other side is told. At most a hundred of each.
 */
export async function strandedWork(db: Db, input: { partyId: string; now: Date }): Promise<StrandedWork> {
  const bookings = await selectStrandedBookings(db, { recyclerPartyId: input.partyId, now: input.now, limit: 100 });
  const deals: StrandedDeal[] = [];
  for (const deal of await listOpenForTaker(db, { partyId: input.partyId, limit: 100 })) {
    const material = licenceNeededFor({ kind: deal.kind, material: deal.material, category: deal.category, condition: deal.condition }, "recycler");
    if (material === null) continue;
    const { timeZone, latitude, longitude } = deal;
    if (await isAllowed(db, { partyId: input.partyId, material, timeZone, latitude, longitude, at: input.now })) continue;
    deals.push({ id: deal.id, title: deal.title, state: deal.state, otherName: deal.otherName, material });
  }
  return { bookings, deals };
}

/** Other bookable points near a place that take all of these materials and may, nearest first; at most three. */
export async function otherPointsFor(
  db: Db,
  input: { near: { latitude: number; longitude: number }; materials: readonly string[]; ownPointIds: readonly string[]; now: Date },
): Promise<Pick<PointCard, "id" | "name" | "address" | "metres">[]> {
  const found = await findPoints(db, { at: input.near, km: 100, materials: [...input.materials] as MaterialCode[], bookable: true, limit: 20 }, { now: () => input.now });
  if (!found.ok) return [];
  return found.value.points.filter((point) => !input.ownPointIds.includes(point.id)).slice(0, 3).map(({ id, name, address, metres }) => ({ id, name, address, metres }));
}
