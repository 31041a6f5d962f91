import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { Badge } from "#app/ui/badge.tsx";
import { BoardList, BoardRow } from "#app/ui/plots/board-row.tsx";
import { TrendLine } from "#app/ui/plots/trend-line.tsx";
import type { PeriodKind } from "#app/shared/periods.ts";
import { formatCo2e } from "#app/shared/units.ts";
import type { BoardEntry, BoardScope, Shrinkage, Trends } from "../boards/boards.schema.ts";

const useBrowserLayoutEffect = typeof document === "undefined" ? useEffect : useLayoutEffect;

/** Lets rows glide from where they stood to where they stand, whenever `order` changes; not under reduced motion. */
function useGlide(order: string) {
  const frame = useRef<HTMLDivElement>(null);
  const tops = useRef(new Map<Element, number>());
  useBrowserLayoutEffect(() => {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const now = new Map<Element, number>();
    for (const row of frame.current?.querySelectorAll<HTMLElement>("ol > li") ?? []) {
      now.set(row, row.offsetTop);
      const before = tops.current.get(row);
      const way = before === undefined ? 0 : before - row.offsetTop;
      if (way !== 0 && !still) row.animate([{ transform: `translateY(${way}px)` }, { transform: "none" }], { duration: 420, easing: "cubic-bezier(0.3, 0.1, 0.2, 1)" });
    }
    tops.current = now;
  }, [order]);
  return frame;
}

/** Places each community gained since the page was opened, kept until the next change. */
function useMoved(rows: readonly BoardEntry[], board: string): ReadonlyMap<string, number> {
  const [seen, setSeen] = useState({ rows, board, moved: new Map<string, number>() });
  if (seen.rows === rows) return seen.moved;
  const before = new Map(seen.rows.map((row) => [row.partyId, row.rank]));
  const moved = new Map<string, number>();
  if (seen.board === board) {
    for (const row of rows) {
      const rank = before.get(row.partyId);
      if (rank !== undefined && rank !== row.rank) moved.set(row.partyId, rank - row.rank);
    }
  }
  const next = moved.size > 0 || seen.board !== board ? moved : seen.moved;
  setSeen({ rows, board, moved: next });
  return next;
}

export interface LiveBoardProps {
  label: string;
  scope: BoardScope;
  rows: readonly BoardEntry[];
  /** The reader's own row where it stands beyond these. */
  mine: BoardEntry | null;
  mineId: string | null;
  trends: Trends;
  /** What a step of the trends is. */
  trendKind: Exclude<PeriodKind, "all">;
  locale: string;
  /** Tells one board (scope, metric, period, page) from another, so that only real moves glide. */
  board: string;
}

const paths: Record<BoardScope, ((slug: string) => string) | null> = {
  communities: (slug) => `/communities/${encodeURIComponent(slug)}`,
  recyclers: (slug) => `/recyclers/${encodeURIComponent(slug)}`,
  // A household has no page.
  households: null,
};

/** The board's rows on one axis. Rows glide when ranks change, and the reader's own is always in view. */
export function LiveBoard({ label, scope, rows, mine, mineId, trends, trendKind, locale, board }: LiveBoardProps) {
  const { t } = useTranslation("boards");
  const moved = useMoved(rows, board);
  const frame = useGlide(rows.map((row) => row.partyId).join(" "));
  const shown = mine && !rows.some((row) => row.partyId === mine.partyId) ? [...rows, mine] : rows;
  const axisMinGrams = Math.min(0, ...shown.map((row) => row.lowGrams));
  const axisMaxGrams = Math.max(1, ...shown.map((row) => row.highGrams));
  const counts = { communities: "detail", recyclers: "detailRecycler", households: "detailHousehold" } as const;
  return (
    <div ref={frame} className="relative">
      <BoardList label={label}>
        {shown.map((row) => (
          <BoardRow
            key={row.partyId}
            rank={row.rank}
            name={row.name}
            to={paths[scope]?.(row.slug)}
            lowGrams={row.lowGrams}
            centralGrams={row.co2eGrams}
            highGrams={row.highGrams}
            axisMinGrams={axisMinGrams}
            axisMaxGrams={axisMaxGrams}
            locale={locale}
            mine={row.partyId === mineId}
            moved={moved.get(row.partyId) ?? 0}
            detail={[
              scope === "households" ? null : row.placeLabel,
              t(counts[scope], { members: row.members, entries: row.entryCount }),
              row.grade === null ? null : t("detailGrade", { grade: row.grade }),
              row.coverage === null ? t("detailNoCoverage") : t("detailCoverage", { share: Math.round(row.coverage * 100) / 100 }),
            ]
              .filter(Boolean)
              .join(" · ")}
            below={<Below row={row} trend={trends[row.partyId] ?? []} trendKind={trendKind} locale={locale} />}
          />
        ))}
      </BoardList>
    </div>
  );
}

function Below({ row, trend, trendKind, locale }: { row: BoardEntry; trend: readonly (number | null)[]; trendKind: Exclude<PeriodKind, "all">; locale: string }) {
  const { t } = useTranslation("boards");
  const said = (value: number | null | undefined) => (value === null || value === undefined ? t("trend.none") : formatCo2e(value, locale));
  return (
    <>
      {trend.some((value) => value !== null) ? <TrendLine values={trend} label={t("trend.label", { kind: t(`trend.${trendKind}`), first: said(trend[0]), last: said(trend.at(-1)) })} /> : null}
      {row.heldCount > 0 ? (
        <Badge tone="marigold" icon="eye">
          {t("held", { count: row.heldCount })}
        </Badge>
      ) : null}
      {row.leftOutCount > 0 ? <Badge>{t("leftOut", { count: row.leftOutCount })}</Badge> : null}
      {row.shrinkage ? <Shrunk row={row} shrinkage={row.shrinkage} locale={locale} /> : null}
    </>
  );
}

/** How the ranked figure came about: own figure, the mean of the class, and the weight between them. */
function Shrunk({ row, shrinkage, locale }: { row: BoardEntry; shrinkage: Shrinkage; locale: string }) {
  const { t } = useTranslation("boards");
  const value = formatCo2e(row.rankGrams, locale);
  const members = shrinkage.class.replace("-", "\u2013");
  return (
    <details className="min-w-0">
      <summary className="min-h-6 cursor-pointer">{t("shrunk.summary", { value })}</summary>
      <p className="pt-1">
        {t("shrunk.text", {
          own: formatCo2e(row.co2eGrams, locale),
          weight: shrinkage.weightPermille / 1000,
          class: shrinkage.class === "all" ? t("shrunk.class.all") : t("shrunk.class.other", { members }),
          mean: formatCo2e(shrinkage.meanGrams, locale),
          value,
        })}
      </p>
    </details>
  );
}
