import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor, signedIn } from "#app/domains/identity/actor.server.ts";
import { HOLD_REASONS } from "#app/domains/impact/boards/holds.schema.ts";
import { ownHold } from "#app/domains/impact/boards/holds.service.server.ts";
import { chainFor } from "#app/domains/impact/correct-entry.repository.server.ts";
import { actsFor } from "#app/domains/impact/correct-entry.service.server.ts";
import { entryDetail } from "#app/domains/impact/entries.repository.server.ts";
import { carLine, changeBy, historySteps, inputLines } from "#app/domains/impact/entries.view.ts";
import { factorLines, factorPath } from "#app/domains/impact/factors.view.ts";
import { termView } from "#app/domains/impact/formula.view.ts";
import { ledgerKey } from "#app/domains/impact/ledger-key.server.ts";
import { advanceLedger, signCheckpoint } from "#app/domains/impact/log.service.server.ts";
import { proofSummary } from "#app/domains/impact/proof.service.server.ts";
import { EntryFigure } from "#app/domains/impact/ui/entry-figure.tsx";
import { EntryHistory } from "#app/domains/impact/ui/entry-history.tsx";
import { EntryInputs } from "#app/domains/impact/ui/entry-inputs.tsx";
import { EntryProof } from "#app/domains/impact/ui/entry-proof.tsx";
import { EntryShares } from "#app/domains/impact/ui/entry-shares.tsx";
import { FormulaShown } from "#app/domains/impact/ui/formula-shown.tsx";
import { useMovedWords } from "#app/domains/impact/ui/subject.ts";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { formatCo2e, formatCo2eRange } from "#app/shared/units.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { oembedLinks } from "#app/ui/oembed-links.ts";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { Link } from "#app/ui/remix.ts";
import { DateTime, formatInstant, useViewerZone } from "#app/ui/time.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const locale = requestLocale(request);
  const who = await signedIn(request);
  const db = await database();
  const entry = await entryDetail(db, params.id ?? "", who?.parties.map((party) => party.id) ?? []);
  if (!entry) throw new Response(null, { status: 404 });
  const { terms, factorIds, history, ...rest } = entry;
  const factors = factorLines(factorIds).map((factor) => ({ ...factor, to: factorPath(factor.id) }));
  const unitOf = (id: string) => factors.find((factor) => factor.id === id)?.unit ?? null;
  return {
    title: translator(locale, "impact")("entry.breadcrumb"),
    // Programs that look for how to show a link come without a session; what a visitor sees is public.
    publicAddress: who === null ? `${env().PUBLIC_URL.replace(/\/$/, "")}/impact/entries/${entry.id}` : null,
    locale,
    timeZone: who?.actor.party.timeZone ?? null,
    isSignedIn: who !== null,
    mayCorrect: who !== null && actsFor(who.actor, await chainFor(db, entry.corrects ?? entry.id)).length > 0,
    hold: entry.isMine ? await ownHold(db, entry.id) : null,
    entry: rest,
    terms: terms.map((term) => termView(term, unitOf)),
    factors,
    inputs: inputLines(entry),
    // Named here, because browsers and servers do not name all places alike.
    regionName: entry.region === "ZZ" ? null : (new Intl.DisplayNames(locale, { type: "region" }).of(entry.region) ?? null),
    history: historySteps(history),
    change: changeBy(history, entry.id),
    car: carLine(entry.co2eGrams),
    proof: await proofSummary(db, entry.id),
  };
}

