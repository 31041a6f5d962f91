import type { LoaderFunctionArgs } from "@remix-run/node";
import { isPhotoShown } from "#app/domains/listings/photo-access.repository.server.ts";
import { isPointPhoto } from "#app/domains/points/care/photos.repository.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { photoResponse } from "#app/platform/http/photo-response.server.ts";
import { photoFile } from "#app/platform/images/stored-photos.server.ts";
import { storage } from "#app/platform/storage/storage.server.ts";

/**
 * A photo in one of its sizes. Its content never changes under its address, but whether it is shown does: what moderation takes
 * out of sight is refused here at once. A cache that many share may keep it for a minute, a browser that has it for an hour.
 */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const key = photoFile(params.key, params.file);
  if (!key || !(await isShown(params.key ?? ""))) throw new Response(null, { status: 404, headers: { "Cache-Control": "no-store" } });
  return photoResponse(request, await storage(), { key, etag: `"${key}"`, caching: "public, max-age=3600, s-maxage=60, must-revalidate" });
}

/** Photos of listings that may be shown, and those of recycling points. */
async function isShown(storageKey: string): Promise<boolean> {
  const db = await database();
  return (await isPhotoShown(db, storageKey)) || (await isPointPhoto(db, storageKey));
}
