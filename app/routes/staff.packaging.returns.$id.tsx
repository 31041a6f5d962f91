import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { actOnPackaging } from "#app/domains/packaging/act.server.ts";
import { ReturnPage } from "#app/domains/packaging/ui/return-page.tsx";
import { viewReturn } from "#app/domains/packaging/view.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { hasRole } from "#app/shared/actor.ts";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler", "community"], "staff");
  const seen = await viewReturn(await database(), actor, params.id ?? "");
  if (!seen.ok) throw new Response(null, { status: statusOf(seen.error) });
  const { view, side } = seen.value;
  if (side !== "receiver") throw redirect(`/packaging/returns/${view.id}`);
  const locale = requestLocale(request);
  return { ...seen.value, mayWithdraw: hasRole(actor.role, "member"), locale, timeZone: actor.party.timeZone, partyId: actor.party.id, title: translator(locale, "packaging")("return.of", { name: view.holderName }) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler", "community"], "staff");
  const form = await request.formData();
  form.set("returnId", params.id ?? "");
  const outcome = await actOnPackaging(await database(), actor, form, (schema) => parseWithZod(form, { schema }));
  return "done" in outcome ? redirect(`/staff/packaging/returns/${params.id ?? ""}`) : data(outcome, { status: outcome.refusal ? statusOf(outcome.refusal.code) : 400 });
}

/** A refused move shows how the return stands by now. */
export function shouldRevalidate() {
  return true;
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function ReturnRoute() {
  const { partyId, ...page } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  useLive([`party:${partyId}`]);
  return <ReturnPage {...page} failed={failed} />;
}
