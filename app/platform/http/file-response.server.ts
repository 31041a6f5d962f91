import { createHash } from "node:crypto";

/**
 * A public text file made for a request. Its tag is that of its bytes, so that somebody who has it already is told so (304); weak, because
 * compression on the way changes the bytes but not the text. With a name it is for saving, without one for programs that read addresses.
 */
export function fileResponse(request: Request, file: { text: string; type: string; name: string | null; maxAgeSeconds: number; headers?: Record<string, string> }): Response {
  const etag = `W/"${createHash("sha256").update(file.text).digest("base64url").slice(0, 22)}"`;
  const headers = { ETag: etag, "Cache-Control": `public, max-age=${file.maxAgeSeconds}`, ...file.headers };
  if (hasAlready(request.headers.get("if-none-match"), etag)) return new Response(null, { status: 304, headers });
  return new Response(file.text, {
    headers: { ...headers, "Content-Type": file.type, ...(file.name === null ? {} : { "Content-Disposition": `attachment; filename="${file.name}"` }) },
  });
}

/** Whether somebody who sends this If-None-Match has what bears this tag: weak comparison, as it asks for. */
export function hasAlready(ifNoneMatch: string | null, etag: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, "");
  return (ifNoneMatch ?? "").split(",").some((tag) => tag.trim() === "*" || bare(tag) === bare(etag));
}
