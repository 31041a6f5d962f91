import { privatePhotoFile } from "../images/stored-photos.server.ts";
import { storage } from "../storage/storage.server.ts";

/**
 * A size of a photo from the private shelf, for somebody who may see it; null for `storageKey` is a photo that is not there for them.
 * Nobody between keeps it. Throws a bare 404 where there is nothing to show.
 */
export async function privatePhotoResponse(request: Request, storageKey: string | null, file: string | undefined): Promise<Response> {
  const key = storageKey ? privatePhotoFile(storageKey, file) : null;
  const found = key ? await (await storage()).get(key) : null;
  if (!found) throw new Response(null, { status: 404 });
  const headers = { "Content-Type": found.contentType, "Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff" };
  if (request.method === "HEAD") await found.body.cancel();
  return new Response(request.method === "HEAD" ? null : found.body, { headers });
}
