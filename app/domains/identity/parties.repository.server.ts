import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { PartyKind, Role } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { listedBy } from "./membership.rules.ts";

/** A party a person belongs to, as the party menu shows it. */
export type MyParty = { id: string; kind: PartyKind; name: string; slug: string; role: Role; timeZone: string };

/** The parties a person is an active member of, households first, then by name. */
export async function listMyParties(db: Db, userId: string): Promise<MyParty[]> {
  const rows = await db.membership.findMany({
    where: { userId, state: "active" },
    select: { role: true, party: { select: { id: true, kind: true, name: true, slug: true, timeZone: true } } },
    orderBy: [{ party: { kind: "asc" } }, { party: { name: "asc" } }],
    take: 100,
  });
  return rows.map((row) => ({ ...row.party, role: row.role }));
}

/** What is needed to write a party. */
export type NewParty = {
  kind: PartyKind;
  name: string;
  slug: string;
  description?: string;
  timeZone?: string;
  countryCode?: string | null;
  placeLabel?: string | null;
  latitude?: number | null;
  longitude?: number | null;
  headcount?: number;
  joinPolicy?: "open" | "ask" | "invite";
  isListed?: boolean;
  /** Markdown that newcomers confirm. */
  rulesText?: string;
};

/** Writes a party with its first member as owner. A community that is by invitation is unlisted, and the other way round. */
export async function insertParty(tx: Tx, input: NewParty, ownerUserId: string): Promise<{ id: string; slug: string }> {
  const doors = listedBy(input.kind, { joinPolicy: input.joinPolicy ?? "open", isListed: input.isListed ?? true });
  const isPrivate = input.kind === "community" && !doors.isListed;
  const slug = await freeSlug(tx, isPrivate ? `${input.kind}-${newId().slice(-12)}` : input.slug);
  const party = await tx.party.create({
    data: { id: newId(), ...input, ...(isPrivate ? doors : {}), slug, rulesVersion: input.rulesText ? 1 : 0, memberCount: 1, createdByUserId: ownerUserId },
    select: { id: true, slug: true },
  });
  await tx.membership.create({
    data: { id: newId(), partyId: party.id, userId: ownerUserId, role: "owner", state: "active" },
    select: { id: true },
  });
  return party;
}

async function freeSlug(tx: Tx, wanted: string): Promise<string> {
  const taken = await tx.party.findMany({
    where: { slug: { startsWith: wanted } },
    select: { slug: true },
    take: 1000,
  });
  const slugs = new Set(taken.map((row) => row.slug));
  if (!slugs.has(wanted)) return wanted;
  for (let n = 2; ; n++) if (!slugs.has(`${wanted}-${n}`)) return `${wanted}-${n}`;
}

/** A membership with its party, or null. */
export async function findMembership(
  db: Db,
  input: { userId: string; partyId: string },
): Promise<{ id: string; role: Role; state: "active" | "requested" | "ended"; partyKind: PartyKind; version: number; removedAt: Date | null } | null> {
  const row = await db.membership.findUnique({
    where: { partyId_userId: input },
    select: { id: true, role: true, state: true, version: true, removedAt: true, party: { select: { kind: true } } },
  });
  return row ? { id: row.id, role: row.role, state: row.state, partyKind: row.party.kind, version: row.version, removedAt: row.removedAt } : null;
}

/** Adds a member, or brings an ended or asked-for membership to life. The head count follows. Returns false if active already. */
export async function activateMembership(
  tx: Tx,
  input: { partyId: string; userId: string; role: Role; rulesVersion?: number | null },
): Promise<boolean> {
  const changed = await tx.$executeRaw(sql`
    INSERT INTO membership (id, party_id, user_id, role, state, rules_version)
    VALUES (${newId()}, ${input.partyId}, ${input.userId}, ${input.role}::membership_role, 'active', ${input.rulesVersion ?? null})
    ON CONFLICT (party_id, user_id) DO UPDATE
      SET state = 'active', role = EXCLUDED.role, ended_at = NULL, joined_at = now(), version = membership.version + 1,
        rules_version = coalesce(EXCLUDED.rules_version, membership.rules_version), request_text = NULL, removed_at = NULL, removal_reason = NULL
      WHERE membership.state <> 'active'`);
  if (changed === 0) return false;
  await tx.party.update({
    where: { id: input.partyId },
    data: { memberCount: { increment: 1 } },
    select: { id: true },
  });
  return true;
}

/** Writes a wish to join with what its writer says, unless there is a membership or a wish already. A removal stays known until somebody lets them in. */
export async function requestMembership(tx: Tx, input: { partyId: string; userId: string; text?: string | null; rulesVersion?: number | null }): Promise<boolean> {
  const changed = await tx.$executeRaw(sql`
    INSERT INTO membership (id, party_id, user_id, role, state, request_text, rules_version)
    VALUES (${newId()}, ${input.partyId}, ${input.userId}, 'member', 'requested', ${input.text || null}, ${input.rulesVersion ?? null})
    ON CONFLICT (party_id, user_id) DO UPDATE
      SET state = 'requested', role = 'member', ended_at = NULL, version = membership.version + 1,
        request_text = EXCLUDED.request_text, rules_version = EXCLUDED.rules_version
      WHERE membership.state = 'ended'`);
  return changed === 1;
}

/** Ends an active membership; history stays. With `removal`, somebody else ended it, for that reason. Returns false when there was none. */
export async function endMembership(tx: Tx, input: { partyId: string; userId: string; at: Date; removal?: string | null }): Promise<boolean> {
  const { count } = await tx.membership.updateMany({
    where: { partyId: input.partyId, userId: input.userId, state: "active" },
    data: { state: "ended", endedAt: input.at, version: { increment: 1 }, ...(input.removal == null ? {} : { removedAt: input.at, removalReason: input.removal }) },
  });
  if (count === 0) return false;
  await tx.party.update({ where: { id: input.partyId }, data: { memberCount: { decrement: 1 } }, select: { id: true } });
  return true;
}

/**
 * True when two parties belong to one community: it is one's home, the people of the party are members of it, or the party is
 * the community itself.
 */
export async function shareCommunity(db: Db, [one, other]: [string, string]): Promise<boolean> {
  const [row] = await db.$queryRaw<{ share: boolean }[]>(sql`
    WITH belongs AS (
      SELECT id AS party_id, home_community_id AS community_id FROM party WHERE id IN (${one}, ${other}) AND home_community_id IS NOT NULL
      UNION
      SELECT id, id FROM party WHERE id IN (${one}, ${other}) AND kind = 'community'
      UNION
      SELECT m.party_id, c.party_id FROM membership m
      JOIN membership c ON c.user_id = m.user_id AND c.state = 'active'
      JOIN party k ON k.id = c.party_id AND k.kind = 'community'
      WHERE m.party_id IN (${one}, ${other}) AND m.state = 'active')
    SELECT EXISTS (SELECT 1 FROM belongs a JOIN belongs b USING (community_id) WHERE a.party_id = ${one} AND b.party_id = ${other}) AS share`);
  return row?.share ?? false;
}
