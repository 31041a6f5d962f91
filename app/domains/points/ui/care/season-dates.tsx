import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { useTranslation } from "#app/ui/i18n.ts";

/** The first and last day of a part of the year, as MM-DD in any year; both empty is the whole year. `name` gives the fields theirs. */
export function SeasonDates({ name, from, to, errors }: { name: (end: "from" | "to") => string; from: string; to: string; errors: Record<string, string> }) {
  const { t } = useTranslation("point-care");
  return (
    <div className="grid grid-cols-2 items-start gap-3">
      {([["from", from, "04-01"], ["to", to, "10-31"]] as const).map(([end, typed, example]) => (
        <Field key={end} id={name(end)} label={t(`hours.${end}`)} hint={t("hours.monthDayHint")} error={errors[name(end)]} optional>
          <Input name={name(end)} defaultValue={typed} maxLength={5} placeholder={example} />
        </Field>
      ))}
    </div>
  );
}
