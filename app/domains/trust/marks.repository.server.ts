import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { emptySql, sql } from "#app/platform/db/sql.server.ts";
import { newId } from "#app/shared/ids.ts";

export type Mark = "no_show" | "late";
export type MarkState = "open" | "upheld" | "refused";

/** A mark a party has from one of its deals, with its contest if there is one. */
export type MarkRow = {
  dealId: string;
  mark: Mark;
  at: Date;
  title: string;
  appealId: string | null;
  state: MarkState | null;
  text: string | null;
  answer: string | null;
};

/**
 * The no-show and late marks of a party since a day, newest first; the same conditions as the rule of reliability: late is a
 * hand-over after the agreed end, a no-show is one that the other side reported.
 */
export async function listMarks(db: Db, input: { partyId: string; since: Date; dealId?: string; limit: number }): Promise<MarkRow[]> {
  return db.$queryRaw<MarkRow[]>(sql`
    SELECT m.id AS "dealId", m.mark, m.at, l.title, a.id AS "appealId", a.state, a.text, a.answer
    FROM (
      SELECT d.id, d.listing_id, CASE WHEN d.state = 'no_show' THEN 'no_show' ELSE 'late' END AS mark, coalesce(d.completed_at, d.updated_at) AS at
      FROM deal d
      WHERE ${input.partyId} IN (d.giver_party_id, d.taker_party_id) AND d.updated_at > ${input.since}::timestamptz ${input.dealId ? sql`AND d.id = ${input.dealId}` : emptySql}
        AND ((d.state = 'completed' AND d.agreed_ends_at IS NOT NULL AND d.handed_over_at > d.agreed_ends_at)
          OR (d.state = 'no_show' AND (
            SELECT t.actor_role FROM transition t WHERE t.subject_type = 'deal' AND t.subject_id = d.id AND t.to_state = 'no_show' ORDER BY t.at DESC LIMIT 1
          ) = CASE WHEN d.giver_party_id = ${input.partyId} THEN 'taker' ELSE 'giver' END))
    ) m JOIN listing l ON l.id = m.listing_id LEFT JOIN mark_appeal a ON a.deal_id = m.id AND a.party_id = ${input.partyId}
    ORDER BY m.at DESC, m.id DESC LIMIT ${input.limit}`);
}

/** Writes a contest; null when this mark has one. */
export async function insertMarkAppeal(tx: Tx, input: { dealId: string; partyId: string; mark: Mark; byUserId: string; text: string; now: Date }): Promise<string | null> {
  const { now, ...rest } = input;
  const id = newId();
  const { count } = await tx.markAppeal.createMany({ data: [{ ...rest, id, createdAt: now }], skipDuplicates: true });
  return count === 1 ? id : null;
}

export type MarkAppealRow = { id: string; dealId: string; partyId: string; mark: Mark; byUserId: string; text: string; state: MarkState; answer: string; createdAt: Date; version: number; title: string; partyName: string | null };

const columns = sql`a.id, a.deal_id AS "dealId", a.party_id AS "partyId", a.mark, a.by_user_id AS "byUserId", a.text, a.state, a.answer, a.created_at AS "createdAt", a.version,
  l.title, p.name AS "partyName"`;
const from = sql`FROM mark_appeal a JOIN deal d ON d.id = a.deal_id JOIN listing l ON l.id = d.listing_id LEFT JOIN party p ON p.id = a.party_id`;

/** A contest by its id, held until the transaction ends; null for an unknown one. */
export async function lockMarkAppeal(tx: Tx, appealId: string): Promise<MarkAppealRow | null> {
  const rows = await tx.$queryRaw<MarkAppealRow[]>(sql`SELECT ${columns} ${from} WHERE a.id = ${appealId} FOR UPDATE OF a`);
  return rows[0] ?? null;
}

/** The same, to be read. */
export async function findMarkAppeal(db: Db, appealId: string): Promise<MarkAppealRow | null> {
  const rows = await db.$queryRaw<MarkAppealRow[]>(sql`SELECT ${columns} ${from} WHERE a.id = ${appealId}`);
  return rows[0] ?? null;
}

/** Open contests, the oldest first. */
export async function listOpenMarkAppeals(db: Db, limit: number): Promise<MarkAppealRow[]> {
  return db.$queryRaw<MarkAppealRow[]>(sql`SELECT ${columns} ${from} WHERE a.state = 'open' ORDER BY a.created_at, a.id LIMIT ${limit}`);
}

/** Answers an open contest; false when it is not as it was seen. */
export async function swapMarkAppeal(tx: Tx, input: { appealId: string; version: number; to: "upheld" | "refused"; answer: string; userId: string; now: Date }): Promise<boolean> {
  const { count } = await tx.markAppeal.updateMany({
    where: { id: input.appealId, version: input.version, state: "open" },
    data: { state: input.to, answer: input.answer, decidedByUserId: input.userId, decidedAt: input.now, version: { increment: 1 } },
  });
  return count === 1;
}
