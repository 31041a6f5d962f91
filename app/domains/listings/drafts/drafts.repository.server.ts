import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { emptySql, joinSql, sql } from "#app/platform/db/sql.server.ts";
import { newId } from "#app/shared/ids.ts";
import type { DraftValues } from "./drafts.schema.ts";

/** Whose draft: one person, acting for one party. */
export type Writer = { userId: string; partyId: string };

export type DraftRow = { id: string; userId: string; partyId: string; values: DraftValues; photoIds: string[]; version: number; listingId: string | null; updatedAt: Date };

type Stored = { fields?: DraftValues; photoIds?: string[] };
const stored = (input: { values: DraftValues; photoIds: string[] }): string => JSON.stringify({ fields: input.values, photoIds: input.photoIds } satisfies Stored);

/** A draft by its id, whoever wrote it. With `lock`, its row is held until the transaction ends. */
export async function findDraft(db: Db, id: string, options: { lock?: boolean } = {}): Promise<DraftRow | null> {
  const rows = await db.$queryRaw<(Omit<DraftRow, "values" | "photoIds"> & { stored: Stored })[]>(sql`
    SELECT id, user_id AS "userId", owner_party_id AS "partyId", "values" AS stored, version, listing_id AS "listingId", updated_at AS "updatedAt"
    FROM listing_draft WHERE id = ${id} ${options.lock ? sql`FOR UPDATE` : emptySql}`);
  const row = rows[0];
  if (!row) return null;
  const { stored: kept, ...rest } = row;
  return { ...rest, values: kept.fields ?? {}, photoIds: kept.photoIds ?? [] };
}

/** Makes the row of a draft that nothing is saved in yet; one that is there stays as it is. A parallel maker is waited for. */
export async function ensureDraft(tx: Tx, input: Writer & { id: string; now: Date; expiresAt: Date }): Promise<boolean> {
  const made = await tx.$executeRaw(sql`
    INSERT INTO listing_draft (id, owner_party_id, user_id, "values", version, expires_at, created_at, updated_at)
    VALUES (${input.id}, ${input.partyId}, ${input.userId}, '{}'::jsonb, 0, ${input.expiresAt}::timestamptz, ${input.now}::timestamptz, ${input.now}::timestamptz)
    ON CONFLICT (id) DO NOTHING`);
  return made === 1;
}

/** Writes a draft's texts where it is the writer's, open, and of the version named; the new version, or null. */
export async function updateDraft(tx: Tx, input: Writer & { id: string; version: number; values: DraftValues; photoIds: string[]; now: Date; expiresAt: Date }): Promise<number | null> {
  const rows = await tx.$queryRaw<{ version: number }[]>(sql`
    UPDATE listing_draft SET "values" = ${stored(input)}::jsonb, version = version + 1, updated_at = ${input.now}::timestamptz, expires_at = ${input.expiresAt}::timestamptz
    WHERE id = ${input.id} AND user_id = ${input.userId} AND owner_party_id = ${input.partyId} AND version = ${input.version} AND listing_id IS NULL
    RETURNING version`);
  return rows[0]?.version ?? null;
}

/** How many open drafts a writer has. */
export async function countDrafts(db: Db, writer: Writer): Promise<number> {
  return db.listingDraft.count({ where: { userId: writer.userId, ownerPartyId: writer.partyId, listingId: null } });
}

/** The open drafts of a writer, the last written first. */
export async function listDrafts(db: Db, input: Writer & { limit: number; now: Date }): Promise<{ id: string; kind: string | null; title: string | null; photoKey: string | null; updatedAt: Date }[]> {
  return db.$queryRaw(sql`
    SELECT d.id, "values"->'fields'->>'kind' AS kind, "values"->'fields'->>'title' AS title, d.updated_at AS "updatedAt",
      (SELECT storage_key FROM listing_draft_photo p WHERE p.draft_id = d.id AND p.removed_at IS NULL AND p.stored_at IS NOT NULL
       ORDER BY array_position(ARRAY(SELECT jsonb_array_elements_text(coalesce(d."values"->'photoIds', '[]'::jsonb))), p.id), p.id LIMIT 1) AS "photoKey"
    FROM listing_draft d
    WHERE d.user_id = ${input.userId} AND d.owner_party_id = ${input.partyId} AND d.listing_id IS NULL AND d.expires_at > ${input.now}::timestamptz
    ORDER BY d.updated_at DESC, d.id DESC LIMIT ${input.limit}`);
}

/** Throws a writer's open draft away; its photos wait for the timer. The number thrown away: one or none. */
export async function deleteDraft(tx: Tx, input: Writer & { id: string; now: Date }): Promise<number> {
  await tx.listingDraftPhoto.updateMany({ where: { draftId: input.id, removedAt: null, draft: { userId: input.userId, ownerPartyId: input.partyId, listingId: null } }, data: { removedAt: input.now } });
  const { count } = await tx.listingDraft.deleteMany({ where: { id: input.id, userId: input.userId, ownerPartyId: input.partyId, listingId: null } });
  return count;
}

/**
 * Marks a draft as become a listing and empties it. A draft never saved gets its row now, so that a save still on its
 * way meets it. False when it is somebody else's or became one before.
 */
