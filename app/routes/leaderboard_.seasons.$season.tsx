import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { boardQuery } from "#app/domains/impact/boards/board-path.ts";
import { metricOf, metricsOf, PUBLIC_SCOPES, scopeOf } from "#app/domains/impact/boards/boards.schema.ts";
import { seasonHolds, viewSeason } from "#app/domains/impact/boards/seasons.service.server.ts";
import { Readings } from "#app/domains/impact/ui/board-parts.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { periodLabel } from "#app/shared/periods.ts";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs, Pagination } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { BoardList, BoardRow } from "#app/ui/plots/board-row.tsx";
import { formatInstant } from "#app/ui/time.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const db = await database();
  const locale = requestLocale(request);
  const query = new URL(request.url).searchParams;
  const scope = scopeOf(query.get("scope"));
  const season = params.season ?? "";
  const metric = metricOf(query.get("metric"), scope, season);
  const after = /^\d{1,7}$/.test(query.get("after") ?? "") ? Number(query.get("after")) : 0;
  const board = await viewSeason(db, { season, scope, metric, after });
  if (!board) throw new Response(null, { status: 404 });
  return { board, scope, locale, after, holds: await seasonHolds(db, { season, scope, metric }), title: translator(locale, "boards")("seasons.one", { season: periodLabel(season, locale) }) };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} · Roundabout` }];

export default function Season() {
  const { board, scope, locale, after, holds, title } = useLoaderData<typeof loader>();
  const { t } = useTranslation("boards");
  const to = (change: Record<string, string>) => {
    const next: Record<string, string> = { scope, metric: board.metric, ...change };
    const asked = boardQuery({ scope: scopeOf(next.scope ?? null), metric: metricOf(next.metric ?? null, scopeOf(next.scope ?? null), board.season), period: "all" }, next.after ? { after: next.after } : {});
    return `/leaderboard/seasons/${board.season}${asked}`;
  };
  const axisMinGrams = Math.min(0, ...board.rows.map((row) => row.lowGrams));
  const axisMaxGrams = Math.max(1, ...board.rows.map((row) => row.highGrams));
  return (
    <div className="content pb-12">
      <PageHeader
        title={title}
        lead={t("seasons.lead")}
        breadcrumbs={<Breadcrumbs items={[{ to: "/leaderboard", label: t("title") }, { to: "/leaderboard/seasons", label: t("seasons.title") }, { label: board.season }]} />}
        actions={
          <LinkButton to="/leaderboard" variant="secondary" icon="trophy">
            {t("seasons.live")}
          </LinkButton>
        }
      />
      <div className="flex flex-wrap gap-3 pb-4">
        <Readings label={t("scopes")} options={PUBLIC_SCOPES.map((value) => ({ value, label: t(`scope.${value}`) }))} selected={scope} to={(value) => to({ scope: value })} />
        <Readings label={t("metrics")} options={metricsOf(scope).map((value) => ({ value, label: t(`metric.${value}`) }))} selected={board.metric} to={(metric) => to({ metric })} />
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-3">
          {board.rows.length === 0 ? <EmptyState kind="results" title={t("emptyTitle")} headingLevel={2} /> : null}
          <BoardList label={t("list", { scope: t(`scope.${scope}`), metric: t(`metric.${board.metric}`), period: periodLabel(board.season, locale) })}>
            {board.rows.map((row) => (
              <BoardRow
                key={row.position}
                rank={row.rank}
                name={row.name ?? t("seasons.gone")}
                to={row.slug === null ? undefined : `/${scope}/${encodeURIComponent(row.slug)}`}
                lowGrams={row.lowGrams}
                centralGrams={row.co2eGrams}
                highGrams={row.highGrams}
                axisMinGrams={axisMinGrams}
                axisMaxGrams={axisMaxGrams}
                locale={locale}
                detail={[
                  row.name === null ? t("seasons.goneDetail") : row.placeLabel,
                  t(scope === "recyclers" ? "detailRecycler" : "detail", { members: row.members, entries: row.entryCount }),
                  row.grade === null ? null : t("detailGrade", { grade: row.grade }),
                  row.coverage === null ? t("detailNoCoverage") : t("detailCoverage", { share: Math.round(row.coverage * 100) / 100 }),
                ]
                  .filter(Boolean)
                  .join(" · ")}
                below={row.heldCount > 0 ? <Badge tone="marigold">{t("held", { count: row.heldCount })}</Badge> : undefined}
              />
            ))}
          </BoardList>
          <Pagination nextTo={board.nextAfter === null ? null : to({ after: String(board.nextAfter) })} firstTo={after > 0 ? to({}) : null} />
        </div>
        <Card tone="sunken" as="section">
          <DefinitionList
            items={[
              { term: t("seasons.closed"), value: formatInstant(board.closedAt, { locale, timeZone: "UTC" }) },
              { term: t("seasons.formula"), value: `${board.formula} · ${t("seasons.rows", { count: board.rowCount })}` },
              { term: t("seasons.checksum"), value: <code className="text-xs break-all">{board.checksum}</code> },
            ]}
          />
          <p className={`mt-3 text-sm font-semibold ${holds ? "text-leaf" : "text-clay"}`}>{t(holds ? "seasons.holds" : "seasons.broken")}</p>
        </Card>
      </div>
    </div>
  );
}
