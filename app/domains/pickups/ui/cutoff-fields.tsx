import { useTranslation } from "#app/ui/i18n.ts";
import { Field, FieldSet } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { cutoffUnits } from "../cutoffs.rules.ts";

const cutoffs = [
  { name: "bookCutoff", usual: "30" },
  { name: "changeCutoff", usual: "60" },
  { name: "cancelCutoff", usual: "60" },
] as const;

/** Until when slots can be booked, moved and given back: three numbers with a unit each, and the time of day for those in days. */
export function CutoffFields({ typed, first }: { typed: Record<string, string | undefined>; first: (name: string) => string | undefined }) {
  const { t } = useTranslation("pickups");
  return (
    <FieldSet legend={t("slots.new.cutoffs")} hint={t("slots.new.cutoffsHint")}>
      <div className="grid gap-4 pt-1 sm:grid-cols-2">
        {cutoffs.map(({ name, usual }) => (
          <div key={name} className="grid grid-cols-[5rem_1fr] items-end gap-2">
            <Field id={name} label={t(`slots.new.${name}`)} error={first(name)}>
              <Input name={name} inputMode="numeric" required defaultValue={typed[name] ?? usual} />
            </Field>
            <Field id={`${name}Unit`} label={t("slots.new.unitOf", { what: t(`slots.new.${name}`) })} hideLabel error={first(`${name}Unit`)}>
              <Select name={`${name}Unit`} defaultValue={typed[`${name}Unit`] ?? "minutes"} options={cutoffUnits.map((unit) => ({ value: unit, label: t(`slots.new.units.${unit}`) }))} />
            </Field>
          </div>
        ))}
        <Field id="cutoffTime" label={t("slots.new.cutoffTime")} hint={t("slots.new.cutoffTimeHint")} error={first("cutoffTime")} optional>
          <Input type="time" name="cutoffTime" defaultValue={typed.cutoffTime ?? ""} />
        </Field>
      </div>
    </FieldSet>
  );
}
