import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { communityPath } from "#app/domains/communities/ui/community-card.tsx";
import { findHost, listCollectors, manages } from "#app/domains/events/events.repository.server.ts";
import { newEventInput } from "#app/domains/events/events.schema.ts";
import { planEvent } from "#app/domains/events/events.service.server.ts";
import { EventForm } from "#app/domains/events/ui/event-form.tsx";
import { RefusalNote } from "#app/domains/events/ui/event-parts.tsx";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { newId } from "#app/shared/ids.ts";
import { useActionData, useUntilSent } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const host = await findHost(db, params.slug ?? "", actor.userId);
  if (!host) throw new Response(null, { status: 404 });
  if (!manages(host)) throw new Response(null, { status: 403 });
  return { slug: host.slug, name: host.name, timeZone: host.timeZone, collectors: await listCollectors(db), eventId: newId(), title: translator(requestLocale(request), "events")("form.newTitle") };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const submission = parseWithZod(await request.formData(), { schema: newEventInput });
  if (submission.status !== "success") return data({ reply: submission.reply(), refusal: null }, { status: 400 });
  const planned = await planEvent(await database(), actor, params.slug ?? "", submission.value);
  if (planned.ok) return redirect(`/events/${planned.value.eventId}/edit`);
  if (planned.error === "EVENTS.NOT_FOUND") throw new Response(null, { status: 404 });
  return data({ reply: submission.reply(), refusal: { code: planned.error, materials: [] } }, { status: statusOf(planned.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function NewEvent() {
  const { slug, name, timeZone, collectors, eventId: freshId, title } = useLoaderData<typeof loader>();
  const eventId = useUntilSent(freshId);
  const failed = useActionData<typeof action>();
  const { t } = useTranslation(["events", "communities"]);
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader title={title} lead={t("form.newLead")} breadcrumbs={<Breadcrumbs items={[{ to: communityPath(slug), label: name }, { to: communityPath(slug, "/events"), label: t("list.short") }, { label: title }]} />} />
      <RefusalNote refusal={failed?.refusal} />
      <EventForm key={failed ? "again" : eventId} reply={failed?.reply} usual={{}} kind={null} collectors={collectors} timeZone={timeZone} hidden={{ eventId }} submitLabel={t("form.plan")} />
    </div>
  );
}
