import { dateFormat } from "#app/shared/formatters.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import { formatInstant, formatSpan } from "#app/ui/time.tsx";
import type { SlotView } from "../pickups.schema.ts";

/** Slots in groups by the place's own day, in order. */
export function slotsByDay<Slot extends { startsAt: string }>(slots: readonly Slot[], timeZone: string): { day: string; slots: Slot[] }[] {
  const format = dateFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const days = new Map<string, Slot[]>();
  for (const slot of slots) {
    const day = format.format(new Date(slot.startsAt));
    days.set(day, [...(days.get(day) ?? []), slot]);
  }
  return [...days].map(([day, found]) => ({ day, slots: found }));
}

type Props = { slots: readonly SlotView[]; timeZone: string; locale: string; currentSlotId?: string | undefined; headingLevel?: 2 | 3; mayWait?: boolean };

/**
 * Slots to choose from: each is a submit button of the surrounding form, `name="slotId"`. With `mayWait`, a full one is a button too,
 * `name="waitFor"`.
 */
export function SlotDays({ slots, timeZone, locale, currentSlotId, headingLevel = 3, mayWait = false }: Props) {
  const { t } = useTranslation("pickups");
  const Heading = `h${headingLevel}` as const;
  return (
    <div className="grid gap-5">
      {slotsByDay(slots, timeZone).map(({ day, slots: ofDay }) => (
        <section key={day} className="grid gap-2">
          <Heading className="text-base font-semibold" suppressHydrationWarning>
            {formatInstant(ofDay[0]?.startsAt ?? day, { locale, timeZone, format: "day" })}
          </Heading>
          <ul className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-4">
            {ofDay.map((slot) => {
              const waits = mayWait && slot.reason === "FULL";
              return (
                <li key={slot.id}>
                  <button
                    type="submit"
                    name={waits ? "waitFor" : "slotId"}
                    value={slot.id}
                    disabled={!(slot.bookable || waits) || slot.id === currentSlotId}
                    aria-label={slot.bookable || waits ? t(waits ? "slot.waitFor" : "slot.book", { when: formatSpan(slot.startsAt, slot.endsAt, { locale, timeZone }) }) : undefined}
                    className={`${waits ? "border-dashed " : ""}grid min-h-16 w-full content-center gap-0.5 rounded-control border border-line-strong bg-surface px-3 py-2 text-start transition-colors enabled:hover:border-leaf enabled:hover:bg-leaf-soft disabled:border-line disabled:bg-sunken disabled:text-ink-soft`}
                  >
                    <span className="tabular font-semibold" suppressHydrationWarning>
                      {`${formatInstant(slot.startsAt, { locale, timeZone, format: "time" })}–${formatInstant(slot.endsAt, { locale, timeZone, format: "time" })}`}
                    </span>
                    <span className="text-sm text-ink-soft">{slot.reason ? t(`slot.${slot.reason}`) : t("slot.free", { count: slot.freeVisits })}</span>
                    {waits ? <span className="text-sm font-semibold text-sky">{slot.waiting > 0 ? t("slot.waitBehind", { count: slot.waiting }) : t("slot.wait")}</span> : null}
                    {slot.bookable && slot.freeGrams !== null ? <span className="text-sm text-ink-soft">{t("slot.freeMass", { mass: formatMass(slot.freeGrams, locale) })}</span> : null}
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}
