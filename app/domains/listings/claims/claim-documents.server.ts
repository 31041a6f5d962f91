import { createHash } from "node:crypto";
import type { SentDocument } from "#app/platform/documents/document-form.server.ts";
import { documentType, documentTypes } from "#app/platform/documents/document-type.ts";
import type { Storage } from "#app/platform/storage/storage.ts";
import { claimField, documentTooLarge, kindOfDocument } from "./claims-of-form.ts";
import type { ClaimKind } from "./claims.rules.ts";
import { maxDocumentMegabytes, type StoredDocument } from "./claims.schema.ts";

/** Collects the documents of claims among the files of a listing's form; `errors` by field. Nothing is stored here. */
export function collectDocuments(): { take: (field: string, file: File) => Promise<void>; documents: Map<ClaimKind, SentDocument>; errors: Record<string, string[]> } {
  const documents = new Map<ClaimKind, SentDocument>();
  const errors: Record<string, string[]> = {};
  async function take(field: string, file: File): Promise<void> {
    const kind = kindOfDocument(field);
    // A file field left empty still sends a part.
    if (kind === null || file.size === 0 || documents.has(kind)) return;
    if (file.size > maxDocumentMegabytes * 1_000_000) {
      errors[claimField(kind, "document")] = [documentTooLarge(maxDocumentMegabytes)];
      return;
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    const type = documentType(bytes);
    if (type) documents.set(kind, { bytes, type });
    else errors[claimField(kind, "document")] = ["claims:form.notDocument"];
  }
  return { take, documents, errors };
}

/**
 * Stores a claim's document in private storage. Its key comes from `scope` (person, form and what it is about) and the content: a
 * repeated form writes the same file, and nobody can guess where it is.
 */
export async function storeDocument(files: Storage, scope: string, document: SentDocument): Promise<StoredDocument> {
  const hash = createHash("sha256").update(`claim:${scope}`).update(document.bytes).digest("hex").slice(0, 48);
  const stored = { key: `claims/${hash}/document.${documentTypes[document.type]}`, type: document.type, bytes: document.bytes.length };
  await files.put(stored.key, document.bytes, stored.type);
  return stored;
}
