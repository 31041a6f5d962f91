import { useTranslation } from "#app/ui/i18n.ts";
import { ListingCard } from "#app/domains/listings/ui/listing-card.tsx";
import { formatDistance } from "#app/shared/geo.ts";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { MaterialDrawing } from "#app/ui/drawings/material-drawing.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/page.tsx";
import { BoardList, BoardRow } from "#app/ui/plots/board-row.tsx";
import { Link } from "#app/ui/remix.ts";
import { formatInstant } from "#app/ui/time.tsx";
import type { Around } from "./home.server.ts";

function All({ to, children }: { to: string; children: string }) {
  return (
    <Link to={to} className="link whitespace-nowrap">
      {children}
    </Link>
  );
}

/** The newest listings with their photos. */
export function Latest({ latest, locale }: { latest: Around["latest"]; locale: string }) {
  const { t } = useTranslation("home");
  return (
    <Section title={t("latest.title")} action={latest.length > 0 ? <All to="/listings">{t("latest.all")}</All> : null}>
      {latest.length === 0 ? (
        <EmptyState
          kind="listings"
          title={t("latest.emptyTitle")}
          headingLevel={3}
          action={
            <LinkButton to="/listings/new" icon="plus">
              {t("latest.emptyAction")}
            </LinkButton>
          }
        >
          {t("latest.emptyText")}
        </EmptyState>
      ) : (
        <ul className="grid grid-cols-2 gap-3 md:grid-cols-4 md:gap-4">
          {latest.map(({ card, estimate }) => (
            <li key={card.id}>
              <ListingCard card={card} estimate={estimate} locale={locale} eager />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

type PointLine = Around["points"]["rows"][number];
const shownGroups = 4;

/** Recycling points that are open, the nearest where a place is known. */
export function OpenPoints({ points, locale }: { points: Around["points"]; locale: string }) {
  const { t } = useTranslation("home");
  return (
    <Section title={t(`points.${points.title}`, { place: points.place })} action={points.rows.length > 0 ? <All to="/points">{t("points.all")}</All> : null}>
      {points.rows.length === 0 ? (
        <EmptyState
          kind="bookings"
          title={t("points.emptyTitle")}
          headingLevel={3}
          action={
            <LinkButton to="/recyclers/new" variant="secondary">
              {t("points.emptyAction")}
            </LinkButton>
          }
        >
          {t("points.emptyText")}
        </EmptyState>
      ) : (
        <ul className="grid gap-2">
          {points.rows.map((point) => (
            <PointRow key={point.id} point={point} locale={locale} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function PointRow({ point, locale }: { point: PointLine; locale: string }) {
  const { t } = useTranslation(["home", "materials"]);
  const rest = point.groups.length - shownGroups;
  return (
    <li className="relative grid gap-1.5 rounded-card border border-line bg-surface p-3 transition-colors hover:border-line-strong has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <Link to={`/points/${point.id}`} className="min-w-0 font-semibold text-ink no-underline outline-none after:absolute after:inset-0">
          {point.name ?? t(`points.${point.site}`)}
        </Link>
        <OpenBadge point={point} locale={locale} />
      </div>
      <p className="text-sm text-ink-soft empty:hidden">
        {[point.where, point.metres === null ? "" : t("points.away", { distance: formatDistance(point.metres, locale) })].filter(Boolean).join(" · ")}
      </p>
      <ul className="flex flex-wrap gap-x-3 gap-y-1 text-sm empty:hidden">
        {point.groups.slice(0, shownGroups).map((group) => (
          <li key={group} className="inline-flex items-center gap-1">
            <MaterialDrawing group={group} size={28} />
            {t(`materials:groups.${group}`)}
          </li>
        ))}
        {rest > 0 ? <li className="self-center text-ink-soft">{t("points.more", { count: rest })}</li> : null}
      </ul>
    </li>
  );
}

function OpenBadge({ point, locale }: { point: PointLine; locale: string }) {
  const { t } = useTranslation("home");
  const { state, until, next } = point.hours;
  const at = (instant: string, format: "time" | "datetime") => formatInstant(instant, { locale, timeZone: point.timeZone, format });
  if (state === "open") return <Badge tone="leaf">{until ? t("points.until", { time: at(until, "time") }) : t("points.openAlways")}</Badge>;
  if (state === "unknown") return <Badge>{t("points.unknown")}</Badge>;
  return <Badge>{next ? t("points.opens", { time: at(next, "datetime") }) : t("points.closed")}</Badge>;
}

/** Who leads the board, each with its range on one axis. */
export function TopFive({ board, mine, locale }: { board: Around["board"]; mine: readonly string[]; locale: string }) {
  const { t } = useTranslation("home");
  const axisMaxGrams = Math.max(1, ...board.map((row) => row.highGrams));
  const axisMinGrams = Math.min(0, ...board.map((row) => row.lowGrams));
  return (
    <Section title={t("board.title")} action={board.length > 0 ? <All to="/leaderboard">{t("board.all")}</All> : null}>
      {board.length === 0 ? (
        <EmptyState
          kind="results"
          title={t("board.emptyTitle")}
          headingLevel={3}
          action={
            <LinkButton to="/communities" variant="secondary">
              {t("board.emptyAction")}
            </LinkButton>
          }
        >
          {t("board.emptyText")}
        </EmptyState>
      ) : (
        <BoardList label={t("board.label")}>
          {board.map((row) => (
            <BoardRow
              key={row.partyId}
              rank={row.rank}
              name={row.name}
              to={`/communities/${row.slug}`}
              lowGrams={row.lowGrams}
              centralGrams={row.co2eGrams}
              highGrams={row.highGrams}
              axisMinGrams={axisMinGrams}
              axisMaxGrams={axisMaxGrams}
              locale={locale}
              detail={[row.placeLabel, t("board.members", { count: row.members })].filter(Boolean).join(" · ")}
              mine={mine.includes(row.partyId)}
            />
          ))}
        </BoardList>
      )}
    </Section>
  );
}
