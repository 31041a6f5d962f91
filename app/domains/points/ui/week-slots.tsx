import { useTranslation } from "#app/ui/i18n.ts";
import { Link } from "#app/ui/remix.ts";
import { formatInstant, TimeRange } from "#app/ui/time.tsx";

/** A slot as the page shows it; the pickups room says which can be booked. */
export interface ShownSlot {
  id: string;
  startsAt: string;
  endsAt: string;
  freeVisits: number;
  bookable: boolean;
}

/** The slots of the coming days, day by day; each that is free leads to booking it. */
export function WeekSlots({ pointId, slots, timeZone, locale }: { pointId: string; slots: readonly ShownSlot[]; timeZone: string; locale: string }) {
  const { t } = useTranslation("points");
  const days = new Map<string, ShownSlot[]>();
  for (const slot of slots) {
    const day = formatInstant(slot.startsAt, { locale, timeZone, format: "day" });
    days.set(day, [...(days.get(day) ?? []), slot]);
  }
  if (slots.length === 0) return <p className="text-ink-soft">{t("slots.none")}</p>;
  return (
    <ul className="grid gap-4">
      {[...days].map(([day, ofDay]) => (
        <li key={ofDay[0]?.id} className="grid gap-2">
          <h3 suppressHydrationWarning className="tabular text-base font-semibold">
            {day}
          </h3>
          <ul className="flex flex-wrap gap-2">
            {ofDay.map((slot) => (
              <li key={slot.id}>
                <SlotDoor pointId={pointId} slot={slot} timeZone={timeZone} locale={locale} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function SlotDoor({ pointId, slot, timeZone, locale }: { pointId: string; slot: ShownSlot; timeZone: string; locale: string }) {
  const { t } = useTranslation("points");
  const time = (at: string) => formatInstant(at, { locale, timeZone, format: "time" });
  const span = (
    <time dateTime={slot.startsAt} suppressHydrationWarning className="tabular font-semibold">
      {time(slot.startsAt)}–{time(slot.endsAt)}
    </time>
  );
  if (!slot.bookable) {
    return (
      <span className="grid min-h-11 content-center rounded-control border border-line bg-sunken px-3 py-1 text-center text-ink-soft">
        {span}
        <span className="text-xs">{t(slot.freeVisits > 0 ? "slots.closed" : "slots.full")}</span>
      </span>
    );
  }
  return (
    <Link
      to={`/bookings/new?${new URLSearchParams({ point: pointId, slot: slot.id })}`}
      className="grid min-h-11 content-center rounded-control border border-leaf bg-surface px-3 py-1 text-center no-underline transition-colors hover:bg-leaf-soft"
    >
      {span}
      <span className="text-xs text-ink-soft">{t("slots.free", { count: slot.freeVisits })}</span>
    </Link>
  );
}

/** The first free slot in one line. */
export function NextSlot({ slots, timeZone, locale }: { slots: readonly ShownSlot[]; timeZone: string; locale: string }) {
  const { t } = useTranslation("points");
  const free = slots.find((slot) => slot.bookable);
  if (!free) return null;
  return (
    <p className="text-sm text-ink-soft">
      {t("slots.next")} <TimeRange from={free.startsAt} to={free.endsAt} locale={locale} timeZone={timeZone} />
    </p>
  );
}
