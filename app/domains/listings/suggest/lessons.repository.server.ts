import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { joinSql, sql } from "#app/platform/db/sql.server.ts";
import { emptyEvidence, type Evidence } from "./model.ts";

/** A listing whose lesson is looked at again: what it is now, and what it taught before. */
export type ToLearn = { id: string; title: string | null; kind: string | null; code: string | null; state: string | null; taughtLabel: string | null; taughtTokens: string[] };

/** Takes listings off the queue, with what is needed to learn from them. Those somebody else is learning wait. */
export async function takeFromQueue(tx: Tx, limit: number): Promise<ToLearn[]> {
  return tx.$queryRaw<ToLearn[]>(sql`
    WITH taken AS (
      DELETE FROM listing_to_learn WHERE listing_id IN (SELECT listing_id FROM listing_to_learn ORDER BY listing_id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      RETURNING listing_id)
    SELECT t.listing_id AS id, l.title, l.kind::text AS kind, coalesce(l.category, l.material) AS code, l.state::text AS state,
      s.label AS "taughtLabel", coalesce(s.tokens, ARRAY[]::text[]) AS "taughtTokens"
    FROM taken t LEFT JOIN listing l ON l.id = t.listing_id LEFT JOIN listing_lesson s ON s.listing_id = t.listing_id
    ORDER BY t.listing_id`);
}

/** Notes what a listing teaches now; null takes its lesson away. */
export async function writeLesson(tx: Tx, input: { listingId: string; lesson: { label: string; tokens: string[] } | null }): Promise<void> {
  if (!input.lesson) {
    await tx.listingLesson.deleteMany({ where: { listingId: input.listingId } });
    return;
  }
  await tx.listingLesson.upsert({ where: { listingId: input.listingId }, create: { listingId: input.listingId, ...input.lesson }, update: input.lesson, select: { listingId: true } });
}

export type CountChange = { labels: { label: string; documents: number; tokens: number }[]; tokens: { token: string; label: string; count: number }[] };

/** Adds to the counts, or takes away: in one order, so that two learners never wait for each other in a ring. */
export async function addCounts(tx: Tx, change: CountChange): Promise<void> {
  const labels = [...change.labels].sort((a, b) => (a.label < b.label ? -1 : 1)).map((row) => sql`(${row.label}, ${row.documents}::int, ${row.tokens}::int)`);
  if (labels.length > 0) {
    await tx.$executeRaw(sql`
      WITH v (label, documents, tokens) AS (VALUES ${joinSql(labels)}), old AS (
        UPDATE listing_label t SET documents = t.documents + v.documents, tokens = t.tokens + v.tokens FROM v WHERE t.label = v.label RETURNING t.label)
      INSERT INTO listing_label (label, documents, tokens) SELECT * FROM v WHERE v.label NOT IN (SELECT label FROM old)`);
  }
  const tokens = [...change.tokens].filter((row) => row.count !== 0).sort((a, b) => (`${a.token} ${a.label}` < `${b.token} ${b.label}` ? -1 : 1));
  for (let from = 0; from < tokens.length; from += rowsAtOnce) {
    const rows = tokens.slice(from, from + rowsAtOnce).map((row) => sql`(${row.token}, ${row.label}, ${row.count}::int)`);
    await tx.$executeRaw(sql`
      WITH v (token, label, count) AS (VALUES ${joinSql(rows)}), old AS (
        UPDATE listing_token t SET count = t.count + v.count FROM v WHERE t.token = v.token AND t.label = v.label RETURNING t.token, t.label)
      INSERT INTO listing_token (token, label, count) SELECT * FROM v WHERE NOT EXISTS (SELECT 1 FROM old WHERE old.token = v.token AND old.label = v.label)`);
  }
}

/** One learner at a time: the counts of common words would make them wait for each other anyway. Held until the transaction ends. */
export async function holdLessons(tx: Tx): Promise<void> {
  await tx.$executeRaw(sql`SELECT pg_advisory_xact_lock(hashtext('listing lessons'))`);
}

const rowsAtOnce = 2_000;

/** What listings taught about some tokens, and about every label. */
export async function readEvidence(db: Db, tokens: readonly string[]): Promise<Evidence> {
  const evidence = emptyEvidence();
  const labels = await db.listingLabel.findMany({ where: { documents: { gt: 0 } }, orderBy: { label: "asc" }, take: 1_000 });
  for (const { label, documents, tokens: count } of labels) evidence.labels.set(label, { documents, tokens: count });
  if (tokens.length === 0) return evidence;
  const rows = await db.listingToken.findMany({ where: { token: { in: [...tokens] }, count: { gt: 0 } }, orderBy: [{ token: "asc" }, { label: "asc" }], take: 20_000 });
  for (const { token, label, count } of rows) {
    const counts = evidence.tokens.get(token) ?? new Map<string, number>();
    counts.set(label, count);
    evidence.tokens.set(token, counts);
  }
  return evidence;
}
