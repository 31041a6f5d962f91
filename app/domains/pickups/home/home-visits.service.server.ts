import type { Db } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import type { HomeVisitLine } from "../pickups.schema.ts";
import { listArrivals } from "../views.service.server.ts";
import { selectDoors } from "./home.repository.server.ts";

/** The visits at people's doors between two instants, by time, for the recycler's own staff; nobody else gets any. */
export async function listHomeVisits(db: Db, actor: Actor, input: { from: Date; until: Date; now: Date }): Promise<HomeVisitLine[]> {
  if (actor.party.kind !== "recycler" || !hasRole(actor.role, "staff")) return [];
  const rows = await listArrivals(db, actor, { ...input, kind: "home" });
  const doors = await selectDoors(db, rows.map((row) => row.id));
  return rows.flatMap((row) => {
    const door = doors.get(row.id);
    return door ? [{ ...row, door }] : [];
  });
}
