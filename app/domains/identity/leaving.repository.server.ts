import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { PartyKind } from "#app/shared/actor.ts";

/** Households in which nobody else lives: they go with the person. */
export async function listHouseholdsAlone(db: Db, userId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>(sql`
    SELECT p.id FROM party p JOIN membership m ON m.party_id = p.id AND m.user_id = ${userId} AND m.state = 'active'
    WHERE p.kind = 'household' AND NOT EXISTS (SELECT 1 FROM membership o WHERE o.party_id = p.id AND o.user_id <> ${userId} AND o.state = 'active')
    ORDER BY p.id`);
  return rows.map(({ id }) => id);
}

/** Organisations that would have no owner any more: others work with them. A community in which nobody else is may be left empty. */
export async function listOwnedAlone(db: Db, userId: string): Promise<{ name: string; slug: string; kind: PartyKind }[]> {
  return db.$queryRaw<{ name: string; slug: string; kind: PartyKind }[]>(sql`
    SELECT p.name, p.slug, p.kind::text AS kind FROM party p JOIN membership m ON m.party_id = p.id AND m.user_id = ${userId} AND m.state = 'active' AND m.role = 'owner'
    WHERE NOT EXISTS (SELECT 1 FROM membership o WHERE o.party_id = p.id AND o.user_id <> ${userId} AND o.state = 'active' AND o.role = 'owner')
      AND (p.kind NOT IN ('household', 'community') OR EXISTS (SELECT 1 FROM membership o WHERE o.party_id = p.id AND o.user_id <> ${userId} AND o.state = 'active'))
    ORDER BY p.name, p.id LIMIT 20`);
}

/** Whether nobody else runs the platform. */
export async function isLastOperator(db: Db, userId: string): Promise<boolean> {
  const operators = await db.user.findMany({ where: { isOperator: true }, select: { id: true }, take: 2 });
  return operators.length === 1 && operators[0]?.id === userId;
}

/** Holds parties against whatever would begin with them until the transaction ends. */
export async function holdParties(tx: Tx, partyIds: readonly string[]): Promise<void> {
  await tx.$queryRaw(sql`SELECT id FROM party WHERE id = ANY(${[...partyIds]}::text[]) ORDER BY id FOR UPDATE`);
}

/** The parties somebody belongs to, or has asked to. */
export async function listMembershipsOf(db: Db, userId: string): Promise<{ partyId: string; isActive: boolean }[]> {
  const rows = await db.membership.findMany({ where: { userId, state: { in: ["active", "requested"] } }, select: { partyId: true, state: true }, orderBy: { partyId: "asc" }, take: 1_000 });
  return rows.map(({ partyId, state }) => ({ partyId, isActive: state === "active" }));
}
