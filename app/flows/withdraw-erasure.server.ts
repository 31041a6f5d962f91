import type { ErasureError } from "#app/domains/erasure/erasure.errors.ts";
import type { ErasureRef } from "#app/domains/erasure/erasure.schema.ts";
import { withdrawErasure, type ErasureMoved } from "#app/domains/erasure/erasure.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { Result } from "#app/shared/result.ts";
import { handOverOf } from "./erasure-hand-over.server.ts";

/** Takes a choice about the data on a device back, before it is handed over. Errors as `withdrawErasure`. */
export async function withdrawErasureChoice(db: Db, actor: Actor, input: ErasureRef, clock: Clock = systemClock): Promise<Result<ErasureMoved, ErasureError>> {
  return withdrawErasure(db, actor, input, handOverOf, clock.now());
}
