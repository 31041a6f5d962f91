import { parseUploads } from "../images/uploads.server.ts";
import { documentType, type DocumentType } from "./document-type.ts";
import { fieldMessage } from "#app/shared/field-errors.ts";

/** A document as it was sent, known by its first bytes. */
export type SentDocument = { bytes: Uint8Array; type: DocumentType };

/**
 * Reads a form whose file under `field` is one document (PDF, JPEG, PNG or WebP). Its bytes are kept as they are: it is
 * evidence. `documentError` is a message for that field. Nothing is stored here.
 */
export async function readDocumentForm(request: Request, input: { field: string; maxMegabytes: number }): Promise<{ form: FormData; document: SentDocument | null; documentError: string | null }> {
  let document: SentDocument | null = null;
  let documentError: string | null = null;
  const form = await parseUploads(request, async (name, file) => {
    if (name !== input.field || file.size === 0 || document || documentError) return;
    if (file.size > input.maxMegabytes * 1_000_000) {
      documentError = fieldMessage("claims:form.tooLarge", { max: input.maxMegabytes });
      return;
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    const type = documentType(bytes);
    if (type) document = { bytes, type };
    else documentError = "claims:form.notDocument";
  });
  return { form, document, documentError };
}
