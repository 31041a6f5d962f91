import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { emptySql, sql, type Sql } from "#app/platform/db/sql.server.ts";
import { hasRole, type Role } from "#app/shared/actor.ts";
import { goodInvitation, notOlderThanRemoval } from "./invitations.repository.server.ts";
import type { CommunityCard, CommunityDirectory, CommunityView, JoinPolicy } from "./communities.schema.ts";

interface CardRow extends Omit<CommunityCard, "co2eGrams" | "lowGrams" | "highGrams"> {
  co2e: bigint | null;
  low: bigint | null;
  high: bigint | null;
}

const card = sql`
  SELECT p.id, p.slug, p.name, p.place_label AS "placeLabel", round(p.latitude::numeric, 2)::float8 AS latitude, round(p.longitude::numeric, 2)::float8 AS longitude, p.description, p.member_count AS members,
    p.join_policy::text AS "joinPolicy", t.co2e_grams AS co2e, t.low_grams AS low, t.high_grams AS high,
    CASE WHEN t.grade_grams > 0 THEN substr('ABCD', 1 + round(t.grade_points::numeric / t.grade_grams)::int, 1) END AS grade
  FROM party p
  LEFT JOIN impact_total t ON t.scope_type = 'community' AND t.scope_id = p.id AND t.period = 'all' AND t.route = 'all' AND t.material = 'all'`;

function cardOf({ co2e, low, high, ...row }: CardRow): CommunityCard {
  const excerpt = row.description.length > 160 ? `${row.description.slice(0, 157)}…` : row.description;
  return { ...row, description: excerpt, co2eGrams: Number(co2e ?? 0n), lowGrams: Number(low ?? 0n), highGrams: Number(high ?? 0n) };
}

/** `%` and `_` are letters to people. */
function contains(words: string): string {
  return `%${words.replace(/[\\%_]/g, "\\$&")}%`;
}

/** Listed communities, the largest first; `query` looks into names and places, each of its words somewhere. */
export async function communityDirectory(
  db: Db,
  input: { query?: string; cursor?: string | null; limit?: number },
): Promise<CommunityDirectory> {
  const limit = input.limit ?? 24;
  const words = (input.query ?? "").trim().split(/\s+/).filter(Boolean).slice(0, 6);
  const matching = words.reduce<Sql>((all, word) => sql`${all} AND (p.name ILIKE ${contains(word)} OR p.place_label ILIKE ${contains(word)})`, emptySql);
  const [count, id] = (input.cursor ?? "").split("_");
  const after = id && /^\d{1,9}$/.test(count ?? "") ? sql`AND (p.member_count < ${Number(count)} OR (p.member_count = ${Number(count)} AND p.id > ${id}))` : emptySql;
  const rows = await db.$queryRaw<CardRow[]>(sql`
    ${card} WHERE p.kind = 'community' AND p.is_listed ${matching} ${after} ORDER BY p.member_count DESC, p.id LIMIT ${limit + 1}`);
  const shown = rows.slice(0, limit).map(cardOf);
  const last = shown.at(-1);
  return { rows: shown, nextCursor: rows.length > limit && last ? `${last.members}_${last.id}` : null };
}

/** The communities a person belongs to, by name. */
export async function communitiesOf(db: Db, userId: string): Promise<CommunityCard[]> {
  const rows = await db.$queryRaw<CardRow[]>(sql`
    ${card} JOIN membership m ON m.party_id = p.id AND m.user_id = ${userId} AND m.state = 'active'
    WHERE p.kind = 'community' ORDER BY p.name, p.id LIMIT 100`);
  return rows.map(cardOf);
}

interface ViewRow {
  id: string;
  slug: string;
  name: string;
  description: string;
  placeLabel: string | null;
  latitude: number | null;
  longitude: number | null;
  timeZone: string;
  members: number;
  joinPolicy: JoinPolicy;
  isListed: boolean;
  version: number;
  rulesText: string;
  rulesVersion: number;
  role: Role | null;
  state: "active" | "requested" | "ended" | null;
  wasRemoved: boolean;
  requests: bigint;
  invited: boolean;
}

/**
 * A community as one viewer may see it, or null. A private (unlisted) one exists only for its members and for whoever holds an invitation
 * that is still good, and was made after their removal if they were removed.
 */
