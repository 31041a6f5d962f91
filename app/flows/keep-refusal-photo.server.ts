import type { PickupError } from "#app/domains/pickups/pickups.errors.ts";
import { addRefusalPhoto } from "#app/domains/pickups/refusals.service.server.ts";
import { refusedByAct } from "#app/domains/rounds/driver.service.server.ts";
import type { RoundError } from "#app/domains/rounds/rounds.errors.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import type { PreparedPhoto } from "#app/platform/images/photo.server.ts";
import type { Storage } from "#app/platform/storage/storage.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { Result } from "#app/shared/result.ts";

/**
 * Keeps the photo of a load that a driver refused at a door, named by the act of their phone. It comes after the act, when there is a
 * network for it, perhaps days later and more than once; the resident and the yard's staff see it. Errors: those of `refusedByAct` and
 * of `addRefusalPhoto`.
 */
export async function keepRefusalPhoto(
  db: Db,
  files: Storage,
  actor: Actor,
  input: { roundId: string; clientId: string; photo: PreparedPhoto },
): Promise<Result<{ changed: boolean }, RoundError | PickupError>> {
  const refused = await refusedByAct(db, actor, input);
  if (!refused.ok) return refused;
  return addRefusalPhoto(db, files, actor, { bookingId: refused.value.bookingId, photo: input.photo });
}
