import { useTranslation } from "#app/ui/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import { Card } from "#app/ui/card.tsx";
import { FigureWithRange } from "#app/ui/plots/figure-with-range.tsx";
import { Link } from "#app/ui/remix.ts";

type Figures = { co2eGrams: number; lowGrams: number; highGrams: number; grade: string | null };
export type TallyProps = {
  estimate: Figures | null;
  tally: { entryId: string; co2eGrams: number | null; lowGrams: number | null; highGrams: number | null; grade: string | null } | null;
  /** A material that goes to no recycler yet. */
  inChain: boolean;
  /** What the scale said, if anything was weighed. */
  measuredGrams: number | null;
  locale: string;
  /** What stands above it; the tally's own title unless said otherwise. */
  title?: string;
};

/** What completing this will tally, then what it tallied, with the door to its entry. Never a number without its range. */
export function DealTallyCard({ estimate, tally, inChain, measuredGrams, locale, title }: TallyProps) {
  const { t } = useTranslation("deals");
  const figures = tally ? known(tally) : estimate;
  const label = title ?? t(tally ? "tally.did" : "tally.will");
  return (
    <Card as="section" aria-label={label} className="grid gap-2">
      {figures ? (
        <FigureWithRange
          lowGrams={figures.lowGrams}
          centralGrams={figures.co2eGrams}
          highGrams={figures.highGrams}
          locale={locale}
          label={label}
          {...(figures.grade ? { grade: figures.grade } : {})}
          caption={tally ? (figures.co2eGrams < 0 ? t("tally.cost") : t("tally.shared")) : t("tally.provisional")}
        />
      ) : (
        <>
          <h2 className="text-lg">{label}</h2>
          <p className="text-ink-soft">{t(inChain ? "tally.inChain" : "tally.notCovered")}</p>
        </>
      )}
      {tally && measuredGrams !== null ? <p className="text-sm text-ink-soft">{t("tally.mass", { mass: formatMass(measuredGrams, locale) })}</p> : null}
      {tally ? (
        <p>
          <Link to={`/impact/entries/${tally.entryId}`} className="link text-sky">
            {t("tally.entry")}
          </Link>
        </p>
      ) : null}
    </Card>
  );
}

function known(tally: NonNullable<TallyProps["tally"]>): Figures | null {
  const { co2eGrams, lowGrams, highGrams, grade } = tally;
  return co2eGrams === null || lowGrams === null || highGrams === null ? null : { co2eGrams, lowGrams, highGrams, grade };
}
