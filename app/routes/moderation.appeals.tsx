import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { viewAppeals } from "#app/domains/trust/appeals.service.server.ts";
import { failedForm, readForm, type FailedForm } from "#app/domains/trust/forms.ts";
import { answerMark, viewMarkAppeals } from "#app/domains/trust/marks.service.server.ts";
import { answerAppealInput, answerMarkInput } from "#app/domains/trust/trust.schema.ts";
import { AnswerForm } from "#app/domains/trust/ui/answer-form.tsx";
import { Note } from "#app/domains/trust/ui/parts.tsx";
import { settleMarkInput } from "#app/domains/pickups/marks.schema.ts";
import { visitWhen } from "#app/domains/pickups/when.rules.ts";
import { answerAppeal } from "#app/flows/answer-appeal.server.ts";
import { answerVisitMark, viewContestedVisits } from "#app/flows/answer-visit-mark.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import type { Result } from "#app/shared/result.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Pagination } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { formatInstant } from "#app/ui/time.tsx";

const place = z.tuple([z.coerce.date(), z.string().min(1).max(64)]);

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const query = new URL(request.url).searchParams;
  const position = place.safeParse(query.get("after")?.split("~"));
  const [appeals, marks, visits] = [await viewAppeals(db, actor, { after: position.success ? { createdAt: position.data[0], id: position.data[1] } : null }), await viewMarkAppeals(db, actor), await viewContestedVisits(db, actor)];
  if (!appeals.ok) throw new Response(null, { status: statusOf(appeals.error), statusText: appeals.error });
  const locale = requestLocale(request);
  return {
    rows: appeals.value.rows.map(({ id, version, side, text, createdAt, kind, facts, decisionId, caseId, snapshot, partyName, isMine }) => ({ id, version, side, text, createdAt: createdAt.toISOString(), kind, facts, decisionId, caseId, title: snapshot.title, partyName, isMine })),
    marks: marks.ok ? marks.value.map(({ id, version, mark, text, title, partyName, dealId, createdAt }) => ({ id, version, mark, text, title, partyName, dealId, createdAt: createdAt.toISOString() })) : [],
    visits: visits.ok
      ? visits.value.map(({ bookingId, kind, version, contest, contestedAt, reason, partyName, byPartyName, pointName, timeZone, startsAt, endsAt }) => ({ bookingId, kind, version, contest, contestedAt: contestedAt.toISOString(), reason, partyName, byPartyName, pointName, when: visitWhen(startsAt, endsAt, { locale, timeZone }) }))
      : [],
    next: appeals.value.next && `${appeals.value.next.createdAt.toISOString()}~${appeals.value.next.id}`,
    isLater: query.has("after"),
    done: query.get("done") === "answered",
    locale,
    timeZone: actor.party.timeZone,
    title: translator(locale, "trust")("appeals.title"),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const db = await database();
  const intent = form.get("intent");
  const answered = intent === "visit" ? await answer(form, settleMarkInput, (input) => answerVisitMark(db, actor, input)) : intent === "mark" ? await answer(form, answerMarkInput, (input) => answerMark(db, actor, input)) : await answer(form, answerAppealInput, (input) => answerAppeal(db, actor, input));
  return answered ? data(answered, { status: answered.error ? statusOf(answered.error) : 400 }) : redirect("/moderation/appeals?done=answered");
}

