import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { PartyKind, Role } from "#app/shared/actor.ts";
import type { JoinPolicy } from "./membership.rules.ts";

/** A party under lock: verbs that look at several members of one party wait for each other. */
export interface LockedParty {
  id: string;
  kind: PartyKind;
  slug: string;
  joinPolicy: JoinPolicy;
  inviteToken: string | null;
  /** Which rules a newcomer confirms; 0 where there are none. */
  rulesVersion: number;
  version: number;
}

/** Reads a party and keeps it locked until the transaction ends; null when there is none. */
export async function lockParty(tx: Tx, partyId: string): Promise<LockedParty | null> {
  const [row] = await tx.$queryRaw<LockedParty[]>(sql`
    SELECT id, kind::text AS kind, slug, join_policy::text AS "joinPolicy", invite_token AS "inviteToken", version,
      CASE WHEN rules_text = '' THEN 0 ELSE rules_version END AS "rulesVersion"
    FROM party WHERE id = ${partyId} FOR UPDATE`);
  return row ?? null;
}

/** How many active owners a party has. */
export async function countOwners(tx: Tx, partyId: string): Promise<number> {
  return tx.membership.count({ where: { partyId, state: "active", role: "owner" } });
}

/** Gives an active member another role. */
export async function setRole(tx: Tx, input: { partyId: string; userId: string; role: Role }): Promise<boolean> {
  const { count } = await tx.membership.updateMany({
    where: { partyId: input.partyId, userId: input.userId, state: "active" },
    data: { role: input.role, version: { increment: 1 } },
  });
  return count === 1;
}

/** Closes a wish to join. */
export async function endRequest(tx: Tx, input: { partyId: string; userId: string; at: Date }): Promise<boolean> {
  const { count } = await tx.membership.updateMany({
    where: { partyId: input.partyId, userId: input.userId, state: "requested" },
    data: { state: "ended", endedAt: input.at, version: { increment: 1 } },
  });
  return count === 1;
}

/** Closes every wish to join: a community that turns private is nobody's to look at from outside. */
export async function endRequests(tx: Tx, input: { partyId: string; at: Date }): Promise<void> {
  await tx.membership.updateMany({ where: { partyId: input.partyId, state: "requested" }, data: { state: "ended", endedAt: input.at, version: { increment: 1 } } });
}

/** The households a person speaks for, with the community each counts for. */
export async function householdsOf(db: Db, userId: string): Promise<{ id: string; homeCommunityId: string | null }[]> {
  const rows = await db.membership.findMany({
    where: { userId, state: "active", role: { in: ["owner", "manager"] }, party: { kind: "household" } },
    select: { party: { select: { id: true, homeCommunityId: true } } },
    orderBy: { party: { name: "asc" } },
    take: 20,
  });
  return rows.map((row) => row.party);
}

/** Sets the community a household counts for from now on. Lines of the past stay where they are. */
export async function setHome(tx: Tx, input: { householdId: string; communityId: string | null }): Promise<void> {
  await tx.party.update({
    where: { id: input.householdId },
    data: { homeCommunityId: input.communityId, version: { increment: 1 } },
    select: { id: true },
  });
}

/** Takes the community from the households of a person who left, unless somebody else of the household still belongs to it. */
export async function leaveHome(tx: Tx, input: { userId: string; communityId: string }): Promise<void> {
  await tx.$executeRaw(sql`
    UPDATE party SET home_community_id = NULL, version = version + 1, updated_at = now()
    WHERE kind = 'household' AND home_community_id = ${input.communityId}
      AND id IN (SELECT party_id FROM membership WHERE user_id = ${input.userId} AND state = 'active')
      AND NOT EXISTS (
        SELECT 1 FROM membership housemate
        JOIN membership belongs ON belongs.user_id = housemate.user_id AND belongs.party_id = ${input.communityId} AND belongs.state = 'active'
        WHERE housemate.party_id = party.id AND housemate.state = 'active')`);
}

/** What of a party its managers may change. */
export interface PartyEdit {
  name: string;
  description: string;
  placeLabel: string | null;
  joinPolicy: JoinPolicy;
  isListed: boolean;
  /** Not given: as it is. */
  latitude?: number | null;
  longitude?: number | null;
  /** Markdown; not given: as it is. */
  rulesText?: string;
}

/** Changes a party if it is still at `version`; false when somebody was faster. Rules that change get a new number. */
export async function updateParty(tx: Tx, input: { partyId: string; version: number; edit: PartyEdit }): Promise<boolean> {
  const { rulesText } = input.edit;
  const rulesChanged = rulesText !== undefined && (await tx.party.count({ where: { id: input.partyId, rulesText: { not: rulesText } } })) === 1;
  const { count } = await tx.party.updateMany({
    where: { id: input.partyId, version: input.version },
    data: { ...input.edit, version: { increment: 1 }, ...(rulesChanged ? { rulesVersion: { increment: 1 } } : {}) },
  });
  return count === 1;
}

/** Sets or takes away the secret of a party's invitation link. */
export async function setInviteToken(tx: Tx, input: { partyId: string; token: string | null }): Promise<void> {
  await tx.party.update({ where: { id: input.partyId }, data: { inviteToken: input.token }, select: { id: true } });
}

/** A person in a party, as its managers see them. */
export interface MemberView {
  userId: string;
  name: string;
  role: Role;
  since: Date;
  version: number;
  /** What they wrote on asking to join. */
  requestText: string | null;
  /** Whose invitation brought them, the latest one; null where none did. */
  invitedBy: string | null;
}

/** Active members, strongest role first, or people asking to join; at most `limit`. */
export async function listMembers(
  db: Db,
  input: { partyId: string; state: "active" | "requested"; limit?: number },
): Promise<MemberView[]> {
  return db.$queryRaw<MemberView[]>(sql`
    SELECT m.user_id AS "userId", u.name, m.role::text AS role, m.joined_at AS since, m.version, m.request_text AS "requestText",
      (SELECT host.name FROM community_invitation_use t JOIN community_invitation i ON i.id = t.invitation_id JOIN "user" host ON host.id = i.created_by_user_id
        WHERE t.user_id = m.user_id AND i.party_id = m.party_id ORDER BY t.taken_at DESC LIMIT 1) AS "invitedBy"
    FROM membership m JOIN "user" u ON u.id = m.user_id
    WHERE m.party_id = ${input.partyId} AND m.state = ${input.state}::membership_state
    ORDER BY m.role, m.joined_at, m.user_id LIMIT ${input.limit ?? 200}`);
}
