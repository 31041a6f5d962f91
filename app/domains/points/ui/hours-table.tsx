import { dateFormat } from "#app/shared/formatters.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import type { PointDetail } from "../points.schema.ts";
import { seasonWords } from "./season-words.ts";

type Hours = Pick<PointDetail, "hoursStatus" | "hoursRaw" | "weeks" | "holidayRule" | "exceptions" | "collectionTimesRaw" | "site" | "holidaysNotFixed">;

/** Opening hours by weekday, one week for each season, with the source's own words where they were not fully understood. */
export function HoursTable({ hours, todayWeekday, locale }: { hours: Hours; todayWeekday: number; locale: string }) {
  const { t } = useTranslation("points");
  const isCertain = hours.hoursStatus === "weekly" || hours.hoursStatus === "always";
  return (
    <div className="grid gap-3">
      {hours.hoursStatus === "always" ? <p className="font-semibold">{t("hours.always")}</p> : null}
      {hours.hoursStatus === "none" ? <p>{t(`hours.none.${hours.site}`)}</p> : null}
      {hours.hoursStatus === "partial" ? <p>{t("hours.partial")}</p> : null}
      {hours.hoursStatus === "unparsed" ? <p>{t("hours.unparsed")}</p> : null}
      {hours.hoursRaw !== null && !isCertain ? (
        <blockquote className="rounded-control border-s-4 border-line-strong bg-sunken px-4 py-2 break-words whitespace-pre-wrap">{hours.hoursRaw}</blockquote>
      ) : null}
      {hours.hoursStatus === "always" ? null : hours.weeks.map((week) => <WeekTable key={`${week.fromMonthDay}`} week={week} isCertain={isCertain} todayWeekday={todayWeekday} locale={locale} />)}
      {isCertain && hours.holidayRule !== "unknown" ? <p className="text-sm text-ink-soft">{t(`hours.holidays.${hours.holidayRule}`)}</p> : null}
      {hours.holidaysNotFixed !== null ? <p className="text-sm text-ink-soft">{t("hours.holidaysNotFixed", { year: String(hours.holidaysNotFixed) })}</p> : null}
      {hours.exceptions.length > 0 ? (
        <ul className="grid gap-1 text-sm">
          {hours.exceptions.map((exception) => (
            <li key={exception.date}>
              <span suppressHydrationWarning className="tabular font-semibold">
                {dateWords(exception.date, locale)}
              </span>{" "}
              {exception.intervals.length === 0 ? t("hours.closed") : exception.intervals.map(span).join(", ")}
              {exception.note ? ` · ${exception.note}` : ""}
            </li>
          ))}
        </ul>
      ) : null}
      {hours.collectionTimesRaw ? <p className="text-sm text-ink-soft">{t("hours.emptied", { text: hours.collectionTimesRaw })}</p> : null}
    </div>
  );
}

interface WeekProps {
  week: PointDetail["weeks"][number];
  isCertain: boolean;
  todayWeekday: number;
  locale: string;
}

function WeekTable({ week, isCertain, todayWeekday, locale }: WeekProps) {
  const { t } = useTranslation("points");
  const season = week.fromMonthDay !== null && week.toMonthDay !== null ? seasonWords({ from: week.fromMonthDay, to: week.toMonthDay }, locale, t) : null;
  return (
    <table className="w-full max-w-md text-base">
      <caption suppressHydrationWarning className={season ? "pb-1 text-start text-sm font-semibold" : "sr-only"}>
        {season ?? t("hours.title")}
      </caption>
      <tbody>
        {[1, 2, 3, 4, 5, 6, 7].map((weekday) => {
          const intervals = week.groups.find((group) => group.weekdays.includes(weekday))?.intervals ?? [];
          const isToday = weekday === todayWeekday && season === null;
          return (
            <tr key={weekday} className={`border-b border-line last:border-0 ${isToday ? "bg-leaf-soft font-semibold" : ""}`}>
              <th scope="row" className="px-2 py-1.5 text-start font-[inherit]">
                <span suppressHydrationWarning>{weekdayName(weekday, locale)}</span>
                {isToday ? <span className="sr-only"> {t("hours.today")}</span> : null}
              </th>
              <td className="tabular px-2 py-1.5 text-end">
                {intervals.length > 0 ? intervals.map(span).join(", ") : <span className="text-ink-soft">{t(isCertain ? "hours.closed" : "hours.notKnown")}</span>}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function span({ opensMinute, closesMinute }: { opensMinute: number; closesMinute: number }): string {
  return `${clock(opensMinute)}–${clock(closesMinute)}`;
}

/** Minutes after midnight as on a door: 24:00 stays, later ones are the next day's. */
function clock(minute: number): string {
  const shown = minute > 1440 ? minute - 1440 : minute;
  return `${String(Math.floor(shown / 60)).padStart(2, "0")}:${String(shown % 60).padStart(2, "0")}`;
}

/** 1 January 2024 was a Monday. */
function weekdayName(weekday: number, locale: string): string {
  return dateFormat(locale === "en" ? "en-GB" : locale, { weekday: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2024, 0, weekday)));
}

function dateWords(date: string, locale: string): string {
  return dateFormat(locale === "en" ? "en-GB" : locale, { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));
}
