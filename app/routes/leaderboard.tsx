import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData, useSubmit } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { communityOf } from "#app/domains/communities/communities.repository.server.ts";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { communityBoard, standingOf } from "#app/domains/impact/board.repository.server.ts";
import { monthLabel } from "#app/shared/months.ts";
import { platformTotals, totalsByMonth } from "#app/domains/impact/totals.repository.server.ts";
import { BOARD_MINIMUM, metricOf, periodOf, PLATFORM } from "#app/domains/impact/totals.schema.ts";
import { LiveBoard } from "#app/domains/impact/ui/live-board.tsx";
import { TotalFacts } from "#app/domains/impact/ui/total-facts.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button, LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Select } from "#app/ui/forms/inputs.tsx";
import { Pagination } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { FigureWithRange } from "#app/ui/plots/figure-with-range.tsx";
import { Link } from "#app/ui/remix.ts";
import { DateTime, useViewerZone } from "#app/ui/time.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const db = await database();
  const locale = requestLocale(request);
  const query = new URL(request.url).searchParams;
  const metric = metricOf(query.get("metric"));
  const period = periodOf(query.get("period"));
  const cursor = query.get("cursor");
  const actor = await currentActor(request);
  const community = actor ? await communityOf(db, actor) : null;
  const [board, standing, platform, months] = await Promise.all([
    communityBoard(db, { metric, period, cursor }),
    community ? standingOf(db, { metric, period, communityId: community.id }) : null,
    platformTotals(db, period),
    totalsByMonth(db, PLATFORM, 24),
  ]);
  const absent = community && !standing ? (!community.isListed ? "unlisted" : metric === "per_head" && community.members < BOARD_MINIMUM.membersPerHead ? "few" : "nothing") : null;
  return {
    title: translator(locale, "communities")("board.title"),
    locale,
    timeZone: actor?.party.timeZone ?? null,
    board,
    platform,
    periods: [...new Set([...months.map((row) => row.month), ...(period === "all" ? [] : [period])])].sort().reverse(),
    mine: standing?.entry ?? null,
    community: community ? { id: community.id, name: community.name } : null,
    absent,
    isFirstPage: !cursor,
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} · Roundabout` }];

export default function Leaderboard() {
  const { t } = useTranslation("communities");
  const { board, locale, mine, community, isFirstPage, timeZone } = useLoaderData<typeof loader>();
  const zone = useViewerZone(timeZone);
  useLive(["board"]);
  const to = (change: Record<string, string>) => {
    const query = Object.entries({ metric: board.metric, period: board.period, ...change }).filter(([, value]) => value !== "total" && value !== "all");
    return query.length > 0 ? `/leaderboard?${new URLSearchParams(query)}` : "/leaderboard";
  };
  return (
    <div className="content pb-12">
      <PageHeader title={t("board.title")} lead={t("board.lead")} />
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3 pb-4">
        <MetricTabs to={to} />
        <PeriodForm />
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-[1fr_20rem]">
        <div className="grid gap-3">
          {board.rows.length === 0 && !mine ? (
            <EmptyState kind="results" title={t("board.emptyTitle")} action={<LinkButton to="/communities">{t("board.emptyAction")}</LinkButton>}>
              {t("board.emptyText")}
            </EmptyState>
          ) : (
            <LiveBoard
              label={t(`board.list.${board.metric}`)}
              rows={board.rows}
              mine={mine}
              mineId={community?.id ?? null}
              locale={locale}
              board={`${board.metric} ${board.period} ${board.rows[0]?.rank === 1}`}
            />
          )}
          <Pagination nextTo={board.nextCursor ? to({ cursor: board.nextCursor }) : null} firstTo={isFirstPage ? null : to({})} />
          <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
            <span className="inline-flex items-center gap-1.5 font-semibold text-leaf">
              <span aria-hidden="true" className="inline-block size-2 rounded-full bg-leaf motion-safe:animate-pulse" />
              {t("board.live")}
            </span>
            <span>
              {t("board.computedAt")} <DateTime at={board.computedAt} locale={locale} {...zone} />
            </span>
          </p>
        </div>
        <Aside />
      </div>
    </div>
  );
}

function MetricTabs({ to }: { to: (change: Record<string, string>) => string }) {
  const { t } = useTranslation("communities");
  const { board } = useLoaderData<typeof loader>();
  const options = [
    { metric: "total", label: t("board.total") },
    { metric: "per_head", label: t("board.perHead") },
  ] as const;
  return (
    <nav aria-label={t("board.metrics")} className="inline-flex rounded-control border border-line-strong bg-surface p-1">
      {options.map(({ metric, label }) => (
        <Link
          key={metric}
          to={to({ metric })}
          aria-current={board.metric === metric ? "page" : undefined}
          className="inline-flex min-h-10 items-center rounded-[7px] px-4 font-semibold text-ink no-underline transition-colors hover:bg-sunken aria-[current=page]:bg-leaf aria-[current=page]:text-on-leaf"
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

function PeriodForm() {
  const { t } = useTranslation("communities");
  const { board, periods, locale } = useLoaderData<typeof loader>();
  const submit = useSubmit();
  return (
    <Form method="get" className="flex items-end gap-2" onChange={(event) => submit(event.currentTarget)}>
      {board.metric === "total" ? null : <input type="hidden" name="metric" value={board.metric} />}
      <Field label={t("board.period")} hideLabel>
        <Select
          name="period"
          key={board.period}
          defaultValue={board.period}
          options={[{ value: "all", label: t("board.allTime") }, ...periods.map((month) => ({ value: month, label: monthLabel(month, locale) }))]}
        />
      </Field>
      <Button type="submit" variant="secondary">
        {t("board.show")}
      </Button>
    </Form>
  );
}

function Aside() {
  const { t } = useTranslation("communities");
  const { platform, locale, community, absent } = useLoaderData<typeof loader>();
  return (
    <div className="grid gap-4">
      {absent && community ? <Alert tone="info">{t(`board.mineAbsent.${absent}`, { name: community.name, count: BOARD_MINIMUM.membersPerHead })}</Alert> : null}
      {community ? null : (
        <Card tone="marigold" as="section">
          <h2 className="text-lg">{t("board.joinTitle")}</h2>
          <p className="mt-1">{t("board.joinText")}</p>
          <p className="mt-3">
            <LinkButton to="/communities" icon="people">
              {t("board.join")}
            </LinkButton>
          </p>
        </Card>
      )}
      {platform.entryCount > 0 ? (
        <Card as="section">
          <FigureWithRange
            label={t("board.allTogether")}
            lowGrams={platform.lowGrams}
            centralGrams={platform.co2eGrams}
            highGrams={platform.highGrams}
            grade={platform.grade}
            locale={locale}
            caption={<TotalFacts total={platform} locale={locale} />}
          />
        </Card>
      ) : null}
      <Card tone="sunken" as="section">
        <details>
          <summary className="min-h-9 cursor-pointer font-semibold">{t("board.how")}</summary>
          <ul className="mt-2 grid list-disc gap-2 ps-5 text-sm">
            {(["how1", "how2", "how3", "how4", "how5", "how6"] as const).map((line) => (
              <li key={line}>{t(`board.${line}`, { count: BOARD_MINIMUM.membersPerHead })}</li>
            ))}
          </ul>
          <p className="mt-3">
            <Link className="link" to="/impact/method">
              {t("board.method")}
            </Link>
          </p>
        </details>
      </Card>
    </div>
  );
}
