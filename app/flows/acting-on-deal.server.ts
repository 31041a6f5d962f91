import { requireActor, signedIn } from "#app/domains/identity/actor.server.ts";
import { database, type Database } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { actorForDeal } from "./view-deal.server.ts";

/**
 * Who asks for a page of this deal, acting for whichever of their parties is a side of it; see `actorForDeal`. Throws the way to
 * the sign-in page for a visitor.
 */
export async function actingOnDeal(request: Request, dealId: string): Promise<{ db: Database["db"]; actor: Actor }> {
  const acting = await requireActor(request);
  const [db, who] = [await database(), await signedIn(request)];
  return { db, actor: who ? await actorForDeal(db, who, dealId) : acting };
}
