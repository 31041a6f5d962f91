import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listValues } from "#app/domains/benchmarking/facts.repository.server.ts";
import { BenchmarkCrumbs } from "#app/domains/benchmarking/ui/benchmark-parts.tsx";
import { monthName } from "#app/domains/benchmarking/ui/benchmark-words.ts";
import { IndicatorCard } from "#app/domains/benchmarking/ui/indicator-card.tsx";
import { ReportEntered, ReportMethod, ReportPeers, ReportSteps, ReportSummary } from "#app/domains/benchmarking/ui/report-parts.tsx";
import { cycleDoor } from "#app/flows/benchmark-door.server.ts";
import { compareCycle } from "#app/flows/benchmark-indicators.server.ts";
import { env } from "#app/platform/env.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { formatInstant } from "#app/ui/time.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { db, community, cycle } = await cycleDoor(request, params);
  const now = new Date();
  const [views, values] = [await compareCycle(db, community, cycle, now), await listValues(db, community.id)];
  const locale = requestLocale(request);
  return {
    locale, community, cycle, views, now: now.toISOString(),
    entered: values.filter((value) => cycle.indicators.includes(value.indicator) && value.fromMonth <= cycle.toMonth && value.toMonth >= cycle.fromMonth),
    methodUrl: new URL("/benchmarking", env().PUBLIC_URL).href,
    pageTitle: translator(locale, "benchmarking")("report.of", { title: cycle.title, name: community.name }),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.pageTitle ?? ""} · Roundabout` }];

/** A round on paper: what was compared with whom, how far it is, what was aimed for and done. */
export default function BenchmarkReport() {
  const { locale, community, cycle, views, entered, now, methodUrl } = useLoaderData<typeof loader>();
  const { t } = useTranslation("benchmarking");
  const title = t("report.title");
  const months = t("period", { from: monthName(cycle.fromMonth, locale), to: monthName(cycle.toMonth, locale) });
  return (
    <div className="content max-w-4xl pb-12 print:max-w-none print:p-0 print:text-[11pt]">
      <PageHeader
        title={cycle.title}
        breadcrumbs={
          <div className="print:hidden">
            <BenchmarkCrumbs community={community} cycle={cycle} here={title} />
          </div>
        }
        lead={
          <>
            <p>{[title, community.name, t("round", { round: cycle.round }), months].join(" · ")}</p>
            <p className="text-sm">{t("report.asOf", { at: formatInstant(now, { locale, timeZone: community.timeZone, format: "full" }) })}</p>
            <p className="text-sm print:hidden">{t("report.print")}</p>
          </>
        }
      />
      <Section title={t("report.summary")}>
        <ReportSummary views={views} targets={cycle.targets} locale={locale} />
      </Section>
      <Section title={t("report.peers")}>
        <ReportPeers peers={cycle.peers} />
      </Section>
      <div className="grid gap-6 py-5">
        {views.map((view) => (
          <IndicatorCard key={view.code} view={view} locale={locale} target={cycle.targets.find((target) => target.indicator === view.code)} kept={cycle.results?.[view.code]} />
        ))}
      </div>
      {entered.length > 0 ? (
        <Section title={t("report.entered")}>
          <ReportEntered values={entered} locale={locale} />
        </Section>
      ) : null}
      <Section title={t("report.team")}>
        <ReportSteps cycle={cycle} locale={locale} timeZone={community.timeZone} />
      </Section>
      <Section title={t("report.method")}>
        <ReportMethod codes={cycle.indicators} url={methodUrl} locale={locale} />
      </Section>
    </div>
  );
}
