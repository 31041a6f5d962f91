import { useTranslation } from "#app/ui/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Form } from "#app/ui/remix.ts";
import type { VehicleView } from "../vehicles.schema.ts";

/** A recycler's vehicles. `factors`: grams of CO2e per kilometre by kind, 0 where none are counted. */
export function VehicleList({ vehicles, factors, locale }: { vehicles: readonly VehicleView[]; factors: Readonly<Record<string, number>>; locale: string }) {
  const { t } = useTranslation("rounds");
  return (
    <ul className="grid gap-3">
      {vehicles.map((vehicle) => {
        const factor = factors[vehicle.kind] ?? 0;
        return (
          <li key={vehicle.id} className="grid gap-3 rounded-card border border-line bg-surface p-4">
            <div className="flex flex-wrap items-baseline justify-between gap-2">
              <h2 className="text-lg [overflow-wrap:anywhere]">{vehicle.name}</h2>
              <Badge tone={vehicle.isActive ? "leaf" : "neutral"}>{t(vehicle.isActive ? "vehicles.inUse" : "vehicles.outOfUse")}</Badge>
            </div>
            <p className="text-ink-soft">
              {`${t(`vehicles.kinds.${vehicle.kind}`)} · ${formatMass(vehicle.capacityGrams, locale)} · ${vehicle.speedKmPerHour} ${t("vehicles.kmPerHour")}`}
              <span className="block text-sm">{factor > 0 ? `${t("vehicles.perKm", { grams: factor })} (${t("vehicles.source")})` : t("vehicles.noFigure")}</span>
            </p>
            <div className="flex flex-wrap gap-2">
              <LinkButton to={`/staff/vehicles?edit=${vehicle.id}`} variant="secondary" size="sm" icon="edit">
                {t("vehicles.edit")}
              </LinkButton>
              <Form method="post" action="/staff/vehicles">
                <input type="hidden" name="vehicleId" value={vehicle.id} />
                <input type="hidden" name="version" value={vehicle.version} />
                <input type="hidden" name="isActive" value={vehicle.isActive ? "no" : "yes"} />
                <SubmitButton name="intent" value="use" variant="quiet" size="sm">
                  {t(vehicle.isActive ? "vehicles.retire" : "vehicles.bringBack")}
                </SubmitButton>
              </Form>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