async function answer<S extends z.ZodType>(form: FormData, schema: S, run: (input: z.output<S>) => Promise<Result<unknown>>): Promise<FailedForm | null> {
  const read = readForm(form, schema);
  if (!read.ok) return read.failed;
  const done = await run(read.value);
  return done.ok ? null : failedForm(form, done.error);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Appeals() {
  const page = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const { t } = useTranslation("trust");
  const time = (at: string) => formatInstant(at, { locale: page.locale, timeZone: page.timeZone });
  return (
    <>
      <PageHeader title={page.title} lead={t("appeals.lead")} />
      {page.done && !failed ? (
        <Alert tone="success" live>
          {t("moderation.done.answered")}
        </Alert>
      ) : null}
      {page.rows.length === 0 ? <EmptyState kind="results" title={t("appeals.empty")} headingLevel={2} /> : null}
      <ul className="grid gap-4 py-3">
        {page.rows.map((row) => (
          <Card as="li" key={row.id} className="grid gap-3">
            <h2 className="text-lg wrap-anywhere">
              <Link to={`/moderation/cases/${row.caseId}`} className="link">
                {row.title}
              </Link>
            </h2>
            <p className="flex flex-wrap items-center gap-2">
              <Badge tone="clay">{t("appeals.against", { what: t(`decided.${row.kind}`) })}</Badge>
              <span className="text-sm text-ink-soft">{t(`appeals.side.${row.side}`)}</span>
            </p>
            <h3 className="text-base font-semibold">{t("appeals.their")}</h3>
            <blockquote className="border-s-3 border-line ps-3 whitespace-pre-line wrap-anywhere">{row.text}</blockquote>
            <Note>{t("moderation.by", { name: row.partyName ?? t("moderation.gone"), time: time(row.createdAt) })}</Note>
            <h3 className="text-base font-semibold">{t("appeals.decision")}</h3>
            <p className="whitespace-pre-line text-ink-soft wrap-anywhere">{row.facts}</p>
            {row.isMine ? (
              <Alert tone="warning">{t("appeals.mine")}</Alert>
            ) : (
              <AnswerForm
                intent="appeal"
                idName="appealId"
                id={row.id}
                version={row.version}
                outcomes={(["upheld", "reversed"] as const).map((value) => ({ value, label: t(`appeals.${value}`) }))}
                textName="answer"
                textLabel={t("appeals.answer")}
                failed={failed}
              />
            )}
          </Card>
        ))}
      </ul>
      <Pagination nextTo={page.next ? `/moderation/appeals?${new URLSearchParams({ after: page.next })}` : null} firstTo={page.isLater ? "/moderation/appeals" : null} />
      <Section title={t("appeals.marks")}>
        <p className="text-ink-soft">{t(page.marks.length > 0 ? "appeals.marksLead" : "appeals.marksEmpty")}</p>
        <ul className="grid gap-4">
          {page.marks.map((row) => (
            <Card as="li" key={row.id} className="grid gap-3">
              <h3 className="text-lg wrap-anywhere">{row.title}</h3>
              <p>
                <Badge tone="marigold">{t(`marks.${row.mark}`)}</Badge>
              </p>
              <blockquote className="border-s-3 border-line ps-3 whitespace-pre-line wrap-anywhere">{row.text}</blockquote>
              <Note>{t("moderation.by", { name: row.partyName ?? t("moderation.gone"), time: time(row.createdAt) })}</Note>
              <AnswerForm
                intent="mark"
                idName="appealId"
                id={row.id}
                version={row.version}
                outcomes={[
                  { value: "upheld", label: t("appeals.markUpheld") },
                  { value: "refused", label: t("appeals.markRefused") },
                ]}
                textName="answer"
                textLabel={t("appeals.answer")}
                failed={failed}
              />
            </Card>
          ))}
        </ul>
      </Section>
      <Section title={t("pickups:marks.decide.title")}>
        <p className="text-ink-soft">{t(page.visits.length > 0 ? "pickups:marks.decide.lead" : "pickups:marks.decide.empty")}</p>
        <ul className="grid gap-4">
          {page.visits.map((row) => (
            <Card as="li" key={row.bookingId} className="grid gap-3">
              <h3 className="text-lg wrap-anywhere">{t("pickups:marks.decide.facts", { by: row.byPartyName, party: row.partyName, point: row.pointName, when: row.when })}</h3>
              <p>
                <Badge tone="marigold">{t(`marks.${row.kind}`)}</Badge>
              </p>
              {row.reason ? <blockquote className="border-s-3 border-line ps-3 whitespace-pre-line text-ink-soft wrap-anywhere">{row.reason}</blockquote> : null}
              <blockquote className="border-s-3 border-line ps-3 whitespace-pre-line wrap-anywhere">{row.contest}</blockquote>
              <Note>{t("moderation.by", { name: row.partyName, time: time(row.contestedAt) })}</Note>
              <AnswerForm
                intent="visit"
                idName="bookingId"
                id={row.bookingId}
                version={row.version}
                outcomes={[
                  { value: "upheld", label: t("pickups:marks.decide.upheld") },
                  { value: "refused", label: t("pickups:marks.decide.refused") },
                ]}
                textName="answer"
                textLabel={t("pickups:marks.decide.answer")}
                failed={failed}
              />
            </Card>
          ))}
        </ul>
      </Section>
    </>
  );
}
