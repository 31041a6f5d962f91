import { useTranslation } from "#app/ui/i18n.ts";
import { formatDistance } from "#app/shared/geo.ts";
import { formatMass } from "#app/shared/units.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { TimeRange } from "#app/ui/time.tsx";
import type { RoundView } from "../driver.schema.ts";

/** Vehicle, driver, times and length of a round. */
export function RoundFacts({ round, locale }: { round: RoundView; locale: string }) {
  const { t } = useTranslation("rounds");
  const declared = round.stops.reduce((sum, stop) => sum + stop.lines.reduce((lines, line) => lines + (line.declaredGrams ?? 0), 0), 0);
  return (
    <Card as="section" className="grid gap-4" aria-label={t("round.facts")}>
      <DefinitionList
        items={[
          { term: t("day.vehicle"), value: `${round.vehicle.name} · ${t(`vehicles.kinds.${round.vehicle.kind}`)}` },
          { term: t("day.driver"), value: round.driver?.name ?? t("day.noDriver") },
          { term: t("day.depot"), value: round.depot.name },
          { term: t("day.times"), value: <TimeRange from={round.leavesAt} to={round.isBackAt} locale={locale} timeZone={round.depot.timeZone} /> },
          { term: t("day.distance"), value: t("day.estimated", { distance: formatDistance(round.estimatedMetres, locale) }) },
          { term: t("day.load"), value: t("day.of", { mass: formatMass(declared, locale), capacity: formatMass(round.vehicle.capacityGrams, locale) }) },
        ]}
      />
      {round.state === "published" || round.state === "under_way" ? (
        <div>
          <LinkButton to={`/rounds/${round.id}`} icon="phone" variant="secondary" reloadDocument>
            {t("day.phone")}
          </LinkButton>
        </div>
      ) : null}
    </Card>
  );
}
