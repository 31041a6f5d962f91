import type { CustodyError } from "#app/domains/custody/custody.errors.ts";
import type { RunInput } from "#app/domains/custody/custody.schema.ts";
import type { ActDone } from "#app/domains/custody/draw.server.ts";
import { treatLots } from "#app/domains/custody/runs.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { ok, type Result } from "#app/shared/result.ts";
import { settleOrigins } from "./settle-origins.server.ts";

/** A run of the sorting line, and what the ledger learns from it, in one transaction. Errors as the custody room's `treatLots`. */
export async function runSorting(db: Db, actor: Actor, input: RunInput, clock: Clock = systemClock): Promise<Result<ActDone, CustodyError>> {
  return transact<Result<ActDone, CustodyError>>(db, async (tx) => {
    const done = await treatLots(tx, actor, input, clock);
    if (!done.ok) return done;
    const { settled, ...act } = done.value;
    await settleOrigins(tx, settled, clock.now());
    return ok(act);
  });
}
