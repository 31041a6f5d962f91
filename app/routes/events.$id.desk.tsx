import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { listGuests } from "#app/domains/events/attendance.repository.server.ts";
import { countPresent, listCheckIns, listNotes } from "#app/domains/events/desk.repository.server.ts";
import { letInMany, sendOff, takeNoteBack } from "#app/domains/events/desk.service.server.ts";
import { deskProblem, notesMaterials } from "#app/domains/events/events.rules.ts";
import { checkInInput, checkInManyInput, checkInRef, noteInput, noteRef } from "#app/domains/events/events.schema.ts";
import { CheckInForm, ExpectedList, NoteForm, Recent } from "#app/domains/events/ui/desk.tsx";
import { RefusalNote } from "#app/domains/events/ui/event-parts.tsx";
import { viewEvent } from "#app/domains/events/view.service.server.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { goodsOptions, materialOptions } from "#app/domains/listings/ui/category-choice.ts";
import { readPassCode } from "#app/domains/pickups/passes.rules.ts";
import { checkInAtDesk, noteAtDesk } from "#app/flows/desk-of-event.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { newId } from "#app/shared/ids.ts";
import type { Result } from "#app/shared/result.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { useActionData, useUntilSent } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const now = new Date();
  const event = await viewEvent(db, actor, params.id ?? "", now);
  if (!event) throw new Response(null, { status: 404 });
  if (!event.works) throw new Response(null, { status: 403 });
  const [guests, checkIns, notes, present] = await Promise.all([listGuests(db, event.id), listCheckIns(db, event.id, 100), listNotes(db, event.id, 50), countPresent(db, event.id)]);
  const locale = requestLocale(request);
  const params_ = new URL(request.url).searchParams;
  return {
    event,
    guests,
    checkIns,
    notes,
    present,
    problem: deskProblem({ state: event.state, startsAt: new Date(event.startsAt) }, now),
    pass: readPassCode(params_.get("pass") ?? "") ?? "",
    latest: params_.get("last") ?? "",
    checkInId: newId(),
    noteId: newId(),
    locale,
    title: translator(locale, "events")("desk.title"),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const id = params.id ?? "";
  const form = await request.formData();
  const intent = String(form.get("intent"));
  const read = async <S extends z.ZodType, T>(schema: S, verb: (input: z.output<S>) => Promise<Result<T>>, next: (value: T) => string = () => "") => {
    const submission = parseWithZod(form, { schema });
    if (submission.status !== "success") return data({ intent, reply: submission.reply(), refusal: null }, { status: 400 });
    const done = await verb(submission.value);
    if (done.ok) return redirect(`/events/${id}/desk${next(done.value)}`);
    if (done.error === "EVENTS.NOT_FOUND") throw new Response(null, { status: 404 });
    const materials = Array.isArray(done.details?.materials) ? done.details.materials.map(String) : [];
    const reply = done.error === "EVENTS.PASS_NOT_FOUND" ? submission.reply({ fieldErrors: { pass: ["events:errors.PASS_NOT_FOUND"] } }) : submission.reply();
    return data({ intent, reply, refusal: done.error === "EVENTS.PASS_NOT_FOUND" ? null : { code: done.error, materials } }, { status: statusOf(done.error) });
  };
  switch (intent) {
    case "letIn":
      return read(checkInInput, (input) => checkInAtDesk(db, actor, id, input), ({ checkInId }) => `?last=${checkInId}`);
    case "letInMany":
      return read(checkInManyInput, (input) => letInMany(db, actor, id, input));
    case "sendOff":
      return read(checkInRef, (input) => sendOff(db, actor, id, input));
    case "note":
      return read(noteInput, (input) => noteAtDesk(db, actor, id, input), () => `?last=${encodeURIComponent(String(form.get("checkInId") ?? ""))}`);
    case "noteBack":
      return read(noteRef, (input) => takeNoteBack(db, actor, id, input));
    default:
      throw new Response(null, { status: 400 });
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · ${page?.event.title ?? ""} · Roundabout` }];

export default function Desk() {
  const { event, guests, checkIns, notes, present, problem, pass, latest, locale, title, ...fresh } = useLoaderData<typeof loader>();
  const [checkInId, noteId] = [useUntilSent(fresh.checkInId), useUntilSent(fresh.noteId)];
  const failed = useActionData<typeof action>();
  const { t } = useTranslation(["events", "goods", "materials", "errors"]);
  useLive([`community:${event.community.id}`]);
  const reply = (intent: string) => (failed?.intent === intent ? failed.reply : null);
  const manyError = reply("letInMany")?.error?.partyIds?.[0];
  const again = failed ? "again" : "";
  return (
    <div className="content max-w-4xl pb-12">
      <PageHeader
        title={title}
        lead={<p className="tabular">{t("desk.present", { count: present.people, households: present.households })}</p>}
        breadcrumbs={<Breadcrumbs items={[{ to: `/events/${event.id}`, label: event.title }, { label: title }]} />}
        actions={
          <LinkButton to={`/events/${event.id}/sheet`} variant="secondary" icon="document">
            {t("page.sheet")}
          </LinkButton>
        }
      />
      <div className="grid gap-4">
        <RefusalNote refusal={failed?.refusal} />
        {problem ? (
          <Alert tone="warning">{t(`desk.closed.${event.state === "published" ? "early" : event.state}`)}</Alert>
        ) : (
          <>
            <CheckInForm filling={`in ${checkInId} ${again}`} readPass={readPassCode} reply={reply("letIn")} checkInId={checkInId} pass={pass} />
            <ExpectedList guests={guests} error={manyError ? translateError(t, manyError) : undefined} />
            <NoteForm key={`note ${noteId} ${latest} ${again}`} reply={reply("note")} noteId={noteId} kind={event.kind} hasStalls={event.stalls.length > 0} checkIns={checkIns} groups={notesMaterials(event.kind) ? materialOptions(t) : goodsOptions(t)} latest={latest} />
            <Recent checkIns={checkIns} notes={notes} locale={locale} timeZone={event.timeZone} />
          </>
        )}
      </div>
    </div>
  );
}
