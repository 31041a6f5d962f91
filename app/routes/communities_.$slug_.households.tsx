import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { communityBySlug, homeCommunityIdOf } from "#app/domains/communities/communities.repository.server.ts";
import { communityPath } from "#app/domains/communities/ui/community-card.tsx";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { householdsOf } from "#app/domains/identity/membership.repository.server.ts";
import { BOARD_MINIMUM, metricOf, metricsOf, periodOf } from "#app/domains/impact/boards/boards.schema.ts";
import { boardPeriods, readBoard, standingOf, trendsOf } from "#app/domains/impact/boards/boards.service.server.ts";
import { HowComputed, PeriodChooser, Readings } from "#app/domains/impact/ui/board-parts.tsx";
import { LiveBoard } from "#app/domains/impact/ui/live-board.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { periodBefore, periodKind, periodLabel, PERIOD_KINDS } from "#app/shared/periods.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs, Pagination } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

/** Households of a community that said yes, before the people of that community. To anybody else there is no such page. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const community = await communityBySlug(db, { slug: params.slug ?? "", userId: actor.userId });
  if (community?.membership?.state !== "active") throw new Response(null, { status: 404 });
  const locale = requestLocale(request);
  const query = new URL(request.url).searchParams;
  const now = new Date();
  const period = periodOf(query.get("period"));
  const metric = metricOf(query.get("metric"), "households", period);
  const cursor = query.get("cursor");
  const key = { scope: "households", withinId: community.id, metric, period, now } as const;
  const [household] = (await homeCommunityIdOf(db, actor.userId)) === community.id ? await householdsOf(db, actor.userId) : [];
  const board = await readBoard(db, { ...key, cursor });
  const mine = household ? ((await standingOf(db, { ...key, partyId: household.id }))?.entry ?? null) : null;
  const shown = mine && !board.rows.some((row) => row.partyId === mine.partyId) ? [...board.rows, mine] : board.rows;
  return {
    title: translator(locale, "boards")("households.title", { name: community.name }),
    locale,
    community: { id: community.id, name: community.name, slug: community.slug },
    board,
    kind: periodKind(period) ?? ("all" as const),
    mine,
    myId: household?.id ?? null,
    trends: await trendsOf(db, { ...key, rows: shown }),
    periods: await boardPeriods(db, now),
    isFirstPage: !cursor,
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} · Roundabout` }, { name: "robots", content: "noindex" }];

export default function Households() {
  const { t } = useTranslation(["boards", "communities"]);
  const { board, community, kind, locale, mine, myId, trends, periods, title, isFirstPage } = useLoaderData<typeof loader>();
  useLive([`community:${community.id}`, "board"]);
  const here = communityPath(community.slug, "/households");
  const to = (change: { metric?: string; period?: string; cursor?: string }) => {
    const { metric, period, cursor } = { metric: board.metric, period: board.period, ...change };
    const named = Object.entries({ metric, period, cursor: cursor ?? "" }).filter(([name, value]) => value !== "" && `${name} ${value}` !== "metric total" && `${name} ${value}` !== "period all");
    return named.length > 0 ? `${here}?${new URLSearchParams(named)}` : here;
  };
  const before = periodBefore(board.period);
  return (
    <div className="content pb-12">
      <PageHeader
        title={title}
        lead={t("households.lead")}
        breadcrumbs={<Breadcrumbs items={[{ to: "/communities", label: t("communities:directory.title") }, { to: communityPath(community.slug), label: community.name }, { label: t("scope.households") }]} />}
        actions={
          <LinkButton to="/leaderboard/choice" variant="secondary" icon="settings">
            {t("choiceLink")}
          </LinkButton>
        }
      />
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3 pb-3">
        <Readings
          label={t("metrics")}
          options={metricsOf("households").map((value) => ({ value, label: t(`metric.${value}`) }))}
          selected={board.metric}
          to={(metric) => to(metric === "improvement" && board.period === "all" ? { metric, period: periods.month[0] ?? "all" } : { metric })}
        />
        <PeriodChooser shown={{ scope: "households", metric: board.metric, period: board.period }} kind={kind} kinds={PERIOD_KINDS.filter((one) => one !== "all" || board.metric !== "improvement")} periods={periods} to={(period) => to({ period })} locale={locale} />
      </div>
      <p className="max-w-[46em] pb-4 text-sm text-ink-soft">{t(`metricMeans.${board.metric}`, { before: before ? periodLabel(before, locale) : "", count: BOARD_MINIMUM.entriesForImprovement })}</p>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-3">
          {board.rows.length === 0 && !mine ? (
            <EmptyState kind="results" title={t("households.empty")} headingLevel={2} action={<LinkButton to="/leaderboard/choice">{t("choiceLink")}</LinkButton>}>
              {t("households.emptyText")}
            </EmptyState>
          ) : (
            <LiveBoard
              label={t("list", { scope: t("scope.households"), metric: t(`metric.${board.metric}`), period: board.period === "all" ? t("allTime") : periodLabel(board.period, locale) })}
              scope="households"
              rows={board.rows}
              mine={mine}
              mineId={myId}
              trends={trends}
              trendKind={kind === "all" ? "month" : kind}
              locale={locale}
              board={`${board.metric} ${board.period} ${board.rows[0]?.rank === 1}`}
            />
          )}
          <Pagination nextTo={board.nextCursor ? to({ cursor: board.nextCursor }) : null} firstTo={isFirstPage ? null : to({})} />
        </div>
        <HowComputed />
      </div>
    </div>
  );
}
