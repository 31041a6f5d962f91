import { deleteRegion, insertRegion, isAuthority, listAuthorities } from "#app/domains/supervision/regions.repository.server.ts";
import type { SupervisionError } from "#app/domains/supervision/supervision.rules.ts";
import { readRegion } from "#app/domains/supervision/supervision.schema.ts";
import { audit } from "#app/domains/trust/audit.repository.server.ts";
import { mayModerate } from "#app/domains/trust/trust.rules.ts";
import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";

/** Authorities and their regions, for operators. SUPERVISION.NOT_ALLOWED for everybody else. */
export async function viewAuthorities(db: Db, actor: Actor): Promise<Result<{ id: string; name: string; regions: string[] }[], SupervisionError>> {
  return mayModerate(actor) ? ok(await listAuthorities(db)) : err("SUPERVISION.NOT_ALLOWED");
}

/**
 * States that an authority supervises a region, or takes that away; both stand in the record. By operators. What stands as asked already
 * stays, and nothing is written. Errors: SUPERVISION.NOT_ALLOWED, NOT_FOUND (no authority), REGION_INVALID.
 */
export async function stateRegion(
  db: Db,
  actor: Actor,
  input: { partyId: string; region: string; supervises: boolean },
  clock: Clock = systemClock,
): Promise<Result<{ region: string }, SupervisionError>> {
  return transact<Result<{ region: string }, SupervisionError>>(db, async (tx) => {
    if (!mayModerate(actor)) return err("SUPERVISION.NOT_ALLOWED");
    const region = readRegion(input.region);
    if (region === null) return err("SUPERVISION.REGION_INVALID");
    const { partyId, supervises } = input;
    if (!(await isAuthority(tx, partyId))) return err("SUPERVISION.NOT_FOUND");
    const now = clock.now();
    const moved = supervises ? await insertRegion(tx, { partyId, region, statedByUserId: actor.userId, statedAt: now }) : await deleteRegion(tx, { partyId, region });
    if (!moved) return ok({ region });
    await record(tx, { type: "supervision.regions-changed", payload: { partyId }, topics: [`party:${partyId}`] });
    const action = supervises ? "supervision.region_stated" : "supervision.region_ended";
    await audit(tx, { at: now, actorUserId: actor.userId, action, subjectKind: "party", subjectId: partyId, details: { region } });
    return ok({ region });
  });
}
