import { useTranslation } from "#app/ui/i18n.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { useReply, type Reply } from "#app/ui/forms/use-reply.ts";
import { Form } from "#app/ui/remix.ts";
import { formatSpan } from "#app/ui/time.tsx";
import type { EventView } from "../events.schema.ts";

/** The shifts of a day for those who run it: adding one, and removing one that nobody has taken. */
export function ShiftEditor({ event, locale, shiftId, date, reply }: { event: EventView; locale: string; shiftId: string; date: string; reply: Reply }) {
  const { t } = useTranslation("events");
  const { errors, typed } = useReply(reply);
  return (
    <div className="grid gap-4">
      <ul className="grid gap-1">
        {event.shifts.map((shift) => (
          <li key={shift.id} className="flex flex-wrap items-center justify-between gap-2 border-b border-line py-1.5">
            <span className="tabular min-w-0 break-words" suppressHydrationWarning>
              {shift.task} · {formatSpan(shift.startsAt, shift.endsAt, { locale, timeZone: event.timeZone })} · {t("shifts.hands", { taken: shift.taken, needed: shift.needed })}
            </span>
            {shift.taken === 0 ? (
              <Form method="post">
                <input type="hidden" name="shiftId" value={shift.id} />
                <SubmitButton name="intent" value="shiftGone" variant="quiet" size="sm" icon="trash" aria-label={t("shifts.removeOf", { task: shift.task })}>
                  {t("shifts.remove")}
                </SubmitButton>
              </Form>
            ) : null}
          </li>
        ))}
      </ul>
      <Form method="post" className="grid gap-3">
        <input type="hidden" name="shiftId" value={shiftId} />
        <Field id="task" label={t("shifts.task")} error={errors("task")}>
          <Input name="task" required maxLength={120} defaultValue={typed("task")} />
        </Field>
        <div className="grid gap-3 sm:grid-cols-4">
          <Field id="shiftDate" label={t("form.date")} error={errors("shiftDate")}>
            <Input type="date" name="shiftDate" required defaultValue={typed("shiftDate", date)} />
          </Field>
          <Field id="shiftFrom" label={t("form.from")} error={errors("shiftFrom")}>
            <Input type="time" name="shiftFrom" required defaultValue={typed("shiftFrom", "09:00")} />
          </Field>
          <Field id="shiftUntil" label={t("form.until")} error={errors("shiftUntil")}>
            <Input type="time" name="shiftUntil" required defaultValue={typed("shiftUntil", "12:00")} />
          </Field>
          <Field id="needed" label={t("shifts.needed")} error={errors("needed")}>
            <Input name="needed" inputMode="numeric" required maxLength={3} defaultValue={typed("needed", "2")} />
          </Field>
        </div>
        <div>
          <SubmitButton name="intent" value="shift" variant="secondary" icon="plus">
            {t("shifts.add")}
          </SubmitButton>
        </div>
      </Form>
    </div>
  );
}
