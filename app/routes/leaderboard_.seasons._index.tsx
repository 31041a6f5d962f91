import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { closedSeasons } from "#app/domains/impact/boards/seasons.repository.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { periodLabel } from "#app/shared/periods.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Link } from "#app/ui/remix.ts";
import { formatInstant } from "#app/ui/time.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const locale = requestLocale(request);
  const seasons = await closedSeasons(await database());
  return { locale, title: translator(locale, "boards")("seasons.title"), seasons: seasons.map(({ season, closedAt }) => ({ season, closedAt: closedAt.toISOString() })) };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} · Roundabout` }];

export default function Seasons() {
  const { seasons, locale, title } = useLoaderData<typeof loader>();
  const { t } = useTranslation("boards");
  useLive(["board"]);
  return (
    <div className="content pb-12">
      <PageHeader title={title} lead={t("seasons.lead")} breadcrumbs={<Breadcrumbs items={[{ to: "/leaderboard", label: t("title") }, { label: title }]} />} />
      {seasons.length === 0 ? (
        <EmptyState kind="results" title={t("seasons.empty")} headingLevel={2}>
          {t("seasons.emptyText")}
        </EmptyState>
      ) : null}
      <ul className="grid gap-2 sm:grid-cols-2 lg:grid-cols-3">
        {seasons.map(({ season, closedAt }) => (
          <li key={season} className="rounded-card border border-line bg-surface p-4">
            <Link className="link text-lg font-semibold" to={`/leaderboard/seasons/${season}`}>
              {periodLabel(season, locale)}
            </Link>
            <p className="tabular text-sm text-ink-soft">
              {season} · {t("seasons.closed")} {formatInstant(closedAt, { locale, timeZone: "UTC", format: "date" })}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
