import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { appealDecision } from "#app/domains/trust/appeals.service.server.ts";
import { listPartyDecisions } from "#app/domains/trust/decisions.repository.server.ts";
import { failedForm, readForm, type FailedForm } from "#app/domains/trust/forms.ts";
import { ownReports, type OwnReport } from "#app/domains/trust/reports.service.server.ts";
import { appealInput } from "#app/domains/trust/trust.schema.ts";
import { AppealForm } from "#app/domains/trust/ui/appeal-form.tsx";
import { Note, ReportState } from "#app/domains/trust/ui/parts.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Pagination } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { formatInstant } from "#app/ui/time.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const query = new URL(request.url).searchParams;
  const [locale, after, done] = [requestLocale(request), query.get("after"), query.get("done")];
  const db = await database();
  const decisions = after ? [] : await listPartyDecisions(db, { partyId: actor.party.id, limit: 20 });
  return {
    ...(await ownReports(db, actor, { after })),
    decisions: decisions.map((decision) => ({ ...decision, decidedAt: decision.decidedAt.toISOString() })),
    party: { id: actor.party.id, name: actor.party.name },
    after,
    done: done === "sent" || done === "appealed" ? done : null,
    locale,
    timeZone: actor.party.timeZone,
    userId: actor.userId,
    title: translator(locale, "trust")("mine.title"),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const read = readForm(form, appealInput);
  if (!read.ok) return data(read.failed, { status: 400 });
  const done = await appealDecision(await database(), actor, read.value);
  return done.ok ? redirect("/account/reports?done=appealed") : data(failedForm(form, done.error), { status: statusOf(done.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function OwnReports() {
  const page = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const { t } = useTranslation("trust");
  useLive([`user:${page.userId}`, `party:${page.party.id}`]);
  return (
    <>
      <PageHeader title={page.title} lead={t("mine.lead")} />
      <div className="grid gap-4">
        {page.done ? (
          <Alert tone="success" live>
            {t(page.done === "sent" ? "mine.sent" : "appeal.sent")}
          </Alert>
        ) : null}
        {page.rows.length === 0 ? (
          <EmptyState kind="results" title={t("mine.empty")} headingLevel={2}>
            {t("mine.emptyText")}
          </EmptyState>
        ) : (
          <ul className="grid gap-3">
            {page.rows.map((row) => (
              <Row key={row.id} row={row} failed={failed} locale={page.locale} timeZone={page.timeZone} />
            ))}
          </ul>
        )}
        <Pagination nextTo={page.nextCursor ? `/account/reports?after=${page.nextCursor}` : null} firstTo={page.after ? "/account/reports" : null} />
        {page.after ? null : (
          <Section title={t("mine.about", { party: page.party.name })}>
            {page.decisions.length === 0 ? <Note>{t("mine.aboutNone")}</Note> : null}
            <ul className="grid gap-2">
              {page.decisions.map((decision) => (
                <li key={decision.id} className="flex flex-wrap items-center gap-2">
                  <Link to={`/decisions/${decision.id}`} className="link wrap-anywhere">
                    {t(`decided.${decision.kind}`)}: {decision.title}
                  </Link>
                  <span className="text-sm text-ink-soft">
                    {t(`statement.states.${decision.state}`)}, {formatInstant(decision.decidedAt, { locale: page.locale, timeZone: page.timeZone, format: "date" })}
                  </span>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </div>
    </>
  );
}

function Row({ row, failed, locale, timeZone }: { row: OwnReport; failed: FailedForm | undefined; locale: string; timeZone: string }) {
  const { t } = useTranslation("trust");
  const date = (at: string) => formatInstant(at, { locale, timeZone, format: "date" });
  return (
    <Card as="li" className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Badge>{t(`subjectNames.${row.subjectKind}`)}</Badge>
        <ReportState state={row.state} />
        <span className="text-sm text-ink-soft">{t("mine.reportedAt", { date: date(row.createdAt) })}</span>
      </div>
      <h2 className="font-sans text-base font-semibold tracking-normal wrap-anywhere">{row.title}</h2>
      <p className="text-sm">{t(`reasons.${row.reason}`)}</p>
      {row.text ? <p className="text-sm whitespace-pre-line text-ink-soft wrap-anywhere">{row.text}</p> : null}
      <p>{t(`mine.stateNotes.${row.state}`)}</p>
      {row.appeal ? <Note>{t({ open: "mine.appealOpen", upheld: "mine.appealUpheld", reversed: "mine.appealReversed" }[row.appeal.state] ?? "mine.appealOpen", { answer: row.appeal.answer })}</Note> : null}
      {row.mayAppealUntil && row.decisionId ? (
        <details open={failed?.values.decisionId === row.decisionId}>
          <summary className="link cursor-pointer py-2">{t("mine.appeal", { date: date(row.mayAppealUntil) })}</summary>
          <AppealForm decisionId={row.decisionId} until={row.mayAppealUntil} title={t("appeal.titleReporter")} failed={failed} locale={locale} timeZone={timeZone} />
        </details>
      ) : null}
    </Card>
  );
}
