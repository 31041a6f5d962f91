import type { ErasureError } from "#app/domains/erasure/erasure.errors.ts";
import type { EraseInput } from "#app/domains/erasure/erasure.schema.ts";
import { recordErasure, type ErasureMoved } from "#app/domains/erasure/erasure.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { Result } from "#app/shared/result.ts";
import { handOverOf } from "./erasure-hand-over.server.ts";

/** The recycler's record of what was done with a device's data, and its certificate. Errors as `recordErasure`. */
export async function recordErasureDone(db: Db, actor: Actor, input: EraseInput, clock: Clock = systemClock): Promise<Result<ErasureMoved & { number: string }, ErasureError>> {
  return recordErasure(db, actor, input, handOverOf, clock.now());
}
