import { useTranslation } from "#app/ui/i18n.ts";
import { dateFormat } from "#app/shared/formatters.ts";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";

/** The seven days of a week, each as text: "09:00-12:00, 13:00-18:00". Fields are called `PREFIX-0` (Monday) to `PREFIX-6`. */
export function WeekFields({ prefix, days, errors, locale }: { prefix: string; days: readonly string[]; errors: Record<string, string>; locale: string }) {
  const { t } = useTranslation("point-care");
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {[0, 1, 2, 3, 4, 5, 6].map((day) => {
        const name = `${prefix}-${day}`;
        return (
          <Field key={name} id={name} label={<span suppressHydrationWarning>{weekdayName(day + 1, locale)}</span>} error={errors[name]}>
            <Input name={name} defaultValue={days[day]} maxLength={200} placeholder={t("hours.closedPlaceholder")} inputMode="text" className="tabular" />
          </Field>
        );
      })}
    </div>
  );
}

/** 1 January 2024 was a Monday. */
export function weekdayName(weekday: number, locale: string): string {
  return dateFormat(locale === "en" ? "en-GB" : locale, { weekday: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2024, 0, weekday)));
}
