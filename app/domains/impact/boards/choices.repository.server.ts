import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { Role } from "#app/shared/actor.ts";

/** A party that a person may speak for, with what was chosen for it. */
export interface ChoiceRow {
  partyId: string;
  kind: "household" | "community" | "recycler";
  name: string;
  role: Role;
  isListed: boolean;
  homeCommunityId: string | null;
  homeCommunityName: string | null;
  homeCommunitySlug: string | null;
  stands: boolean | null;
  communityId: string | null;
  version: number;
}

/** The parties of a person that can stand on boards; only `partyId`'s where it is given. By kind and name. */
export async function choicesOf(db: Db, input: { userId: string; partyId?: string }): Promise<ChoiceRow[]> {
  return db.$queryRaw<ChoiceRow[]>(sql`
    SELECT p.id AS "partyId", p.kind::text AS kind, p.name, m.role::text AS role, p.is_listed AS "isListed", home.id AS "homeCommunityId", home.name AS "homeCommunityName", home.slug AS "homeCommunitySlug",
      c.stands, c.community_id AS "communityId", coalesce(c.version, 0) AS version
    FROM membership m JOIN party p ON p.id = m.party_id LEFT JOIN party home ON home.id = p.home_community_id LEFT JOIN board_choice c ON c.party_id = p.id
    WHERE m.user_id = ${input.userId} AND m.state = 'active' AND p.kind IN ('household', 'community', 'recycler') AND p.left_at IS NULL AND (${input.partyId ?? null}::text IS NULL OR p.id = ${input.partyId ?? null})
    ORDER BY p.kind, p.name, p.id LIMIT 100`);
}

/** Writes a choice over the version that was seen (0: none yet); false where it was made meanwhile. */
export async function swapChoice(tx: Tx, choice: { partyId: string; stands: boolean; communityId: string | null; userId: string; at: Date; version: number }): Promise<boolean> {
  const data = { stands: choice.stands, communityId: choice.communityId, changedByUserId: choice.userId, changedAt: choice.at };
  if (choice.version === 0) return (await tx.boardChoice.createMany({ data: [{ partyId: choice.partyId, ...data }], skipDuplicates: true })).count === 1;
  const { count } = await tx.boardChoice.updateMany({ where: { partyId: choice.partyId, version: choice.version }, data: { ...data, version: { increment: 1 } } });
  return count === 1;
}
