import { record } from "#app/outbox/record.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import { isUniqueViolation } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { PickupError } from "./pickups.errors.ts";
import { findResource, insertResource, updateResource } from "./resources.repository.server.ts";
import type { AddResourceInput, ChangeResourceInput } from "./resources.schema.ts";
import { findPointFacts } from "./slots.repository.server.ts";
import { worksFor } from "./slots.service.server.ts";

type Answer = Result<{ resourceId: string; changed: boolean }, PickupError>;

/**
 * Adds something that a point has one of: a gate, a weighbridge. The id comes from the form: a repeat finds it.
 * Errors: PICKUPS.NOT_FOUND, NOT_ALLOWED, NAME_TAKEN.
 */
export async function addResource(db: Db, actor: Actor, input: AddResourceInput): Promise<Answer> {
  const point = await findPointFacts(db, input.pointId);
  if (!point) return err("PICKUPS.NOT_FOUND");
  if (!worksFor(actor, point.operatorPartyId)) return err("PICKUPS.NOT_ALLOWED");
  try {
    return await transact<Answer>(db, async (tx) => {
      const known = await findResource(tx, input.resourceId);
      if (known) return known.recyclerPartyId === actor.party.id ? ok({ resourceId: known.id, changed: false }) : err("PICKUPS.NOT_FOUND");
      await insertResource(tx, { id: input.resourceId, pointId: point.id, recyclerPartyId: actor.party.id, kind: input.kind, name: input.name, bufferMinutes: input.bufferMinutes });
      await record(tx, { type: "pickups.resource-changed", payload: { resourceId: input.resourceId }, topics: [`party:${actor.party.id}`] });
      return ok({ resourceId: input.resourceId, changed: true });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const known = await findResource(db, input.resourceId);
    return known?.recyclerPartyId === actor.party.id ? ok({ resourceId: known.id, changed: false }) : err("PICKUPS.NAME_TAKEN");
  }
}

/**
 * Changes the name or the buffer, or takes it out of use; slots that are open keep it and their buffer. The same again changes nothing.
 * Errors: PICKUPS.NOT_FOUND, NOT_ALLOWED, NAME_TAKEN, STALE.
 */
export async function changeResource(db: Db, actor: Actor, input: ChangeResourceInput): Promise<Answer> {
  const known = await findResource(db, input.resourceId);
  if (!known) return err("PICKUPS.NOT_FOUND");
  if (!worksFor(actor, known.recyclerPartyId)) return err("PICKUPS.NOT_ALLOWED");
  if (known.name === input.name && known.bufferMinutes === input.bufferMinutes && known.isActive === input.isActive) return ok({ resourceId: known.id, changed: false });
  try {
    return await transact<Answer>(db, async (tx) => {
      const { name, bufferMinutes, isActive, version } = input;
      if (!(await updateResource(tx, { id: known.id, version, name, bufferMinutes, isActive }))) return err("PICKUPS.STALE");
      await record(tx, { type: "pickups.resource-changed", payload: { resourceId: known.id }, topics: [`party:${actor.party.id}`] });
      return ok({ resourceId: known.id, changed: true });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return err("PICKUPS.NAME_TAKEN");
    throw error;
  }
}
