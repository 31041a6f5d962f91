import { communityBySlug } from "#app/domains/communities/communities.repository.server.ts";
import { findCycle } from "#app/domains/benchmarking/benchmarking.repository.server.ts";
import type { CycleView } from "#app/domains/benchmarking/benchmarking.schema.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { mayManage } from "#app/domains/identity/membership.rules.ts";
import { database, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { Subject } from "./benchmark-indicators.server.ts";

export type AtTheDoor = { db: Db; actor: Actor; community: Subject & { members: number; isListed: boolean }; manages: boolean };

/** Who comes to a community's benchmarking: its members. A private community is not there for others (404), a listed one's rounds are its own (403). */
export async function benchmarkDoor(request: Request, slug: string | undefined): Promise<AtTheDoor> {
  const actor = await requireActor(request);
  const db = await database();
  const found = await communityBySlug(db, { slug: slug ?? "", userId: actor.userId });
  if (!found) throw new Response(null, { status: 404 });
  if (found.membership?.state !== "active") throw new Response(null, { status: 403 });
  const { id, name, timeZone, members, isListed } = found;
  return { db, actor, community: { id, name, slug: found.slug, timeZone, members, isListed }, manages: mayManage(found.membership.role) };
}

/** The same with one of its rounds; 404 for a round of another community. */
export async function cycleDoor(request: Request, params: { slug?: string | undefined; id?: string | undefined }): Promise<AtTheDoor & { cycle: CycleView }> {
  const door = await benchmarkDoor(request, params.slug);
  const cycle = await findCycle(door.db, { cycleId: params.id ?? "", communityId: door.community.id });
  if (!cycle) throw new Response(null, { status: 404 });
  return { ...door, cycle };
}
