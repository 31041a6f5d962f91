import { conditionsOf, countedUnitOf } from "#app/shared/material-units.ts";
import { formatMass } from "#app/shared/units.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Field, FieldSet } from "#app/ui/forms/field.tsx";
import { Checkbox, Input } from "#app/ui/forms/inputs.tsx";
import type { BookingDraft } from "../draft.rules.ts";
import type { BookingView } from "../pickups.schema.ts";

/** For materials that people count: how many, and what has to be so when it is brought. */
export function CountedFields({ material, draft }: { material: string; draft: BookingDraft }) {
  const { t, i18n } = useTranslation("materials");
  const counted = countedUnitOf(material);
  const conditions = conditionsOf(material);
  return (
    <>
      {counted ? (
        <Field
          id={`count-${material}`}
          label={t("counted.or", { unit: t(`counted.units.${counted.unit}`) })}
          hint={`${t("counted.about", { mass: formatMass(counted.gramsPerUnit, i18n.language) })} (${t(`unitSources.${counted.source}`)})`}
          error={draft.wrongCounts.includes(material) ? t("counted.wrong") : undefined}
          optional
        >
          <Input name={`count-${material}`} inputMode={counted.unit === "cubic_metre" ? "decimal" : "numeric"} autoComplete="off" maxLength={8} defaultValue={draft.counts[material] ?? ""} />
        </Field>
      ) : null}
      {conditions.length > 0 ? (
        <FieldSet legend={t("conditions.legend")} error={draft.unfulfilled.includes(material) ? t("conditions.needed") : undefined}>
          {conditions.map(({ code, isNeeded }) => (
            <Checkbox key={code} name={`so-${material}`} value={code} defaultChecked={draft.conditions[material]?.includes(code)} label={t(`conditions.names.${code}`)} hint={isNeeded ? undefined : t("conditions.optional")} />
          ))}
        </FieldSet>
      ) : null}
    </>
  );
}

/** How a line was counted, and what its giver said and did not say. */
export function LineDetails({ line, locale }: { line: BookingView["lines"][number]; locale: string }) {
  const { t } = useTranslation("materials");
  const asked = conditionsOf(line.material).map((condition) => condition.code);
  const names = (codes: readonly string[]) => new Intl.ListFormat(locale, { type: "conjunction" }).format(codes.map((code) => t(`conditions.names.${code}`)));
  const said = asked.filter((code) => line.conditions.includes(code));
  const open = asked.filter((code) => !line.conditions.includes(code));
  return (
    <>
      {line.unit && line.unitCount !== null ? <span className="block text-sm text-ink-soft">{`${t(`counted.amount.${line.unit}`, { count: line.unitCount / 100 })} (${t("counted.estimate")})`}</span> : null}
      {said.length > 0 ? <span className="block text-sm text-ink-soft">{t("conditions.confirmed", { list: names(said) })}</span> : null}
      {open.length > 0 ? <span className="block text-sm text-ink-soft">{t("conditions.open", { list: names(open) })}</span> : null}
    </>
  );
}
