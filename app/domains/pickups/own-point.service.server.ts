import { createHash } from "node:crypto";
import tzLookup from "tz-lookup";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import { record } from "#app/outbox/record.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { countryOfZone } from "#app/shared/country-of-zone.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { findOperator, insertOwnPoint, setOperator } from "./own-point.repository.server.ts";
import type { PickupError } from "./pickups.errors.ts";
import type { OwnPointInput } from "./pickups.schema.ts";
import { parseWallTime } from "./slots.rules.ts";

/**
 * Makes a point that the acting recycler runs. Its zone comes from where it lies. The id comes from the form: a repeat
 * finds it. `searchText` is what it can be found by, folded by the points room. Errors: PICKUPS.NOT_ALLOWED (managers of a recycler only), POINT_TAKEN (the id is somebody else's).
 */
export async function createOwnPoint(db: Db, actor: Actor, input: OwnPointInput & { searchText: string }): Promise<Result<{ pointId: string }, PickupError>> {
  if (!runsRecycler(actor)) return err("PICKUPS.NOT_ALLOWED");
  const opensMinute = parseWallTime(input.opens ?? "");
  const closes = parseWallTime(input.closes ?? "");
  const hours =
    opensMinute === null || closes === null
      ? []
      : input.weekdays.map((weekday) => ({ weekday, opensMinute, closesMinute: closes <= opensMinute ? closes + 1440 : closes }));
  const timeZone = tzLookup(input.latitude, input.longitude);
  return transact<Result<{ pointId: string }, PickupError>>(db, async (tx) => {
    const written = await insertOwnPoint(tx, {
      id: input.pointId,
      operatorPartyId: actor.party.id,
      operatorName: actor.party.name,
      name: input.name,
      address: input.address,
      city: input.city ?? null,
      searchText: input.searchText,
      latitude: input.latitude,
      longitude: input.longitude,
      timeZone,
      countryCode: countryOfZone(timeZone),
      tier: input.tier ?? "collection",
      materials: [...new Set(input.materials)],
      hours,
      contentHash: createHash("sha256").update(JSON.stringify(input)).digest("hex"),
    });
    if (!written) {
      const known = await findOperator(tx, input.pointId);
      return known?.operatorPartyId === actor.party.id ? ok({ pointId: input.pointId }) : err("PICKUPS.POINT_TAKEN");
    }
    await record(tx, { type: "points.changed", payload: { pointId: input.pointId }, topics: [`point:${input.pointId}`, `party:${actor.party.id}`] });
    return ok({ pointId: input.pointId });
  });
}

/**
 * Puts a point from open data that nobody runs here into the acting recycler's hands. Only somebody who runs the platform
 * may, acting for the recycler. Errors: PICKUPS.NOT_ALLOWED, NOT_FOUND, POINT_TAKEN.
 */
export async function claimPoint(db: Db, actor: Actor, pointId: string): Promise<Result<{ pointId: string }, PickupError>> {
  if (!actor.isOperator || !runsRecycler(actor)) return err("PICKUPS.NOT_ALLOWED");
  return transact<Result<{ pointId: string }, PickupError>>(db, async (tx) => {
    if (!(await setOperator(tx, { pointId, partyId: actor.party.id }))) {
      const known = await findOperator(tx, pointId);
      if (!known) return err("PICKUPS.NOT_FOUND");
      return known.operatorPartyId === actor.party.id ? ok({ pointId }) : err("PICKUPS.POINT_TAKEN");
    }
    await record(tx, { type: "points.changed", payload: { pointId }, topics: [`point:${pointId}`, `party:${actor.party.id}`] });
    return ok({ pointId });
  });
}

function runsRecycler(actor: Actor): boolean {
  return actor.party.kind === "recycler" && hasRole(actor.role, "manager");
}
