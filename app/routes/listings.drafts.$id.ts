import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { requireActor, signedIn } from "#app/domains/identity/actor.server.ts";
import { saveDraftInput } from "#app/domains/listings/drafts/drafts.schema.ts";
import { discardDraft, saveDraft } from "#app/domains/listings/drafts/drafts.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";

/** A draft's address leads to its form. */
export function loader({ params }: LoaderFunctionArgs) {
  return redirect(`/listings/new?draft=${encodeURIComponent(params.id ?? "")}`);
}

/**
 * POST with JSON `{version, values, photoIds}` -> `{version, savedAt}`; where another window saved meanwhile, 409 with `error`
 * LISTINGS.DRAFT_STALE and the present version. A form with `intent=discard` throws the draft away and leads back.
 */
export async function action({ request, params }: ActionFunctionArgs) {
  if (!request.headers.get("content-type")?.startsWith("application/json")) return discard(request, params.id ?? "");
  const headers = { "Cache-Control": "no-store" };
  const refuse = (error: string, details: Record<string, unknown> = {}) => Response.json({ ...details, error, message: errorKey(error) }, { status: statusOf(error), headers });
  const who = await signedIn(request);
  if (!who) return refuse("IDENTITY.SIGN_IN");
  const body: unknown = await request.json().catch(() => null);
  const input = saveDraftInput.safeParse({ ...(typeof body === "object" ? body : {}), draftId: params.id });
  if (!input.success) return refuse("LISTINGS.DRAFT_INVALID");
  const saved = await saveDraft(await database(), who.actor, input.data);
  return saved.ok ? Response.json(saved.value, { headers }) : refuse(saved.error, saved.details);
}

async function discard(request: Request, draftId: string): Promise<Response> {
  const actor = await requireActor(request);
  if ((await request.formData()).get("intent") !== "discard") throw new Response(null, { status: 400 });
  const discarded = await discardDraft(await database(), actor, { draftId });
  // Gone already is what was wanted.
  if (!discarded.ok && discarded.error !== "LISTINGS.DRAFT_NOT_FOUND") throw new Response(null, { status: statusOf(discarded.error) });
  return redirect("/listings/new");
}
