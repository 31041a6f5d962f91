import type { Db } from "#app/platform/db/database.server.ts";
import { joinSql, sql } from "#app/platform/db/sql.server.ts";

/** What a case is about when the copy that it or one of its reports keeps shows this photo; null otherwise. */
export async function findCaseOfPhoto(db: Db, input: { caseId: string; storageKey: string }): Promise<{ subjectKind: string } | null> {
  const rows = await db.$queryRaw<{ subjectKind: string }[]>(sql`
    SELECT c.subject_kind AS "subjectKind" FROM moderation_case c WHERE c.id = ${input.caseId}
      AND (jsonb_exists(c.snapshot->'photoKeys', ${input.storageKey})
        OR EXISTS (SELECT 1 FROM report r WHERE r.case_id = c.id AND jsonb_exists(r.snapshot->'photoKeys', ${input.storageKey})))`);
  return rows[0] ?? null;
}

/** Those of a listing's photos that the copy of a case or of a report keeps. */
export async function listKeptKeys(db: Db, input: { listingId: string; storageKeys: string[] }): Promise<string[]> {
  if (input.storageKeys.length === 0) return [];
  const rows = await db.$queryRaw<{ key: string }[]>(sql`
    SELECT DISTINCT k.key FROM (
      SELECT c.snapshot FROM moderation_case c WHERE c.listing_id = ${input.listingId}
      UNION ALL SELECT r.snapshot FROM report r JOIN moderation_case c ON c.id = r.case_id WHERE c.listing_id = ${input.listingId}) copies,
      jsonb_array_elements_text(copies.snapshot->'photoKeys') AS k(key)
    WHERE k.key IN (${joinSql(input.storageKeys)})`);
  return rows.map((row) => row.key);
}

/** Those of these photos that a copy of any case or report keeps. */
export async function listKeptOf(db: Db, storageKeys: readonly string[]): Promise<string[]> {
  if (storageKeys.length === 0) return [];
  const rows = await db.$queryRaw<{ key: string }[]>(sql`
    SELECT k.key FROM unnest(${[...storageKeys]}::text[]) AS k(key)
    WHERE EXISTS (SELECT 1 FROM moderation_case c WHERE jsonb_exists(c.snapshot->'photoKeys', k.key)) OR EXISTS (SELECT 1 FROM report r WHERE jsonb_exists(r.snapshot->'photoKeys', k.key))`);
  return rows.map(({ key }) => key);
}
