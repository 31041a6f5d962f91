import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { listCollectors } from "#app/domains/events/events.repository.server.ts";
import { spanFields } from "#app/domains/events/events.rules.ts";
import { editEventInput, moveEventInput, shiftInput, shiftRef } from "#app/domains/events/events.schema.ts";
import { addShift, editEvent, moveDay, removeShift } from "#app/domains/events/events.service.server.ts";
import { EventForm } from "#app/domains/events/ui/event-form.tsx";
import { EventStateBadge, RefusalNote } from "#app/domains/events/ui/event-parts.tsx";
import { MoveForms } from "#app/domains/events/ui/move-forms.tsx";
import { ShiftEditor } from "#app/domains/events/ui/shift-editor.tsx";
import { viewEvent } from "#app/domains/events/view.service.server.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { closeDay } from "#app/flows/settle-event.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { newId } from "#app/shared/ids.ts";
import type { Result } from "#app/shared/result.ts";
import { useActionData, useUntilSent } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const event = await viewEvent(db, actor, params.id ?? "", new Date());
  if (!event) throw new Response(null, { status: 404 });
  if (!event.manages) throw new Response(null, { status: 403 });
  if (event.state === "closed" || event.state === "cancelled") throw redirect(`/events/${event.id}`);
  const locale = requestLocale(request);
  const span = spanFields({ startsAt: new Date(event.startsAt), endsAt: new Date(event.endsAt) }, event.timeZone);
  return { event, span, collectors: event.kind === "collection_day" ? await listCollectors(db) : [], shiftId: newId(), locale, title: translator(locale, "events")("form.editTitle", { title: event.title }) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const id = params.id ?? "";
  const form = await request.formData();
  const intent = String(form.get("intent") ?? "edit");
  const read = async <S extends z.ZodType>(schema: S, to: string, verb: (input: z.output<S>) => Promise<Result<unknown>>) => {
    const submission = parseWithZod(form, { schema });
    if (submission.status !== "success") return data({ intent, reply: submission.reply(), refusal: null }, { status: 400 });
    const done = await verb(submission.value);
    if (done.ok) return redirect(to);
    if (done.error === "EVENTS.NOT_FOUND") throw new Response(null, { status: 404 });
    const materials = Array.isArray(done.details?.materials) ? done.details.materials.map(String) : [];
    return data({ intent, reply: submission.reply(), refusal: { code: done.error, materials } }, { status: statusOf(done.error) });
  };
  switch (intent) {
    case "edit":
      return read(editEventInput, `/events/${id}`, (input) => editEvent(db, actor, id, input));
    case "move":
      return read(moveEventInput, form.get("verb") === "close" ? `/events/${id}/sheet` : `/events/${id}`, (input) => (input.verb === "close" ? closeDay(db, actor, id, input) : moveDay(db, actor, id, input)));
    case "shift":
      return read(shiftInput, `/events/${id}/edit`, (input) => addShift(db, actor, id, input));
    case "shiftGone":
      return read(shiftRef, `/events/${id}/edit`, (input) => removeShift(db, actor, id, input));
    default:
      throw new Response(null, { status: 400 });
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function EditEvent() {
  const { event, span, collectors, shiftId: freshId, locale, title } = useLoaderData<typeof loader>();
  const shiftId = useUntilSent(freshId);
  const failed = useActionData<typeof action>();
  const { t } = useTranslation("events");
  useLive([`community:${event.community.id}`]);
  const reply = (intent: string) => (failed?.intent === intent ? failed.reply : null);
  const usual = {
    title: event.title,
    description: event.description,
    placeLabel: event.placeLabel,
    ...span,
    guestCapacity: event.guestCapacity === null ? "" : String(event.guestCapacity),
    stallCount: String(event.stalls.length),
    pointId: event.point?.id ?? "",
  };
  return (
    <div className="content max-w-3xl pb-12">
      <PageHeader title={title} lead={<EventStateBadge state={event.state} />} breadcrumbs={<Breadcrumbs items={[{ to: `/events/${event.id}`, label: event.title }, { label: t("page.edit") }]} />} />
      <div className="grid gap-4">
        <RefusalNote refusal={failed?.refusal} />
        <MoveForms event={event} reply={reply("move")} />
        <Section title={t("shifts.title")}>
          <ShiftEditor key={reply("shift") ? "again" : shiftId} event={event} locale={locale} shiftId={shiftId} date={span.date} reply={reply("shift")} />
        </Section>
        <Section title={t("form.facts")}>
          <EventForm key={`${event.version} ${reply("edit") ? "again" : ""}`} reply={reply("edit")} usual={usual} kind={event.kind} collectors={collectors} timeZone={event.timeZone} hidden={{ version: String(event.version), intent: "edit" }} submitLabel={t("form.save")} />
        </Section>
      </div>
    </div>
  );
}
