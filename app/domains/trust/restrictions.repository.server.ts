import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import { newId } from "#app/shared/ids.ts";

/** A restriction as far as it binds. */
export type RestrictionRow = { kind: "restricted" | "suspended"; decisionId: string; until: Date | null; endedAt: Date | null };

/** Begins a restriction, once for a decision. */
export async function insertRestriction(tx: Tx, input: { partyId: string; kind: RestrictionRow["kind"]; decisionId: string; until: Date | null; now: Date }): Promise<void> {
  const { now, ...rest } = input;
  await tx.partyRestriction.createMany({ data: [{ ...rest, id: newId(), startsAt: now }], skipDuplicates: true });
}

/** Ends the restriction of a decision that no longer stands. */
export async function endRestriction(tx: Tx, input: { decisionId: string; now: Date }): Promise<void> {
  await tx.partyRestriction.updateMany({ where: { decisionId: input.decisionId, endedAt: null }, data: { endedAt: input.now } });
}

/** What binds a party now, the gravest first. */
export async function listInForce(db: Db, input: { partyId: string; now: Date }): Promise<RestrictionRow[]> {
  const rows = await db.partyRestriction.findMany({
    where: { partyId: input.partyId, endedAt: null, OR: [{ until: null }, { until: { gt: input.now } }] },
    select: { kind: true, decisionId: true, until: true, endedAt: true },
    orderBy: [{ kind: "desc" }, { startsAt: "asc" }],
    take: 20,
  });
  return rows.map((row) => ({ ...row, kind: row.kind as RestrictionRow["kind"] }));
}

/** Hides a message, a review or a photo, or notes which words of a listing were replaced; false when it is hidden already. */
export async function insertHidden(tx: Tx, input: { subjectKind: string; subjectId: string; decisionId: string; kept: object | null; now: Date }): Promise<boolean> {
  const { now, kept, ...rest } = input;
  const { count } = await tx.hiddenContent.createMany({ data: [{ ...rest, hiddenAt: now, ...(kept ? { kept } : {}) }], skipDuplicates: true });
  return count === 1;
}

/** Shows again what a decision hid; what was kept of it, or null. */
export async function deleteHidden(tx: Tx, decisionId: string): Promise<{ subjectKind: string; kept: unknown } | null> {
  const found = await tx.hiddenContent.findUnique({ where: { decisionId }, select: { subjectKind: true, kept: true } });
  if (found) await tx.hiddenContent.deleteMany({ where: { decisionId } });
  return found;
}

/** What a decision keeps of what it hid or replaced; null when it did neither, or was taken back. */
export async function findKept(db: Db, decisionId: string): Promise<unknown> {
  const found = await db.hiddenContent.findUnique({ where: { decisionId }, select: { kept: true } });
  return found?.kept ?? null;
}

/** When an account began that is younger than an instant, with its row held until the transaction ends; null for older ones. */
export async function lockNewAccount(tx: Tx, input: { userId: string; since: Date }): Promise<Date | null> {
  const rows = await tx.$queryRaw<{ createdAt: Date }[]>(sql`
    SELECT created_at AS "createdAt" FROM "user" WHERE id = ${input.userId} AND created_at > ${input.since}::timestamptz FOR NO KEY UPDATE`);
  return rows[0]?.createdAt ?? null;
}

/** How many listings a person has shown since an instant. */
export async function countShown(db: Db, input: { userId: string; since: Date }): Promise<number> {
  return db.listing.count({ where: { createdByUserId: input.userId, publishedAt: { gt: input.since } } });
}
