import type { LoaderFunctionArgs } from "@remix-run/node";
import { viewDeal } from "#app/domains/deals/deals.service.server.ts";
import { findInspectionPhotoKey } from "#app/domains/deals/inspections.repository.server.ts";
import { actingOnDeal } from "#app/flows/acting-on-deal.server.ts";
import { privatePhotoResponse } from "#app/platform/http/private-photo-response.server.ts";

/** A photo of an inspection, for whoever may read the deal: its sides, and an operator while it is disputed. Nobody between keeps it. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const dealId = params.id ?? "";
  const { db, actor } = await actingOnDeal(request, dealId);
  const view = await viewDeal(db, actor, dealId);
  const storageKey = view.ok ? await findInspectionPhotoKey(db, { dealId, photoId: params.photo ?? "" }) : null;
  return privatePhotoResponse(request, storageKey, params.file);
}
