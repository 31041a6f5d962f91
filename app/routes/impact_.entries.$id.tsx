import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { signedIn } from "#app/domains/identity/actor.server.ts";
import { entryDetail } from "#app/domains/impact/entries.repository.server.ts";
import { factorLines, factorPath } from "#app/domains/impact/factors.view.ts";
import { termView } from "#app/domains/impact/formula.view.ts";
import { SubjectDrawing } from "#app/domains/impact/ui/entry-list.tsx";
import { EntryShares } from "#app/domains/impact/ui/entry-shares.tsx";
import { FormulaShown } from "#app/domains/impact/ui/formula-shown.tsx";
import { useMovedWords } from "#app/domains/impact/ui/subject.ts";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { formatCo2e, formatCo2eRange } from "#app/shared/units.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { FigureWithRange } from "#app/ui/plots/figure-with-range.tsx";
import { Link } from "#app/ui/remix.ts";
import { DateTime, formatInstant, useViewerZone } from "#app/ui/time.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const locale = requestLocale(request);
  const who = await signedIn(request);
  const entry = await entryDetail(await database(), params.id ?? "", who?.parties.map((party) => party.id) ?? []);
  if (!entry) throw new Response(null, { status: 404 });
  const { terms, factorIds, ...rest } = entry;
  const factors = factorLines(factorIds).map((factor) => ({ ...factor, to: factorPath(factor.id) }));
  const unitOf = (id: string) => factors.find((factor) => factor.id === id)?.unit ?? null;
  return {
    title: translator(locale, "impact")("entry.breadcrumb"),
    locale,
    timeZone: who?.actor.party.timeZone ?? null,
    entry: rest,
    terms: terms.map((term) => termView(term, unitOf)),
    factors,
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} · Roundabout` }];

export default function Entry() {
  const { entry, locale } = useLoaderData<typeof loader>();
  const { t } = useTranslation("impact");
  const movedWords = useMovedWords();
  const moved = movedWords(entry, locale);
  return (
    <div className="content pb-12">
      <PageHeader
        title={entry.kind === "reversal" ? t("line.reversal", { what: moved }) : moved}
        breadcrumbs={<Breadcrumbs items={[{ to: "/impact", label: t("overview.title") }, { label: t("entry.breadcrumb") }]} />}
        lead={<Sentence />}
      />
      <div className="grid gap-5 lg:grid-cols-[3fr_2fr]">
        <div className="grid content-start gap-5">
          <Figure />
          <Explained />
        </div>
        <div className="grid content-start gap-5">
          <About />
          <EntryShares shares={entry.shares} locale={locale} />
        </div>
      </div>
    </div>
  );
}

function Sentence() {
  const { t } = useTranslation("impact");
  const { entry, locale, timeZone } = useLoaderData<typeof loader>();
  const { co2eGrams, lowGrams, highGrams } = entry;
  const date = formatInstant(entry.occurredAt, { locale, timeZone: useViewerZone(timeZone).timeZone, format: "date" });
  const basis = t(`entry.basis.${entry.weightBasis}`);
  if (co2eGrams === null || lowGrams === null || highGrams === null) return <>{t("entry.sentenceUncovered", { basis, date })}</>;
  const words = { basis, date, co2e: formatCo2e(co2eGrams, locale), range: formatCo2eRange(lowGrams, highGrams, locale) };
  if (entry.kind === "reversal") return <>{t("entry.sentenceReversal", words)}</>;
  return <>{t(co2eGrams < 0 ? "entry.sentenceNegative" : "entry.sentence", words)}</>;
}

function Figure() {
  const { t } = useTranslation("impact");
  const { entry, locale } = useLoaderData<typeof loader>();
  const { co2eGrams, lowGrams, highGrams } = entry;
  return (
    <>
      {entry.reversedBy ? (
        <Alert tone="warning" title={t("entry.reversedTitle")} action={<LinkButton size="sm" variant="secondary" to={`/impact/entries/${entry.reversedBy.id}`}>{t("entry.openReversal")}</LinkButton>}>
          {t("entry.reversedText")}
        </Alert>
      ) : null}
      {entry.reverses ? (
        <p>
          <Link className="link" to={`/impact/entries/${entry.reverses}`}>
            {t("entry.openOriginal")}
          </Link>
        </p>
      ) : null}
      {co2eGrams === null || lowGrams === null || highGrams === null ? (
        <Alert tone="info" title={t(entry.reason === "in_chain" ? "statuses.in_chain" : "notCovered.title")}>
          <p>{t(`notCovered.${gapOf(entry)}`)}</p>
          {entry.reason === "in_chain" ? null : <p>{t("notCovered.body")}</p>}
        </Alert>
      ) : (
        <Card>
          <div className="grid grid-cols-[1fr_auto] items-start gap-4">
            <FigureWithRange
              label={t(co2eGrams < 0 ? "entry.figureNegative" : "entry.figure")}
              lowGrams={lowGrams}
              centralGrams={co2eGrams}
              highGrams={highGrams}
              locale={locale}
              size="lg"
              {...(entry.grade ? { grade: entry.grade } : {})}
              caption={entry.grade ? t(`gradeExplained.${entry.grade}`) : null}
            />
            <span aria-hidden="true" className="max-sm:hidden">
              <SubjectDrawing subject={entry.subject} size={96} />
            </span>
          </div>
        </Card>
      )}
      {co2eGrams !== null && co2eGrams < 0 && entry.kind === "entry" ? (
        <Alert tone="warning" title={t("entry.negativeTitle")}>
          {t("entry.negativeText")}
        </Alert>
      ) : null}
    </>
  );
}

function Explained() {
  const { t } = useTranslation("impact");
  const { entry, terms, factors, locale } = useLoaderData<typeof loader>();
  if (terms.length === 0 || entry.co2eGrams === null) return null;
  const to = new Map(factors.map((factor) => [factor.id, factor.to]));
  const warnings = entry.warnings.filter((warning) => warning !== "negative");
  return (
    <>
      <Section title={t("entry.formulaTitle")}>
        <p className="prose-text">{t(`routeExplained.${entry.route}`)}</p>
        <FormulaShown route={entry.route} terms={terms} factors={factors} totalGrams={entry.co2eGrams} locale={locale} factorTo={(id) => to.get(id) ?? "/impact/factors"} />
        {warnings.length > 0 ? (
          <ul className="grid gap-1 text-sm text-ink-soft">
            {warnings.map((warning) => (
              <li key={warning}>{t(`warnings.${warning}`)}</li>
            ))}
          </ul>
        ) : null}
        {entry.route === "reuse" ? <p className="text-sm text-ink-soft">{t("entry.howDisplacement")}</p> : null}
      </Section>
      <Section title={t("entry.factorsTitle")}>
        <ul className="grid gap-2">
          {factors.map((factor) => (
            <li key={factor.id} className="rounded-card border border-line bg-surface px-4 py-3">
              <Link className="link font-semibold" to={factor.to}>
                {factor.name}
              </Link>
              <span className="block text-sm text-ink-soft">
                {factor.practice} · {factor.publisher} · {factor.year}
              </span>
            </li>
          ))}
        </ul>
        <p className="text-sm text-ink-soft">{t("entry.notClaim")}</p>
      </Section>
      <details>
        <summary className="inline-flex min-h-11 items-center font-semibold text-sky hover:underline">{t("entry.checkTitle")}</summary>
        <p className="prose-text mb-2">{t("entry.checkText")}</p>
        <pre className="rounded-card bg-sunken p-3 text-sm wrap-anywhere whitespace-pre-wrap">
          {JSON.stringify(entry.calculation, null, 2)}
        </pre>
      </details>
    </>
  );
}

/** Our own gaps say why: nobody publishes a figure, it is counted by item, or the published material only looks alike. */
function gapOf({ reason, missing }: { reason: string | null; missing: string | null }): string {
  const gap = ["no_factor", "by_item", "unlike"].find((one) => missing?.endsWith(`: ${one}`));
  return reason === "not_mapped" && gap ? gap : (reason ?? "not_mapped");
}

function About() {
  const { t } = useTranslation("impact");
  const { entry, locale, timeZone } = useLoaderData<typeof loader>();
  const zone = useViewerZone(timeZone);
  const status = entry.reversedBy ? "reversed" : entry.reason === "in_chain" ? "in_chain" : entry.status;
  const items = [
    { term: t("entry.status"), value: <Badge tone={status === "ok" ? "leaf" : status === "reversed" ? "clay" : "neutral"}>{t(`statuses.${status}`)}</Badge> },
    { term: t("entry.route"), value: entry.route === "in_chain" ? t("statuses.in_chain") : t(`routes.${entry.route}`) },
    { term: t("entry.weightBasis"), value: t(`weightBasis.${entry.weightBasis}`) },
    ...(entry.condition ? [{ term: t("entry.condition"), value: t(`conditions.${entry.condition}`, { defaultValue: entry.condition }) }] : []),
    ...(entry.publisherName ? [{ term: t("entry.publisherName"), value: entry.publisherName }] : []),
    { term: t("entry.handedOver"), value: <DateTime at={entry.occurredAt} locale={locale} {...zone} format="full" /> },
    { term: t("entry.recorded"), value: <DateTime at={entry.recordedAt} locale={locale} {...zone} format="full" /> },
    { term: t("entry.version"), value: entry.formulaVersion },
    { term: t("entry.seed"), value: <span className="text-sm break-all">{entry.id}</span> },
  ];
  return (
    <Card as="section">
      <h2 className="mb-3 text-lg">{t("entry.factsTitle")}</h2>
      <DefinitionList items={items} />
      {entry.causeType === "deal" && entry.causeId ? (
        <p className="mt-4">
          <LinkButton size="sm" variant="secondary" to={`/deals/${entry.causeId}`}>
            {t("entry.deal")}
          </LinkButton>
        </p>
      ) : null}
    </Card>
  );
}
