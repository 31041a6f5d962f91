import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { requireActor, signedIn } from "#app/domains/identity/actor.server.ts";
import { switchParty } from "#app/domains/identity/sessions.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { safeReturnTo } from "#app/platform/http/return-to.ts";
import { statusOf } from "#app/platform/http/status.ts";

/** The party menu: this session acts for another of the person's parties. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const who = await signedIn(request);
  const form = await request.formData();
  const result = await switchParty(
    await database(),
    { userId: actor.userId, sessionId: who?.sessionId ?? "" },
    { partyId: String(form.get("partyId") ?? "") },
  );
  if (!result.ok) throw new Response(null, { status: statusOf(result.error), statusText: result.error });
  return redirect(safeReturnTo(form.get("returnTo")));
}

export function loader() {
  return redirect("/account");
}
