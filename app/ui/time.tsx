import { dateFormat } from "#app/shared/formatters.ts";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { useHydrated } from "./assistive.tsx";

/**
 * Instants for people. The zone and the "now" always come from the loader, so server and browser write the same words;
 * where their Intl data differ by a space, `suppressHydrationWarning` keeps the server's.
 */

type Instant = string | Date;

export type DateFormat = "date" | "day" | "time" | "datetime" | "full";

const formats: Record<DateFormat, Intl.DateTimeFormatOptions> = {
  date: { day: "numeric", month: "short", year: "numeric" },
  day: { weekday: "short", day: "numeric", month: "short" },
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  datetime: { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  full: { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
};

function toDate(at: Instant): Date {
  return typeof at === "string" ? new Date(at) : at;
}

/** English dates are written the day first, as most readers of English outside one country expect. */
function tag(locale: string): string {
  return locale === "en" ? "en-GB" : locale;
}

/** An instant in a place's zone, e.g. "Tue 14 Apr, 14:00". */
export function formatInstant(at: Instant, { locale, timeZone, format = "datetime" }: { locale: string; timeZone: string; format?: DateFormat }): string {
  return dateFormat(tag(locale), { ...formats[format], timeZone }).format(toDate(at));
}

/** A span of one day as "Tue 14 Apr 14:00–14:30"; two days are written out. */
export function formatSpan(from: Instant, to: Instant, { locale, timeZone }: { locale: string; timeZone: string }): string {
  const day = (at: Instant) => formatInstant(at, { locale, timeZone, format: "day" });
  const time = (at: Instant) => formatInstant(at, { locale, timeZone, format: "time" });
  if (day(from) === day(to)) return `${day(from)} ${time(from)}–${time(to)}`;
  return `${day(from)} ${time(from)} – ${day(to)} ${time(to)}`;
}

/** The zone's short name at that instant, e.g. "GMT+2", where it differs from the viewer's. */
function foreignZone(at: Instant, locale: string, timeZone: string, viewerTimeZone?: string): string {
  if (!viewerTimeZone || viewerTimeZone === timeZone) return "";
  const part = dateFormat(tag(locale), { timeZone, timeZoneName: "short" }).formatToParts(toDate(at));
  return part.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}

interface Placed {
  locale: string;
  timeZone: string;
  /** When it differs from `timeZone`, the zone is named. */
  viewerTimeZone?: string;
}

/**
 * The zone of somebody the server may not know. A visitor's is known to the browser only: until it has spoken, times are
 * in UTC, and `viewerTimeZone` makes them say so. Spread the answer on `DateTime` or `TimeRange`.
 */
export function useViewerZone(known: string | null): { timeZone: string; viewerTimeZone: string } {
  const hydrated = useHydrated();
  const zone = known ?? (hydrated ? Intl.DateTimeFormat().resolvedOptions().timeZone : null);
  return { timeZone: zone ?? "UTC", viewerTimeZone: zone ?? "unknown" };
}

export function DateTime({ at, locale, timeZone, format = "datetime", viewerTimeZone }: { at: Instant; format?: DateFormat } & Placed) {
  const zone = foreignZone(at, locale, timeZone, viewerTimeZone);
  return (
    <time dateTime={toDate(at).toISOString()} suppressHydrationWarning className="tabular">
      {formatInstant(at, { locale, timeZone, format }) + (zone ? ` ${zone}` : "")}
    </time>
  );
}

export function TimeRange({ from, to, locale, timeZone, viewerTimeZone }: { from: Instant; to: Instant } & Placed) {
  const zone = foreignZone(from, locale, timeZone, viewerTimeZone);
  return (
    <time dateTime={toDate(from).toISOString()} suppressHydrationWarning className="tabular">
      {formatSpan(from, to, { locale, timeZone }) + (zone ? ` ${zone}` : "")}
    </time>
  );
}

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

/** "3 hours ago", "tomorrow", "now": the largest unit that fits. */
export function formatRelative(at: Instant, now: Instant, locale: string): string {
  const seconds = (toDate(at).getTime() - toDate(now).getTime()) / 1000;
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit);
  }
  return words.format(0, "second");
}

export function RelativeTime({ at, now, locale }: { at: Instant; now: Instant; locale: string }) {
  return (
    <time dateTime={toDate(at).toISOString()} suppressHydrationWarning>
      {formatRelative(at, now, locale)}
    </time>
  );
}

/** Minutes and seconds left, "09:41"; with hours "2:09:41"; never below zero. */
export function formatLeft(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const hours = Math.floor(seconds / 3600);
  const two = (value: number) => String(value).padStart(2, "0");
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/**
 * Time left until an instant. Rendered once by the loader's clock; ticks when hydrated, by the difference of clocks,
 * so that a wrong clock in the browser does no harm. Speaks only at its end.
 */
export function Countdown({ until, now, onEnd }: { until: Instant; now: Instant; onEnd?: () => void }) {
  const { t } = useTranslation("common");
  const startMs = toDate(until).getTime() - toDate(now).getTime();
  const [leftMs, setLeftMs] = useState(startMs);
  const atEnd = useRef(onEnd);
  atEnd.current = onEnd;

  useEffect(() => {
    const began = performance.now();
    setLeftMs(startMs);
    if (startMs <= 0) return;
    const timer = setInterval(() => {
      const left = startMs - (performance.now() - began);
      setLeftMs(left);
      if (left > 0) return;
      clearInterval(timer);
      atEnd.current?.();
    }, 1000);
    return () => clearInterval(timer);
  }, [startMs]);

  const over = leftMs <= 0;
  return (
    <span className="tabular">
      <time dateTime={toDate(until).toISOString()} role="timer" className={leftMs < 60_000 ? "font-semibold text-clay" : ""}>
        {over ? t("countdown.over") : formatLeft(leftMs)}
      </time>
    </span>
  );
}
