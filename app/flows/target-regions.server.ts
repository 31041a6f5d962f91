import { listRegions } from "#app/domains/supervision/regions.repository.server.ts";
import { maySupervise } from "#app/domains/supervision/supervision.rules.ts";
import type { MaySet } from "#app/domains/statistics/targets/targets.service.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";

/** Where somebody may set targets: operators everywhere, an authority's staff in its regions, everybody else nowhere. */
export async function targetRegionsOf(db: Db, actor: Actor): Promise<MaySet> {
  if (maySupervise(actor)) return listRegions(db, actor.party.id);
  return actor.isOperator ? "everywhere" : [];
}
