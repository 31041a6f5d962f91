import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

/** A membership of a community with who it is about, for what is told of it. */
export interface ToldMembership {
  id: string;
  version: number;
  state: "active" | "requested" | "ended";
  userId: string;
  personName: string;
  partyId: string;
  communityName: string;
  slug: string;
  requestText: string | null;
  removalReason: string | null;
}

/** A membership of a community, or null. */
export async function findToldMembership(db: Db, membershipId: string): Promise<ToldMembership | null> {
  const [row] = await db.$queryRaw<ToldMembership[]>(sql`
    SELECT m.id, m.version, m.state::text AS state, m.user_id AS "userId", u.name AS "personName", p.id AS "partyId", p.name AS "communityName", p.slug,
      m.request_text AS "requestText", m.removal_reason AS "removalReason"
    FROM membership m JOIN party p ON p.id = m.party_id JOIN "user" u ON u.id = m.user_id
    WHERE m.id = ${membershipId} AND p.kind = 'community'`);
  return row ?? null;
}

/** The people who run a community; at most fifty. */
export async function listManagerIds(db: Db, partyId: string): Promise<string[]> {
  const rows = await db.membership.findMany({
    where: { partyId, state: "active", role: { in: ["owner", "manager"] } },
    select: { userId: true },
    orderBy: { userId: "asc" },
    take: 50,
  });
  return rows.map((row) => row.userId);
}

/** How each membership stands; those that are gone are left out. */
export async function membershipMarks(db: Db, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.membership.findMany({ where: { id: { in: [...ids] } }, select: { id: true, state: true } });
  return new Map(rows.map((row) => [row.id, [row.state]]));
}
