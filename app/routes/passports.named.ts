import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { linkInput } from "#app/domains/passports/passports.schema.ts";
import { nameBattery } from "#app/flows/name-battery.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";

/** Names the passport of a booking's or deal's battery, or takes the name back, and returns to that page. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const params = new URL(request.url).searchParams;
  const deal = params.get("deal");
  const cause = deal ? ({ type: "deal", id: deal } as const) : ({ type: "booking", id: params.get("booking") ?? "" } as const);
  const form = await request.formData();
  const parsed = linkInput.safeParse({ passportId: form.get("passportId") });
  if (!parsed.success) throw new Response(null, { status: 400 });
  const done = await nameBattery(await database(), actor, cause, { passportId: parsed.data.passportId, isNamed: form.get("intent") !== "remove" });
  if (!done.ok) throw new Response(null, { status: statusOf(done.error), statusText: done.error });
  return redirect(`/${cause.type}s/${cause.id}`);
}

export function loader() {
  return redirect("/passports");
}
