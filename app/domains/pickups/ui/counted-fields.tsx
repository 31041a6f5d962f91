import { countedUnitOf } from "#app/shared/material-units.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { ConditionTicks, CountField, useConditionWords } from "#app/ui/forms/material-fields.tsx";
import type { BookingDraft } from "../draft.rules.ts";
import type { BookingView } from "../pickups.schema.ts";

/** For materials that people count: how many, and what has to be so when it is brought. */
export function CountedFields({ material, draft }: { material: string; draft: BookingDraft }) {
  const { t } = useTranslation("materials");
  const counted = countedUnitOf(material);
  const said = draft.conditions[material] ?? [];
  return (
    <>
      {counted ? (
        <CountField
          id={`count-${material}`}
          name={`count-${material}`}
          counted={counted}
          label={t("counted.or", { unit: t(`counted.units.${counted.unit}`) })}
          typed={draft.counts[material] ?? ""}
          error={draft.wrongCounts.includes(material) ? t("counted.wrong") : undefined}
        />
      ) : null}
      <ConditionTicks material={material} legend={t("conditions.legend")} tick={(code) => ({ name: `so-${material}`, value: code, isTicked: said.includes(code as (typeof said)[number]) })} error={draft.unfulfilled.includes(material) ? t("conditions.needed") : undefined} />
    </>
  );
}

/** How a line was counted, and what its giver said and did not say. */
export function LineDetails({ line, locale }: { line: BookingView["lines"][number]; locale: string }) {
  const { t } = useTranslation("materials");
  const sentences = useConditionWords(locale)(line.material, line.conditions);
  return (
    <>
      {line.unit && line.unitCount !== null ? <span className="block text-sm text-ink-soft">{`${t(`counted.amount.${line.unit}`, { count: line.unitCount / 100 })} (${t("counted.estimate")})`}</span> : null}
      {sentences.map((sentence) => (
        <span key={sentence} className="block text-sm text-ink-soft">
          {sentence}
        </span>
      ))}
    </>
  );
}
