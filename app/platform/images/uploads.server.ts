import { FormDataParseError, MaxFileSizeExceededError, MaxFilesExceededError, parseFormData } from "@mjackson/form-data-parser";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { preparePhoto, type PhotoError, type PreparedPhoto } from "./photo.server.ts";

/** A form with photos, read but not judged. `photoError` is a message for the photo field. */
export type UploadedForm = { form: FormData; photos: PreparedPhoto[]; photoError: string | null };

/** Beyond these the reading stops and nothing typed comes back; up to them the form answers at its field. */
const hardMegabytes = 40;
const hardFiles = 24;

const sentences: Record<PhotoError, string> = {
  "IMAGES.NOT_A_PHOTO": "errors:notImage",
  "IMAGES.HEIC": "listings:photos.heic",
  "IMAGES.TOO_MANY_PIXELS": "listings:photos.tooManyPixels",
};

/**
 * Reads a multipart form whose files under `field` are photos: counted, weighed, known by their first bytes, and encoded
 * anew. Nothing is stored here: the caller stores once the rest of the form is right. `also` is handed the files of other fields.
 * @throws Response 413 when files are beyond all measure, 400 when the body is no form.
 */
export async function readPhotoForm(request: Request, input: { field: string; maxFiles: number; maxMegabytes: number; also?: (field: string, file: File) => Promise<void> }): Promise<UploadedForm> {
  const files: Uint8Array[] = [];
  let photoError: string | null = null;
  const form = await parseUploads(request, async (name, file) => {
    // A file field left empty still sends a part.
    if (name !== input.field) return input.also?.(name, file);
    if (file.size === 0) return;
    if (file.size > input.maxMegabytes * 1_000_000) photoError ??= fieldMessage("errors:fileTooLarge", { max: input.maxMegabytes });
    else if (files.length >= input.maxFiles) photoError ??= fieldMessage("errors:tooManyFiles", { max: input.maxFiles });
    else files.push(new Uint8Array(await file.arrayBuffer()));
  });
  const photos: PreparedPhoto[] = [];
  // One after the other: decoding takes memory by the hundred megabytes.
  for (const bytes of files) {
    const prepared = await preparePhoto(bytes);
    if (prepared.ok) photos.push(prepared.value);
    else photoError ??= sentences[prepared.error];
  }
  return { form, photos, photoError };
}

/**
 * Reads a form, handing each file to `take` and keeping none.
 * @throws Response 413 when files are beyond all measure, 400 when the body is no form.
 */
export async function parseUploads(request: Request, take: (field: string, file: File) => Promise<void>): Promise<FormData> {
  if (!request.headers.get("content-type")?.startsWith("multipart/form-data")) return request.formData();
  try {
    return await parseFormData(request, { maxFiles: hardFiles, maxFileSize: hardMegabytes * 1_000_000 }, async (file) => {
      await take(file.fieldName, file);
      return null;
    });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    if (error instanceof MaxFilesExceededError || cause instanceof MaxFilesExceededError || cause instanceof MaxFileSizeExceededError) {
      throw new Response(null, { status: 413, statusText: "LISTINGS.UPLOAD_TOO_LARGE" });
    }
    if (error instanceof FormDataParseError) throw new Response(null, { status: 400, statusText: "HTTP.INVALID" });
    throw error;
  }
}
