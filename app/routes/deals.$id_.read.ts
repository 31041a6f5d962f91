import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { signedIn } from "#app/domains/identity/actor.server.ts";
import { readInput } from "#app/domains/messaging/messaging.schema.ts";
import { markRead } from "#app/domains/messaging/messaging.service.server.ts";
import { actorForDeal } from "#app/flows/view-deal.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";

/** POST /deals/:id/read with `seq`, as JSON from a live page or as a form before JavaScript: this far was read. */
export async function action({ request, params }: ActionFunctionArgs) {
  const isJson = request.headers.get("content-type")?.includes("application/json") ?? false;
  const who = await signedIn(request);
  if (!who) return isJson ? Response.json({ error: "IDENTITY.SIGN_IN" }, { status: 401 }) : redirect(`/sign-in?returnTo=${encodeURIComponent(`/deals/${params.id ?? ""}`)}`);
  const body: unknown = isJson ? await request.json().catch(() => null) : Object.fromEntries(await request.formData());
  const input = readInput.safeParse({ ...(typeof body === "object" ? body : {}), dealId: params.id });
  if (!input.success) return Response.json({ error: "MESSAGING.INVALID" }, { status: 400 });
  const db = await database();
  const result = await markRead(db, await actorForDeal(db, who, input.data.dealId), input.data);
  if (!isJson) return redirect(`/deals/${input.data.dealId}`);
  return result.ok ? Response.json({ ok: true }) : Response.json({ error: result.error }, { status: statusOf(result.error) });
}

export function loader({ params }: { params: { id?: string } }) {
  return redirect(`/deals/${params.id ?? ""}`);
}
