import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { communityOf } from "#app/domains/communities/communities.repository.server.ts";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { boardQuery } from "#app/domains/impact/boards/board-path.ts";
import { BOARD_MINIMUM, metricOf, metricsOf, periodOf, PUBLIC_SCOPES, scopeOf } from "#app/domains/impact/boards/boards.schema.ts";
import { boardPeriods, readBoard, standingOf, trendsOf } from "#app/domains/impact/boards/boards.service.server.ts";
import { absenceOf } from "#app/domains/impact/boards/choices.service.server.ts";
import { platformTotals } from "#app/domains/impact/totals.repository.server.ts";
import { HowComputed, PeriodChooser, Readings, ShareBoard } from "#app/domains/impact/ui/board-parts.tsx";
import { LiveBoard } from "#app/domains/impact/ui/live-board.tsx";
import { TotalFacts } from "#app/domains/impact/ui/total-facts.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { periodAt, periodBefore, periodKind, periodLabel, PERIOD_KINDS } from "#app/shared/periods.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Pagination } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { FigureWithRange } from "#app/ui/plots/figure-with-range.tsx";
import { Link } from "#app/ui/remix.ts";
import { DateTime, useViewerZone } from "#app/ui/time.tsx";

/** Its picture for posts is its own; see the root. */
export const handle = { hasPicture: true };