/** Signs what the log is now, for somebody who does not want to wait for the clock. A size that is signed already stays as it is. */
export async function action({ request, params }: ActionFunctionArgs) {
  await requireActor(request);
  const intent = (await request.formData()).get("intent");
  if (intent !== "sign") throw new Response(null, { status: 400 });
  const db = await database();
  await advanceLedger(db);
  await signCheckpoint(db, ledgerKey(env()), new Date());
  return redirect(`/impact/entries/${encodeURIComponent(params.id ?? "")}#proof`);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} · Roundabout` }, ...(data?.publicAddress ? oembedLinks(data.publicAddress, data.title) : [])];

export default function Entry() {
  const { entry, locale, timeZone, isSignedIn, mayCorrect, inputs, regionName, history, change, car, proof } = useLoaderData<typeof loader>();
  const { t } = useTranslation("impact");
  const words = useTranslation("ledger").t;
  const custody = useTranslation("custody").t;
  const movedWords = useMovedWords();
  const moved = movedWords(entry, locale);
  return (
    <div className="content pb-12">
      <PageHeader
        title={entry.kind === "entry" ? moved : t(`line.${entry.kind}`, { what: moved })}
        breadcrumbs={<Breadcrumbs items={[{ to: "/impact", label: t("overview.title") }, { label: t("entry.breadcrumb") }]} />}
        lead={<Sentence />}
        actions={
          <>
            {entry.isMine && entry.subject.kind === "material" ? (
              <LinkButton to={`/impact/entries/${entry.corrects ?? entry.id}/journey`} variant="secondary" size="sm">
                {custody("journey.open")}
              </LinkButton>
            ) : null}
            {mayCorrect ? (
              <LinkButton to={`/impact/entries/${entry.corrects ?? entry.id}/correct`} variant="secondary" size="sm">
                {words("correct.open")}
              </LinkButton>
            ) : null}
          </>
        }
      />
      <Held />
      <div className="grid gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid min-w-0 content-start gap-5">
          <EntryFigure entry={entry} change={change} car={car} locale={locale} />
          <Formula />
          <EntryInputs lines={inputs} regionName={regionName} locale={locale} />
          <Sources />
          <EntryProof shown={entry} proof={proof} maySign={isSignedIn} locale={locale} timeZone={timeZone} />
        </div>
        <div className="grid min-w-0 content-start gap-5">
          <About />
          <EntryShares shares={entry.shares} sharing={entry.sharing} locale={locale} />
          <EntryHistory steps={history} currentId={entry.id} locale={locale} timeZone={timeZone} />
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
  const reason = entry.correction ? t(`corrections.${entry.correction}`) : "";
  if (entry.kind === "verification") return <>{t("entry.sentenceVerification", { date })}</>;
  if (entry.kind === "adjustment" || entry.kind === "restatement") return <>{t("entry.sentenceDifference", { date, reason })}</>;
  if (co2eGrams === null || lowGrams === null || highGrams === null) return <>{t("entry.sentenceUncovered", { basis, date })}</>;
  const words = { basis, date, reason, co2e: formatCo2e(co2eGrams, locale), range: formatCo2eRange(lowGrams, highGrams, locale, { besideGrams: co2eGrams }) };
  if (entry.kind === "reversal") return <>{t("entry.sentenceReversal", words)}</>;
  return <>{t(co2eGrams < 0 ? "entry.sentenceNegative" : "entry.sentence", words)}</>;
}

/** Displacement and life are shares nobody measures; their routes say so. */
const BY_ITEM: ReadonlySet<string> = new Set(["reuse", "repair", "remanufacture"]);

function Formula() {
  const { t } = useTranslation("impact");
  const { entry, terms, factors, locale, change } = useLoaderData<typeof loader>();
  if (terms.length === 0 || entry.co2eGrams === null) return null;
  const to = new Map(factors.map((factor) => [factor.id, factor.to]));
  const warnings = entry.warnings.filter((warning) => warning !== "negative");
  return (
    <Section title={t("entry.formulaTitle")}>
      <p className="prose-text">{t(`routeExplained.${entry.route}`)}</p>
      <FormulaShown
        route={entry.route}
        terms={terms}
        factors={factors}
        totalGrams={change ? change.after.co2eGrams : entry.co2eGrams}
        locale={locale}
        factorTo={(id) => to.get(id) ?? "/impact/factors"}
      />
      {warnings.length > 0 ? (
        <ul className="grid gap-1 text-sm text-ink-soft">
          {warnings.map((warning) => (
            <li key={warning}>{t(`warnings.${warning}`)}</li>
          ))}
        </ul>
      ) : null}
      {BY_ITEM.has(entry.route) ? <p className="text-sm text-ink-soft">{t("entry.howDisplacement")}</p> : null}
    </Section>
  );
}

/** The figures that were used, and everything needed to count again. */
function Sources() {
  const { t } = useTranslation("impact");
  const { entry, factors } = useLoaderData<typeof loader>();
  if (factors.length === 0) return null;
  return (
    <>
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
        <pre className="rounded-card bg-sunken p-3 text-sm wrap-anywhere whitespace-pre-wrap">{JSON.stringify(entry.calculation, null, 2)}</pre>
      </details>
    </>
  );
}

function About() {
  const { t } = useTranslation("impact");
  const { entry, history, locale, timeZone } = useLoaderData<typeof loader>();
  const zone = useViewerZone(timeZone);
  const isTreated = history.findLast((step) => step.correction !== null && step.kind !== "reversal")?.correction !== "not_treated";
  const status = entry.reversedBy ? "reversed" : entry.reason === "in_chain" ? "in_chain" : entry.status;
  const standing = entry.standing?.stage ?? entry.stage;
  const items = [
    {
      term: t("entry.status"),
      value:
        entry.kind === "entry" ? (
          <Badge tone={status === "ok" ? "leaf" : status === "reversed" ? "clay" : "neutral"}>{t(`statuses.${status}`)}</Badge>
        ) : (
          <Badge tone={entry.kind === "reversal" ? "clay" : "sky"}>{t(`kinds.${entry.kind}`)}</Badge>
        ),
    },
    // What was taken back, or is still on its way, has no stage worth a word.
    ...(history.some((step) => step.kind === "reversal") || entry.reason === "in_chain"
      ? []
      : [
          {
            term: t("entry.stage"),
            value: (
              <>
                <Badge tone={standing === "verified" ? "leaf" : "marigold"}>{t(`statuses.${standing}`)}</Badge>
                <span className="mt-1 block text-sm text-ink-soft">{isTreated ? t(`stages.${entry.subject.kind}.${standing}`) : t("stages.notTreated")}</span>
              </>
            ),
          },
        ]),
    ...(entry.isLate
      ? [
          {
            term: t("entry.late"),
            value: (
              <>
                <Badge tone="marigold">{t("statuses.late")}</Badge>
                <span className="mt-1 block text-sm text-ink-soft">{t("entry.lateText")}</span>
              </>
            ),
          },
        ]
      : []),
    { term: t("entry.route"), value: entry.route === "in_chain" ? t("statuses.in_chain") : t(`routes.${entry.route}`) },
    ...(entry.condition ? [{ term: t("entry.condition"), value: t(`conditions.${entry.condition}`, { defaultValue: entry.condition }) }] : []),
    { term: t(entry.kind === "entry" ? "entry.handedOver" : "entry.decided"), value: <DateTime at={entry.occurredAt} locale={locale} {...zone} format="full" /> },
    { term: t("entry.recorded"), value: <DateTime at={entry.recordedAt} locale={locale} {...zone} format="full" /> },
    { term: t("entry.seed"), value: <span className="text-sm break-all">{entry.id}</span> },
  ];
  return (
    <Card as="section">
      <h2 className="mb-3 text-lg">{t("entry.factsTitle")}</h2>
      <DefinitionList items={items} />
      {entry.causeType === "deal" && entry.causeId ? (
        <p className="mt-4">
          <LinkButton size="sm" variant="secondary" to={`/deals/${entry.causeId.split("/")[0] ?? ""}`}>
            {t("entry.deal")}
          </LinkButton>
        </p>
      ) : null}
    </Card>
  );
}

/** To the people of the entry: that rankings leave it out, or did. */
function Held() {
  const { hold } = useLoaderData<typeof loader>();
  const { t } = useTranslation("boards");
  if (!hold) return null;
  const reason = HOLD_REASONS.find((one) => one === hold.reason) ?? "other";
  return (
    <div className="pb-5">
      <Alert tone={hold.state === "released" ? "info" : "warning"}>{t(`own.${hold.state}`, { reason: t(`reason.${reason}`), answer: hold.answer })}</Alert>
    </div>
  );
}
