import { formatInstant } from "#app/ui/time.tsx";
import type { BookingRow } from "../pickups.schema.ts";

/** From when, large, and until when, on the clock of the place: the first column of the day's lists. */
export function VisitTimes({ visit, locale }: { visit: Pick<BookingRow, "startsAt" | "endsAt" | "timeZone">; locale: string }) {
  const time = (at: string) => formatInstant(at, { locale, timeZone: visit.timeZone, format: "time" });
  return (
    <p className="tabular grid text-center" suppressHydrationWarning>
      <span className="font-display text-2xl font-semibold">{time(visit.startsAt)}</span>
      <span className="text-sm text-ink-soft">{time(visit.endsAt)}</span>
    </p>
  );
}
