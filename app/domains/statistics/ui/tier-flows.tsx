import { formatMass } from "#app/shared/units.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { FlowsThrough, type Stage } from "#app/ui/plots/flows-through.tsx";

import type { PublishedFlow, Source, Target } from "../tiers/tiers.schema.ts";

/** From the hand-over at the left, through the tiers, to what became of it. */
const STAGES: readonly { key: Source | Target; column: number }[] = [
  { key: "brought", column: 0 },
  { key: "collection", column: 1 },
  { key: "transfer", column: 2 },
  { key: "sorting", column: 3 },
  { key: "sold", column: 4 },
  { key: "residue", column: 4 },
  { key: "lost", column: 4 },
];

/** What moved between the tiers of points, as far as it is published: a drawing, its table, and what is not drawn. */
export function TierFlows({ flows, locale }: { flows: readonly PublishedFlow[]; locale: string }) {
  const { t } = useTranslation("statistics");
  const stages = STAGES.map(({ key, column }): Stage => ({ key, column, name: t(`stages.${key}`) }));
  const shown = flows.flatMap((flow) => (flow.status === "published" && flow.massGrams > 0 ? [flow] : []));
  const hidden = flows.filter((flow) => flow.status === "withheld").length;
  const within = shown.filter((flow) => flow.source === flow.target);
  if (flows.length === 0) return <p>{t("tiersEmpty")}</p>;
  return (
    <>
      {shown.length > 0 ? (
        <FlowsThrough
          title={t("tiersText")}
          fromLabel={t("from")}
          toLabel={t("to")}
          massLabel={t("mass")}
          locale={locale}
          stages={stages}
          flows={shown.map(({ source, target, massGrams }) => ({ from: source, to: target, massGrams }))}
          say={({ from, to, massGrams }) => t("flow", { from, to, mass: formatMass(massGrams, locale) })}
        />
      ) : (
        <p>{t("flowsNone")}</p>
      )}
      {within.map(({ source, massGrams }) => (
        <p key={source} className="text-sm text-ink-soft">
          {t("tiersWithin", { tier: t(`stages.${source}`), mass: formatMass(massGrams, locale) })}
        </p>
      ))}
      {hidden > 0 ? <p className="text-sm text-ink-soft">{t("flowsHidden", { count: hidden })}</p> : null}
      <p className="text-sm text-ink-soft">{t("tiersAbout")}</p>
    </>
  );
}
