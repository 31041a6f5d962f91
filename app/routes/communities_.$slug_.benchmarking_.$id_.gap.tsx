import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BenchmarkCrumbs, benchmarkPath } from "#app/domains/benchmarking/ui/benchmark-parts.tsx";
import { monthName } from "#app/domains/benchmarking/ui/benchmark-words.ts";
import { IndicatorCard } from "#app/domains/benchmarking/ui/indicator-card.tsx";
import { cycleDoor } from "#app/flows/benchmark-door.server.ts";
import { compareCycle } from "#app/flows/benchmark-indicators.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { db, community, cycle } = await cycleDoor(request, params);
  const locale = requestLocale(request);
  const views = await compareCycle(db, community, cycle, new Date());
  const { id, title, fromMonth, toMonth, targets, results } = cycle;
  return { locale, community, cycle: { id, title, fromMonth, toMonth, targets, results }, views, title: translator(locale, "benchmarking")("gap.title") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

/** Every indicator of a round compared: own value, median, best quarter, gap, and what the best do. */
export default function BenchmarkGap() {
  const { locale, community, cycle, views, title } = useLoaderData<typeof loader>();
  const { t } = useTranslation("benchmarking");
  useLive([`community:${community.id}`, "board"]);
  return (
    <div className="content pb-12">
      <PageHeader
        title={title}
        lead={t("gap.lead", { from: monthName(cycle.fromMonth, locale), to: monthName(cycle.toMonth, locale) })}
        breadcrumbs={<BenchmarkCrumbs community={community} cycle={cycle} here={title} />}
        actions={
          <>
            <LinkButton to={benchmarkPath(community.slug, `/${cycle.id}/peers`)} variant="secondary" icon="people">
              {t("peers.title")}
            </LinkButton>
            <LinkButton to={benchmarkPath(community.slug, `/${cycle.id}/report`)} variant="quiet">
              {t("cycle.report")}
            </LinkButton>
          </>
        }
      />
      <div className="grid gap-6">
        {views.map((view) => (
          <IndicatorCard key={view.code} view={view} locale={locale} target={cycle.targets.find((target) => target.indicator === view.code)} kept={cycle.results?.[view.code]} />
        ))}
      </div>
    </div>
  );
}
