import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

/**
 * Whether the files of a photo may be sent to anybody who knows its key: some listing shows it that moderation has not put out
 * of sight, or a draft holds it and nothing was decided against it. What no row shows any more is not sent, whoever asks.
 */
export async function isPhotoShown(db: Db, storageKey: string): Promise<boolean> {
  const rows = await db.$queryRaw<{ shown: boolean }[]>(sql`
    SELECT coalesce(
      (SELECT bool_or(l.state NOT IN ('held', 'removed_by_moderator')) FROM listing_photo f JOIN listing l ON l.id = f.listing_id WHERE f.storage_key = ${storageKey}),
      EXISTS (SELECT 1 FROM listing_draft_photo d WHERE d.storage_key = ${storageKey} AND d.stored_at IS NOT NULL AND d.removed_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM hidden_content h WHERE h.subject_kind = 'photo' AND h.kept->>'storageKey' = ${storageKey})) AS shown`);
  return rows[0]?.shown ?? false;
}
