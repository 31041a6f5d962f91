import type { CustodyError } from "#app/domains/custody/custody.errors.ts";
import type { CountLot } from "#app/domains/custody/custody.schema.ts";
import type { ActDone } from "#app/domains/custody/draw.server.ts";
import { countLot } from "#app/domains/custody/lots.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { ok, type Result } from "#app/shared/result.ts";
import { settleOrigins } from "./settle-origins.server.ts";

/** Writes what a lot weighs now; loads of which nothing is left are told to the ledger. Errors as the custody room's `countLot`. */
export async function recountLot(db: Db, actor: Actor, input: CountLot, clock: Clock = systemClock): Promise<Result<ActDone, CustodyError>> {
  return transact<Result<ActDone, CustodyError>>(db, async (tx) => {
    const done = await countLot(tx, actor, input, clock);
    if (!done.ok) return done;
    const { settled, ...act } = done.value;
    await settleOrigins(tx, settled, clock.now());
    return ok(act);
  });
}
