import type { Storage } from "../storage/storage.ts";

/** A stored photo as an answer, for whoever the caller let through; 304 for who has it already, 404 where there is no file. */
export async function photoResponse(request: Request, storage: Storage, input: { key: string; etag: string; caching: string }): Promise<Response> {
  const headers = { ETag: input.etag, "Cache-Control": input.caching, "X-Content-Type-Options": "nosniff" };
  if (request.headers.get("if-none-match") === input.etag) return new Response(null, { status: 304, headers });
  const file = await storage.get(input.key);
  if (!file) return new Response(null, { status: 404, headers: { "Cache-Control": "no-store" } });
  if (request.method === "HEAD") await file.body.cancel();
  const body = request.method === "HEAD" ? null : file.body;
  return new Response(body, { headers: { ...headers, "Content-Type": file.contentType, ...(file.sizeBytes > 0 ? { "Content-Length": String(file.sizeBytes) } : {}) } });
}