export async function communityBySlug(
  db: Db,
  input: { slug: string; userId: string | null; inviteToken?: string | null; now?: Date },
): Promise<(CommunityView & { isInvited: boolean }) | null> {
  const [row] = await db.$queryRaw<ViewRow[]>(sql`
    SELECT p.id, p.slug, p.name, p.description, p.place_label AS "placeLabel", round(p.latitude::numeric, 2)::float8 AS latitude, round(p.longitude::numeric, 2)::float8 AS longitude, p.time_zone AS "timeZone", p.member_count AS members,
      p.join_policy::text AS "joinPolicy", p.is_listed AS "isListed", p.version, m.role::text AS role, m.state::text AS state,
      m.removed_at IS NOT NULL AS "wasRemoved",
      (SELECT count(*) FROM membership r WHERE r.party_id = p.id AND r.state = 'requested') AS requests,
      p.rules_text AS "rulesText", CASE WHEN p.rules_text = '' THEN 0 ELSE p.rules_version END AS "rulesVersion",
      EXISTS (SELECT 1 FROM community_invitation i WHERE i.party_id = p.id AND i.token = ${input.inviteToken ?? ""}
        AND ${goodInvitation(input.now ?? new Date())} AND ${notOlderThanRemoval()}) AS invited
    FROM party p LEFT JOIN membership m ON m.party_id = p.id AND m.user_id = ${input.userId}
    WHERE p.slug = ${input.slug} AND p.kind = 'community'`);
  if (!row) return null;
  const { role, state, requests, invited, ...community } = row;
  const membership = role !== null && (state === "active" || state === "requested") ? { role, state } : null;
  if (!row.isListed && membership?.state !== "active" && !invited) return null;
  const manages = membership?.state === "active" && hasRole(membership.role, "manager");
  return { ...community, membership, requests: manages ? Number(requests) : 0, isInvited: invited };
}

/**
 * Whether somebody may know of a party: of all but private communities anybody, of those their members, and a party that has had a deal
 * with it, where `actingPartyId` is given. What shows a community found by its id asks here.
 */
export async function mayKnowOf(db: Db, input: { partyId: string; userId: string | null; actingPartyId?: string | null }): Promise<boolean> {
  const [row] = await db.$queryRaw<{ may: boolean }[]>(sql`
    SELECT p.kind <> 'community' OR p.is_listed
      OR EXISTS (SELECT 1 FROM membership m WHERE m.party_id = p.id AND m.user_id = ${input.userId} AND m.state = 'active')
      OR EXISTS (SELECT 1 FROM deal d WHERE (d.giver_party_id, d.taker_party_id) IN ((p.id, ${input.actingPartyId ?? null}::text), (${input.actingPartyId ?? null}::text, p.id))) AS may
    FROM party p WHERE p.id = ${input.partyId}`);
  return row?.may ?? false;
}

/** Whether a party is a community that nobody but its members sees; keeps it as it is until the transaction ends. */
export async function isPrivateCommunity(tx: Tx, partyId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ isPrivate: boolean }[]>(sql`SELECT (kind = 'community' AND NOT is_listed) AS "isPrivate" FROM party WHERE id = ${partyId} FOR SHARE`);
  return rows[0]?.isPrivate ?? false;
}

/** How many listings of a community are in the lists, or would come into them without its being asked again: by review, or by a request that falls through. */
export async function countOpenListings(db: Db, communityId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ count: bigint }[]>(sql`
    SELECT count(*) AS count FROM listing WHERE owner_party_id = ${communityId} AND state IN ('published', 'reserved', 'paused', 'pending_review')`);
  return Number(row?.count ?? 0n);
}

/** The community that stands for an actor on the board: itself, else the one the acting party counts for, else the first joined. */
export async function communityOf(
  db: Db,
  actor: { userId: string; party: { id: string } },
): Promise<{ id: string; name: string; slug: string; isListed: boolean; members: number } | null> {
  const [row] = await db.$queryRaw<{ id: string; name: string; slug: string; isListed: boolean; members: number }[]>(sql`
    SELECT c.id, c.name, c.slug, c.is_listed AS "isListed", c.member_count AS members
    FROM party c
    LEFT JOIN party acting ON acting.id = ${actor.party.id}
    LEFT JOIN membership m ON m.party_id = c.id AND m.user_id = ${actor.userId} AND m.state = 'active'
    WHERE c.kind = 'community' AND (c.id = acting.id OR c.id = acting.home_community_id OR m.id IS NOT NULL)
    ORDER BY c.id = acting.id DESC, c.id = acting.home_community_id DESC NULLS LAST, m.joined_at, c.id LIMIT 1`);
  return row ?? null;
}

/** The community a person's first household counts for, or null. */
export async function homeCommunityIdOf(db: Db, userId: string): Promise<string | null> {
  const row = await db.membership.findFirst({
    where: { userId, state: "active", role: { in: ["owner", "manager"] }, party: { kind: "household" } },
    select: { party: { select: { homeCommunityId: true } } },
    orderBy: { party: { name: "asc" } },
  });
  return row?.party.homeCommunityId ?? null;
}
