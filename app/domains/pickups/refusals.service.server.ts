import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, type Result } from "#app/shared/result.ts";
import { move, type Moved } from "./bookings.service.server.ts";
import type { PickupError } from "./pickups.errors.ts";
import { insertRefusal } from "./refusals.repository.server.ts";
import type { RefuseInput } from "./refusals.schema.ts";

/**
 * Turns a load away at the gate, with its kind, the reason and perhaps a photo that lies in storage already. It counts neither as not turning
 * up nor as impact: no mark, no ledger entry. Errors: PICKUPS.REASON_NEEDED, and those of `prepare`.
 */
export async function rejectOnSite(db: Db, actor: Actor, input: RefuseInput, clock: Clock = systemClock): Promise<Result<Moved, PickupError>> {
  const reason = input.reason.trim();
  if (reason === "") return err("PICKUPS.REASON_NEEDED");
  return transact<Result<Moved, PickupError>>(db, async (tx) => {
    const moved = await move(tx, actor, "reject", { bookingId: input.bookingId, version: input.version, reason }, clock);
    if (moved.ok && moved.value.changed) await insertRefusal(tx, { bookingId: input.bookingId, kind: input.kind, reason, photo: input.photo, byUserId: actor.userId, now: clock.now() });
    return moved;
  });
}
