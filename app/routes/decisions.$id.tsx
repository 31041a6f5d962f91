import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { appealDecision } from "#app/domains/trust/appeals.service.server.ts";
import { failedForm, readForm } from "#app/domains/trust/forms.ts";
import { viewStatement, type Statement } from "#app/domains/trust/statements.service.server.ts";
import { appealInput } from "#app/domains/trust/trust.schema.ts";
import { AppealForm } from "#app/domains/trust/ui/appeal-form.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { Alert } from "#app/ui/alert.tsx";
import { StateBadge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { DateTime, formatInstant } from "#app/ui/time.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const found = await viewStatement(await database(), actor, { decisionId: params.id ?? "" });
  if (!found.ok) throw new Response(null, { status: statusOf(found.error), statusText: found.error });
  const locale = requestLocale(request);
  return { statement: found.value, locale, timeZone: actor.party.timeZone, partyId: actor.party.id, done: new URL(request.url).searchParams.get("done") === "appealed", title: translator(locale, "trust")("statement.title") };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  form.set("decisionId", params.id ?? "");
  const read = readForm(form, appealInput);
  if (!read.ok) return data(read.failed, { status: 400 });
  const done = await appealDecision(await database(), actor, read.value);
  return done.ok ? redirect(`/decisions/${params.id ?? ""}?done=appealed`) : data(failedForm(form, done.error), { status: statusOf(done.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

const stages = { confirming: "waiting", final: "done", refused: "stopped", reversed: "stopped" } as const;

export default function StatementPage() {
  const { statement, locale, timeZone, partyId, done, title } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const { t } = useTranslation("trust");
  useLive([`party:${partyId}`]);
  const { state } = statement;
  return (
    <div className="content max-w-3xl pb-12">
      <PageHeader title={title} lead={statement.title} actions={<StateBadge stage={stages[state]}>{t(`statement.states.${state}`)}</StateBadge>} />
      <div className="grid gap-5">
        {done ? (
          <Alert tone="success" live>
            {t("appeal.sent")}
          </Alert>
        ) : null}
        {state === "final" ? null : <Alert tone={state === "confirming" ? "warning" : "success"}>{t(`statement.${state}`)}</Alert>}
        <Card padding="lg">
          <DefinitionList items={factsOf(statement, { locale, timeZone, t })} />
        </Card>
        {statement.appeal ? <Appealed appeal={statement.appeal} locale={locale} timeZone={timeZone} /> : null}
        {statement.mayAppealUntil ? <AppealForm decisionId={statement.id} until={statement.mayAppealUntil} title={t("appeal.title")} failed={failed} locale={locale} timeZone={timeZone} /> : null}
        <Section title={t("statement.redress")}>
          <p className="prose-text">{t("statement.redressText")}</p>
        </Section>
      </div>
    </div>
  );
}

function factsOf(statement: Statement, { locale, timeZone, t }: { locale: string; timeZone: string; t: ReturnType<typeof useTranslation>["t"] }) {
  const until = statement.restrictedUntil ? formatInstant(statement.restrictedUntil, { locale, timeZone: "UTC", format: "date" }) : "";
  return [
    {
      term: t("statement.about"),
      value: (
        <span className="wrap-anywhere">
          {t("statement.aboutValue", { kind: t(`subjectNames.${statement.subjectKind}`), title: statement.title })}
          {statement.excerpt && statement.subjectKind !== "listing" ? <q className="block text-ink-soft">{statement.excerpt}</q> : null}
        </span>
      ),
    },
    {
      term: t("statement.what"),
      value: (
        <>
          <strong>{t(`decided.${statement.kind}`)}</strong>
          <span className="block">{t(`effects.${statement.kind}`, { until })}</span>
        </>
      ),
    },
    ...(statement.words ? [{ term: t("statement.words"), value: <ReplacedWords words={statement.words} /> }] : []),
    { term: t("statement.facts"), value: <span className="whitespace-pre-line wrap-anywhere">{statement.facts}</span> },
    {
      term: t("statement.rule"),
      value: (
        <>
          {t(`reasons.${statement.rule}`)}{" "}
          <Link to={`/rules#${statement.rule}`} className="link">
            {t("statement.ruleLink")}
          </Link>
        </>
      ),
    },
    {
      term: t("statement.how"),
      value: (
        <>
          {t("statement.byPeople")} {t(statement.detectedByRule ? "statement.detected" : "statement.noticed")} {t("statement.scope")}
        </>
      ),
    },
    { term: t("statement.at"), value: <DateTime at={statement.settledAt ?? statement.decidedAt} locale={locale} timeZone={timeZone} /> },
  ];
}

/** Only what differs: the old words struck out, the new ones below. */
function ReplacedWords({ words }: { words: NonNullable<Statement["words"]> }) {
  const { t } = useTranslation("trust");
  return (["title", "description"] as const)
    .filter((name) => words.from[name] !== words.to[name])
    .map((name) => (
      <span key={name} className="block wrap-anywhere whitespace-pre-line">
        <span className="block text-sm text-ink-soft">{t(`statement.word.${name}`)}</span>
        <del className="block text-ink-soft">{words.from[name]}</del>
        <ins className="block no-underline">{words.to[name] || t("statement.emptied")}</ins>
      </span>
    ));
}

function Appealed({ appeal, locale, timeZone }: { appeal: NonNullable<Statement["appeal"]>; locale: string; timeZone: string }) {
  const { t } = useTranslation("trust");
  const state = appeal.state === "upheld" || appeal.state === "reversed" ? appeal.state : "open";
  return (
    <Card as="section" aria-label={t("appeal.title")} className="grid gap-2">
      <h2 className="text-lg">{t("appeal.title")}</h2>
      <p>{t(`appeal.${state}`, { date: formatInstant(appeal.createdAt, { locale, timeZone, format: "date" }) })}</p>
      <blockquote className="border-s-3 border-line ps-3 whitespace-pre-line text-ink-soft wrap-anywhere">{appeal.text}</blockquote>
      {appeal.answer ? <p className="whitespace-pre-line wrap-anywhere">{appeal.answer}</p> : null}
    </Card>
  );
}