export async function closeDraft(tx: Tx, input: Writer & { id: string; listingId: string; now: Date; expiresAt: Date }): Promise<boolean> {
  const closed = await tx.$executeRaw(sql`
    INSERT INTO listing_draft (id, owner_party_id, user_id, "values", version, listing_id, expires_at, created_at, updated_at)
    VALUES (${input.id}, ${input.partyId}, ${input.userId}, '{}'::jsonb, 1, ${input.listingId}, ${input.expiresAt}::timestamptz, ${input.now}::timestamptz, ${input.now}::timestamptz)
    ON CONFLICT (id) DO UPDATE SET listing_id = excluded.listing_id, "values" = '{}'::jsonb, version = listing_draft.version + 1,
      expires_at = excluded.expires_at, updated_at = excluded.updated_at
    WHERE listing_draft.user_id = excluded.user_id AND listing_draft.owner_party_id = excluded.owner_party_id AND listing_draft.listing_id IS NULL`);
  return closed === 1;
}

/** Throws away what has expired, at most `limit`; rows somebody holds wait for the next tick. */
export async function deleteExpiredDrafts(db: Db, input: { now: Date; limit: number }): Promise<number> {
  return db.$executeRaw(sql`
    DELETE FROM listing_draft WHERE id IN (
      SELECT id FROM listing_draft WHERE expires_at <= ${input.now}::timestamptz ORDER BY expires_at, id LIMIT ${input.limit} FOR UPDATE SKIP LOCKED)`);
}

export type DraftPhotoRow = { id: string; clientId: string; storageKey: string; width: number; height: number; differenceHash: string; storedAt: Date | null; removedAt: Date | null };

const photoFields = { id: true, clientId: true, storageKey: true, width: true, height: true, differenceHash: true, storedAt: true, removedAt: true } as const;

/** All photos a draft ever had that are not cleaned away yet, the first sent first. */
export async function listDraftPhotos(db: Db, draftId: string): Promise<DraftPhotoRow[]> {
  return db.listingDraftPhoto.findMany({ where: { draftId }, select: photoFields, orderBy: { id: "asc" }, take: 200 });
}

/** Writes a photo whose files are still to come. */
export async function insertDraftPhoto(tx: Tx, input: { draftId: string; userId: string; clientId: string; storageKey: string; width: number; height: number; differenceHash: string; now: Date }): Promise<DraftPhotoRow> {
  const { now, ...photo } = input;
  return tx.listingDraftPhoto.create({ data: { id: newId(), ...photo, createdAt: now }, select: photoFields });
}

/** Notes that the files are written. False when the photo was removed meanwhile. */
export async function markStored(db: Db, input: { id: string; now: Date }): Promise<boolean> {
  const { count } = await db.listingDraftPhoto.updateMany({ where: { id: input.id, removedAt: null }, data: { storedAt: input.now } });
  return count === 1;
}

/** Takes photos off a draft; their files go later. The number taken off. */
export async function removeDraftPhotos(tx: Tx, input: { draftId: string; ids?: string[]; now: Date }): Promise<number> {
  const { count } = await tx.listingDraftPhoto.updateMany({ where: { draftId: input.draftId, removedAt: null, ...(input.ids ? { id: { in: input.ids } } : {}) }, data: { removedAt: input.now } });
  return count;
}

/** Forgets photos that have become a listing's: their files live on under it. */
export async function forgetDraftPhotos(tx: Tx, ids: string[]): Promise<void> {
  await tx.listingDraftPhoto.deleteMany({ where: { id: { in: ids } } });
}

/** How many photos a person sent since a moment, in drafts and listings. */
export async function countUploads(db: Db, input: { userId: string; since: Date }): Promise<number> {
  const rows = await db.$queryRaw<{ count: number }[]>(sql`
    SELECT (SELECT count(*) FROM listing_draft_photo WHERE user_id = ${input.userId} AND created_at > ${input.since}::timestamptz)::int
      + (SELECT count(*) FROM listing l JOIN party p ON p.id = l.owner_party_id JOIN listing_photo f ON f.listing_id = l.id
         WHERE l.owner_party_id IN (SELECT party_id FROM membership WHERE user_id = ${input.userId} AND state = 'active') AND l.created_by_user_id = ${input.userId}
           AND l.id > ${uuidFloor(input.since)} AND f.created_at > ${input.since}::timestamptz)::int AS count`);
  return rows[0]?.count ?? 0;
}

/** The smallest id (UUID version 7) that can have been made since a moment. */
function uuidFloor(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** Claims photos nobody needs: those of no draft, removed ones, and those whose files never came. A claimed one stays removed. */
export async function claimLeftPhotos(db: Db, input: { before: Date; now: Date; limit: number }): Promise<{ id: string; storageKey: string }[]> {
  return db.$queryRaw(sql`
    UPDATE listing_draft_photo SET removed_at = coalesce(removed_at, ${input.now}::timestamptz)
    WHERE id IN (
      SELECT id FROM listing_draft_photo
      WHERE (draft_id IS NULL OR removed_at IS NOT NULL OR stored_at IS NULL) AND created_at < ${input.before}::timestamptz
        AND (removed_at IS NULL OR removed_at < ${input.before}::timestamptz)
      ORDER BY created_at, id LIMIT ${input.limit} FOR UPDATE SKIP LOCKED)
    RETURNING id, storage_key AS "storageKey"`);
}

/** Forgets claimed photos whose files are gone. */
export async function deleteRemovedPhotos(db: Db, ids: string[]): Promise<void> {
  if (ids.length > 0) await db.$executeRaw(sql`DELETE FROM listing_draft_photo WHERE removed_at IS NOT NULL AND id IN (${joinSql(ids)})`);
}
