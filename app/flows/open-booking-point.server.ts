import { createOwnPoint } from "#app/domains/pickups/own-point.service.server.ts";
import type { PickupError } from "#app/domains/pickups/pickups.errors.ts";
import type { OwnPointInput } from "#app/domains/pickups/pickups.schema.ts";
import { searchTextOf } from "#app/domains/points/place.rules.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { Result } from "#app/shared/result.ts";

/** Makes a recycler's own point, found by the same words as every other point. Errors as `createOwnPoint`. */
export async function openBookingPoint(db: Db, actor: Actor, input: OwnPointInput): Promise<Result<{ pointId: string }, PickupError>> {
  const searchText = searchTextOf({
    name: input.name,
    operatorName: actor.party.name,
    address: input.address,
    postalCode: null,
    city: input.city ?? null,
  });
  return createOwnPoint(db, actor, { ...input, searchText });
}
