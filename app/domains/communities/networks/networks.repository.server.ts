import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { emptySql, isUniqueViolation, sql } from "#app/platform/db/sql.server.ts";
import type { NetworkState } from "./networks.rules.ts";
import type { NetworkKind, NetworkMemberView, NetworkRow, NetworkTotal } from "./networks.schema.ts";

/** Networks by name with how many communities are in them; at most `limit`. A community that is private counts nowhere. */
export async function listNetworks(db: Db, input: { afterSlug: string | null; limit: number; communityId?: string }): Promise<NetworkRow[]> {
  const after = input.afterSlug ? sql`AND n.slug > ${input.afterSlug}` : emptySql;
  const of = input.communityId ? sql`AND EXISTS (SELECT 1 FROM community_network_member o WHERE o.network_id = n.id AND o.party_id = ${input.communityId} AND o.state = 'active')` : emptySql;
  return db.$queryRaw<NetworkRow[]>(sql`
    SELECT n.id, n.slug, n.name, n.kind, n.place_label AS "placeLabel",
      (SELECT count(*)::int FROM community_network_member m JOIN party p ON p.id = m.party_id AND p.is_listed WHERE m.network_id = n.id AND m.state = 'active') AS communities
    FROM community_network n WHERE true ${after} ${of} ORDER BY n.slug LIMIT ${input.limit}`);
}

export interface NetworkView {
  id: string;
  slug: string;
  name: string;
  kind: NetworkKind;
  placeLabel: string;
  description: string;
  stewardPartyId: string | null;
}

export async function findNetwork(db: Db, slug: string): Promise<NetworkView | null> {
  return (await db.communityNetwork.findUnique({
    where: { slug },
    select: { id: true, slug: true, name: true, kind: true, placeLabel: true, description: true, stewardPartyId: true },
  })) as NetworkView | null;
}

/** The listed communities of a network in one of the states, the largest first; at most five hundred. */
export async function listNetworkMembers(db: Db, input: { networkId: string; states: readonly NetworkState[] }): Promise<NetworkMemberView[]> {
  const rows = await db.$queryRaw<(Omit<NetworkMemberView, "co2eGrams" | "lowGrams" | "highGrams" | "massGrams"> & { co2e: bigint; low: bigint; high: bigint; mass: bigint })[]>(sql`
    SELECT p.id, p.slug, p.name, p.place_label AS "placeLabel", p.member_count AS members, p.join_policy::text AS "joinPolicy", m.state, m.version,
      coalesce(t.co2e_grams, 0) AS co2e, coalesce(t.low_grams, 0) AS low, coalesce(t.high_grams, 0) AS high, coalesce(t.mass_grams, 0) AS mass
    FROM community_network_member m JOIN party p ON p.id = m.party_id AND p.is_listed
    LEFT JOIN impact_total t ON t.scope_type = 'community' AND t.scope_id = p.id AND t.period = 'all' AND t.route = 'all' AND t.material = 'all'
    WHERE m.network_id = ${input.networkId} AND m.state = ANY(${[...input.states]}::text[]) ORDER BY p.member_count DESC, p.id LIMIT 500`);
  return rows.map(({ co2e, low, high, mass, ...row }) => ({ ...row, co2eGrams: Number(co2e), lowGrams: Number(low), highGrams: Number(high), massGrams: Number(mass) }));
}

/**
 * What the communities that are in a network now come to. Grams are the sum of the communities' kept sums: each is made of its own shares of
 * entries, and no share belongs to two communities, so that an entry between two of them counts once. How many hand-overs that are cannot
 * be added up in this way and is counted by entry.
 */
export async function networkTotal(db: Db, networkId: string): Promise<NetworkTotal> {
  const [row] = await db.$queryRaw<{ co2e: bigint; low: bigint; high: bigint; mass: bigint; members: number; entries: number }[]>(sql`
    WITH inside AS (SELECT p.id, p.member_count FROM community_network_member m JOIN party p ON p.id = m.party_id AND p.is_listed WHERE m.network_id = ${networkId} AND m.state = 'active'),
    kept AS (
      SELECT coalesce(sum(co2e_grams), 0)::bigint AS co2e, coalesce(sum(low_grams), 0)::bigint AS low, coalesce(sum(high_grams), 0)::bigint AS high, coalesce(sum(mass_grams), 0)::bigint AS mass
      FROM impact_total t WHERE t.scope_type = 'community' AND t.scope_id IN (SELECT id FROM inside) AND t.period = 'all' AND t.route = 'all' AND t.material = 'all')
    SELECT kept.*, (SELECT coalesce(sum(member_count), 0)::int FROM inside) AS members,
      (SELECT coalesce(sum(CASE e.kind::text WHEN 'entry' THEN 1 WHEN 'reversal' THEN -1 ELSE 0 END), 0)::int
        FROM ledger_entry e WHERE e.id IN (SELECT s.entry_id FROM ledger_share s WHERE s.community_id IN (SELECT id FROM inside))) AS entries
    FROM kept`);
  return { co2eGrams: Number(row?.co2e ?? 0), lowGrams: Number(row?.low ?? 0), highGrams: Number(row?.high ?? 0), massGrams: Number(row?.mass ?? 0), entryCount: row?.entries ?? 0, members: row?.members ?? 0 };
}

