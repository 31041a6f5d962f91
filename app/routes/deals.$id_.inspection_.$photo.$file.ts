import type { LoaderFunctionArgs } from "@remix-run/node";
import { viewDeal } from "#app/domains/deals/deals.service.server.ts";
import { findInspectionPhotoKey } from "#app/domains/deals/inspections.repository.server.ts";
import { actingOnDeal } from "#app/flows/acting-on-deal.server.ts";
import { privatePhotoFile } from "#app/platform/images/stored-photos.server.ts";
import { storage } from "#app/platform/storage/storage.server.ts";

/** A photo of an inspection, for whoever may read the deal: its sides, and an operator while it is disputed. Nobody between keeps it. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const dealId = params.id ?? "";
  const { db, actor } = await actingOnDeal(request, dealId);
  const view = await viewDeal(db, actor, dealId);
  const storageKey = view.ok ? await findInspectionPhotoKey(db, { dealId, photoId: params.photo ?? "" }) : null;
  const key = storageKey ? privatePhotoFile(storageKey, params.file) : null;
  const file = key ? await (await storage()).get(key) : null;
  if (!file) throw new Response(null, { status: 404 });
  const headers = { "Content-Type": file.contentType, "Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff" };
  if (request.method === "HEAD") await file.body.cancel();
  return new Response(request.method === "HEAD" ? null : file.body, { headers });
}
