import { isMember } from "#app/domains/licences/licences.repository.server.ts";
import { mayJudge } from "#app/domains/licences/licences.rules.ts";
import type { LicencesError } from "#app/domains/licences/licences.service.server.ts";
import { findCarePoint, lockPoint, notePoint, selectUnconfirmedParts, writePoint, type UnconfirmedPart } from "#app/domains/points/care/care.repository.server.ts";
import { tellPointChanged, type Changed } from "#app/domains/points/care/care.service.server.ts";
import type { PointError } from "#app/domains/points/points.errors.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";

/** Points whose recyclers state a part of the country that nobody has confirmed; those who judge licences read them. LICENCES.NOT_ALLOWED for everybody else. */
export async function viewUnconfirmedParts(db: Db, actor: Actor): Promise<Result<UnconfirmedPart[], LicencesError>> {
  return mayJudge(actor) ? ok(await selectUnconfirmedParts(db, 50)) : err("LICENCES.NOT_ALLOWED");
}

/**
 * Says that a point lies in the part of the country its recycler states, so that a licence for that part counts there, or takes the
 * statement away. By those who judge licences, never for a party they belong to. Errors: LICENCES.NOT_ALLOWED, POINTS.NOT_FOUND,
 * OWN_NOT_ALLOWED, STALE (the point changed since it was looked at), SUBDIVISION_UNKNOWN (it states none).
 */
export async function confirmSubdivision(
  db: Db,
  actor: Actor,
  input: { pointId: string; version: number; liesThere: boolean },
  clock: Clock = systemClock,
): Promise<Result<Changed, PointError | LicencesError>> {
  return transact<Result<Changed, PointError | LicencesError>>(db, async (tx) => {
    if (!mayJudge(actor)) return err("LICENCES.NOT_ALLOWED");
    const point = await lockPoint(tx, input.pointId);
    if (!point) return err("POINTS.NOT_FOUND");
    const runs = point.operatorPartyId;
    if (runs !== null && (runs === actor.party.id || (await isMember(tx, { userId: actor.userId, partyId: runs })))) return err("POINTS.OWN_NOT_ALLOWED");
    if (point.version !== input.version) return err("POINTS.STALE", { version: point.version });
    const stated = (await findCarePoint(tx, point.id, "9999"))?.subdivisionCode ?? null;
    if (stated === null) return err("POINTS.SUBDIVISION_UNKNOWN");
    const now = clock.now();
    const version = await writePoint(tx, point.id, input.liesThere ? { confirmedSubdivisionCode: stated } : { subdivisionCode: null, confirmedSubdivisionCode: null }, now);
    await notePoint(tx, { id: point.id, from: `v${point.version}`, to: input.liesThere ? "part_confirmed" : "part_removed", actor, reason: stated, now });
    await tellPointChanged(tx, point);
    return ok({ pointId: point.id, version });
  });
}
