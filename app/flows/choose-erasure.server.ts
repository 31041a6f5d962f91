import type { ErasureError } from "#app/domains/erasure/erasure.errors.ts";
import type { ErasureCause } from "#app/domains/erasure/erasure.rules.ts";
import type { ChooseInput } from "#app/domains/erasure/erasure.schema.ts";
import { chooseErasure, type ErasureMoved } from "#app/domains/erasure/erasure.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, type Result } from "#app/shared/result.ts";
import { handOverOf } from "./erasure-hand-over.server.ts";

/** What the giver wants done with the data on devices of a booking or of a deal with a recycler. Errors as `chooseErasure`. */
export async function chooseErasureFor(db: Db, actor: Actor, cause: { type: ErasureCause; id: string }, input: ChooseInput, clock: Clock = systemClock): Promise<Result<ErasureMoved, ErasureError>> {
  return transact<Result<ErasureMoved, ErasureError>>(db, async (tx) => {
    const handOver = await handOverOf(tx, cause);
    return handOver ? chooseErasure(tx, actor, handOver, input, clock.now()) : err("ERASURE.NOT_FOUND");
  });
}
