import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { communityPath } from "#app/domains/communities/ui/community-card.tsx";
import { listHelpers } from "#app/domains/events/attendance.repository.server.ts";
import { answerComing, bookStall, callOff, giveStallBack, helpIn, stopHelping } from "#app/domains/events/attendance.service.server.ts";
import { rsvpInput, shiftRef, stallInput } from "#app/domains/events/events.schema.ts";
import { ComingCard, Shifts, Stalls } from "#app/domains/events/ui/coming.tsx";
import { EventFacts, EventStateBadge, RefusalNote } from "#app/domains/events/ui/event-parts.tsx";
import { viewEvent } from "#app/domains/events/view.service.server.ts";
import { currentActor, requireActor } from "#app/domains/identity/actor.server.ts";
import { confirmLoad } from "#app/flows/settle-event.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import type { Result } from "#app/shared/result.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import type { Reply } from "#app/ui/forms/use-reply.ts";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Form, Link } from "#app/ui/remix.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await currentActor(request);
  const db = await database();
  const event = await viewEvent(db, actor, params.id ?? "", new Date());
  if (!event) throw new Response(null, { status: 404 });
  return { event, helpers: event.manages ? await listHelpers(db, event.id) : [], standing: actor ? (actor.party.kind === "household" ? "household" : "other") : "visitor", locale: requestLocale(request) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const id = params.id ?? "";
  const form = await request.formData();
  const intent = String(form.get("intent"));
  const answer = (result: Result<unknown>, reply: Reply = null) => {
    if (result.ok) return redirect(`/events/${id}`);
    if (result.error === "EVENTS.NOT_FOUND") throw new Response(null, { status: 404 });
    const materials = Array.isArray(result.details?.materials) ? result.details.materials.map(String) : [];
    return data({ intent, reply, refusal: { code: result.error, materials } }, { status: statusOf(result.error) });
  };
  const read = async <S extends z.ZodType>(schema: S, verb: (input: z.output<S>) => Promise<Result<unknown>>) => {
    const submission = parseWithZod(form, { schema });
    if (submission.status !== "success") return data({ intent, reply: submission.reply(), refusal: null }, { status: 400 });
    return answer(await verb(submission.value), submission.reply());
  };
  switch (intent) {
    case "coming":
      return read(rsvpInput, (input) => answerComing(db, actor, id, input));
    case "off":
      return answer(await callOff(db, actor, id));
    case "stall":
      return read(stallInput, (input) => bookStall(db, actor, id, input));
    case "stallBack":
      return answer(await giveStallBack(db, actor, id));
    case "help":
      return read(shiftRef, (input) => helpIn(db, actor, id, input));
    case "stopHelping":
      return read(shiftRef, (input) => stopHelping(db, actor, id, input));
    case "confirmLoad":
      return answer(await confirmLoad(db, actor, id));
    default:
      throw new Response(null, { status: 400 });
  }
}

/** A refused answer shows how the day stands by now. */
export function shouldRevalidate() {
  return true;
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.event.title ?? ""} · Roundabout` }];

export default function EventPage() {
  const { event, helpers, standing, locale } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const { t } = useTranslation(["events", "communities"]);
  useLive([`community:${event.community.id}`]);
  const reply = (intent: string) => (failed?.intent === intent ? failed.reply : null);
  const { community, point } = event;
  return (
    <div className="content max-w-4xl pb-12">
      <PageHeader
        title={event.title}
        breadcrumbs={<Breadcrumbs items={[{ to: communityPath(community.slug), label: community.name }, { to: communityPath(community.slug, "/events"), label: t("list.short") }, { label: event.title }]} />}
        lead={
          <div className="grid gap-2 text-ink">
            <EventFacts event={event} locale={locale} />
            <p>
              <EventStateBadge state={event.state} />
            </p>
          </div>
        }
        actions={<Actions />}
      />
      <div className="grid gap-4">
        <RefusalNote refusal={failed?.refusal} />
        {event.state === "planned" ? <Alert tone="warning">{t("page.planned")}</Alert> : null}
        {event.state === "cancelled" ? <Alert tone="error" title={t("page.cancelled")}>{event.cancelReason}</Alert> : null}
        {event.description ? <p className="max-w-[42em] whitespace-pre-line break-words">{event.description}</p> : null}
        {point ? (
          <p>
            {t("page.collector", { recycler: point.recyclerName })} <Link to={`/points/${point.id}`}>{point.name}</Link>
          </p>
        ) : null}
        {event.isRecycler && event.state === "closed" && !event.isSettled ? (
          <Alert
            tone="info"
            title={t("page.loadWaits")}
            action={
              <Form method="post" className="flex flex-wrap gap-2">
                <LinkButton to={`/events/${event.id}/sheet`} variant="secondary">
                  {t("page.seeLoad")}
                </LinkButton>
                <SubmitButton name="intent" value="confirmLoad">
                  {t("page.confirmLoad")}
                </SubmitButton>
              </Form>
            }
          >
            {t("page.loadWaitsText")}
          </Alert>
        ) : null}
        {event.takesPeople && standing === "household" ? <ComingCard key={`${event.mine?.state ?? ""} ${event.mine?.size ?? 0}`} event={event} reply={reply} /> : null}
        {event.takesPeople && standing === "visitor" ? (
          <Alert tone="info" action={<LinkButton to={`/sign-in?returnTo=${encodeURIComponent(`/events/${event.id}`)}`}>{t("page.signIn")}</LinkButton>}>
            {t("page.signInText")}
          </Alert>
        ) : null}
        {event.takesPeople && standing === "other" ? <Alert tone="info">{t("errors.HOUSEHOLD_NEEDED")}</Alert> : null}
        <Stalls event={event} reply={reply} mayBook={event.takesPeople && standing === "household"} />
        <Shifts event={event} locale={locale} mayHelp={event.takesPeople && standing !== "visitor"} helpers={helpers} />
      </div>
    </div>
  );
}

function Actions() {
  const { event } = useLoaderData<typeof loader>();
  const { t } = useTranslation("events");
  const at = (rest: string) => `/events/${event.id}${rest}`;
  return (
    <>
      {event.works && event.state === "published" ? (
        <LinkButton to={at("/desk")} icon="check">
          {t("page.desk")}
        </LinkButton>
      ) : null}
      {event.manages && event.state !== "closed" && event.state !== "cancelled" ? (
        <LinkButton to={at("/edit")} variant="secondary" icon="edit">
          {t("page.edit")}
        </LinkButton>
      ) : null}
      {event.state === "closed" || (event.works && event.state === "published") ? (
        <LinkButton to={at("/sheet")} variant="secondary" icon="document">
          {t("page.sheet")}
        </LinkButton>
      ) : null}
      {event.state === "planned" ? null : (
        <LinkButton to={at(".ics")} reloadDocument variant="quiet" icon="calendar">
          {t("page.calendar")}
        </LinkButton>
      )}
    </>
  );
}
