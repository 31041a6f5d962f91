import { useTranslation } from "#app/ui/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { FigureWithRange } from "#app/ui/plots/figure-with-range.tsx";
import { Card } from "#app/ui/card.tsx";
import { Link } from "#app/ui/remix.ts";
import { DateTime } from "#app/ui/time.tsx";
import type { EffectView, WeighInView } from "../pickups.schema.ts";
import { cleanGrams } from "../weights.rules.ts";

/** What the scale said, corrected readings included and marked. */
export function WeightsTable({ readings, locale, timeZone }: { readings: readonly WeighInView[]; locale: string; timeZone: string }) {
  const { t } = useTranslation("pickups");
  const { t: name } = useTranslation("materials");
  const reasonFor = (id: string) => {
    const index = readings.findIndex((reading) => reading.id === id);
    const material = readings[index]?.material;
    return readings.slice(index + 1).find((reading) => reading.material === material)?.reason;
  };
  const struck = (reading: WeighInView, text: string) => (reading.superseded ? <s className="text-ink-soft">{text}</s> : text);
  return (
    <DataTable
      caption={t("weigh.caption")}
      hideCaption
      rows={readings}
      rowKey={(reading) => reading.id}
      columns={[
        {
          key: "material",
          header: t("weigh.material"),
          primary: true,
          cell: (reading) => (
            <>
              {struck(reading, name(`names.${reading.material}`))}
              {reading.superseded ? <span className="block text-sm font-normal text-ink-soft">{t("weigh.corrected", { reason: reasonFor(reading.id) ?? "" })}</span> : null}
            </>
          ),
        },
        { key: "gross", header: t("weigh.gross"), align: "end", cell: (reading) => struck(reading, formatMass(reading.grossGrams, locale)) },
        { key: "tare", header: t("weigh.tare"), align: "end", cell: (reading) => struck(reading, formatMass(reading.tareGrams, locale)) },
        { key: "net", header: t("weigh.net"), align: "end", cell: (reading) => struck(reading, formatMass(reading.netGrams, locale)) },
        {
          key: "clean",
          header: t("weigh.clean"),
          align: "end",
          cell: (reading) => struck(reading, `${formatMass(cleanGrams(reading.netGrams, reading.contaminationPermille), locale)}${reading.contaminationPermille ? ` (−${reading.contaminationPermille / 10} %)` : ""}`),
        },
        {
          key: "by",
          header: t("weigh.by"),
          cell: (reading) => (
            <span className="text-sm wrap-anywhere">{reading.device === null ? (reading.person ?? t("weigh.somebody")) : reading.person === null ? reading.device : t("weigh.deviceAndPerson", { device: reading.device, person: reading.person })}</span>
          ),
        },
        { key: "at", header: t("weigh.at"), align: "end", cell: (reading) => <DateTime at={reading.at} locale={locale} timeZone={timeZone} format="time" /> },
      ]}
    />
  );
}

/** What each weighed material is in the ledger. */
export function Effects({ effects, locale }: { effects: readonly EffectView[]; locale: string }) {
  const { t } = useTranslation("pickups");
  const { t: name } = useTranslation("materials");
  return (
    <ul className="grid gap-3 sm:grid-cols-2">
      {effects.map((effect) => {
        const label = t("booking.effectOf", { material: name(`names.${effect.material ?? ""}`), mass: formatMass(effect.massGrams ?? 0, locale) });
        return (
          <Card as="li" key={effect.entryId} tone="leaf" className="grid gap-2">
            {effect.status === "ok" && effect.co2eGrams !== null && effect.lowGrams !== null && effect.highGrams !== null ? (
              <FigureWithRange lowGrams={effect.lowGrams} centralGrams={effect.co2eGrams} highGrams={effect.highGrams} grade={effect.grade} locale={locale} label={label} />
            ) : (
              <>
                <p className="font-semibold">{label}</p>
                <p>{t("booking.notCovered")}</p>
              </>
            )}
            <p>
              <Link to={`/impact/entries/${effect.entryId}`} className="link">
                {t("booking.entry")}
              </Link>
            </p>
          </Card>
        );
      })}
    </ul>
  );
}
