import { scaleLinear } from "d3-scale";
import { useTranslation } from "#app/ui/i18n.ts";
import { formatCo2e, formatCo2eRange } from "#app/shared/units.ts";

export interface Range {
  lowGrams: number;
  centralGrams: number;
  highGrams: number;
}

export interface RangeBarProps extends Range {
  locale: string;
  /** Ends of the axis; give the same to bars that stand below each other. Default: this range and zero. */
  axisMinGrams?: number;
  axisMaxGrams?: number;
  tone?: "leaf" | "sky";
  /** Writes the three values beneath. */
  showLabels?: boolean;
}

const width = 320;
const edge = 10;

/** One range on one axis: the band from low to high, the central value as a ring, zero as a line. Below zero turns clay. */
export function RangeBar({ lowGrams, centralGrams, highGrams, locale, axisMinGrams, axisMaxGrams, tone = "leaf", showLabels = false }: RangeBarProps) {
  const { t } = useTranslation("common");
  const min = axisMinGrams ?? Math.min(0, lowGrams);
  const max = axisMaxGrams ?? Math.max(0, highGrams);
  const x = scaleLinear([min, max === min ? min + 1 : max], [edge, width - edge]).clamp(true);
  const negative = centralGrams < 0;
  const stroke = negative ? "stroke-clay" : tone === "sky" ? "stroke-sky" : "stroke-leaf";
  const alternative = t("range.alternative", { central: formatCo2e(centralGrams, locale), range: formatCo2eRange(lowGrams, highGrams, locale, { besideGrams: centralGrams }) });
  return (
    <figure className="m-0 grid gap-0.5">
      <svg viewBox={`0 0 ${width} 24`} className="h-6 w-full overflow-visible" preserveAspectRatio="none" role="img" aria-label={alternative} fill="none" strokeLinecap="round">
        <path d={`M${edge} 12H${width - edge}`} className="stroke-line" strokeWidth={2} vectorEffect="non-scaling-stroke" />
        <path d={`M${round(x(0))} 4V20`} className="stroke-line-strong" strokeWidth={1.5} vectorEffect="non-scaling-stroke" />
        <path d={`M${round(x(lowGrams))} 12H${round(x(highGrams))}`} className={`${stroke} opacity-35`} strokeWidth={10} vectorEffect="non-scaling-stroke" />
        {/* A stroke of length zero is a dot that stays round however the axis is stretched. */}
        <path d={`M${round(x(centralGrams))} 12h.001`} className={stroke} strokeWidth={16} vectorEffect="non-scaling-stroke" />
        <path d={`M${round(x(centralGrams))} 12h.001`} className="stroke-surface" strokeWidth={6} vectorEffect="non-scaling-stroke" />
      </svg>
      {showLabels ? (
        <figcaption aria-hidden="true" className="tabular flex justify-between text-xs text-ink-soft">
          <span>{t("range.low", { value: formatCo2e(lowGrams, locale) })}</span>
          <span className="font-semibold text-ink">{formatCo2e(centralGrams, locale)}</span>
          <span>{t("range.high", { value: formatCo2e(highGrams, locale) })}</span>
        </figcaption>
      ) : null}
    </figure>
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
