import { createHash } from "node:crypto";
import type { SentDocument } from "#app/platform/documents/document-form.server.ts";
import { documentTypes } from "#app/platform/documents/document-type.ts";
import type { Storage } from "#app/platform/storage/storage.ts";
import type { StoredDocument } from "./licences.schema.ts";

/**
 * Stores a licence's document in private storage. Its key comes from the form's id and the content: a repeated form writes the same
 * file, and nobody can guess where it is.
 */
export async function storeLicenceDocument(files: Storage, scope: string, document: SentDocument): Promise<StoredDocument> {
  const hash = createHash("sha256").update(`licence:${scope}`).update(document.bytes).digest("hex").slice(0, 48);
  const stored = { key: `licences/${hash}/document.${documentTypes[document.type]}`, type: document.type, bytes: document.bytes.length };
  await files.put(stored.key, document.bytes, stored.type);
  return stored;
}
