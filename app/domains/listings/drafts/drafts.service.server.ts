import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { ListingsError } from "../listings.errors.ts";
import type { StoredPhoto } from "../listings.schema.ts";
import { closeDraft, countDrafts, deleteDraft, ensureDraft, findDraft, forgetDraftPhotos, listDraftPhotos, listDrafts, removeDraftPhotos, updateDraft, type DraftPhotoRow, type DraftRow, type Writer } from "./drafts.repository.server.ts";
import { draftDays, maxDrafts, type DraftSummary, type DraftView, type SaveDraft, type SavedDraft } from "./drafts.schema.ts";

/** A draft belongs to the person who writes it, acting for the party they write it for. */
export const writerOf = (actor: Actor): Writer => ({ userId: actor.userId, partyId: actor.party.id });

/** When a draft touched now is thrown away. */
export const draftDeadline = (now: Date): Date => new Date(now.getTime() + draftDays * 86_400_000);

export const isMine = (draft: DraftRow, actor: Actor): boolean => draft.userId === actor.userId && draft.partyId === actor.party.id;

/** Makes sure that a draft of this id is there, open and the actor's, and holds its row. */
export async function claimDraft(tx: Tx, actor: Actor, input: { draftId: string; now: Date }): Promise<Result<DraftRow, ListingsError>> {
  if (!hasRole(actor.role, "member")) return err("LISTINGS.NOT_ALLOWED");
  const writer = writerOf(actor);
  const isNew = await ensureDraft(tx, { ...writer, id: input.draftId, now: input.now, expiresAt: draftDeadline(input.now) });
  if (isNew && (await countDrafts(tx, writer)) > maxDrafts) return err("LISTINGS.TOO_MANY_DRAFTS");
  const draft = await findDraft(tx, input.draftId, { lock: true });
  if (!draft || !isMine(draft, actor)) return err("LISTINGS.DRAFT_NOT_FOUND");
  if (draft.listingId !== null) return err("LISTINGS.DRAFT_CLOSED", { listingId: draft.listingId });
  return ok(draft);
}

/**
 * Keeps what is typed so far. The version is compared and raised in one statement: where another window saved meanwhile the
 * answer is LISTINGS.DRAFT_STALE with the present version, and nothing is written. The same texts again are no conflict.
 */
export async function saveDraft(db: Db, actor: Actor, input: SaveDraft, clock = systemClock): Promise<Result<SavedDraft, ListingsError>> {
  return transact(db, async (tx) => {
    const now = clock.now();
    // Only a form that was never saved makes a row: one thrown away elsewhere does not come back by itself.
    if (input.version > 0 && !(await findDraft(tx, input.draftId))) return err("LISTINGS.DRAFT_NOT_FOUND");
    const claimed = await claimDraft(tx, actor, { draftId: input.draftId, now });
    if (!claimed.ok) return claimed;
    const { values, photoIds } = input;
    const version = await updateDraft(tx, { ...writerOf(actor), id: input.draftId, version: input.version, values, photoIds, now, expiresAt: draftDeadline(now) });
    if (version !== null) return ok({ version, savedAt: now.toISOString() });
    const present = claimed.value;
    if (sameTexts(present, input)) return ok({ version: present.version, savedAt: present.updatedAt.toISOString() });
    return err("LISTINGS.DRAFT_STALE", { version: present.version, savedAt: present.updatedAt.toISOString() });
  });
}

function sameTexts(one: Pick<DraftRow, "values" | "photoIds">, other: Pick<DraftRow, "values" | "photoIds">): boolean {
  const plain = ({ values, photoIds }: Pick<DraftRow, "values" | "photoIds">) => JSON.stringify([Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)), photoIds]);
  return plain(one) === plain(other);
}

