import { storage } from "../storage/storage.server.ts";
import { documentTypes, type DocumentType } from "./document-type.ts";

/**
 * A stored document for somebody who may see it: saved under `name` and the ending of its type, never opened as part of our pages, kept by
 * nobody between. Throws a bare 404 when the file is gone.
 */
export async function documentResponse(stored: { key: string; type: string }, name: string): Promise<Response> {
  const file = await (await storage()).get(stored.key);
  if (!file) throw new Response(null, { status: 404 });
  return new Response(file.body, {
    headers: {
      "Content-Type": stored.type,
      "Content-Disposition": `attachment; filename="${name}.${documentTypes[stored.type as DocumentType]}"`,
      "Cache-Control": "private, no-store",
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "X-Content-Type-Options": "nosniff",
      ...(file.sizeBytes > 0 ? { "Content-Length": String(file.sizeBytes) } : {}),
    },
  });
}
