import { useTranslation } from "#app/ui/i18n.ts";
import { formatDistance } from "#app/shared/geo.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Link } from "#app/ui/remix.ts";
import type { PointCard } from "../points.schema.ts";
import { LiveStateLine } from "./live-state.tsx";
import { MaterialMarks } from "./material-marks.tsx";
import { OpenLine } from "./open-line.tsx";
import { kindKey, pointLabel } from "./point-words.ts";

export interface PointRowProps {
  point: PointCard;
  now: string;
  locale: string;
  selected: boolean;
  /** Where somebody asked for a place; elsewhere a distance would be from nowhere in particular. */
  showDistance: boolean;
  onPoint?: () => void;
}

/** A point in the list. The whole row leads to its page; the name is the link. */
export function PointRow({ point, now, locale, selected, showDistance, onPoint }: PointRowProps) {
  const { t } = useTranslation("points");
  const { t: tm } = useTranslation("materials");
  const label = pointLabel({ ...point, materials: point.accepts }, t, tm);
  const place = [point.address, [point.postalCode, point.city].filter(Boolean).join(" ")].filter(Boolean).join(", ");
  return (
    <li
      id={`row-${point.id}`}
      onMouseEnter={onPoint}
      className={`relative grid gap-2 rounded-card border p-4 transition-colors hover:bg-sunken ${selected ? "border-leaf bg-leaf-soft" : "border-line bg-surface"}`}
    >
      <div className="flex items-start justify-between gap-3">
        <h2 className="min-w-0 text-lg leading-snug">
          <Link to={`/points/${point.id}`} className="no-underline after:absolute after:inset-0 after:rounded-card hover:underline" onFocus={onPoint}>
            {label}
          </Link>
        </h2>
        {showDistance ? (
          <span suppressHydrationWarning className="tabular shrink-0 text-sm text-ink-soft">
            {formatDistance(point.metres, locale)}
          </span>
        ) : null}
      </div>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        <OpenLine hours={point.hours} timeZone={point.timeZone} now={now} locale={locale} />
        {point.name !== null ? <span className="text-ink-soft">{t(`kinds.${kindKey(point)}`)}</span> : null}
        {point.bookable ? (
          <Badge tone="leaf" icon="calendar">
            {t("bookable")}
          </Badge>
        ) : null}
      </p>
      {place && place !== label ? <p className="text-sm text-ink-soft">{place}</p> : null}
      {point.live ? <LiveStateLine live={point.live} now={now} locale={locale} /> : null}
      <MaterialMarks codes={point.accepts} />
    </li>
  );
}
