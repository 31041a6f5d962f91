import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { readInput } from "#app/domains/notifications/notifications.schema.ts";
import { markRead } from "#app/domains/notifications/notifications.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";

/** POST /notifications/read with `path`: what leads there was read, because its page was looked at. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await currentActor(request);
  if (!actor) return Response.json({ error: "IDENTITY.SIGN_IN" }, { status: 401 });
  const input = readInput.safeParse({ path: (await request.formData()).get("path") });
  if (!input.success) return Response.json({ error: "NOTIFICATIONS.INVALID" }, { status: 400 });
  await markRead(await database(), actor, input.data);
  return new Response(null, { status: 204 });
}

export function loader() {
  return redirect("/notifications");
}
