import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { failedForm, readForm, type FailedForm } from "#app/domains/trust/forms.ts";
import { contestMark, ownMarks, type OwnMark } from "#app/domains/trust/marks.service.server.ts";
import { publishedLimits } from "#app/domains/trust/trust.rules.ts";
import { appealTextMax, contestInput } from "#app/domains/trust/trust.schema.ts";
import { Refused, useFieldErrors } from "#app/domains/trust/ui/parts.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Textarea } from "#app/ui/forms/inputs.tsx";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { PageHeader } from "#app/ui/page.tsx";
import { formatInstant } from "#app/ui/time.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const locale = requestLocale(request);
  return {
    marks: await ownMarks(await database(), actor),
    party: { id: actor.party.id, name: actor.party.name },
    done: new URL(request.url).searchParams.get("done") === "sent",
    locale,
    timeZone: actor.party.timeZone,
    title: translator(locale, "trust")("marks.title"),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const read = readForm(form, contestInput);
  if (!read.ok) return data(read.failed, { status: 400 });
  const done = await contestMark(await database(), actor, read.value);
  return done.ok ? redirect("/account/marks?done=sent") : data(failedForm(form, done.error), { status: statusOf(done.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Marks() {
  const { marks, party, done, locale, timeZone, title } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const { t } = useTranslation("trust");
  useLive([`party:${party.id}`]);
  return (
    <>
      <PageHeader title={title} lead={t("marks.lead", { party: party.name, days: publishedLimits.markDays })} />
      <div className="grid gap-4">
        {done && !failed ? (
          <Alert tone="success" live>
            {t("marks.sent")}
          </Alert>
        ) : null}
        {marks.length === 0 ? (
          <EmptyState kind="deals" title={t("marks.empty")} headingLevel={2}>
            {t("marks.emptyText")}
          </EmptyState>
        ) : (
          <ul className="grid gap-3">
            {marks.map((mark) => (
              <MarkRow key={mark.dealId} mark={mark} failed={failed} locale={locale} timeZone={timeZone} />
            ))}
          </ul>
        )}
      </div>
    </>
  );
}

function MarkRow({ mark, failed, locale, timeZone }: { mark: OwnMark; failed: FailedForm | undefined; locale: string; timeZone: string }) {
  const { t } = useTranslation("trust");
  const mine = failed?.values.dealId === mark.dealId ? failed : undefined;
  const errors = useFieldErrors(mine);
  const date = (at: string) => formatInstant(at, { locale, timeZone, format: "date" });
  return (
    <Card as="li" className="grid gap-2">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={mark.mark === "no_show" ? "clay" : "marigold"}>{t(`marks.${mark.mark}`)}</Badge>
        {mark.contest ? <Badge>{t(`marks.states.${mark.contest.state}`)}</Badge> : null}
        <span className="text-sm text-ink-soft">{date(mark.at)}</span>
      </p>
      <h2 className="font-sans text-base font-semibold tracking-normal wrap-anywhere">
        <Link to={`/deals/${mark.dealId}`} className="link">
          {mark.title}
        </Link>
      </h2>
      {mark.contest?.answer ? <p className="whitespace-pre-line wrap-anywhere">{mark.contest.answer}</p> : null}
      {mark.mayContestUntil ? (
        <details open={mine !== undefined}>
          <summary className="link cursor-pointer py-2">
            {t("marks.contest")} ({t("marks.until", { date: date(mark.mayContestUntil) })})
          </summary>
          <Form method="post" className="grid gap-3 pt-2">
            <Refused failed={mine} />
            <input type="hidden" name="dealId" value={mark.dealId} />
            <Field id={`text-${mark.dealId}`} label={t("marks.text")} error={errors("text")}>
              <Textarea name="text" rows={4} required minLength={10} maxLength={appealTextMax} defaultValue={mine?.values.text ?? ""} />
            </Field>
            <span>
              <SubmitButton>{t("marks.send")}</SubmitButton>
            </span>
          </Form>
        </details>
      ) : null}
    </Card>
  );
}
