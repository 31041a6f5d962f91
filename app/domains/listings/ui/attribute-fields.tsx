import { useTranslation } from "#app/ui/i18n.ts";
import { attributesOf, type Attribute } from "#app/shared/attributes/attributes.ts";
import { Field, FieldSet } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import type { DetailsForm } from "./details-form.ts";

/** The fields a category or material asks, with their typed values; all optional, all native controls. */
export function AttributeFields({ what, form }: { what: { category: string | null; material: string | null }; form: DetailsForm }) {
  const { t } = useTranslation("attributes");
  const asked = attributesOf(what);
  if (asked.length === 0) return null;
  return (
    <FieldSet legend={t("form.title")} hint={t("form.hint")} optional>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        {asked.map((one) => (
          <AttributeField key={one.code} one={one} form={form} />
        ))}
      </div>
    </FieldSet>
  );
}

const hinted = new Set(["isbn", "resin", "energy_class"]);

function AttributeField({ one, form }: { one: Attribute; form: DetailsForm }) {
  const { t } = useTranslation("attributes");
  const name = `attributes.${one.code}`;
  const shared = { name, defaultValue: form.typed("attributes", one.code) };
  const unit = one.kind === "integer" ? t(`shortUnits.${one.unit}`) : "";
  const options =
    one.kind === "choice" ? one.options.map((value) => ({ value, label: t(`choices.${one.code}.${value}`) })) : one.kind === "boolean" ? (["yes", "no"] as const).map((value) => ({ value, label: t(`form.${value}`) })) : null;
  return (
    <Field id={form.idOf(name)} label={t(`names.${one.code}`)} error={form.errorsOf(name)} hint={hinted.has(one.code) ? t(`hints.${one.code}`) : undefined}>
      {options ? (
        <Select {...shared} options={[{ value: "", label: t("form.any") }, ...options]} />
      ) : (
        <Input {...shared} {...(unit ? { unit } : {})} inputMode={one.kind === "integer" ? (one.perUnit === 1 ? "numeric" : "decimal") : "text"} maxLength={one.kind === "text" ? one.maxLength : 20} autoComplete="off" />
      )}
    </Field>
  );
}