/** A draft to go on with. Somebody else's, another party's and one that became a listing do not exist. */
export async function openDraft(db: Db, actor: Actor, input: { draftId: string }): Promise<Result<DraftView, ListingsError>> {
  const draft = await findDraft(db, input.draftId);
  if (!draft || !isMine(draft, actor)) return err("LISTINGS.DRAFT_NOT_FOUND");
  if (draft.listingId !== null) return err("LISTINGS.DRAFT_CLOSED", { listingId: draft.listingId });
  const photos = inOrder(await listDraftPhotos(db, draft.id), draft.photoIds);
  return ok({
    id: draft.id,
    version: draft.version,
    values: draft.values,
    photos: photos.map(({ id, storageKey, width, height }) => ({ id, key: storageKey, width, height })),
    savedAt: draft.updatedAt.toISOString(),
  });
}

/** The photos that are there, as they were put in order; those sent since then come last. */
function inOrder(photos: DraftPhotoRow[], ids: readonly string[]): DraftPhotoRow[] {
  const place = (id: string) => (ids.includes(id) ? ids.indexOf(id) : ids.length);
  return photos.filter((photo) => photo.storedAt !== null && photo.removedAt === null).sort((a, b) => place(a.id) - place(b.id) || (a.id < b.id ? -1 : 1));
}

/** The actor's open drafts for the acting party, the last written first. */
export async function myDrafts(db: Db, actor: Actor, clock = systemClock): Promise<DraftSummary[]> {
  const rows = await listDrafts(db, { ...writerOf(actor), limit: maxDrafts, now: clock.now() });
  return rows.map(({ id, kind, title, photoKey, updatedAt }) => ({ id, kind: kind ?? "goods", title: title ?? "", photoKey, savedAt: updatedAt.toISOString() }));
}

/** Throws a draft away. One that is gone already, or is somebody else's, is LISTINGS.DRAFT_NOT_FOUND. */
export async function discardDraft(db: Db, actor: Actor, input: { draftId: string }, clock = systemClock): Promise<Result<null, ListingsError>> {
  return transact(db, async (tx) => {
    const count = await deleteDraft(tx, { ...writerOf(actor), id: input.draftId, now: clock.now() });
    return count === 1 ? ok(null) : err("LISTINGS.DRAFT_NOT_FOUND");
  });
}

/** For how long an emptied draft still refuses saves that come late. */
const closedHours = 24;

/**
 * Turns a draft into a listing, in the transaction that writes it: gives the named photos in that order, lets go of the others,
 * and closes the draft. A photo that is not there any more is LISTINGS.PHOTO_NOT_FOUND; a draft that became a listing before is DRAFT_CLOSED.
 */
export async function consumeDraft(tx: Tx, actor: Actor, input: { draftId: string; photoIds: readonly string[]; listingId: string; now: Date }): Promise<Result<StoredPhoto[], ListingsError>> {
  const closed = await closeDraft(tx, { ...writerOf(actor), id: input.draftId, listingId: input.listingId, now: input.now, expiresAt: new Date(input.now.getTime() + closedHours * 3_600_000) });
  if (!closed) {
    const draft = await findDraft(tx, input.draftId);
    return draft && isMine(draft, actor) ? err("LISTINGS.DRAFT_CLOSED", { listingId: draft.listingId }) : err("LISTINGS.DRAFT_NOT_FOUND");
  }
  const present = new Map((await listDraftPhotos(tx, input.draftId)).map((photo) => [photo.id, photo]));
  const wanted = input.photoIds.map((id) => present.get(id));
  const photos = wanted.filter((photo) => photo !== undefined && photo.storedAt !== null && photo.removedAt === null) as DraftPhotoRow[];
  if (photos.length !== wanted.length || new Set(input.photoIds).size !== wanted.length) return err("LISTINGS.PHOTO_NOT_FOUND");
  await forgetDraftPhotos(tx, photos.map((photo) => photo.id));
  await removeDraftPhotos(tx, { draftId: input.draftId, now: input.now });
  return ok(photos.map(({ storageKey, width, height, differenceHash }) => ({ storageKey, width, height, differenceHash, alt: "" })));
}
