import { useTranslation } from "#app/ui/i18n.ts";
import { formatCo2e, formatMass } from "#app/shared/units.ts";
import { Icon, type IconName } from "#app/ui/icons/icon.tsx";
import type { TotalView } from "../totals.schema.ts";

/** What stands behind a total: how many entries, how much moved, how much of it was weighed, what is verified, and what is not covered. */
export function TotalFacts({ total, locale }: { total: TotalView; locale: string }) {
  const { t } = useTranslation("impact");
  const facts: { icon: IconName; text: string }[] = [
    { icon: "ledger", text: t("overview.entries", { count: total.entryCount }) },
    { icon: "box", text: t("overview.moved", { mass: formatMass(total.massGrams, locale) }) },
    { icon: "scale", text: total.coverage === null ? t("overview.coverageNone") : t("overview.coverage", { share: Math.round(total.coverage * 100) / 100 }) },
  ];
  if (total.entryCount > 0) facts.push({ icon: "shield", text: t("overview.verified", { co2e: formatCo2e(total.verifiedGrams, locale) }) });
  if (total.notCoveredGrams > 0) facts.push({ icon: "info", text: t("overview.uncovered", { mass: formatMass(total.notCoveredGrams, locale) }) });
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1.5 text-sm text-ink-soft">
      {facts.map((fact) => (
        <li key={fact.icon} className="tabular inline-flex items-center gap-1.5">
          <Icon name={fact.icon} size={16} />
          {fact.text}
        </li>
      ))}
    </ul>
  );
}
