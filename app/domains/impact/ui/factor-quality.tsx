import { useTranslation } from "#app/ui/i18n.ts";
import { scaleLinear } from "d3-scale";
import { numberFormat } from "#app/shared/formatters.ts";

const INDICATORS = ["reliability", "completeness", "time", "geography", "technology"] as const;
const SCORES = [1, 2, 3, 4, 5] as const;

/** A factor's five scores, each as a row of small bars with its words: more bars are better, so score 1 fills all five. */
export function PedigreeBars({ pedigree }: { pedigree: readonly number[] }) {
  const { t } = useTranslation("method");
  return (
    <dl className="grid grid-cols-[auto_auto_1fr] gap-x-4 gap-y-1.5 text-sm">
      {INDICATORS.map((indicator, index) => {
        const score = pedigree[index] ?? 5;
        return (
          <div key={indicator} className="col-span-3 grid grid-cols-subgrid items-center">
            <dt>{t(`factor.indicators.${indicator}`)}</dt>
            <dd aria-hidden="true" className="flex gap-0.5">
              {SCORES.map((step) => (
                <span key={step} className={`h-3 w-4 rounded-sm border ${step <= 6 - score ? barTone(score) : "border-line-strong bg-transparent"}`} />
              ))}
            </dd>
            <dd className="tabular text-ink-soft">{t("factor.score", { score, word: t(`factor.scores.${score}`) })}</dd>
          </div>
        );
      })}
    </dl>
  );
}

function barTone(score: number): string {
  return score <= 2 ? "border-leaf bg-leaf" : score === 3 ? "border-marigold bg-marigold" : "border-clay bg-clay";
}

const width = 320;
const edge = 10;
const round = (value: number) => Math.round(value * 10) / 10;

interface SpreadProps {
  value: number;
  lowValue: number;
  highValue: number;
  unit: string;
  locale: string;
}

/** A published figure on its 95 % range, zero on the axis. As the range of emissions is drawn, but in the publisher's own unit. */
export function SpreadBar({ value, lowValue, highValue, unit, locale }: SpreadProps) {
  const { t } = useTranslation("method");
  const min = Math.min(0, lowValue);
  const max = Math.max(0, highValue);
  const x = scaleLinear([min, max === min ? min + 1 : max], [edge, width - edge]);
  const short = (number: number) => numberFormat(locale, { maximumSignificantDigits: 3 }).format(number).replace("-", "−");
  const words = { low: short(lowValue), high: short(highValue), value: short(value), unit };
  return (
    <figure className="m-0 grid gap-0.5">
      <svg viewBox={`0 0 ${width} 24`} className="h-6 w-full overflow-visible" preserveAspectRatio="none" role="img" aria-label={t("factor.rangeAlternative", words)} fill="none" strokeLinecap="round">
        <path d={`M${edge} 12H${width - edge}`} className="stroke-line-strong" strokeWidth={1} vectorEffect="non-scaling-stroke" />
        <path d={`M${round(x(0))} 4V20`} className="stroke-line-strong" strokeWidth={1.5} vectorEffect="non-scaling-stroke" />
        <path d={`M${round(x(lowValue))} 12H${round(x(highValue))}`} className="stroke-sky opacity-35" strokeWidth={10} vectorEffect="non-scaling-stroke" />
        <path d={`M${round(x(value))} 12h.001`} className="stroke-sky" strokeWidth={16} vectorEffect="non-scaling-stroke" />
        <path d={`M${round(x(value))} 12h.001`} className="stroke-surface" strokeWidth={6} vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption aria-hidden="true" className="tabular flex justify-between text-xs text-ink-soft">
        <span>{words.low}</span>
        <span className="font-semibold text-ink">{words.value}</span>
        <span>{words.high}</span>
      </figcaption>
    </figure>
  );
}