/** The listed communities of which a person is an owner, with how each stands to a network, if one is given. */
export async function listOwnedCommunities(db: Db, input: { userId: string; networkId: string | null }): Promise<{ id: string; name: string; state: NetworkState; version: number }[]> {
  return db.$queryRaw<{ id: string; name: string; state: NetworkState; version: number }[]>(sql`
    SELECT p.id, p.name, coalesce(n.state, 'ended') AS state, coalesce(n.version, 0) AS version
    FROM membership m JOIN party p ON p.id = m.party_id AND p.kind = 'community' AND p.is_listed
    LEFT JOIN community_network_member n ON n.party_id = p.id AND n.network_id = ${input.networkId}
    WHERE m.user_id = ${input.userId} AND m.state = 'active' AND m.role = 'owner' ORDER BY p.name, p.id LIMIT 50`);
}

/** Listed communities that could be invited: neither in the network, nor on their way; the largest first. */
export async function listInvitable(db: Db, networkId: string): Promise<{ id: string; name: string; version: number }[]> {
  return db.$queryRaw<{ id: string; name: string; version: number }[]>(sql`
    SELECT p.id, p.name, coalesce(n.version, 0) AS version FROM party p LEFT JOIN community_network_member n ON n.party_id = p.id AND n.network_id = ${networkId}
    WHERE p.kind = 'community' AND p.is_listed AND coalesce(n.state, 'ended') = 'ended' ORDER BY p.member_count DESC, p.name, p.id LIMIT 200`);
}

/** True where the person is an owner of the community, and it is listed. */
export async function ownsListed(db: Db, input: { communityId: string; userId: string }): Promise<boolean> {
  const rows = await db.$queryRaw<{ id: string }[]>(sql`
    SELECT p.id FROM party p JOIN membership m ON m.party_id = p.id AND m.user_id = ${input.userId} AND m.state = 'active' AND m.role = 'owner'
    WHERE p.id = ${input.communityId} AND p.kind = 'community' AND p.is_listed`);
  return rows.length === 1;
}

/** True for a community that is listed, held so until the transaction ends. */
export async function isListedCommunity(tx: Tx, communityId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: string }[]>(sql`SELECT id FROM party WHERE id = ${communityId} AND kind = 'community' AND is_listed FOR SHARE`);
  return rows.length === 1;
}

/** Writes a network; false when its address is taken. */
export async function insertNetwork(tx: Tx, input: NetworkView & { foundedByUserId: string; at: Date }): Promise<boolean> {
  const { at, ...network } = input;
  const { count } = await tx.communityNetwork.createMany({ data: [{ ...network, createdAt: at }], skipDuplicates: true });
  return count === 1;
}

/** A network with who runs it, locked until the transaction ends. */
export async function lockNetwork(tx: Tx, networkId: string): Promise<{ id: string; stewardPartyId: string | null } | null> {
  const [row] = await tx.$queryRaw<{ id: string; stewardPartyId: string | null }[]>(sql`SELECT id, steward_party_id AS "stewardPartyId" FROM community_network WHERE id = ${networkId} FOR UPDATE`);
  return row ?? null;
}

export async function findNetworkMember(tx: Tx, input: { networkId: string; communityId: string }): Promise<{ state: NetworkState; version: number } | null> {
  const row = await tx.communityNetworkMember.findUnique({ where: { networkId_partyId: { networkId: input.networkId, partyId: input.communityId } }, select: { state: true, version: true } });
  return row ? { state: row.state as NetworkState, version: row.version } : null;
}

/** Sets how a community stands; false when `version` (0: there was nothing) is no longer the present one. */
export async function setNetworkState(tx: Tx, input: { networkId: string; communityId: string; state: NetworkState; version: number; userId: string; at: Date }): Promise<boolean> {
  const { networkId, communityId: partyId, state, version, userId: changedByUserId, at: changedAt } = input;
  if (version > 0) return (await tx.communityNetworkMember.updateMany({ where: { networkId, partyId, version }, data: { state, changedAt, changedByUserId, version: { increment: 1 } } })).count === 1;
  try {
    await tx.communityNetworkMember.create({ data: { networkId, partyId, state, changedAt, changedByUserId }, select: { version: true } });
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

/** A community runs a network no more. */
export async function clearSteward(tx: Tx, input: { communityId: string; networkId?: string }): Promise<void> {
  await tx.communityNetwork.updateMany({ where: { stewardPartyId: input.communityId, ...(input.networkId ? { id: input.networkId } : {}) }, data: { stewardPartyId: null } });
}

/** Takes a community out of all networks, whatever stood between them. Gives the networks it was in. */
export async function leaveAllNetworks(tx: Tx, input: { communityId: string; userId: string; at: Date }): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>(sql`
    UPDATE community_network_member SET state = 'ended', version = version + 1, changed_at = ${input.at}::timestamptz, changed_by_user_id = ${input.userId}
    WHERE party_id = ${input.communityId} AND state <> 'ended' RETURNING network_id AS id`);
  return rows.map(({ id }) => id);
}
