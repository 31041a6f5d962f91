import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { signedIn } from "#app/domains/identity/actor.server.ts";
import { afterInput, sendInput } from "#app/domains/messaging/messaging.schema.ts";
import { messagesAfter, sendMessage } from "#app/domains/messaging/messaging.service.server.ts";
import { actorForDeal } from "#app/flows/view-deal.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";

const headers = { "Cache-Control": "no-store" };

function refuse(error: string, status = statusOf(error)) {
  return Response.json({ error }, { status, headers });
}

/** GET /deals/:id/messages?after=N -> `ThreadPart`: what came after a number, for threads that catch up. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const who = await signedIn(request);
  if (!who) return refuse("IDENTITY.SIGN_IN");
  const input = afterInput.safeParse({ dealId: params.id, after: new URL(request.url).searchParams.get("after") ?? 0 });
  if (!input.success) return refuse("MESSAGING.INVALID");
  const db = await database();
  const result = await messagesAfter(db, await actorForDeal(db, who, input.data.dealId), input.data);
  return result.ok ? Response.json(result.value, { headers }) : refuse(result.error);
}

/** POST /deals/:id/messages with JSON `{clientId, body}` -> the saved `MessageView`; the same again gives the same. */
export async function action({ request, params }: ActionFunctionArgs) {
  const who = await signedIn(request);
  if (!who) return refuse("IDENTITY.SIGN_IN");
  const body: unknown = await request.json().catch(() => null);
  const input = sendInput.safeParse({ ...(typeof body === "object" ? body : {}), dealId: params.id });
  if (!input.success) return refuse("MESSAGING.INVALID");
  const db = await database();
  const result = await sendMessage(db, await actorForDeal(db, who, input.data.dealId), input.data);
  return result.ok ? Response.json(result.value, { headers }) : refuse(result.error);
}
