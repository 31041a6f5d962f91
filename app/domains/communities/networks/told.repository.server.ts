import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { NetworkState } from "./networks.rules.ts";

/** How a community stands to a network, with who decides about it, for what is told of it. */
export interface ToldNetwork {
  state: NetworkState;
  version: number;
  networkName: string;
  networkSlug: string;
  communityName: string;
  /** The community whose owners answer, and they: of an invitation its own, of one who asks that which runs the network. Nobody where operators do. */
  answeringPartyId: string | null;
  ownerIds: string[];
}

/** What is told of a listed community and a network, or null. */
export async function findToldNetwork(db: Db, input: { networkId: string; partyId: string }): Promise<ToldNetwork | null> {
  const [row] = await db.$queryRaw<ToldNetwork[]>(sql`
    WITH told AS (
      SELECT m.state, m.version, n.name AS network_name, n.slug AS network_slug, p.name AS community_name, CASE WHEN m.state = 'invited' THEN p.id ELSE n.steward_party_id END AS answering
      FROM community_network_member m JOIN community_network n ON n.id = m.network_id JOIN party p ON p.id = m.party_id AND p.is_listed
      WHERE m.network_id = ${input.networkId} AND m.party_id = ${input.partyId})
    SELECT state, version, network_name AS "networkName", network_slug AS "networkSlug", community_name AS "communityName", answering AS "answeringPartyId",
      ARRAY(SELECT o.user_id FROM membership o WHERE o.party_id = told.answering AND o.state = 'active' AND o.role = 'owner' ORDER BY o.user_id LIMIT 50) AS "ownerIds"
    FROM told`);
  return row ?? null;
}

/** How each pair stands, by `NETWORK:COMMUNITY`. */
export async function networkMarks(db: Db, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.$queryRaw<{ id: string; state: string }[]>(sql`
    SELECT network_id || ':' || party_id AS id, state FROM community_network_member WHERE network_id || ':' || party_id = ANY(${[...ids]}::text[])`);
  return new Map(rows.map(({ id, state }) => [id, [state]]));
}
