import { useTranslation } from "#app/ui/i18n.ts";
import { formatCo2e, formatCo2eRange } from "#app/shared/units.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { FigureWithRange } from "#app/ui/plots/figure-with-range.tsx";
import { Link } from "#app/ui/remix.ts";
import type { EntryDetail } from "../entries.schema.ts";
import type { CarLine, Stand } from "../entries.view.ts";
import { CarKilometres } from "./car-kilometres.tsx";
import { SubjectDrawing } from "./entry-list.tsx";
import { signed } from "./signed.ts";

export interface EntryFigureProps {
  entry: Pick<EntryDetail, "kind" | "co2eGrams" | "lowGrams" | "highGrams" | "grade" | "subject" | "reason" | "missing" | "corrects" | "reversedBy" | "standing">;
  /** Of a correction: how the entry stood before and after it. */
  change: { before: Stand; after: Stand } | null;
  car: CarLine | null;
  locale: string;
}

/** What the entry says, as large as it is: a figure with its range, a difference, or why there is none. */
export function EntryFigure(props: EntryFigureProps) {
  const { entry, locale } = props;
  return (
    <>
      <LaterRows entry={entry} locale={locale} />
      {entry.kind === "entry" || entry.kind === "reversal" ? <Counted {...props} /> : <Difference {...props} />}
    </>
  );
}

/** Where somebody stands who looks at a row that is not the whole story. */
function LaterRows({ entry, locale }: Pick<EntryFigureProps, "entry" | "locale">) {
  const { t } = useTranslation("impact");
  if (entry.corrects) {
    return (
      <p>
        <Link className="link" to={`/impact/entries/${entry.corrects}`}>
          {t(entry.kind === "reversal" ? "entry.openOriginal" : "entry.openCorrected")}
        </Link>
      </p>
    );
  }
  if (entry.reversedBy) {
    return (
      <Alert tone="warning" title={t("entry.reversedTitle")} action={<LinkButton size="sm" variant="secondary" to={`/impact/entries/${entry.reversedBy.id}`}>{t("entry.openReversal")}</LinkButton>}>
        {t("entry.reversedText")}
      </Alert>
    );
  }
  if (entry.standing === null || entry.standing.co2eGrams === entry.co2eGrams) return null;
  return (
    <Alert tone="warning" title={t("entry.correctedTitle")} action={<LinkButton size="sm" variant="secondary" to="#history">{t("entry.openHistory")}</LinkButton>}>
      {t("entry.correctedText", { co2e: formatCo2e(entry.standing.co2eGrams, locale, { gas: true }) })}
    </Alert>
  );
}

function Counted({ entry, car, locale }: EntryFigureProps) {
  const { t } = useTranslation("impact");
  const { co2eGrams, lowGrams, highGrams } = entry;
  if (co2eGrams === null || lowGrams === null || highGrams === null) {
    return (
      <Alert tone="info" title={t(entry.reason === "in_chain" ? "statuses.in_chain" : "notCovered.title")}>
        <p>{t(`notCovered.${gapOf(entry)}`)}</p>
        {entry.reason === "in_chain" ? null : <p>{t("notCovered.body")}</p>}
      </Alert>
    );
  }
  const isEntry = entry.kind === "entry";
  return (
    <>
      <Card>
        <div className="grid grid-cols-[1fr_auto] items-start gap-4">
          <FigureWithRange
            label={t(!isEntry ? "entry.figureReversal" : co2eGrams < 0 ? "entry.figureNegative" : "entry.figure")}
            lowGrams={lowGrams}
            centralGrams={co2eGrams}
            highGrams={highGrams}
            locale={locale}
            size="lg"
            {...(entry.grade ? { grade: entry.grade } : {})}
            caption={
              <div className="grid gap-1">
                {entry.grade ? <p>{t(`gradeExplained.${entry.grade}`)}</p> : null}
                {isEntry && car ? <CarKilometres car={car} isNegative={co2eGrams < 0} locale={locale} /> : null}
              </div>
            }
          />
          <span aria-hidden="true" className="max-sm:hidden">
            <SubjectDrawing subject={entry.subject} size={96} />
          </span>
        </div>
        {isEntry ? <TwoFigures co2eGrams={co2eGrams} locale={locale} /> : null}
      </Card>
      {isEntry && co2eGrams < 0 ? (
        <Alert tone="warning" title={t("entry.negativeTitle")}>
          {t(`entry.negativeText.${entry.subject.kind}`)}
        </Alert>
      ) : null}
    </>
  );
}

/** The figure that is shown, and the one that is not, with the reason. */
function TwoFigures({ co2eGrams, locale }: { co2eGrams: number; locale: string }) {
  const { t } = useTranslation("impact");
  const figures = [
    { name: "associated", value: formatCo2e(co2eGrams, locale, { gas: true }) },
    { name: "additional", value: t("twoFigures.notShown") },
  ] as const;
  return (
    <dl className="mt-4 grid gap-x-6 gap-y-3 border-t border-line pt-4 sm:grid-cols-2">
      {figures.map(({ name, value }) => (
        <div key={name}>
          <dt className="text-sm text-ink-soft">{t(`twoFigures.${name}`)}</dt>
          <dd className="tabular font-semibold">{value}</dd>
          <dd className="text-sm text-ink-soft">{t(`twoFigures.${name}Why`)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A later row: what it adds, and from where to where it led. */
function Difference({ entry, change, locale }: EntryFigureProps) {
  const { t } = useTranslation("impact");
  const { co2eGrams, lowGrams, highGrams } = entry;
  if (co2eGrams === null || lowGrams === null || highGrams === null) return <Alert tone="info" title={t("entry.nothingCounted")} />;
  const isNothing = co2eGrams === 0 && lowGrams === 0 && highGrams === 0;
  return (
    <Card>
      <p className="text-sm text-ink-soft">{t("entry.difference")}</p>
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <strong className={`tabular font-display text-5xl leading-none font-bold ${co2eGrams < 0 ? "text-clay" : "text-leaf"}`}>{signed(formatCo2e(co2eGrams, locale), co2eGrams)}</strong>
        <span className="tabular text-ink-soft">{isNothing ? t("entry.noChange") : t("entry.endsMoved", { range: formatCo2eRange(lowGrams, highGrams, locale) })}</span>
      </p>
      {change ? (
        <dl className="mt-4 grid gap-x-6 gap-y-3 border-t border-line pt-4 sm:grid-cols-2">
          {(["before", "after"] as const).map((side) => (
            <div key={side}>
              <dt className="text-sm text-ink-soft">{t(`entry.${side}`)}</dt>
              <dd className="tabular">
                <span className="font-semibold">{formatCo2e(change[side].co2eGrams, locale, { gas: true })}</span>{" "}
                {change[side].lowGrams === change[side].highGrams ? null : (
                  <span className="text-ink-soft">{formatCo2eRange(change[side].lowGrams, change[side].highGrams, locale, { besideGrams: change[side].co2eGrams })}</span>
                )}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </Card>
  );
}

/** Our own gaps say why: nobody publishes a figure, it is counted by item, or the published material only looks alike. */
function gapOf({ reason, missing }: { reason: string | null; missing: string | null }): string {
  const gap = ["no_factor", "by_item", "unlike"].find((one) => missing?.endsWith(`: ${one}`));
  return reason === "not_mapped" && gap ? gap : (reason ?? "not_mapped");
}
