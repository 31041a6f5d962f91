import { useTranslation } from "#app/ui/i18n.ts";
import { formatCo2e, formatCo2eRange } from "#app/shared/units.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { Link } from "#app/ui/remix.ts";
import { DateTime, useViewerZone } from "#app/ui/time.tsx";
import type { HistoryStep } from "../entries.view.ts";
import { signed } from "./signed.ts";

/** Every row about an entry, oldest first, with what each added and what the entry came to. Nothing is ever edited. */
export function EntryHistory({ steps, currentId, locale, timeZone }: { steps: readonly HistoryStep[]; currentId: string; locale: string; timeZone: string | null }) {
  const { t } = useTranslation("impact");
  const zone = useViewerZone(timeZone);
  const standing = ({ standsAt }: HistoryStep): string => {
    if (!standsAt) return t("history.notCounted");
    const { co2eGrams, lowGrams, highGrams } = standsAt;
    if (co2eGrams === 0 && lowGrams === 0 && highGrams === 0) return t("history.standsAtNothing");
    return t("history.standsAt", { co2e: formatCo2e(co2eGrams, locale), range: formatCo2eRange(lowGrams, highGrams, locale, { besideGrams: co2eGrams }) });
  };
  return (
    <Card as="section" aria-labelledby="history">
      <h2 id="history" className="mb-3 text-lg">
        {t("history.title")}
      </h2>
      <ol className="grid gap-4 border-s-2 border-line ps-4">
        {steps.map((step, index) => (
          <li key={step.id} className="relative grid gap-0.5">
            <span aria-hidden="true" className={`absolute -inset-s-[1.45rem] top-1.5 size-3 rounded-full border-2 border-surface ${step.id === currentId ? "bg-leaf" : "bg-line-strong"}`} />
            <span className="text-sm text-ink-soft">
              <DateTime at={step.at} locale={locale} {...zone} format="date" />
            </span>
            <span className="flex flex-wrap items-center gap-2">
              {step.id === currentId ? (
                <strong aria-current="true">{t(`kinds.${step.kind}`)}</strong>
              ) : (
                <Link className="link font-semibold" to={`/impact/entries/${step.id}`}>
                  {t(`kinds.${step.kind}`)}
                </Link>
              )}
              {/* What is called verified needs no badge for it, and what was taken back has no stage. */}
              {step.kind === "verification" || step.kind === "reversal" ? null : <Badge tone={step.stage === "verified" ? "leaf" : "marigold"}>{t(`statuses.${step.stage}`)}</Badge>}
            </span>
            {step.correction ? <span>{t(`corrections.${step.correction}`)}</span> : null}
            {step.note ? <q className="text-sm text-ink-soft">{step.note}</q> : null}
            <span className="tabular text-sm">
              {index === 0 || !step.co2eGrams ? null : <span className={`font-semibold ${step.co2eGrams < 0 ? "text-clay" : ""}`}>{signed(formatCo2e(step.co2eGrams, locale), step.co2eGrams)} </span>}
              <span className="text-ink-soft">{standing(step)}</span>
            </span>
          </li>
        ))}
      </ol>
      <p className="mt-3 text-sm text-ink-soft">{t("history.explained")}</p>
    </Card>
  );
}