export async function loader({ request }: LoaderFunctionArgs) {
  const db = await database();
  const locale = requestLocale(request);
  const query = new URL(request.url).searchParams;
  const now = new Date();
  const scope = scopeOf(query.get("scope"));
  const period = periodOf(query.get("period"));
  const metric = metricOf(query.get("metric"), scope, period);
  const cursor = query.get("cursor");
  const actor = await currentActor(request);
  const community = actor ? await communityOf(db, actor) : null;
  const me = scope === "recyclers" ? (actor?.party.kind === "recycler" ? { id: actor.party.id, name: actor.party.name } : null) : community;
  const board = await readBoard(db, { scope, metric, period, cursor, now });
  const [standing, platform, periods] = await Promise.all([me ? standingOf(db, { scope, metric, period, partyId: me.id, now }) : null, platformTotals(db, period), boardPeriods(db, now)]);
  const mine = standing?.entry ?? null;
  const shown = mine && !board.rows.some((row) => row.partyId === mine.partyId) ? [...board.rows, mine] : board.rows;
  const t = translator(locale, "boards");
  const kind = periodKind(period) ?? "all";
  return {
    title: t("title"),
    description: `${t(`scope.${scope}`)} · ${t(`metric.${metric}`)} · ${period === "all" ? t("allTime") : periodLabel(period, locale)}`,
    origin: env().PUBLIC_URL.replace(/\/$/, ""),
    locale,
    timeZone: actor?.party.timeZone ?? null,
    board,
    scope,
    kind,
    isRunning: period === periodAt(kind, now) && kind !== "all",
    platform,
    periods,
    trends: await trendsOf(db, { scope, metric, period, rows: shown, now }),
    mine,
    me: me ? { id: me.id, name: me.name } : null,
    community: community ? { name: community.name, slug: community.slug } : null,
    absent: me && !standing && actor ? await absenceOf(db, { userId: actor.userId, partyId: me.id, members: community?.members ?? 0, metric, scope }) : null,
    isSignedIn: actor !== null,
    isFirstPage: !cursor,
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [{ title: "Roundabout" }];
  const query = boardQuery({ scope: data.scope, metric: data.board.metric, period: data.board.period });
  return [
    { title: `${data.title} · Roundabout` },
    { property: "og:title", content: `${data.title} · ${data.description}` },
    { property: "og:type", content: "website" },
    { property: "og:url", content: `${data.origin}/leaderboard${query}` },
    { property: "og:description", content: data.description },
    { property: "og:image", content: `${data.origin}/leaderboard/share.png${boardQuery({ scope: data.scope, metric: data.board.metric, period: data.board.period, lang: data.locale === "en" ? undefined : data.locale })}` },
    { property: "og:image:width", content: "1200" },
    { property: "og:image:height", content: "630" },
    { name: "description", content: data.description },
  ];
};

export default function Leaderboard() {
  const { t } = useTranslation("boards");
  const { board, scope, kind, isRunning, locale, mine, me, isFirstPage, timeZone, trends, periods } = useLoaderData<typeof loader>();
  const zone = useViewerZone(timeZone);
  useLive(["board"]);
  const shown = { scope, metric: board.metric, period: board.period };
  const to = (change: Partial<typeof shown>, more: Record<string, string> = {}) => {
    const next = { ...shown, ...change };
    return `/leaderboard${boardQuery({ ...next, metric: metricOf(next.metric, next.scope, next.period) }, more)}`;
  };
  const before = periodBefore(board.period);
  // All time has nothing before it.
  const toMetric = (metric: typeof shown.metric) => to(metric === "improvement" && board.period === "all" ? { metric, period: periods.month[0] ?? "all" } : { metric });
  return (
    <div className="content pb-12">
      <PageHeader title={t("title")} lead={t("lead")} />
      <div className="grid gap-3 pb-4">
        <Readings label={t("scopes")} options={PUBLIC_SCOPES.map((value) => ({ value, label: t(`scope.${value}`) }))} selected={scope} to={(value) => to({ scope: value })} />
        <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
          <Readings label={t("metrics")} options={metricsOf(scope).map((value) => ({ value, label: t(`metric.${value}`) }))} selected={board.metric} to={toMetric} />
          <PeriodChooser shown={shown} kind={kind} kinds={PERIOD_KINDS.filter((one) => one !== "all" || board.metric !== "improvement")} periods={periods} to={(period) => to({ period })} locale={locale} />
        </div>
        <p className="max-w-[46em] text-sm text-ink-soft">
          {t(`metricMeans.${board.metric}`, { before: before ? periodLabel(before, locale) : "", count: BOARD_MINIMUM.entriesForImprovement })}
          {isRunning ? ` (${periodLabel(board.period, locale)}: ${t("running")})` : null}
        </p>
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-3">
          {board.rows.length === 0 && !mine ? (
            <EmptyState kind="results" title={t("emptyTitle")} action={<LinkButton to="/communities">{t("emptyAction")}</LinkButton>}>
              {t("emptyText")}
            </EmptyState>
          ) : (
            <LiveBoard
              label={t("list", { scope: t(`scope.${scope}`), metric: t(`metric.${board.metric}`), period: board.period === "all" ? t("allTime") : periodLabel(board.period, locale) })}
              scope={scope}
              rows={board.rows}
              mine={mine}
              mineId={me?.id ?? null}
              trends={trends}
              trendKind={kind === "all" ? "month" : kind}
              locale={locale}
              board={`${scope} ${board.metric} ${board.period} ${board.rows[0]?.rank === 1}`}
            />
          )}
          <Pagination nextTo={board.nextCursor ? to({}, { cursor: board.nextCursor }) : null} firstTo={isFirstPage ? null : to({})} />
          <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
            <span className="inline-flex items-center gap-1.5 font-semibold text-leaf">
              <span aria-hidden="true" className="inline-block size-2 rounded-full bg-leaf motion-safe:animate-pulse" />
              {t("live")}
            </span>
            <span>
              {t("computedAt")} <DateTime at={board.computedAt} locale={locale} {...zone} />
            </span>
          </p>
        </div>
        <Aside />
      </div>
    </div>
  );
}

function Aside() {
  const { t } = useTranslation("boards");
  const { board, scope, platform, locale, me, community, absent, origin, isSignedIn } = useLoaderData<typeof loader>();
  const count = absent === "improvement" ? BOARD_MINIMUM.entriesForImprovement : BOARD_MINIMUM.membersPerHead;
  return (
    <div className="grid min-w-0 gap-4">
      {absent && me ? <Alert tone="info">{t(`mineAbsent.${absent}`, { name: me.name, count })}</Alert> : null}
      {community ? null : (
        <Card tone="marigold" as="section">
          <h2 className="text-lg">{t("joinTitle")}</h2>
          <p className="mt-1">{t("joinText")}</p>
          <p className="mt-3">
            <LinkButton to="/communities" icon="people">
              {t("join")}
            </LinkButton>
          </p>
        </Card>
      )}
      {platform.entryCount > 0 ? (
        <Card as="section">
          <FigureWithRange
            label={t("allTogether")}
            lowGrams={platform.lowGrams}
            centralGrams={platform.co2eGrams}
            highGrams={platform.highGrams}
            grade={platform.grade}
            locale={locale}
            caption={<TotalFacts total={platform} locale={locale} />}
          />
        </Card>
      ) : null}
      <HowComputed />
      <ShareBoard shown={{ scope, metric: board.metric, period: board.period }} origin={origin} locale={locale} />
      <ul className="grid gap-1 px-1">
        {community ? (
          <li>
            <Link className="link inline-block py-1" to={`/communities/${encodeURIComponent(community.slug)}/households`}>
              {t("householdsLink", { name: community.name })}
            </Link>
          </li>
        ) : null}
        <li>
          <Link className="link inline-block py-1" to="/leaderboard/seasons">
            {t("seasonsLink")}
          </Link>
        </li>
        {isSignedIn ? (
          <li>
            <Link className="link inline-block py-1" to="/leaderboard/choice">
              {t("choiceLink")}
            </Link>
          </li>
        ) : null}
      </ul>
    </div>
  );
}
