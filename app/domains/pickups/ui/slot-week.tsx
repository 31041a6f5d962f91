import { useTranslation } from "#app/ui/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import { Badge } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { Form } from "#app/ui/remix.ts";
import { formatInstant } from "#app/ui/time.tsx";
import type { StaffSlotView } from "../pickups.schema.ts";
import { massText } from "../weights.rules.ts";
import { slotsByDay } from "./slot-days.tsx";

/** A week of slots: a column per day where there is room, a list on the phone. */
export function SlotWeek({ days, slots, timeZone, locale, action }: { days: readonly string[]; slots: readonly StaffSlotView[]; timeZone: string; locale: string; action: string }) {
  const { t } = useTranslation("pickups");
  const byDay = new Map(slotsByDay(slots, timeZone).map(({ day, slots: found }) => [day, found]));
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-7 lg:gap-2">
      {days.map((day) => {
        const found = byDay.get(day) ?? [];
        return (
          <section key={day} className={`grid min-w-0 gap-2 ${found.length === 0 && slots.length > 0 ? "max-lg:hidden" : ""}`}>
            <h2 className="text-base font-semibold" suppressHydrationWarning>
              {formatInstant(`${day}T12:00:00Z`, { locale, timeZone: "UTC", format: "day" })}
            </h2>
            {found.length === 0 ? <p className="text-sm text-ink-soft">{t("slots.noneDay")}</p> : null}
            <ul className="grid gap-2">
              {found.map((slot) => (
                <SlotItem key={`${slot.id}-${slot.version}`} slot={slot} timeZone={timeZone} locale={locale} action={action} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function SlotItem({ slot, timeZone, locale, action }: { slot: StaffSlotView; timeZone: string; locale: string; action: string }) {
  const { t } = useTranslation("pickups");
  const time = (at: string) => formatInstant(at, { locale, timeZone, format: "time" });
  const when = `${time(slot.startsAt)}–${time(slot.endsAt)}`;
  const hidden = (
    <>
      <input type="hidden" name="slotId" value={slot.id} />
      <input type="hidden" name="version" value={slot.version} />
    </>
  );
  return (
    <li className={`rounded-control border p-2 ${slot.status === "closed" ? "border-line bg-sunken text-ink-soft" : "border-line-strong bg-surface"}`}>
      <p className="tabular font-semibold" suppressHydrationWarning>
        {when}
      </p>
      <p className="text-sm">{t("slots.taken", { taken: slot.takenVisits, capacity: slot.capacityVisits })}</p>
      {slot.capacityGrams !== null ? <p className="text-sm text-ink-soft">{t("slots.mass", { taken: formatMass(slot.takenGrams, locale), capacity: formatMass(slot.capacityGrams, locale) })}</p> : null}
      {slot.areaName === null ? null : <p className="text-sm font-semibold break-words text-sky">{t("slots.home", { area: slot.areaName })}</p>}
      {slot.waiting > 0 ? <p className="text-sm font-semibold text-sky">{t("slots.waiting", { count: slot.waiting })}</p> : null}
      {slot.resource ? <p className="text-sm text-ink-soft wrap-anywhere">{t("slots.needs", { name: slot.resource.name })}</p> : null}
      {slot.status === "closed" ? <Badge tone="neutral">{t("slots.closed")}</Badge> : null}
      <details className="mt-1">
        <summary className="cursor-pointer py-1 text-sm font-semibold text-sky" aria-label={`${t("slots.edit")} ${when}`}>
          {t("slots.edit")}
        </summary>
        <Form method="post" action={action} className="mt-2 grid gap-2" preventScrollReset>
          {hidden}
          <Field id={`visits-${slot.id}`} label={t("slots.capacity")}>
            <Input name="capacityVisits" inputMode="numeric" required defaultValue={slot.capacityVisits} />
          </Field>
          <Field id={`kg-${slot.id}`} label={t("slots.capacityKg")} optional>
            <Input name="capacityKg" inputMode="decimal" defaultValue={slot.capacityGrams === null ? "" : massText(slot.capacityGrams, "kg")} />
          </Field>
          <SubmitButton name="intent" value="capacity" size="sm" variant="secondary">
            {t("slots.capacitySave")}
          </SubmitButton>
        </Form>
        <Form method="post" action={action} className="mt-3 grid gap-1" preventScrollReset>
          {hidden}
          {slot.status === "open" ? (
            <>
              <SubmitButton name="intent" value="close" size="sm" variant="danger">
                {t("slots.close")}
              </SubmitButton>
              <p className="text-xs text-ink-soft">{t("slots.closeHint")}</p>
            </>
          ) : (
            <SubmitButton name="intent" value="reopen" size="sm" variant="secondary">
              {t("slots.reopen")}
            </SubmitButton>
          )}
        </Form>
      </details>
    </li>
  );
}
