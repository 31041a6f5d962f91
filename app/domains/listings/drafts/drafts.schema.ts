import { z } from "zod";
import { maxPhotos } from "../listings.schema.ts";

/** How long a draft waits for its writer, in days. */
export const draftDays = 30;
/** Drafts of one person for one party; more are refused, as none is thrown away unasked. */
export const maxDrafts = 20;
/** Photos one person may send in an hour, over all drafts and listings. */
export const uploadsPerHour = 120;

/** Never kept half-way: of a serial number only a keyed hash is ever stored, and that when the listing is. */
const neverKept: readonly string[] = ["serialNumber"];
/** What belongs to one sending of the form, not to what it says. */
const ofTheForm: readonly string[] = ["submissionId", "version", "intent", "draftPhoto", "photos"];

const text = z.string().max(5_000);

/** The texts of a form as typed, right or wrong, by the names of its fields. */
export const draftValues = z
  .record(z.string().regex(/^[a-zA-Z][\w.[\]-]{0,63}$/), z.union([text, z.array(text).max(40)]))
  .refine((values) => Object.keys(values).length <= 120 && JSON.stringify(values).length <= 24_000)
  .transform((values) => Object.fromEntries(Object.entries(values).filter(([name]) => isKept(name))));

export type DraftValues = z.infer<typeof draftValues>;

/** Whether a field's text is kept in drafts. */
export function isKept(name: string): boolean {
  return !neverKept.includes(name) && !ofTheForm.includes(name);
}

export const draftId = z.uuid();
const version = z.number().int().min(0).max(1_000_000_000);

/** Saving a draft; `version` is the one it was read or last saved with, 0 for one not saved yet. */
export const saveDraftInput = z.object({ draftId, version, values: draftValues, photoIds: z.array(z.uuid()).max(maxPhotos).default([]) });
export type SaveDraft = z.infer<typeof saveDraftInput>;

/** A photo's name in its browser. */
export const clientPhotoId = z.uuid();
export const removePhotoInput = z.object({ draftId, photoId: z.uuid() });

/** A photo sent ahead of its listing. */
export type DraftPhotoView = { id: string; key: string; width: number; height: number };

/** A draft as its writer gets it back; photos in the order they were put in. */
export type DraftView = { id: string; version: number; values: DraftValues; photos: DraftPhotoView[]; savedAt: string };

/** A draft in the list of those to go on with. */
export type DraftSummary = { id: string; kind: string; title: string; photoKey: string | null; savedAt: string };

/** What saving answers. */
export type SavedDraft = { version: number; savedAt: string };
