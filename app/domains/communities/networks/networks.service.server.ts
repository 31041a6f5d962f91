import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import * as networks from "./networks.repository.server.ts";
import { moved, type NetworkVerb } from "./networks.rules.ts";
import type { NetworkKind } from "./networks.schema.ts";

type Person = Pick<Actor, "userId" | "isOperator">;
export type NetworkError = "NETWORKS.NOT_FOUND" | "NETWORKS.NOT_ALLOWED" | "NETWORKS.STALE" | "NETWORKS.MEMBER_WRONG_STATE" | "NETWORKS.NAME_TAKEN";

/**
 * Founds a network: an owner of a listed community for it (`communityId`), which is in it at once and runs it, or an operator for the platform
 * (null). `slug` is its address, made of the name. NETWORKS.NAME_TAKEN when there is one.
 */
export async function foundNetwork(
  db: Db,
  actor: Person,
  input: { name: string; slug: string; kind: NetworkKind; placeLabel: string; description: string; communityId: string | null },
  clock: Clock = systemClock,
): Promise<Result<{ networkId: string; slug: string }, NetworkError>> {
  return transact<Result<{ networkId: string; slug: string }, NetworkError>>(db, async (tx) => {
    const { communityId, ...rest } = input;
    const may = communityId === null ? actor.isOperator : (await networks.isListedCommunity(tx, communityId)) && (await networks.ownsListed(tx, { communityId, userId: actor.userId }));
    if (!may) return err("NETWORKS.NOT_ALLOWED");
    const id = newId();
    const at = clock.now();
    if (!(await networks.insertNetwork(tx, { ...rest, id, stewardPartyId: communityId, foundedByUserId: actor.userId, at }))) return err("NETWORKS.NAME_TAKEN");
    if (communityId) await networks.setNetworkState(tx, { networkId: id, communityId, state: "active", version: 0, userId: actor.userId, at });
    await changed(tx, id, communityId);
    return ok({ networkId: id, slug: input.slug });
  });
}

/** Whether somebody runs a network: owners of its community, and operators. */
export async function runsNetwork(db: Db, actor: Person, stewardPartyId: string | null): Promise<boolean> {
  return actor.isOperator || (stewardPartyId !== null && (await networks.ownsListed(db, { communityId: stewardPartyId, userId: actor.userId })));
}

/**
 * One side moves how a community stands to a network (see `moved`). Only listed communities are anywhere near one: others are NETWORKS.NOT_FOUND.
 * Who owns the community and runs the network speaks for whichever side can. NETWORKS.MEMBER_WRONG_STATE when neither can, NETWORKS.STALE when
 * it has moved since `version`. When the community that runs it leaves, operators run it from then on.
 */
export async function moveInNetwork(
  db: Db,
  actor: Person,
  input: { networkId: string; communityId: string; verb: NetworkVerb; version: number },
  clock: Clock = systemClock,
): Promise<Result<null, NetworkError>> {
  return transact<Result<null, NetworkError>>(db, async (tx) => {
    // The community before the network, as one that turns private does.
    const isListed = await networks.isListedCommunity(tx, input.communityId);
    const network = isListed ? await networks.lockNetwork(tx, input.networkId) : null;
    if (!network) return err("NETWORKS.NOT_FOUND");
    const owns = await networks.ownsListed(tx, { communityId: input.communityId, userId: actor.userId });
    const runs = await runsNetwork(tx, actor, network.stewardPartyId);
    if (!owns && !runs) return err("NETWORKS.NOT_ALLOWED");
    const present = await networks.findNetworkMember(tx, input);
    const version = present?.version ?? 0;
    if (version !== input.version) return err("NETWORKS.STALE", { version });
    const from = present?.state ?? "ended";
    const to = (owns ? moved(from, input.verb, "community") : null) ?? (runs ? moved(from, input.verb, "network") : null);
    if (to === null) return err("NETWORKS.MEMBER_WRONG_STATE", { state: from });
    if (!(await networks.setNetworkState(tx, { ...input, state: to, userId: actor.userId, at: clock.now() }))) return err("NETWORKS.STALE", { version });
    if (to === "ended") await networks.clearSteward(tx, { communityId: input.communityId, networkId: network.id });
    await changed(tx, network.id, input.communityId);
    if (to === "invited" || to === "asked") await record(tx, { type: "communities.network-asked", payload: { networkId: network.id, partyId: input.communityId, version: version + 1 }, topics: [] });
    return ok(null);
  });
}

/** A community that turns private is in no network any more, and runs none. */
export async function leaveNetworks(tx: Tx, input: { communityId: string; userId: string; at: Date }): Promise<void> {
  await networks.clearSteward(tx, { communityId: input.communityId });
  for (const networkId of await networks.leaveAllNetworks(tx, input)) await changed(tx, networkId, null);
}

async function changed(tx: Tx, networkId: string, partyId: string | null): Promise<void> {
  await record(tx, { type: "communities.network-changed", payload: { networkId, partyId }, topics: partyId ? ["board", `community:${partyId}`] : ["board"] });
}
