import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { signedIn } from "#app/domains/identity/actor.server.ts";
import { afterInput, beforeInput, sendManyInput } from "#app/domains/messaging/messaging.schema.ts";
import { messagesAfter, messagesBefore, sendMessages } from "#app/domains/messaging/messaging.service.server.ts";
import { sendMessageForm } from "#app/flows/send-message.server.ts";
import { actorForDeal } from "#app/flows/view-deal.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";

const headers = { "Cache-Control": "no-store" };

function refuse(error: string, status = statusOf(error)) {
  return Response.json({ error }, { status, headers });
}

/** GET /deals/:id/messages?after=N or ?before=N -> `ThreadPart`: what came after a number, for threads that catch up, or before one. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  // A browser that was sent here by a form wants the page.
  if (request.headers.get("accept")?.includes("text/html")) return redirect(`/deals/${params.id ?? ""}`);
  const who = await signedIn(request);
  if (!who) return refuse("IDENTITY.SIGN_IN");
  const query = new URL(request.url).searchParams;
  const db = await database();
  if (query.has("before")) {
    const input = beforeInput.safeParse({ dealId: params.id, before: query.get("before") });
    if (!input.success) return refuse("MESSAGING.INVALID");
    const result = await messagesBefore(db, await actorForDeal(db, who, input.data.dealId), input.data);
    return result.ok ? Response.json(result.value, { headers }) : refuse(result.error);
  }
  const input = afterInput.safeParse({ dealId: params.id, after: query.get("after") ?? 0 });
  if (!input.success) return refuse("MESSAGING.INVALID");
  const result = await messagesAfter(db, await actorForDeal(db, who, input.data.dealId), input.data);
  return result.ok ? Response.json(result.value, { headers }) : refuse(result.error);
}

/**
 * POST /deals/:id/messages with JSON `{messages: [{clientId, body}]}` -> `{results}`, a message or an error each in their order;
 * or as a form with `photos` -> the saved `MessageView`. The same again gives the same.
 */
export async function action({ request, params }: ActionFunctionArgs) {
  const who = await signedIn(request);
  if (!who) return refuse("IDENTITY.SIGN_IN");
  const db = await database();
  const actor = await actorForDeal(db, who, params.id ?? "");
  if (request.headers.get("content-type")?.startsWith("multipart/form-data")) {
    const sent = await sendMessageForm(db, actor, { dealId: params.id ?? "", request });
    return sent.ok ? Response.json(sent.message, { headers }) : refuse(sent.error);
  }
  const body: unknown = await request.json().catch(() => null);
  const input = sendManyInput.safeParse({ ...(typeof body === "object" ? body : {}), dealId: params.id });
  if (!input.success) return refuse("MESSAGING.INVALID");
  const sent = await sendMessages(db, actor, input.data);
  if (!sent.ok) return refuse(sent.error);
  return Response.json({ results: sent.value.map((result) => (result.ok ? { message: result.value } : { error: result.error })) }, { headers });
}
