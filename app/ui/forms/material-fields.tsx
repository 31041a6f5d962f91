import { useTranslation } from "#app/ui/i18n.ts";
import { conditionsOf, type CountedUnit } from "#app/shared/material-units.ts";
import { formatMass } from "#app/shared/units.ts";
import { Field, FieldSet } from "./field.tsx";
import { Checkbox, Input } from "./inputs.tsx";

type CountProps = { id: string; name: string; counted: CountedUnit; label: string; typed: string; error: string | readonly string[] | undefined };

/** How many pieces, bags, buckets or cubic metres, with what one of them weighs by estimate. */
export function CountField({ id, name, counted, label, typed, error }: CountProps) {
  const { t, i18n } = useTranslation("materials");
  return (
    <Field id={id} label={label} hint={`${t("counted.about", { mass: formatMass(counted.gramsPerUnit, i18n.language) })} (${t(`unitSources.${counted.source}`)})`} {...(error === undefined ? {} : { error })} optional>
      <Input name={name} inputMode={counted.unit === "cubic_metre" ? "decimal" : "numeric"} autoComplete="off" maxLength={8} defaultValue={typed} />
    </Field>
  );
}

type TicksProps = { id?: string; material: string; legend: string; tick: (code: string) => { name: string; value: string; isTicked: boolean }; error: string | readonly string[] | undefined };

/** What has to be so with a material, or is good to know; nothing where nothing is asked. */
export function ConditionTicks({ id, material, legend, tick, error }: TicksProps) {
  const { t } = useTranslation("materials");
  const conditions = conditionsOf(material);
  if (conditions.length === 0) return null;
  return (
    <FieldSet {...(id === undefined ? {} : { id })} legend={legend} {...(error === undefined ? {} : { error })}>
      {conditions.map(({ code, isNeeded }) => {
        const { name, value, isTicked } = tick(code);
        return <Checkbox key={code} name={name} value={value} defaultChecked={isTicked} label={t(`conditions.names.${code}`)} hint={isNeeded ? undefined : t("conditions.optional")} />;
      })}
    </FieldSet>
  );
}

/** What a giver said of a material's conditions, and what they did not: a sentence each, where there is any. */
export function useConditionWords(locale: string): (material: string, said: readonly string[]) => string[] {
  const { t } = useTranslation("materials");
  const list = (codes: readonly string[]) => new Intl.ListFormat(locale, { type: "conjunction" }).format(codes.map((code) => t(`conditions.names.${code}`)));
  return (material, said) => {
    const asked = conditionsOf(material).map((condition) => condition.code);
    const [so, open] = [asked.filter((code) => said.includes(code)), asked.filter((code) => !said.includes(code))];
    return [...(so.length > 0 ? [t("conditions.confirmed", { list: list(so) })] : []), ...(open.length > 0 ? [t("conditions.open", { list: list(open) })] : [])];
  };
}
