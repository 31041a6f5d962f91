import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql, type Sql } from "#app/platform/db/sql.server.ts";
import type { Role } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import type { InvitationView } from "./communities.schema.ts";

/** The condition on a row `i` of invitations that lets somebody in. */
export function goodInvitation(now: Date): Sql {
  return sql`i.revoked_at IS NULL AND i.expires_at > ${now}::timestamptz AND (i.max_uses IS NULL OR i.uses < i.max_uses)`;
}

/** The condition that a row `i` of invitations is for somebody with the membership `m`, if any: made since they were removed, as joining asks. */
export function notOlderThanRemoval(): Sql {
  return sql`(m.removed_at IS NULL OR i.created_at > m.removed_at)`;
}

/** An invitation under lock. */
export interface LockedInvitation {
  id: string;
  partyId: string;
  createdAt: Date;
  good: boolean;
}

/**
 * The invitation a secret stands for, locked until the transaction ends: of two people at the last place one waits. Its community is locked
 * first, as whoever ends an invitation does.
 */
export async function lockInvitation(tx: Tx, input: { token: string; now: Date }): Promise<LockedInvitation | null> {
  await tx.$queryRaw(sql`SELECT p.id FROM party p JOIN community_invitation i ON i.party_id = p.id WHERE i.token = ${input.token} FOR UPDATE OF p`);
  const [row] = await tx.$queryRaw<LockedInvitation[]>(sql`
    SELECT i.id, i.party_id AS "partyId", i.created_at AS "createdAt", (${goodInvitation(input.now)}) AS good
    FROM community_invitation i WHERE i.token = ${input.token} FOR UPDATE`);
  return row ?? null;
}

/** Writes down who came in by an invitation. The same person twice takes one place. */
export async function insertInvitationUse(tx: Tx, input: { invitationId: string; userId: string; at: Date }): Promise<void> {
  const written = await tx.$executeRaw(sql`
    INSERT INTO community_invitation_use (invitation_id, user_id, taken_at) VALUES (${input.invitationId}, ${input.userId}, ${input.at}::timestamptz)
    ON CONFLICT DO NOTHING`);
  if (written === 1) await tx.communityInvitation.update({ where: { id: input.invitationId }, data: { uses: { increment: 1 } }, select: { id: true } });
}

/**
 * The role of a person in a community, which is locked until the transaction ends: who manages it and how many invitations are good stay as
 * they were read. Null without an active membership.
 */
export async function roleInLockedCommunity(tx: Tx, input: { partyId: string; userId: string }): Promise<Role | null> {
  await tx.$queryRaw(sql`SELECT id FROM party WHERE id = ${input.partyId} FOR UPDATE`);
  const row = await tx.membership.findFirst({ where: { ...input, state: "active", party: { kind: "community" } }, select: { role: true } });
  return row?.role ?? null;
}

/** How many invitations of a community let somebody in. */
export async function countGoodInvitations(db: Db, input: { partyId: string; now: Date }): Promise<number> {
  const [row] = await db.$queryRaw<{ count: bigint }[]>(sql`SELECT count(*) AS count FROM community_invitation i WHERE i.party_id = ${input.partyId} AND ${goodInvitation(input.now)}`);
  return Number(row?.count ?? 0n);
}

/** Writes an invitation. */
export async function insertInvitation(tx: Tx, input: { partyId: string; token: string; userId: string; maxUses: number | null; expiresAt: Date; at: Date }): Promise<string> {
  const { userId, at, ...rest } = input;
  const row = await tx.communityInvitation.create({ data: { id: newId(), ...rest, createdByUserId: userId, createdAt: at }, select: { id: true } });
  return row.id;
}

/** Ends an invitation; false when the community has none of this id. One that is revoked stays so. */
export async function revokeInvitation(tx: Tx, input: { partyId: string; invitationId: string; at: Date }): Promise<boolean> {
  const where = { id: input.invitationId, partyId: input.partyId };
  await tx.communityInvitation.updateMany({ where: { ...where, revokedAt: null }, data: { revokedAt: input.at } });
  return (await tx.communityInvitation.count({ where })) === 1;
}

/** How many of those that let nobody in any more are shown. */
const mostOver = 50;

/**
 * A community's invitations: all that are good, then the newest of the others, at most fifty; each the newest first. For its managers: the
 * secrets are in it.
 */
export async function listInvitations(db: Db, input: { partyId: string; now: Date }): Promise<InvitationView[]> {
  // Good ones are few: there is a limit on them. None of them is lost behind those that are over.
  const ids = await db.$queryRaw<{ id: string }[]>(sql`
    SELECT id FROM (
      SELECT i.id, i.created_at, (${goodInvitation(input.now)}) AS good,
        row_number() OVER (PARTITION BY (${goodInvitation(input.now)}) ORDER BY i.created_at DESC, i.id DESC) AS place
      FROM community_invitation i WHERE i.party_id = ${input.partyId}) listed
    WHERE good OR place <= ${mostOver} ORDER BY good DESC, created_at DESC, id DESC`);
  const order = new Map(ids.map(({ id }, place) => [id, place]));
  const rows = await db.communityInvitation.findMany({
    where: { id: { in: ids.map(({ id }) => id) } },
    select: {
      id: true,
      token: true,
      createdAt: true,
      expiresAt: true,
      maxUses: true,
      uses: true,
      revokedAt: true,
      createdBy: { select: { name: true } },
      takers: { select: { user: { select: { name: true } } }, orderBy: { takenAt: "desc" }, take: 20 },
    },
  });
  rows.sort((one, other) => (order.get(one.id) ?? 0) - (order.get(other.id) ?? 0));
  return rows.map((row) => ({
    id: row.id,
    token: row.token,
    createdBy: row.createdBy?.name ?? null,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    maxUses: row.maxUses,
    uses: row.uses,
    state: row.revokedAt ? "revoked" : row.expiresAt <= input.now ? "expired" : row.maxUses !== null && row.uses >= row.maxUses ? "used_up" : "good",
    takers: row.takers.map((taker) => taker.user.name),
  }));
}
