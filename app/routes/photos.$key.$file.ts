import type { LoaderFunctionArgs } from "@remix-run/node";
import { photoFile } from "#app/platform/images/stored-photos.server.ts";
import { storage } from "#app/platform/storage/storage.server.ts";

/** A photo in one of its sizes. Its content never changes under its address, so it may be kept for a year. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const key = photoFile(params.key, params.file);
  if (!key) throw new Response(null, { status: 404 });
  const etag = `"${key}"`;
  const headers = { ETag: etag, "Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff" };
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  const file = await (await storage()).get(key);
  if (!file) throw new Response(null, { status: 404 });
  if (request.method === "HEAD") await file.body.cancel();
  const body = request.method === "HEAD" ? null : file.body;
  return new Response(body, { headers: { ...headers, "Content-Type": file.contentType, ...(file.sizeBytes > 0 ? { "Content-Length": String(file.sizeBytes) } : {}) } });
}
