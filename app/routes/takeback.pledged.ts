import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { pledgeInput } from "#app/domains/takeback/takeback.schema.ts";
import { pledgeTakeback, unpledgeTakeback } from "#app/flows/pledge-takeback.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";

/** Counts what a booking or deal hands over for a producer's programme, or takes that back, and returns to that page. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const params = new URL(request.url).searchParams;
  const deal = params.get("deal");
  const cause = deal ? ({ type: "deal", id: deal } as const) : ({ type: "booking", id: params.get("booking") ?? "" } as const);
  const form = Object.fromEntries(await request.formData());
  const db = await database();
  if (form.intent === "remove") {
    const done = await unpledgeTakeback(db, actor, cause, { subject: typeof form.subject === "string" ? form.subject : "" });
    if (!done.ok) throw new Response(null, { status: statusOf(done.error), statusText: done.error });
    return redirect(`/${cause.type}s/${cause.id}`);
  }
  const parsed = pledgeInput.safeParse(form);
  if (!parsed.success) throw new Response(null, { status: 400 });
  const done = await pledgeTakeback(db, actor, cause, parsed.data);
  if (!done.ok) throw new Response(null, { status: statusOf(done.error), statusText: done.error });
  return redirect(`/${cause.type}s/${cause.id}`);
}

export function loader() {
  return redirect("/takeback");
}
