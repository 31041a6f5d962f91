import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { BoardList, BoardRow } from "#app/ui/plots/board-row.tsx";
import type { BoardEntry } from "../totals.schema.ts";

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
  const before = new Map(seen.rows.map((row) => [row.communityId, row.rank]));
  const moved = new Map<string, number>();
  if (seen.board === board) {
    for (const row of rows) {
      const rank = before.get(row.communityId);
      if (rank !== undefined && rank !== row.rank) moved.set(row.communityId, rank - row.rank);
    }
  }
  const next = moved.size > 0 || seen.board !== board ? moved : seen.moved;
  setSeen({ rows, board, moved: next });
  return next;
}

export interface LiveBoardProps {
  label: string;
  rows: readonly BoardEntry[];
  /** The reader's own community where it stands beyond these rows. */
  mine: BoardEntry | null;
  mineId: string | null;
  locale: string;
  /** Tells one board (metric, period, page) from another, so that only real moves glide. */
  board: string;
}

/** The board's rows on one axis. Rows glide when ranks change, and the reader's own is always in view. */
export function LiveBoard({ label, rows, mine, mineId, locale, board }: LiveBoardProps) {
  const { t } = useTranslation("communities");
  const moved = useMoved(rows, board);
  const frame = useGlide(rows.map((row) => row.communityId).join(" "));
  const shown = mine && !rows.some((row) => row.communityId === mine.communityId) ? [...rows, mine] : rows;
  const axisMinGrams = Math.min(0, ...shown.map((row) => row.lowGrams));
  const axisMaxGrams = Math.max(1, ...shown.map((row) => row.highGrams));
  return (
    <div ref={frame} className="relative">
      <BoardList label={label}>
        {shown.map((row) => (
          <BoardRow
            key={row.communityId}
            rank={row.rank}
            name={row.name}
            to={`/communities/${encodeURIComponent(row.slug)}`}
            lowGrams={row.lowGrams}
            centralGrams={row.co2eGrams}
            highGrams={row.highGrams}
            axisMinGrams={axisMinGrams}
            axisMaxGrams={axisMaxGrams}
            locale={locale}
            mine={row.communityId === mineId}
            moved={moved.get(row.communityId) ?? 0}
            detail={[
              row.placeLabel,
              t("board.detail", { members: row.members, entries: row.entryCount }),
              row.grade === null ? null : t("board.detailGrade", { grade: row.grade }),
              row.coverage === null ? null : t("board.detailCoverage", { share: Math.round(row.coverage * 100) / 100 }),
            ]
              .filter(Boolean)
              .join(" · ")}
          />
        ))}
      </BoardList>
    </div>
  );
}
